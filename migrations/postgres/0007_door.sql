-- The door of an event: its link, the telephones that it let in, and the list for the building.

create table doors (
    group_id uuid not null references groups (id),
    event_id uuid not null,
    digits text collate "C" not null, -- four, which each new telephone types once
    wrong_digits bigint not null, -- since these digits were made: after too many they open nothing
    version bigint not null, -- raised by whatever changes who is here
    made_by uuid not null,
    made_at bigint not null,
    revoked_at bigint, -- null: the link works until some hours after the event
    primary key (group_id, event_id),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, made_by) references people (group_id, id)
);

create table telephones (
    group_id uuid not null references groups (id),
    id uuid not null,
    event_id uuid not null,
    hash bytea not null, -- SHA-256 of its cookie
    number bigint not null, -- counts the telephones of one door
    agent text collate "C" not null, -- what the browser calls itself, cut
    let_in_at bigint not null,
    cut_off_at bigint, -- null: it may check people in
    primary key (group_id, id),
    unique (group_id, event_id, hash),
    foreign key (group_id, event_id) references doors (group_id, event_id)
);

-- Digits that opened nothing, for as long as they make somebody wait.
create table wrong_digits (
    group_id uuid not null references groups (id),
    id uuid not null,
    event_id uuid not null,
    telephone bytea not null, -- SHA-256 of its cookie
    network bytea not null, -- keyed hash of the network that it came from
    tried_at bigint not null,
    primary key (group_id, id),
    foreign key (group_id, event_id) references doors (group_id, event_id)
);
create index wrong_digits_by_door on wrong_digits (group_id, event_id, tried_at);

-- Names alone, for whoever lets people into the building.
create table name_lists (
    group_id uuid not null references groups (id),
    event_id uuid not null,
    made_by uuid not null,
    made_at bigint not null,
    closed_at bigint, -- null: its link works until the event is over
    primary key (group_id, event_id),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, made_by) references people (group_id, id)
);
