-- Talks that people propose, all year round, and the topics that a group would like to hear about.

create table proposals (
    group_id blob not null references groups (id),
    id blob not null,
    person_id blob not null,
    state text not null check (state in ('proposed', 'talking', 'accepted', 'scheduled', 'given', 'declined', 'withdrawn')),
    name text not null, -- as the program shows it
    title text not null,
    summary text not null, -- Markdown
    minutes integer not null check (minutes between 1 and 240),
    first_time integer not null check (first_time in (0, 1)), -- the first talk ever
    wants_mentor integer not null check (wants_mentor in (0, 1)),
    wants_rehearsal integer not null check (wants_rehearsal in (0, 1)),
    available text not null, -- when she could, in her words
    links text not null,
    mentor text not null, -- a name; empty: nobody yet
    rehearsal_on text,
    note text not null, -- of the organizers, for organizers
    event_id blob, -- where it is scheduled or was given
    lost_event integer not null check (lost_event in (0, 1)), -- the event that it was scheduled at was cancelled
    given_at integer,
    shares integer not null check (shares in (0, 1)), -- she lets other groups ask for it
    offered_at integer, -- to the other groups; null: it is not
    form_key text not null, -- of the form that it came by, so that sending it twice does its work once
    created_at integer not null,
    version integer not null, -- rises with each change
    primary key (group_id, id),
    unique (group_id, form_key),
    foreign key (group_id, person_id) references people (group_id, id),
    foreign key (group_id, event_id) references events (group_id, id)
) strict;
create index proposals_by_person on proposals (group_id, person_id);
create index proposals_by_event on proposals (group_id, event_id);

create table wanted_topics (
    group_id blob not null references groups (id),
    id blob not null,
    title text not null,
    created_at integer not null,
    primary key (group_id, id),
    unique (group_id, title)
) strict;
