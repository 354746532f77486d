-- The timer of a lightning round: one row each, which is the truth for every screen that shows it.

create table stages (
    group_id blob not null references groups (id),
    round_id blob not null,
    version integer not null, -- raised by each change
    phase text not null check (phase in ('ready', 'running', 'paused', 'over')),
    turn_id blob, -- who is on; null exactly when ready
    limit_ms integer not null, -- what a turn gets, as it was when this one began
    changeover_ms integer not null,
    ends_at integer, -- when the clock reaches zero; only while it runs
    left_ms integer, -- what is left, while it is paused or over
    since integer not null, -- since when it is in this phase
    whisper text not null, -- what the speaker was told last; empty: nothing
    whispered_at integer not null,
    heard_at integer not null, -- when the projector asked last; 0: never
    primary key (group_id, round_id),
    foreign key (group_id, round_id) references rounds (group_id, id) on delete cascade,
    foreign key (group_id, turn_id) references turns (group_id, id)
) strict;

-- Why a clock stood, and for how long.
create table stage_pauses (
    group_id blob not null references groups (id),
    id blob not null,
    round_id blob not null,
    turn_id blob not null,
    reason text not null,
    paused_at integer not null,
    resumed_at integer, -- null: it still stands, or the turn ended so
    primary key (group_id, id),
    foreign key (group_id, round_id) references stages (group_id, round_id) on delete cascade,
    foreign key (group_id, turn_id) references turns (group_id, id)
) strict;
create index stage_pauses_by_turn on stage_pauses (group_id, turn_id, paused_at);

-- What was asked of a timer, by an id that its page made: asked again, it is answered the same.
create table stage_orders (
    group_id blob not null references groups (id),
    id blob not null,
    round_id blob not null,
    outcome text not null,
    taken_at integer not null,
    primary key (group_id, id),
    foreign key (group_id, round_id) references stages (group_id, round_id) on delete cascade
) strict;
