-- Global tables: what belongs to no group. Instants are microseconds since 1970 in UTC.

create table settings (
    name text collate "C" not null primary key,
    value text collate "C" not null
);

create table accounts (
    id uuid not null primary key,
    name text collate "C" not null,
    pronouns text collate "C" not null,
    bio text collate "C" not null, -- Markdown
    picture text collate "C", -- the blob's name; null: initials are drawn
    zone text collate "C", -- IANA name; null: each event's own
    keeper boolean not null, -- runs the installation
    created_at bigint not null
);

create table addresses (
    id uuid not null primary key,
    email text collate "C" not null, -- as it was typed
    folded text collate "C" not null unique, -- what tells addresses apart
    account_id uuid references accounts (id), -- null: nobody has signed in with it
    confirmed_at bigint, -- null: nobody has shown that mail arrives
    created_at bigint not null
);
create index addresses_by_account on addresses (account_id);

create table sessions (
    hash bytea not null primary key, -- SHA-256 of the cookie's token
    id uuid not null unique, -- names the session on its owner's page
    account_id uuid not null references accounts (id),
    agent text collate "C" not null, -- what the browser calls itself, cut
    created_at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null
);
create index sessions_by_account on sessions (account_id);

-- A wish to sign in, waiting for its link or its six digits.
create table sign_ins (
    id uuid not null primary key,
    address_id uuid not null references addresses (id),
    browser bytea not null, -- SHA-256 of the cookie of the browser that asked
    code bytea not null, -- keyed hash of the six digits
    wrong_codes bigint not null,
    next_path text collate "C" not null, -- where she wanted to go
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint
);
create index sign_ins_by_address on sign_ins (address_id, created_at);
create index sign_ins_by_browser on sign_ins (browser);

create table suppressions (
    folded text collate "C" not null primary key, -- the address, as in `addresses`
    reason text collate "C" not null,
    created_at bigint not null
);

create table tokens (
    hash bytea not null primary key, -- SHA-256 of the token
    kind text collate "C" not null,
    group_id uuid not null, -- the nil id: no group
    subject_id uuid not null,
    generation bigint not null, -- raised when revoked, so that the next one differs
    created_at bigint not null,
    expires_at bigint, -- null: never
    revoked_at bigint,
    unique (kind, group_id, subject_id, generation, hash)
);

create table blobs (
    name text collate "C" not null primary key, -- SHA-256 of the content, hex
    media_type text collate "C" not null,
    size_bytes bigint not null,
    uses bigint not null, -- rows that name it
    content bytea, -- null: in the data folder
    created_at bigint not null
);

create table groups (
    id uuid not null primary key,
    slug text collate "C" not null unique,
    name text collate "C" not null,
    sort_key text collate "C" not null,
    sentence text collate "C" not null,
    description text collate "C" not null, -- Markdown
    conduct text collate "C" not null, -- Markdown; empty: see conduct_link
    conduct_link text collate "C" not null,
    frequency text collate "C" not null, -- how often it meets, in its own words
    city text collate "C" not null,
    country text collate "C" not null, -- ISO 3166-1, two letters
    latitude double precision,
    longitude double precision,
    zone text collate "C" not null, -- IANA name
    language text collate "C" not null, -- BCP 47
    hours text collate "C" not null check (hours in ('12', '24')),
    date_order text collate "C" not null check (date_order in ('dmy', 'mdy', 'ymd')),
    distance text collate "C" not null check (distance in ('km', 'mi')),
    contact_email text collate "C" not null, -- Reply-To and ORGANIZER
    state text collate "C" not null check (state in ('waiting', 'refused', 'open', 'closed')),
    since_year bigint,
    created_at bigint not null,
    closed_at bigint
);

-- Every address a group has had: the newest is groups.slug, the others redirect.
create table slugs (
    slug text collate "C" not null primary key,
    skeleton text collate "C" not null, -- equal for names that look alike
    group_id uuid not null references groups (id),
    created_at bigint not null
);
create index slugs_by_group on slugs (group_id);
create index slugs_by_skeleton on slugs (skeleton);

-- Written by servers that share a database, so that each drops the pages that another made stale.
create table group_versions (
    group_id uuid not null primary key references groups (id),
    version bigint not null,
    changed_at bigint not null
);
create index group_versions_by_change on group_versions (changed_at);

-- Tenant tables: group_id comes first in every key, so that one group's rows stay together.

create table group_topics (
    group_id uuid not null references groups (id),
    folded text collate "C" not null,
    topic text collate "C" not null,
    position bigint not null,
    primary key (group_id, folded)
);
create index group_topics_by_topic on group_topics (folded);

create table group_links (
    group_id uuid not null references groups (id),
    position bigint not null,
    label text collate "C" not null,
    url text collate "C" not null,
    primary key (group_id, position)
);

