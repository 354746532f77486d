-- How often the digest of a group's announcements goes out; without a row each week. A table of
-- its own, because the groups themselves know nothing of digests.
create table digest_settings (
    group_id uuid not null primary key references groups (id),
    every text collate "C" not null check (every in ('week', 'month'))
);

insert into digest_settings (group_id, every) select id, digest_every from groups where digest_every <> 'week';
alter table groups drop column digest_every;
