-- Lightning rounds of an event, and the turns in their line-up.

create table rounds (
    group_id uuid not null references groups (id),
    id uuid not null,
    event_id uuid not null,
    title text collate "C" not null, -- empty: it is simply called lightning talks
    starts_after bigint not null check (starts_after between 0 and 1440), -- minutes after the event's start
    minutes bigint not null check (minutes between 5 and 480), -- the slot in the program
    format text collate "C" not null check (format in ('talk', 'slides_20x15', 'slides_20x20')),
    limit_secs bigint not null check (limit_secs between 30 and 3600), -- of one turn
    changeover_secs bigint not null check (changeover_secs between 0 and 900), -- between two
    policy text collate "C" not null check (policy in ('first_timers', 'arrival', 'draw', 'shorter')),
    seed bigint not null, -- of the draw; everybody may see it
    arranged boolean not null, -- an organizer put the turns in order by hand
    numbers bigint not null, -- how many have signed up so far, those who took it back too
    begun_at bigint, -- when the first turn began
    ended_at bigint, -- null: it is not over
    created_at bigint not null,
    primary key (group_id, id),
    foreign key (group_id, event_id) references events (group_id, id)
);
create index rounds_by_event on rounds (group_id, event_id);

-- One row for each talk that somebody signed up to give. What is taken back goes away.
create table turns (
    group_id uuid not null references groups (id),
    id uuid not null,
    round_id uuid not null,
    person_id uuid not null,
    number bigint not null, -- the order of signing up
    position bigint not null, -- in the line-up, from 1
    has_place boolean not null, -- 0: it stands by
    state text collate "C" not null check (state in ('waiting', 'on_stage', 'given', 'skipped', 'absent')),
    name text collate "C" not null, -- as it is shown
    title text collate "C" not null, -- may be empty until she knows
    shows_name boolean not null, -- on the stage
    shows_title boolean not null,
    say text collate "C" not null, -- how the name is said
    slides_link text collate "C" not null,
    needs text collate "C" not null, -- adapter, sound
    recording boolean, -- null: she has not said
    first_time boolean not null,
    leaves_early boolean not null,
    planned_secs bigint not null, -- how long she means to talk
    from_floor boolean not null, -- added while the round ran
    began_at bigint,
    took_ms bigint, -- from Start to Stop, pauses left out
    cause text collate "C" not null, -- why it took longer than limit and changeover; empty: it did not
    thanked_at bigint,
    created_at bigint not null,
    primary key (group_id, id),
    unique (group_id, round_id, number),
    foreign key (group_id, round_id) references rounds (group_id, id),
    foreign key (group_id, person_id) references people (group_id, id)
);
create index turns_by_person on turns (group_id, person_id);
create unique index turns_on_stage on turns (group_id, round_id) where state = 'on_stage';
