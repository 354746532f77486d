-- The door of an event: its link, the telephones that it let in, and the list for the building.

create table doors (
    group_id blob not null references groups (id),
    event_id blob not null,
    digits text not null, -- four, which each new telephone types once
    wrong_digits integer not null, -- since these digits were made: after too many they open nothing
    version integer not null, -- raised by whatever changes who is here
    made_by blob not null,
    made_at integer not null,
    revoked_at integer, -- null: the link works until some hours after the event
    primary key (group_id, event_id),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, made_by) references people (group_id, id)
) strict;

create table telephones (
    group_id blob not null references groups (id),
    id blob not null,
    event_id blob not null,
    hash blob not null, -- SHA-256 of its cookie
    number integer not null, -- counts the telephones of one door
    agent text not null, -- what the browser calls itself, cut
    let_in_at integer not null,
    cut_off_at integer, -- null: it may check people in
    primary key (group_id, id),
    unique (group_id, event_id, hash),
    foreign key (group_id, event_id) references doors (group_id, event_id)
) strict;

-- Digits that opened nothing, for as long as they make somebody wait.
create table wrong_digits (
    group_id blob not null references groups (id),
    id blob not null,
    event_id blob not null,
    telephone blob not null, -- SHA-256 of its cookie
    network blob not null, -- keyed hash of the network that it came from
    tried_at integer not null,
    primary key (group_id, id),
    foreign key (group_id, event_id) references doors (group_id, event_id)
) strict;
create index wrong_digits_by_door on wrong_digits (group_id, event_id, tried_at);

-- Names alone, for whoever lets people into the building.
create table name_lists (
    group_id blob not null references groups (id),
    event_id blob not null,
    made_by blob not null,
    made_at integer not null,
    closed_at integer, -- null: its link works until the event is over
    primary key (group_id, event_id),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, made_by) references people (group_id, id)
) strict;
