-- Other names of events that imports have brought: Meetup gives an event another one at times.
create table imported_aliases (
    group_id uuid not null references groups (id),
    uid text collate "C" not null, -- a name over there that is not the one in imported_events
    occurrence text collate "C" not null,
    event_id uuid not null,
    primary key (group_id, uid, occurrence),
    foreign key (group_id, event_id) references events (group_id, id)
);
create index imported_aliases_by_event on imported_aliases (group_id, event_id);
