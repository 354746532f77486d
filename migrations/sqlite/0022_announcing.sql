-- Announcements that wait for their hour, copies that came back or were called off, and what each person wants to get.

-- Whom it is for, as the form sends it; '' is read from `audience` and `event_id` in announcements of before.
alter table announcements add column target text not null default '';
alter table announcements add column state text not null default 'sent'
    check (state in ('draft', 'scheduled', 'held', 'sent', 'cancelled'));
alter table announcements add column send_at integer; -- when it is to go out; null: as soon as it is sent
alter table announcements add column sent_at integer; -- when its audience was frozen; null: not yet
alter table announcements add column held_for text check (held_for in ('late', 'event', 'nobody', 'group', 'asked')); -- why it did not go out at its hour; null: it is not held
update announcements set sent_at = created_at;
create index announcements_by_state on announcements (group_id, state, created_at);

-- Departures from what people get unless they choose: every announcement they agreed to, every reminder, every post.
create table mail_choices (
    group_id blob not null references groups (id),
    person_id blob not null,
    kind text not null check (kind in ('announcements', 'reminders', 'lists')),
    mode text not null check (mode in ('each', 'digest', 'none')),
    changed_at integer not null,
    primary key (group_id, person_id, kind),
    foreign key (group_id, person_id) references people (group_id, id)
) strict;
alter table people add column mail_paused_until integer; -- gets nothing but what she asks for before then

-- Two more ends of a delivery: 'bounced' came back after the server had taken it, 'cancelled' was called off in the queue.
create table deliveries_wider (
    group_id blob not null,
    id blob not null,
    kind text not null, -- which mail
    unique_key text not null, -- each mail once per transition; the id where none was given
    person_id blob, -- null: not sent to a person of the group
    announcement_id blob,
    recipient text not null, -- the address
    recipient_folded text not null,
    message_id text not null unique, -- never changes, so a duplicate can be recognised
    message text not null, -- JSON: subject, parts and headers
    priority integer not null,
    state text not null check (state in ('queued', 'sent', 'failed', 'bounced', 'left', 'cancelled')),
    attempts integer not null,
    next_at integer not null,
    leased_until integer,
    last_code integer, -- the SMTP reply
    last_error text not null,
    created_at integer not null,
    settled_at integer,
    primary key (group_id, id),
    unique (group_id, unique_key)
) strict;
insert into deliveries_wider
    select group_id, id, kind, unique_key, person_id, announcement_id, recipient, recipient_folded, message_id,
           message, priority, state, attempts, next_at, leased_until, last_code, last_error, created_at, settled_at
    from deliveries;
drop table deliveries;
alter table deliveries_wider rename to deliveries;
create index deliveries_by_due on deliveries (state, next_at);
create index deliveries_by_turn on deliveries (state, priority, group_id, next_at, id);
create index deliveries_by_announcement on deliveries (group_id, announcement_id, state);
create index deliveries_by_person on deliveries (group_id, person_id);
create index deliveries_by_recipient on deliveries (recipient_folded, created_at);
create index deliveries_to_forget on deliveries (settled_at)
    where settled_at is not null and recipient <> '';
