-- Who has said yes to every date of a series. The first who said so is seated first.
create table standing_answers (
    group_id uuid not null references groups (id),
    series_id uuid not null,
    person_id uuid not null,
    given_at bigint not null,
    primary key (group_id, series_id, person_id),
    foreign key (group_id, series_id) references series (group_id, id),
    foreign key (group_id, person_id) references people (group_id, id)
);
create index standing_answers_by_person on standing_answers (group_id, person_id);

-- Whether the answer is as a standing one made it or took it back: she has not answered by her own hand.
alter table rsvps add column by_standing boolean not null default false;
