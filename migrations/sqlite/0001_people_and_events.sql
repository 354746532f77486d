-- Global tables: what belongs to no group. Instants are microseconds since 1970 in UTC.

create table settings (
    name text not null primary key,
    value text not null
) strict;

create table accounts (
    id blob not null primary key,
    name text not null,
    pronouns text not null,
    bio text not null, -- Markdown
    picture text, -- the blob's name; null: initials are drawn
    zone text, -- IANA name; null: each event's own
    keeper integer not null check (keeper in (0, 1)), -- runs the installation
    created_at integer not null
) strict;

create table addresses (
    id blob not null primary key,
    email text not null, -- as it was typed
    folded text not null unique, -- what tells addresses apart
    account_id blob references accounts (id), -- null: nobody has signed in with it
    confirmed_at integer, -- null: nobody has shown that mail arrives
    created_at integer not null
) strict;
create index addresses_by_account on addresses (account_id);

create table sessions (
    hash blob not null primary key, -- SHA-256 of the cookie's token
    id blob not null unique, -- names the session on its owner's page
    account_id blob not null references accounts (id),
    agent text not null, -- what the browser calls itself, cut
    created_at integer not null,
    seen_at integer not null,
    expires_at integer not null
) strict;
create index sessions_by_account on sessions (account_id);

-- A wish to sign in, waiting for its link or its six digits.
create table sign_ins (
    id blob not null primary key,
    address_id blob not null references addresses (id),
    browser blob not null, -- SHA-256 of the cookie of the browser that asked
    code blob not null, -- keyed hash of the six digits
    wrong_codes integer not null,
    next_path text not null, -- where she wanted to go
    created_at integer not null,
    expires_at integer not null,
    used_at integer
) strict;
create index sign_ins_by_address on sign_ins (address_id, created_at);
create index sign_ins_by_browser on sign_ins (browser);

create table suppressions (
    folded text not null primary key, -- the address, as in `addresses`
    reason text not null,
    created_at integer not null
) strict;

create table tokens (
    hash blob not null primary key, -- SHA-256 of the token
    kind text not null,
    group_id blob not null, -- the nil id: no group
    subject_id blob not null,
    generation integer not null, -- raised when revoked, so that the next one differs
    created_at integer not null,
    expires_at integer, -- null: never
    revoked_at integer,
    unique (kind, group_id, subject_id, generation, hash)
) strict;

create table blobs (
    name text not null primary key, -- SHA-256 of the content, hex
    media_type text not null,
    size_bytes integer not null,
    uses integer not null, -- rows that name it
    content blob, -- null: in the data folder
    created_at integer not null
) strict;

create table groups (
    id blob not null primary key,
    slug text not null unique,
    name text not null,
    sort_key text not null,
    sentence text not null,
    description text not null, -- Markdown
    conduct text not null, -- Markdown; empty: see conduct_link
    conduct_link text not null,
    frequency text not null, -- how often it meets, in its own words
    city text not null,
    country text not null, -- ISO 3166-1, two letters
    latitude real,
    longitude real,
    zone text not null, -- IANA name
    language text not null, -- BCP 47
    hours text not null check (hours in ('12', '24')),
    date_order text not null check (date_order in ('dmy', 'mdy', 'ymd')),
    distance text not null check (distance in ('km', 'mi')),
    contact_email text not null, -- Reply-To and ORGANIZER
    state text not null check (state in ('waiting', 'refused', 'open', 'closed')),
    since_year integer,
    created_at integer not null,
    closed_at integer
) strict;

-- Every address a group has had: the newest is groups.slug, the others redirect.
create table slugs (
    slug text not null primary key,
    skeleton text not null, -- equal for names that look alike
    group_id blob not null references groups (id),
    created_at integer not null
) strict;
create index slugs_by_group on slugs (group_id);
create index slugs_by_skeleton on slugs (skeleton);

-- Written by servers that share a database, so that each drops the pages that another made stale.
create table group_versions (
    group_id blob not null primary key references groups (id),
    version integer not null,
    changed_at integer not null
) strict;
create index group_versions_by_change on group_versions (changed_at);

-- Tenant tables: group_id comes first in every key, so that one group's rows stay together.

create table group_topics (
    group_id blob not null references groups (id),
    folded text not null,
    topic text not null,
    position integer not null,
    primary key (group_id, folded)
) strict;
create index group_topics_by_topic on group_topics (folded);

create table group_links (
    group_id blob not null references groups (id),
    position integer not null,
    label text not null,
    url text not null,
    primary key (group_id, position)
) strict;

