-- Evenings that come again by a rule, and which event each date has become.

create table series (
    group_id uuid not null references groups (id),
    id uuid not null,
    pattern text collate "C" not null check (pattern in ('weeks', 'month_day', 'month_end', 'month_weekday', 'month_last_weekday')),
    every bigint not null check (every >= 1), -- weeks or months
    first_on text collate "C" not null, -- ISO 8601
    ends_on text collate "C", -- the last day on which one may be; null: no such day
    ends_after bigint, -- so many dates; null: no such number; with neither it has no end
    defaults text collate "C" not null, -- what each evening is unless somebody says otherwise, JSON
    made_as text collate "C" not null check (made_as in ('draft', 'published')),
    created_by uuid not null,
    created_at bigint not null,
    stopped_at bigint, -- null: it runs
    primary key (group_id, id),
    foreign key (group_id, created_by) references people (group_id, id)
);

-- Dates of a series that fall out.
create table skipped_dates (
    group_id uuid not null references groups (id),
    series_id uuid not null,
    held_on text collate "C" not null,
    primary key (group_id, series_id, held_on),
    foreign key (group_id, series_id) references series (group_id, id)
);

-- A date of a series that was made: the event is that date, wherever it was moved to.
create table occurrences (
    group_id uuid not null references groups (id),
    series_id uuid not null,
    held_on text collate "C" not null,
    event_id uuid not null,
    given text collate "C" not null, -- what the series said last of this evening, JSON: what differs was changed by hand
    primary key (group_id, series_id, held_on),
    unique (group_id, event_id),
    foreign key (group_id, series_id) references series (group_id, id),
    foreign key (group_id, event_id) references events (group_id, id)
);