-- A person as this group knows her.
create table people (
    group_id uuid not null references groups (id),
    id uuid not null,
    name text collate "C" not null,
    sort_key text collate "C" not null,
    search_key text collate "C" not null,
    account_id uuid references accounts (id),
    address_id uuid references addresses (id), -- null: a name only
    ground text collate "C" not null check (ground in ('member', 'event_only', 'by_hand')),
    way text collate "C" not null check (way in ('founded', 'invited', 'joined', 'rsvp', 'by_hand')), -- how she came
    added_by uuid, -- who added her by hand
    reason text collate "C" not null, -- why she was added by hand
    show_name boolean not null, -- to people who come
    mail_agreed_at bigint, -- null: mail only about the event that she answered
    mail_stopped_at bigint, -- when she ended announcements; what she answers or agrees to later counts
    created_at bigint not null,
    seen_at bigint not null,
    left_at bigint, -- null: here
    banned_at bigint,
    removal_reason text collate "C" not null, -- seen by organizers only
    last_event_ends_at bigint, -- the end of the last event that she answered
    erased_at bigint, -- name and address are gone
    primary key (group_id, id),
    unique (group_id, account_id),
    unique (group_id, address_id),
    foreign key (group_id, added_by) references people (group_id, id)
);
create index people_by_account on people (account_id);
create index people_by_address on people (address_id);
create index people_by_name on people (group_id, sort_key, id);

create table memberships (
    group_id uuid not null references groups (id),
    person_id uuid not null,
    role text collate "C" not null check (role in ('member', 'co_organizer', 'organizer')),
    duty text collate "C" not null, -- what an organizer looks after
    joined_at bigint not null,
    role_since bigint not null,
    primary key (group_id, person_id),
    foreign key (group_id, person_id) references people (group_id, id)
);

-- An invitation to organize.
create table invitations (
    group_id uuid not null references groups (id),
    id uuid not null,
    address_id uuid not null references addresses (id),
    invited_by uuid not null,
    created_at bigint not null,
    expires_at bigint not null,
    answer text collate "C" check (answer in ('accepted', 'declined', 'withdrawn')), -- null: none yet
    answered_at bigint,
    primary key (group_id, id),
    foreign key (group_id, invited_by) references people (group_id, id)
);

create table audit_entries (
    group_id uuid not null references groups (id),
    id uuid not null,
    person_id uuid, -- null: Roost itself
    verb text collate "C" not null,
    subject text collate "C" not null, -- a name or a title, as it was then
    detail text collate "C" not null,
    day text collate "C" not null, -- the date in the group's zone
    created_at bigint not null,
    primary key (group_id, id),
    foreign key (group_id, person_id) references people (group_id, id)
);

create table venues (
    group_id uuid not null references groups (id),
    id uuid not null,
    name text collate "C" not null,
    address text collate "C" not null,
    room text collate "C" not null,
    way_in text collate "C" not null,
    step_free text collate "C" not null check (step_free in ('unknown', 'yes', 'no')),
    latitude double precision,
    longitude double precision,
    created_at bigint not null,
    primary key (group_id, id)
);

create table events (
    group_id uuid not null references groups (id),
    id uuid not null,
    slug text collate "C" not null,
    title text collate "C" not null,
    sentence text collate "C" not null,
    description text collate "C" not null, -- Markdown
    status text collate "C" not null check (status in ('draft', 'published', 'cancelled', 'postponed')),
    zone text collate "C" not null, -- IANA name
    starts_at bigint not null,
    ends_at bigint not null,
    starts_wall text collate "C" not null, -- the local date and time that people were told
    ends_wall text collate "C" not null,
    doors_at bigint,
    doors_wall text collate "C",
    attendance_mode text collate "C" not null check (attendance_mode in ('in_person', 'online', 'hybrid')),
    venue_id uuid,
    online_link text collate "C" not null,
    online_link_from_minutes bigint not null, -- how long before the start the link is shown
    capacity bigint, -- of the room; null: no limit
    online_capacity bigint,
    lowered_from bigint, -- seats held when the capacity was lowered below them; null: it never was
    online_lowered_from bigint,
    guests_allowed bigint not null,
    rsvp_opens_at bigint,
    rsvp_closes_at bigint,
    cover text collate "C" not null check (cover in ('group', 'title', 'picture')), -- what the cover is drawn from
    picture text collate "C", -- the blob's name
    picture_alt text collate "C" not null,
    sequence bigint not null, -- raised by each change that calendars must know
    waitlist_numbers bigint not null, -- how many have been given
    seat_version bigint not null, -- raised by each change of an answer
    created_by uuid not null,
    created_at bigint not null,
    updated_at bigint not null,
    published_at bigint,
    cancelled_at bigint,
    postponed_at bigint,
    status_note text collate "C" not null, -- what people were told about it
    redated_at bigint, -- when a postponed event got its new date
    primary key (group_id, id),
    unique (group_id, slug),
    foreign key (group_id, venue_id) references venues (group_id, id),
    foreign key (group_id, created_by) references people (group_id, id)
);
create index events_by_start on events (group_id, status, starts_at);
create index events_by_end on events (status, ends_at);

-- Addresses that an event has had; they redirect.
create table event_slugs (
    group_id uuid not null references groups (id),
    slug text collate "C" not null,
    event_id uuid not null,
    primary key (group_id, slug),
    foreign key (group_id, event_id) references events (group_id, id)
);

