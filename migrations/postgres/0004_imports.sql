-- Events that another calendar has told, brought into a group.

create table imports (
    group_id uuid not null references groups (id),
    id uuid not null,
    person_id uuid, -- who asked for it; null: the keeper at the machine
    source text collate "C" not null, -- the file's name, or the host of the address, whose rest may be secret
    calendar text collate "C" not null, -- what it calls itself; may be empty
    state text collate "C" not null check (state in ('previewed', 'running', 'done', 'undoing', 'undone')),
    parts bigint not null, -- how many rows of import_parts it began with
    parts_done bigint not null,
    others bigint not null, -- tasks and journals in it, which are no events
    added bigint not null, -- as previewed, and as it came once it is done
    changed bigint not null,
    same bigint not null,
    kept bigint not null,
    refused bigint not null,
    created_at bigint not null,
    done_at bigint,
    undone_at bigint,
    primary key (group_id, id),
    foreign key (group_id, person_id) references people (group_id, id)
);
create index imports_by_time on imports (group_id, created_at);

-- A hundred lines of an import each: a page of its preview, and what one job brings in.
create table import_parts (
    group_id uuid not null references groups (id),
    import_id uuid not null,
    position bigint not null,
    body text collate "C" not null, -- JSON
    primary key (group_id, import_id, position),
    foreign key (group_id, import_id) references imports (group_id, id)
);

-- Which event of ours an event of another calendar has become.
create table imported_events (
    group_id uuid not null references groups (id),
    uid text collate "C" not null, -- its name over there
    occurrence text collate "C" not null, -- tells the occurrences of one UID apart; empty: it does not repeat
    event_id uuid not null,
    digest text collate "C" not null, -- of what was told last
    item text collate "C" not null, -- what was told last, JSON
    item_before text collate "C", -- what the last import but one told; null: there was none
    written_at bigint not null, -- an event that was changed at another time was changed by hand
    made_by uuid not null, -- the import that brought it
    changed_by uuid, -- the import that changed it last; null: none did
    primary key (group_id, uid, occurrence),
    unique (group_id, event_id),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, made_by) references imports (group_id, id),
    foreign key (group_id, changed_by) references imports (group_id, id)
);
create index imported_events_by_maker on imported_events (group_id, made_by);
create index imported_events_by_changer on imported_events (group_id, changed_by);

-- Which places an import has entered in the venue book.
create table imported_venues (
    group_id uuid not null references groups (id),
    import_id uuid not null,
    venue_id uuid not null,
    primary key (group_id, import_id, venue_id),
    foreign key (group_id, import_id) references imports (group_id, id),
    foreign key (group_id, venue_id) references venues (group_id, id)
);
