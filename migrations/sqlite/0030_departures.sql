-- Who has left a list. Only they themselves put them on it again: no import does.

create table departures (
    group_id blob not null,
    list_id blob not null,
    person_id blob not null,
    left_at integer not null,
    primary key (group_id, list_id, person_id),
    foreign key (group_id, list_id) references lists (group_id, id),
    foreign key (group_id, person_id) references people (group_id, id)
) strict;
create index departures_by_person on departures (group_id, person_id);
