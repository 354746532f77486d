-- Lightning rounds of an event, and the turns in their line-up.

create table rounds (
    group_id blob not null references groups (id),
    id blob not null,
    event_id blob not null,
    title text not null, -- empty: it is simply called lightning talks
    starts_after integer not null check (starts_after between 0 and 1440), -- minutes after the event's start
    minutes integer not null check (minutes between 5 and 480), -- the slot in the program
    format text not null check (format in ('talk', 'slides_20x15', 'slides_20x20')),
    limit_secs integer not null check (limit_secs between 30 and 3600), -- of one turn
    changeover_secs integer not null check (changeover_secs between 0 and 900), -- between two
    policy text not null check (policy in ('first_timers', 'arrival', 'draw', 'shorter')),
    seed integer not null, -- of the draw; everybody may see it
    arranged integer not null check (arranged in (0, 1)), -- an organizer put the turns in order by hand
    numbers integer not null, -- how many have signed up so far, those who took it back too
    begun_at integer, -- when the first turn began
    ended_at integer, -- null: it is not over
    created_at integer not null,
    primary key (group_id, id),
    foreign key (group_id, event_id) references events (group_id, id)
) strict;
create index rounds_by_event on rounds (group_id, event_id);

-- One row for each talk that somebody signed up to give. What is taken back goes away.
create table turns (
    group_id blob not null references groups (id),
    id blob not null,
    round_id blob not null,
    person_id blob not null,
    number integer not null, -- the order of signing up
    position integer not null, -- in the line-up, from 1
    has_place integer not null check (has_place in (0, 1)), -- 0: it stands by
    state text not null check (state in ('waiting', 'on_stage', 'given', 'skipped', 'absent')),
    name text not null, -- as it is shown
    title text not null, -- may be empty until she knows
    shows_name integer not null check (shows_name in (0, 1)), -- on the stage
    shows_title integer not null check (shows_title in (0, 1)),
    say text not null, -- how the name is said
    slides_link text not null,
    needs text not null, -- adapter, sound
    recording integer check (recording in (0, 1)), -- null: she has not said
    first_time integer not null check (first_time in (0, 1)),
    leaves_early integer not null check (leaves_early in (0, 1)),
    planned_secs integer not null, -- how long she means to talk
    from_floor integer not null check (from_floor in (0, 1)), -- added while the round ran
    began_at integer,
    took_ms integer, -- from Start to Stop, pauses left out
    cause text not null, -- why it took longer than limit and changeover; empty: it did not
    thanked_at integer,
    created_at integer not null,
    primary key (group_id, id),
    unique (group_id, round_id, number),
    foreign key (group_id, round_id) references rounds (group_id, id),
    foreign key (group_id, person_id) references people (group_id, id)
) strict;
create index turns_by_person on turns (group_id, person_id);
create unique index turns_on_stage on turns (group_id, round_id) where state = 'on_stage';
