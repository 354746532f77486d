-- Mail that came in, what came back of our own, and addresses that get no more.

create table received (
    id blob not null primary key,
    raw blob not null, -- the message as it came, without the dots that SMTP stuffs
    sha blob not null, -- SHA-256 of it
    size integer not null,
    envelope_from text not null, -- '' is the null sender
    remote text not null, -- the address that it came from
    helo text not null, -- what that called itself
    secure integer not null check (secure in (0, 1)), -- came by TLS
    received_at integer not null
) strict;
create index received_by_time on received (received_at, id, size); -- with the size, so that a sum reads no message

-- One for each address of ours that the message named.
create table received_recipients (
    received_id blob not null references received (id),
    position integer not null,
    inbox text not null, -- who takes it
    local text not null, -- what stood before the @, in lower case
    job_key text not null, -- the key of the job that reads it
    state text not null check (state in ('waiting', 'done', 'dropped')),
    why text not null, -- one word on what became of it; '' while it waits
    settled_at integer,
    primary key (received_id, position)
) strict;
create index received_recipients_by_state on received_recipients (state, received_id);
create index received_recipients_by_end on received_recipients (settled_at, inbox, why);

-- A report names a delivery alone.
create index deliveries_by_id on deliveries (id);
create index deliveries_by_failure on deliveries (state, settled_at) where state in ('failed', 'bounced');

-- A delivery that came back or was refused, and what it says of its address.
create table bounces (
    delivery_id blob not null primary key,
    folded text not null, -- the address, as in `addresses`
    domain text not null, -- what stands after its @
    weight text not null check (weight in ('hard', 'soft', 'none')),
    status text not null, -- RFC 3463, such as 5.1.1; '' if none was given
    happened_at integer not null,
    weighed_at integer, -- null: not yet counted
    forgiven_at integer -- counts no more: its reader came back, or the whole domain was ill
) strict;
create index bounces_by_address on bounces (folded, happened_at);
create index bounces_by_domain on bounces (domain, happened_at);
create index bounces_to_weigh on bounces (happened_at) where weighed_at is null;

-- A report of somebody who called a letter spam.
create table complaints (
    group_id blob not null,
    delivery_id blob not null,
    kind text not null, -- RFC 5965 §3.1, such as abuse
    happened_at integer not null,
    primary key (group_id, delivery_id)
) strict;

-- Hosts that refuse everybody: what is not urgent waits.
create table paused_domains (
    domain text not null primary key,
    times integer not null, -- how often in a row
    since integer not null,
    until integer not null
) strict;