-- A person as this group knows her.
create table people (
    group_id blob not null references groups (id),
    id blob not null,
    name text not null,
    sort_key text not null,
    search_key text not null,
    account_id blob references accounts (id),
    address_id blob references addresses (id), -- null: a name only
    ground text not null check (ground in ('member', 'event_only', 'by_hand')),
    way text not null check (way in ('founded', 'invited', 'joined', 'rsvp', 'by_hand')), -- how she came
    added_by blob, -- who added her by hand
    reason text not null, -- why she was added by hand
    show_name integer not null check (show_name in (0, 1)), -- to people who come
    mail_agreed_at integer, -- null: mail only about the event that she answered
    mail_stopped_at integer, -- when she ended announcements; what she answers or agrees to later counts
    created_at integer not null,
    seen_at integer not null,
    left_at integer, -- null: here
    banned_at integer,
    removal_reason text not null, -- seen by organizers only
    last_event_ends_at integer, -- the end of the last event that she answered
    erased_at integer, -- name and address are gone
    primary key (group_id, id),
    unique (group_id, account_id),
    unique (group_id, address_id),
    foreign key (group_id, added_by) references people (group_id, id)
) strict;
create index people_by_account on people (account_id);
create index people_by_address on people (address_id);
create index people_by_name on people (group_id, sort_key, id);

create table memberships (
    group_id blob not null references groups (id),
    person_id blob not null,
    role text not null check (role in ('member', 'co_organizer', 'organizer')),
    duty text not null, -- what an organizer looks after
    joined_at integer not null,
    role_since integer not null,
    primary key (group_id, person_id),
    foreign key (group_id, person_id) references people (group_id, id)
) strict;

-- An invitation to organize.
create table invitations (
    group_id blob not null references groups (id),
    id blob not null,
    address_id blob not null references addresses (id),
    invited_by blob not null,
    created_at integer not null,
    expires_at integer not null,
    answer text check (answer in ('accepted', 'declined', 'withdrawn')), -- null: none yet
    answered_at integer,
    primary key (group_id, id),
    foreign key (group_id, invited_by) references people (group_id, id)
) strict;

create table audit_entries (
    group_id blob not null references groups (id),
    id blob not null,
    person_id blob, -- null: Roost itself
    verb text not null,
    subject text not null, -- a name or a title, as it was then
    detail text not null,
    day text not null, -- the date in the group's zone
    created_at integer not null,
    primary key (group_id, id),
    foreign key (group_id, person_id) references people (group_id, id)
) strict;

create table venues (
    group_id blob not null references groups (id),
    id blob not null,
    name text not null,
    address text not null,
    room text not null,
    way_in text not null,
    step_free text not null check (step_free in ('unknown', 'yes', 'no')),
    latitude real,
    longitude real,
    created_at integer not null,
    primary key (group_id, id)
) strict;

create table events (
    group_id blob not null references groups (id),
    id blob not null,
    slug text not null,
    title text not null,
    sentence text not null,
    description text not null, -- Markdown
    status text not null check (status in ('draft', 'published', 'cancelled', 'postponed')),
    zone text not null, -- IANA name
    starts_at integer not null,
    ends_at integer not null,
    starts_wall text not null, -- the local date and time that people were told
    ends_wall text not null,
    doors_at integer,
    doors_wall text,
    attendance_mode text not null check (attendance_mode in ('in_person', 'online', 'hybrid')),
    venue_id blob,
    online_link text not null,
    online_link_from_minutes integer not null, -- how long before the start the link is shown
    capacity integer, -- of the room; null: no limit
    online_capacity integer,
    lowered_from integer, -- seats held when the capacity was lowered below them; null: it never was
    online_lowered_from integer,
    guests_allowed integer not null,
    rsvp_opens_at integer,
    rsvp_closes_at integer,
    cover text not null check (cover in ('group', 'title', 'picture')), -- what the cover is drawn from
    picture text, -- the blob's name
    picture_alt text not null,
    sequence integer not null, -- raised by each change that calendars must know
    waitlist_numbers integer not null, -- how many have been given
    seat_version integer not null, -- raised by each change of an answer
    created_by blob not null,
    created_at integer not null,
    updated_at integer not null,
    published_at integer,
    cancelled_at integer,
    postponed_at integer,
    status_note text not null, -- what people were told about it
    redated_at integer, -- when a postponed event got its new date
    primary key (group_id, id),
    unique (group_id, slug),
    foreign key (group_id, venue_id) references venues (group_id, id),
    foreign key (group_id, created_by) references people (group_id, id)
) strict;
create index events_by_start on events (group_id, status, starts_at);
create index events_by_end on events (status, ends_at);

