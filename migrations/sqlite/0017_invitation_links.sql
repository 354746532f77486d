-- Links by which people bring friends, and who came through them.

create table invitation_links (
    group_id blob not null references groups (id),
    id blob not null,
    event_id blob not null,
    code text not null, -- eight letters and digits, which are no secret
    person_id blob, -- who invites by it; null: it stands at an outlet
    outlet text check (outlet in ('poster', 'chat', 'site', 'other')), -- null: a person's
    label text not null, -- what organizers call it; empty: a person's
    made_at integer not null,
    cut_at integer, -- null: it counts; from then on it only leads on
    former integer not null, -- people who came through it, once it is forgotten who
    primary key (group_id, id),
    unique (group_id, code),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, person_id) references people (group_id, id),
    check ((person_id is null) <> (outlet is null))
) strict;
create unique index invitation_links_by_person on invitation_links (group_id, event_id, person_id) where cut_at is null;
create index invitation_links_of_person on invitation_links (group_id, person_id);

create table link_visits (
    group_id blob not null references groups (id),
    link_id blob not null,
    day text not null, -- in UTC
    visits integer not null,
    primary key (group_id, link_id, day),
    foreign key (group_id, link_id) references invitation_links (group_id, id)
) strict;

-- How a person came to the group, as she said first.
create table came_through (
    group_id blob not null references groups (id),
    person_id blob not null,
    event_id blob not null, -- the one that she answered then
    link_id blob, -- whose link she followed; null: nobody's
    heard text check (heard in ('member', 'search', 'list', 'other')), -- how she heard of the group; null: by the link
    tells integer not null check (tells in (0, 1)), -- whether whoever invited her learns her name
    came_at integer not null,
    primary key (group_id, person_id),
    foreign key (group_id, person_id) references people (group_id, id),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, link_id) references invitation_links (group_id, id),
    check ((link_id is null) <> (heard is null))
) strict;
create index came_through_by_link on came_through (group_id, link_id);
create index came_through_by_age on came_through (came_at);

-- How many had heard of the group in which way, once it is forgotten who. Whoever writes who came
-- through whom holds this row, so that no two make a circle.
create table former_ways (
    group_id blob not null primary key references groups (id),
    member integer not null,
    search integer not null,
    list integer not null,
    other integer not null
) strict;
