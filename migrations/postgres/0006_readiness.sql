-- What a group prepares for its events, how far each event is, and who does what on the evening.

create table checklist_lines (
    group_id uuid not null references groups (id),
    id uuid not null,
    event_id uuid, -- null: for every event
    title text collate "C" not null,
    due_days bigint not null, -- so many days before the day of the event
    owner_id uuid, -- null: nobody yet
    created_at bigint not null,
    removed_at bigint, -- null: it is on the list
    primary key (group_id, id),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, owner_id) references people (group_id, id)
);
create index checklist_lines_by_event on checklist_lines (group_id, event_id);

-- What became of a line at one event. Without a row it is as the list says, and to do.
create table preparations (
    group_id uuid not null references groups (id),
    event_id uuid not null,
    line_id uuid not null,
    owner_id uuid, -- null: nobody, whatever the list says
    done_at bigint,
    done_by uuid,
    nudged_at bigint, -- when its owner was last reminded of it
    primary key (group_id, event_id, line_id),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, line_id) references checklist_lines (group_id, id),
    foreign key (group_id, owner_id) references people (group_id, id),
    foreign key (group_id, done_by) references people (group_id, id)
);

-- Who does what on one evening.
create table rota (
    group_id uuid not null references groups (id),
    event_id uuid not null,
    duty text collate "C" not null check (duty in ('lead', 'door', 'timer', 'greeter', 'photos')),
    person_id uuid, -- null: nobody yet
    asked_id uuid, -- who was asked to take it and has not answered; null: nobody
    asked_by uuid,
    asked_at bigint,
    primary key (group_id, event_id, duty),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, person_id) references people (group_id, id),
    foreign key (group_id, asked_id) references people (group_id, id),
    foreign key (group_id, asked_by) references people (group_id, id)
);
