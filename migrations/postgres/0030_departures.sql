-- Who has left a list. Only they themselves put them on it again: no import does.

create table departures (
    group_id uuid not null,
    list_id uuid not null,
    person_id uuid not null,
    left_at bigint not null,
    primary key (group_id, list_id, person_id),
    foreign key (group_id, list_id) references lists (group_id, id),
    foreign key (group_id, person_id) references people (group_id, id)
);
create index departures_by_person on departures (group_id, person_id);