create table agenda_lines (
    group_id uuid not null references groups (id),
    event_id uuid not null,
    position bigint not null,
    starts text collate "C" not null, -- wall time, HH:MM; empty: follows the line before
    title text collate "C" not null,
    note text collate "C" not null,
    speaker text collate "C" not null,
    slides_link text collate "C" not null,
    primary key (group_id, event_id, position),
    foreign key (group_id, event_id) references events (group_id, id)
);

create table rsvps (
    group_id uuid not null references groups (id),
    event_id uuid not null,
    person_id uuid not null,
    id uuid not null, -- what a manage link opens
    state text collate "C" not null check (state in ('going', 'offered', 'waitlisted', 'declined')),
    attending text collate "C" not null check (attending in ('in_person', 'online')),
    guests bigint not null, -- besides the person
    waitlist_number bigint, -- order of commit; null: never waited
    lapses bigint not null, -- offers that she let pass
    offered_at bigint,
    accept_by bigint, -- until when the offered seat is held
    pair_asked_at bigint, -- when a pair was told that one seat is free
    answered_at bigint not null,
    confirmed_at bigint, -- null: nobody has shown that the address is hers
    by_hand boolean not null,
    note text collate "C" not null, -- seen by organizers only
    asked_again_at bigint, -- about the new date of a postponed event
    transitions bigint not null, -- numbers the mails about this answer
    reminded_at bigint,
    primary key (group_id, event_id, person_id),
    unique (group_id, id),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, person_id) references people (group_id, id)
);
create index rsvps_by_person on rsvps (group_id, person_id);
create index rsvps_by_deadline on rsvps (accept_by);
create index rsvps_by_seat on rsvps (group_id, event_id, attending, state, lapses, waitlist_number);

-- A message that an organizer wrote to many. Once queued, its audience is frozen.
create table announcements (
    group_id uuid not null references groups (id),
    id uuid not null,
    event_id uuid, -- null: about no event
    author_id uuid not null,
    audience text collate "C" not null check (audience in ('going', 'waiting', 'agreed')),
    subject text collate "C" not null,
    body text collate "C" not null, -- Markdown
    created_at bigint not null,
    recipients bigint not null, -- how many it was frozen for
    written bigint not null, -- how many deliveries exist so far
    primary key (group_id, id),
    foreign key (group_id, event_id) references events (group_id, id),
    foreign key (group_id, author_id) references people (group_id, id)
);

create table announcement_recipients (
    group_id uuid not null references groups (id),
    announcement_id uuid not null,
    person_id uuid not null,
    primary key (group_id, announcement_id, person_id),
    foreign key (group_id, announcement_id) references announcements (group_id, id),
    foreign key (group_id, person_id) references people (group_id, id)
);

-- Work of no group carries the nil id, so `jobs`, `deliveries` and `idempotency_keys` have no foreign key to groups.

create table jobs (
    group_id uuid not null,
    id uuid not null,
    name text collate "C" not null,
    body text collate "C" not null, -- JSON
    unique_key text collate "C" not null, -- one waiting job per key; the id where none was given
    priority bigint not null, -- smaller goes first
    due_at bigint not null,
    attempts bigint not null,
    leased_until bigint, -- null: nobody works on it
    poisoned_at bigint, -- set aside after too many attempts
    last_error text collate "C" not null,
    created_at bigint not null,
    primary key (group_id, id),
    unique (group_id, unique_key)
);
create index jobs_by_due on jobs (poisoned_at, due_at);

-- The outbox: one row per recipient of each message.
create table deliveries (
    group_id uuid not null,
    id uuid not null,
    kind text collate "C" not null, -- which mail
    unique_key text collate "C" not null, -- each mail once per transition; the id where none was given
    person_id uuid, -- null: not sent to a person of the group
    announcement_id uuid,
    recipient text collate "C" not null, -- the address
    recipient_folded text collate "C" not null,
    message_id text collate "C" not null unique, -- never changes, so a duplicate can be recognised
    message text collate "C" not null, -- JSON: subject, parts and headers
    priority bigint not null,
    state text collate "C" not null check (state in ('queued', 'sent', 'failed', 'left')),
    attempts bigint not null,
    next_at bigint not null,
    leased_until bigint,
    last_code bigint, -- the SMTP reply
    last_error text collate "C" not null,
    created_at bigint not null,
    settled_at bigint,
    primary key (group_id, id),
    unique (group_id, unique_key)
);
create index deliveries_by_due on deliveries (state, next_at);
create index deliveries_by_turn on deliveries (state, priority, group_id, next_at, id);
create index deliveries_by_announcement on deliveries (group_id, announcement_id, state);
create index deliveries_by_person on deliveries (group_id, person_id);

create table idempotency_keys (
    group_id uuid not null,
    account_id uuid not null references accounts (id),
    key text collate "C" not null,
    location text collate "C" not null, -- where the first one led
    created_at bigint not null,
    primary key (group_id, account_id, key)
);
