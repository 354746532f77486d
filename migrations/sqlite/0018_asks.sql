-- Who was asked for a talk, by whom, and what she answered. Forgotten after a year.

create table asks (
    group_id blob not null references groups (id),
    id blob not null,
    person_id blob not null,
    event_id blob, -- null: for no event in particular
    asked_by blob not null,
    way text not null check (way in ('in_person', 'mail')),
    answer text not null check (answer in ('none', 'yes', 'next_time', 'thinking', 'not_yet')),
    topic text not null, -- as it is read back to her; may be empty
    promised_event_id blob, -- next time: at this event
    promised_on text, -- next time: on this day
    step text check (step in ('asked', 'thinking', 'said_yes', 'slides_in', 'on_stage')), -- null: no talk comes of it for now
    turn_id blob, -- in a line-up; the turn may have been taken back since
    asked_at integer not null,
    answered_at integer,
    answer_by integer not null, -- after that it is overdue
    version integer not null, -- rises with each change
    primary key (group_id, id),
    unique (group_id, event_id, person_id),
    foreign key (group_id, person_id) references people (group_id, id),
    foreign key (group_id, asked_by) references people (group_id, id),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, promised_event_id) references events (group_id, id)
) strict;
create index asks_by_person on asks (group_id, person_id);
create index asks_by_age on asks (asked_at);
create unique index asks_of_no_event on asks (group_id, person_id) where event_id is null;

-- Who does not want to be asked, and until when.
create table ask_pauses (
    group_id blob not null references groups (id),
    person_id blob not null,
    until integer not null,
    her_own integer not null check (her_own in (0, 1)), -- 0: an organizer heard it from her
    primary key (group_id, person_id),
    foreign key (group_id, person_id) references people (group_id, id)
) strict;
create index ask_pauses_by_end on ask_pauses (until);
