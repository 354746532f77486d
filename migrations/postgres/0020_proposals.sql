-- Talks that people propose, all year round, and the topics that a group would like to hear about.

create table proposals (
    group_id uuid not null references groups (id),
    id uuid not null,
    person_id uuid not null,
    state text collate "C" not null check (state in ('proposed', 'talking', 'accepted', 'scheduled', 'given', 'declined', 'withdrawn')),
    name text collate "C" not null, -- as the program shows it
    title text collate "C" not null,
    summary text collate "C" not null, -- Markdown
    minutes bigint not null check (minutes between 1 and 240),
    first_time boolean not null, -- the first talk ever
    wants_mentor boolean not null,
    wants_rehearsal boolean not null,
    available text collate "C" not null, -- when she could, in her words
    links text collate "C" not null,
    mentor text collate "C" not null, -- a name; empty: nobody yet
    rehearsal_on text collate "C",
    note text collate "C" not null, -- of the organizers, for organizers
    event_id uuid, -- where it is scheduled or was given
    lost_event boolean not null, -- the event that it was scheduled at was cancelled
    given_at bigint,
    shares boolean not null, -- she lets other groups ask for it
    offered_at bigint, -- to the other groups; null: it is not
    form_key text collate "C" not null, -- of the form that it came by, so that sending it twice does its work once
    created_at bigint not null,
    version bigint not null, -- rises with each change
    primary key (group_id, id),
    unique (group_id, form_key),
    foreign key (group_id, person_id) references people (group_id, id),
    foreign key (group_id, event_id) references events (group_id, id)
);
create index proposals_by_person on proposals (group_id, person_id);
create index proposals_by_event on proposals (group_id, event_id);

create table wanted_topics (
    group_id uuid not null references groups (id),
    id uuid not null,
    title text collate "C" not null,
    created_at bigint not null,
    primary key (group_id, id),
    unique (group_id, title)
);
