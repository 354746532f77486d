-- Who came to an event, as the door saw it.

create table check_ins (
    group_id uuid not null references groups (id),
    id uuid not null, -- made by the telephone that checked in, so that sending it again changes nothing
    event_id uuid not null,
    person_id uuid not null,
    walk_in bigint not null check (walk_in in (0, 1)), -- came without an answer
    checked_in_at bigint not null, -- by our clock: a telephone's is not trusted
    undone_at bigint, -- null: it stands; whoever has one that stands has come
    primary key (group_id, id),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, person_id) references people (group_id, id)
);
create index check_ins_by_event on check_ins (group_id, event_id, person_id);
create index check_ins_by_person on check_ins (group_id, person_id);

-- How many came, counted by heads where nobody checked in.
create table head_counts (
    group_id uuid not null references groups (id),
    event_id uuid not null,
    came bigint not null,
    counted_by uuid not null,
    counted_at bigint not null,
    primary key (group_id, event_id),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, counted_by) references people (group_id, id)
);