-- Addresses that an event has had; they redirect.
create table event_slugs (
    group_id blob not null references groups (id),
    slug text not null,
    event_id blob not null,
    primary key (group_id, slug),
    foreign key (group_id, event_id) references events (group_id, id)
) strict;

create table agenda_lines (
    group_id blob not null references groups (id),
    event_id blob not null,
    position integer not null,
    starts text not null, -- wall time, HH:MM; empty: follows the line before
    title text not null,
    note text not null,
    speaker text not null,
    slides_link text not null,
    primary key (group_id, event_id, position),
    foreign key (group_id, event_id) references events (group_id, id)
) strict;

create table rsvps (
    group_id blob not null references groups (id),
    event_id blob not null,
    person_id blob not null,
    id blob not null, -- what a manage link opens
    state text not null check (state in ('going', 'offered', 'waitlisted', 'declined')),
    attending text not null check (attending in ('in_person', 'online')),
    guests integer not null, -- besides the person
    waitlist_number integer, -- order of commit; null: never waited
    lapses integer not null, -- offers that she let pass
    offered_at integer,
    accept_by integer, -- until when the offered seat is held
    pair_asked_at integer, -- when a pair was told that one seat is free
    answered_at integer not null,
    confirmed_at integer, -- null: nobody has shown that the address is hers
    by_hand integer not null check (by_hand in (0, 1)),
    note text not null, -- seen by organizers only
    asked_again_at integer, -- about the new date of a postponed event
    transitions integer not null, -- numbers the mails about this answer
    reminded_at integer,
    primary key (group_id, event_id, person_id),
    unique (group_id, id),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, person_id) references people (group_id, id)
) strict;
create index rsvps_by_person on rsvps (group_id, person_id);
create index rsvps_by_deadline on rsvps (accept_by);
create index rsvps_by_seat on rsvps (group_id, event_id, attending, state, lapses, waitlist_number);

-- A message that an organizer wrote to many. Once queued, its audience is frozen.
create table announcements (
    group_id blob not null references groups (id),
    id blob not null,
    event_id blob, -- null: about no event
    author_id blob not null,
    audience text not null check (audience in ('going', 'waiting', 'agreed')),
    subject text not null,
    body text not null, -- Markdown
    created_at integer not null,
    recipients integer not null, -- how many it was frozen for
    written integer not null, -- how many deliveries exist so far
    primary key (group_id, id),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, author_id) references people (group_id, id)
) strict;

create table announcement_recipients (
    group_id blob not null references groups (id),
    announcement_id blob not null,
    person_id blob not null,
    primary key (group_id, announcement_id, person_id),
    foreign key (group_id, announcement_id) references announcements (group_id, id),
    foreign key (group_id, person_id) references people (group_id, id)
) strict;

-- Work of no group carries the nil id, so `jobs`, `deliveries` and `idempotency_keys` have no foreign key to groups.

create table jobs (
    group_id blob not null,
    id blob not null,
    name text not null,
    body text not null, -- JSON
    unique_key text not null, -- one waiting job per key; the id where none was given
    priority integer not null, -- smaller goes first
    due_at integer not null,
    attempts integer not null,
    leased_until integer, -- null: nobody works on it
    poisoned_at integer, -- set aside after too many attempts
    last_error text not null,
    created_at integer not null,
    primary key (group_id, id),
    unique (group_id, unique_key)
) strict;
create index jobs_by_due on jobs (poisoned_at, due_at);

-- The outbox: one row per recipient of each message.
create table deliveries (
    group_id blob not null,
    id blob not null,
    kind text not null, -- which mail
    unique_key text not null, -- each mail once per transition; the id where none was given
    person_id blob, -- null: not sent to a person of the group
    announcement_id blob,
    recipient text not null, -- the address
    recipient_folded text not null,
    message_id text not null unique, -- never changes, so a duplicate can be recognised
    message text not null, -- JSON: subject, parts and headers
    priority integer not null,
    state text not null check (state in ('queued', 'sent', 'failed', 'left')),
    attempts integer not null,
    next_at integer not null,
    leased_until integer,
    last_code integer, -- the SMTP reply
    last_error text not null,
    created_at integer not null,
    settled_at integer,
    primary key (group_id, id),
    unique (group_id, unique_key)
) strict;
create index deliveries_by_due on deliveries (state, next_at);
create index deliveries_by_turn on deliveries (state, priority, group_id, next_at, id);
create index deliveries_by_announcement on deliveries (group_id, announcement_id, state);
create index deliveries_by_person on deliveries (group_id, person_id);

create table idempotency_keys (
    group_id blob not null,
    account_id blob not null references accounts (id),
    key text not null,
    location text not null, -- where the first one led
    created_at integer not null,
    primary key (group_id, account_id, key)
) strict;
