-- What is left of an evening: what was talked about, photos, thanks, what to change, and feedback without names.

alter table agenda_lines add column video_link text not null default '';

-- Whether each copy has a link of its own to two questions; such an announcement goes to those who came.
alter table announcements add column asks_feedback integer not null default 0 check (asks_feedback in (0, 1));
create unique index announcements_asking on announcements (group_id, event_id) where asks_feedback;

create table recaps (
    group_id blob not null references groups (id),
    event_id blob not null,
    note text not null, -- what to change next time; for organizers only
    closed_at integer, -- null: nobody has closed the evening yet
    closed_by blob,
    primary key (group_id, event_id),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, closed_by) references people (group_id, id)
) strict;

create table recap_settings (
    group_id blob not null primary key references groups (id),
    shows_came integer not null check (shows_came in (0, 1)) -- whether pages of the past tell how many came
) strict;

create table photos (
    group_id blob not null references groups (id),
    id blob not null,
    event_id blob not null,
    picture text not null, -- the blob's name
    width integer not null,
    height integer not null,
    alt text not null,
    shown integer not null check (shown in (0, 1)), -- on the evening's page
    added_by blob not null, -- who said that everybody on it agreed
    added_at integer not null,
    primary key (group_id, id),
    unique (group_id, event_id, picture),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, added_by) references people (group_id, id)
) strict;

-- Who was thanked. The address is in the letter alone, which is forgotten.
create table thanks (
    group_id blob not null references groups (id),
    id blob not null,
    event_id blob not null,
    kind text not null check (kind in ('speaker', 'venue', 'sponsor')),
    name text not null,
    folded text not null, -- what tells names apart
    letter text not null, -- the unique key of its delivery
    sent_by blob not null,
    sent_at integer not null, -- the last one
    primary key (group_id, id),
    unique (group_id, event_id, kind, folded),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, sent_by) references people (group_id, id)
) strict;

-- Answers to the two questions. Nothing here tells who or when: the key is drawn by chance, and rows lie in its order.
create table feedback (
    group_id blob not null references groups (id),
    id blob not null,
    event_id blob not null,
    mood text not null check (mood in ('glad', 'fine', 'not_for_me')),
    wish text not null, -- what would make the next one better
    batch_id blob, -- those that are shown together; null: not shown yet
    primary key (group_id, id),
    foreign key (group_id, event_id) references events (group_id, id)
) strict, without rowid;
create index feedback_by_event on feedback (group_id, event_id, batch_id);
