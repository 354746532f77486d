-- The timer of a lightning round: one row each, which is the truth for every screen that shows it.

create table stages (
    group_id uuid not null references groups (id),
    round_id uuid not null,
    version bigint not null, -- raised by each change
    phase text collate "C" not null check (phase in ('ready', 'running', 'paused', 'over')),
    turn_id uuid, -- who is on; null exactly when ready
    limit_ms bigint not null, -- what a turn gets, as it was when this one began
    changeover_ms bigint not null,
    ends_at bigint, -- when the clock reaches zero; only while it runs
    left_ms bigint, -- what is left, while it is paused or over
    since bigint not null, -- since when it is in this phase
    whisper text collate "C" not null, -- what the speaker was told last; empty: nothing
    whispered_at bigint not null,
    heard_at bigint not null, -- when the projector asked last; 0: never
    primary key (group_id, round_id),
    foreign key (group_id, round_id) references rounds (group_id, id) on delete cascade,
    foreign key (group_id, turn_id) references turns (group_id, id)
);

-- Why a clock stood, and for how long.
create table stage_pauses (
    group_id uuid not null references groups (id),
    id uuid not null,
    round_id uuid not null,
    turn_id uuid not null,
    reason text collate "C" not null,
    paused_at bigint not null,
    resumed_at bigint, -- null: it still stands, or the turn ended so
    primary key (group_id, id),
    foreign key (group_id, round_id) references stages (group_id, round_id) on delete cascade,
    foreign key (group_id, turn_id) references turns (group_id, id)
);
create index stage_pauses_by_turn on stage_pauses (group_id, turn_id, paused_at);

-- What was asked of a timer, by an id that its page made: asked again, it is answered the same.
create table stage_orders (
    group_id uuid not null references groups (id),
    id uuid not null,
    round_id uuid not null,
    outcome text collate "C" not null,
    taken_at bigint not null,
    primary key (group_id, id),
    foreign key (group_id, round_id) references stages (group_id, round_id) on delete cascade
);
