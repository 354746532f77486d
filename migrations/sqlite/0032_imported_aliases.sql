-- Other names of events that imports have brought: Meetup gives an event another one at times.
create table imported_aliases (
    group_id blob not null references groups (id),
    uid text not null, -- a name over there that is not the one in imported_events
    occurrence text not null,
    event_id blob not null,
    primary key (group_id, uid, occurrence),
    foreign key (group_id, event_id) references events (group_id, id)
) strict;
create index imported_aliases_by_event on imported_aliases (group_id, event_id);
