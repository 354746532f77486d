-- Events that another calendar has told, brought into a group.

create table imports (
    group_id blob not null references groups (id),
    id blob not null,
    person_id blob, -- who asked for it; null: the keeper at the machine
    source text not null, -- the file's name, or the host of the address, whose rest may be secret
    calendar text not null, -- what it calls itself; may be empty
    state text not null check (state in ('previewed', 'running', 'done', 'undoing', 'undone')),
    parts integer not null, -- how many rows of import_parts it began with
    parts_done integer not null,
    others integer not null, -- tasks and journals in it, which are no events
    added integer not null, -- as previewed, and as it came once it is done
    changed integer not null,
    same integer not null,
    kept integer not null,
    refused integer not null,
    created_at integer not null,
    done_at integer,
    undone_at integer,
    primary key (group_id, id),
    foreign key (group_id, person_id) references people (group_id, id)
) strict;
create index imports_by_time on imports (group_id, created_at);

-- A hundred lines of an import each: a page of its preview, and what one job brings in.
create table import_parts (
    group_id blob not null references groups (id),
    import_id blob not null,
    position integer not null,
    body text not null, -- JSON
    primary key (group_id, import_id, position),
    foreign key (group_id, import_id) references imports (group_id, id)
) strict;

-- Which event of ours an event of another calendar has become.
create table imported_events (
    group_id blob not null references groups (id),
    uid text not null, -- its name over there
    occurrence text not null, -- tells the occurrences of one UID apart; empty: it does not repeat
    event_id blob not null,
    digest text not null, -- of what was told last
    item text not null, -- what was told last, JSON
    item_before text, -- what the last import but one told; null: there was none
    written_at integer not null, -- an event that was changed at another time was changed by hand
    made_by blob not null, -- the import that brought it
    changed_by blob, -- the import that changed it last; null: none did
    primary key (group_id, uid, occurrence),
    unique (group_id, event_id),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, made_by) references imports (group_id, id),
    foreign key (group_id, changed_by) references imports (group_id, id)
) strict;
create index imported_events_by_maker on imported_events (group_id, made_by);
create index imported_events_by_changer on imported_events (group_id, changed_by);

-- Which places an import has entered in the venue book.
create table imported_venues (
    group_id blob not null references groups (id),
    import_id blob not null,
    venue_id blob not null,
    primary key (group_id, import_id, venue_id),
    foreign key (group_id, import_id) references imports (group_id, id),
    foreign key (group_id, venue_id) references venues (group_id, id)
) strict;
