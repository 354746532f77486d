-- Announcements that wait for their hour, copies that came back or were called off, and what each person wants to get.

-- Whom it is for, as the form sends it; '' is read from `audience` and `event_id` in announcements of before.
alter table announcements add column target text collate "C" not null default '';
alter table announcements add column state text collate "C" not null default 'sent'
    check (state in ('draft', 'scheduled', 'held', 'sent', 'cancelled'));
alter table announcements add column send_at bigint; -- when it is to go out; null: as soon as it is sent
alter table announcements add column sent_at bigint; -- when its audience was frozen; null: not yet
alter table announcements add column held_for text collate "C" check (held_for in ('late', 'event', 'nobody', 'group', 'asked')); -- why it did not go out at its hour; null: it is not held
update announcements set sent_at = created_at;
create index announcements_by_state on announcements (group_id, state, created_at);

-- Departures from what people get unless they choose: every announcement they agreed to, every reminder, every post.
create table mail_choices (
    group_id uuid not null references groups (id),
    person_id uuid not null,
    kind text collate "C" not null check (kind in ('announcements', 'reminders', 'lists')),
    mode text collate "C" not null check (mode in ('each', 'digest', 'none')),
    changed_at bigint not null,
    primary key (group_id, person_id, kind),
    foreign key (group_id, person_id) references people (group_id, id)
);
alter table people add column mail_paused_until bigint; -- gets nothing but what she asks for before then

-- Two more ends of a delivery: 'bounced' came back after the server had taken it, 'cancelled' was called off in the queue.
alter table deliveries drop constraint deliveries_state_check;
alter table deliveries add constraint deliveries_state_check
    check (state in ('queued', 'sent', 'failed', 'bounced', 'left', 'cancelled'));
create index deliveries_by_recipient on deliveries (recipient_folded, created_at);
