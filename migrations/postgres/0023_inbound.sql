-- Mail that came in, what came back of our own, and addresses that get no more.

create table received (
    id uuid not null primary key,
    raw bytea not null, -- the message as it came, without the dots that SMTP stuffs
    sha bytea not null, -- SHA-256 of it
    size bigint not null,
    envelope_from text collate "C" not null, -- '' is the null sender
    remote text collate "C" not null, -- the address that it came from
    helo text collate "C" not null, -- what that called itself
    secure boolean not null, -- came by TLS
    received_at bigint not null
);
create index received_by_time on received (received_at, id, size); -- with the size, so that a sum reads no message

-- One for each address of ours that the message named.
create table received_recipients (
    received_id uuid not null references received (id),
    position bigint not null,
    inbox text collate "C" not null, -- who takes it
    local text collate "C" not null, -- what stood before the @, in lower case
    job_key text collate "C" not null, -- the key of the job that reads it
    state text collate "C" not null check (state in ('waiting', 'done', 'dropped')),
    why text collate "C" not null, -- one word on what became of it; '' while it waits
    settled_at bigint,
    primary key (received_id, position)
);
create index received_recipients_by_state on received_recipients (state, received_id);
create index received_recipients_by_end on received_recipients (settled_at, inbox, why);

-- A report names a delivery alone.
create index deliveries_by_id on deliveries (id);
create index deliveries_by_failure on deliveries (state, settled_at) where state in ('failed', 'bounced');

-- A delivery that came back or was refused, and what it says of its address.
create table bounces (
    delivery_id uuid not null primary key,
    folded text collate "C" not null, -- the address, as in `addresses`
    domain text collate "C" not null, -- what stands after its @
    weight text collate "C" not null check (weight in ('hard', 'soft', 'none')),
    status text collate "C" not null, -- RFC 3463, such as 5.1.1; '' if none was given
    happened_at bigint not null,
    weighed_at bigint, -- null: not yet counted
    forgiven_at bigint -- counts no more: its reader came back, or the whole domain was ill
);
create index bounces_by_address on bounces (folded, happened_at);
create index bounces_by_domain on bounces (domain, happened_at);
create index bounces_to_weigh on bounces (happened_at) where weighed_at is null;

-- A report of somebody who called a letter spam.
create table complaints (
    group_id uuid not null,
    delivery_id uuid not null,
    kind text collate "C" not null, -- RFC 5965 §3.1, such as abuse
    happened_at bigint not null,
    primary key (group_id, delivery_id)
);

-- Hosts that refuse everybody: what is not urgent waits.
create table paused_domains (
    domain text collate "C" not null primary key,
    times bigint not null, -- how often in a row
    since bigint not null,
    until bigint not null
);
