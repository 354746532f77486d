-- What people choose to get: digests of a group's announcements, and letters that are of no use after a while.

-- Once after this instant a letter is not sent any more; null: it is of use at any time.
alter table deliveries add column expires_at bigint;
-- It does not leave at night by the clock of this time zone; null: it leaves at any hour.
alter table deliveries add column quiet_zone text collate "C";

-- How often the digest of the group's announcements goes out.
alter table groups add column digest_every text collate "C" not null default 'week' check (digest_every in ('week', 'month'));

-- One digest of one group, for everybody who has it.
create table digests (
    group_id uuid not null references groups (id),
    due_at bigint not null, -- when it was to go out
    since bigint not null, -- holds what was sent after this instant
    created_at bigint not null, -- and until this one, when its readers were frozen
    readers bigint not null, -- how many it was frozen for
    written bigint not null, -- how many of them the writing has come past
    primary key (group_id, due_at)
);
create table digest_readers (
    group_id uuid not null,
    due_at bigint not null,
    person_id uuid not null,
    primary key (group_id, due_at, person_id),
    foreign key (group_id, due_at) references digests (group_id, due_at),
    foreign key (group_id, person_id) references people (group_id, id)
);
-- Who has had which announcement in a digest, so that nobody gets it twice.
create table digest_items (
    group_id uuid not null,
    announcement_id uuid not null,
    person_id uuid not null,
    primary key (group_id, announcement_id, person_id),
    foreign key (group_id, announcement_id) references announcements (group_id, id),
    foreign key (group_id, person_id) references people (group_id, id)
);
