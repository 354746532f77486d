-- What is left of an evening: what was talked about, photos, thanks, what to change, and feedback without names.

alter table agenda_lines add column video_link text collate "C" not null default '';

-- Whether each copy has a link of its own to two questions; such an announcement goes to those who came.
alter table announcements add column asks_feedback boolean not null default false;
create unique index announcements_asking on announcements (group_id, event_id) where asks_feedback;

create table recaps (
    group_id uuid not null references groups (id),
    event_id uuid not null,
    note text collate "C" not null, -- what to change next time; for organizers only
    closed_at bigint, -- null: nobody has closed the evening yet
    closed_by uuid,
    primary key (group_id, event_id),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, closed_by) references people (group_id, id)
);

create table recap_settings (
    group_id uuid not null primary key references groups (id),
    shows_came boolean not null -- whether pages of the past tell how many came
);

create table photos (
    group_id uuid not null references groups (id),
    id uuid not null,
    event_id uuid not null,
    picture text collate "C" not null, -- the blob's name
    width bigint not null,
    height bigint not null,
    alt text collate "C" not null,
    shown boolean not null, -- on the evening's page
    added_by uuid not null, -- who said that everybody on it agreed
    added_at bigint not null,
    primary key (group_id, id),
    unique (group_id, event_id, picture),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, added_by) references people (group_id, id)
);

-- Who was thanked. The address is in the letter alone, which is forgotten.
create table thanks (
    group_id uuid not null references groups (id),
    id uuid not null,
    event_id uuid not null,
    kind text collate "C" not null check (kind in ('speaker', 'venue', 'sponsor')),
    name text collate "C" not null,
    folded text collate "C" not null, -- what tells names apart
    letter text collate "C" not null, -- the unique key of its delivery
    sent_by uuid not null,
    sent_at bigint not null, -- the last one
    primary key (group_id, id),
    unique (group_id, event_id, kind, folded),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, sent_by) references people (group_id, id)
);

-- Answers to the two questions. Nothing here tells who or when: the key is drawn by chance, and no column tells an order.
create table feedback (
    group_id uuid not null references groups (id),
    id uuid not null,
    event_id uuid not null,
    mood text collate "C" not null check (mood in ('glad', 'fine', 'not_for_me')),
    wish text collate "C" not null, -- what would make the next one better
    batch_id uuid, -- those that are shown together; null: not shown yet
    primary key (group_id, id),
    foreign key (group_id, event_id) references events (group_id, id)
);
create index feedback_by_event on feedback (group_id, event_id, batch_id);
