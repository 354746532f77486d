-- Who was asked for a talk, by whom, and what she answered. Forgotten after a year.

create table asks (
    group_id uuid not null references groups (id),
    id uuid not null,
    person_id uuid not null,
    event_id uuid, -- null: for no event in particular
    asked_by uuid not null,
    way text collate "C" not null check (way in ('in_person', 'mail')),
    answer text collate "C" not null check (answer in ('none', 'yes', 'next_time', 'thinking', 'not_yet')),
    topic text collate "C" not null, -- as it is read back to her; may be empty
    promised_event_id uuid, -- next time: at this event
    promised_on text collate "C", -- next time: on this day
    step text collate "C" check (step in ('asked', 'thinking', 'said_yes', 'slides_in', 'on_stage')), -- null: no talk comes of it for now
    turn_id uuid, -- in a line-up; the turn may have been taken back since
    asked_at bigint not null,
    answered_at bigint,
    answer_by bigint not null, -- after that it is overdue
    version bigint not null, -- rises with each change
    primary key (group_id, id),
    unique (group_id, event_id, person_id),
    foreign key (group_id, person_id) references people (group_id, id),
    foreign key (group_id, asked_by) references people (group_id, id),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, promised_event_id) references events (group_id, id)
);
create index asks_by_person on asks (group_id, person_id);
create index asks_by_age on asks (asked_at);
create unique index asks_of_no_event on asks (group_id, person_id) where event_id is null;

-- Who does not want to be asked, and until when.
create table ask_pauses (
    group_id uuid not null references groups (id),
    person_id uuid not null,
    until bigint not null,
    her_own boolean not null, -- false: an organizer heard it from her
    primary key (group_id, person_id),
    foreign key (group_id, person_id) references people (group_id, id)
);
create index ask_pauses_by_end on ask_pauses (until);
