-- What an event asks of people who answer, what they say, and whether they may be in pictures.

alter table events add column questions text not null default '[]'; -- JSON: a list of questions
alter table people add column photos text; -- 'fine' or 'never'; null: she was not asked yet

-- One row for each thing that a person said: several of several options are several rows.
create table answers (
    group_id blob not null references groups (id),
    event_id blob not null,
    person_id blob not null,
    question_id blob not null, -- one of the event's questions
    value text not null, -- her own words, the words of an option, or 'yes' and 'no'
    primary key (group_id, event_id, person_id, question_id, value),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, person_id) references people (group_id, id)
) strict;

-- How many had said what, once nobody needs to know who.
create table answer_counts (
    group_id blob not null references groups (id),
    event_id blob not null,
    question_id blob not null,
    value text not null, -- empty for words of one's own
    people integer not null,
    primary key (group_id, event_id, question_id, value),
    foreign key (group_id, event_id) references events (group_id, id)
) strict;
