-- Lists that people write to: what each does, who gets it, and what was posted.

create table lists (
    group_id blob not null references groups (id),
    id blob not null,
    name text not null, -- what stands before the @, in lower case; also in `list_names`
    title text not null,
    about text not null,
    joins text not null check (joins in ('anyone', 'organizers')), -- who may join by themselves
    posting text not null check (posting in ('members', 'organizers')), -- whose posts are not held
    reply_to text not null check (reply_to in ('author', 'list')),
    style text not null check (style in ('transparent', 'decorated')),
    prefix text not null, -- stands in brackets before the subject of a decorated list; '': nothing does
    first_posts integer not null check (first_posts >= 0), -- so many posts of a new member are looked at first
    holds_all integer not null check (holds_all in (0, 1)), -- every post waits for an organizer
    max_bytes integer not null, -- a larger post waits
    created_at integer not null,
    closed_at integer, -- null: it takes mail
    primary key (group_id, id)
) strict;

-- Every name of every list, also of closed ones: an address never changes hands.
create table list_names (
    name text not null primary key,
    group_id blob not null,
    list_id blob not null,
    foreign key (group_id, list_id) references lists (group_id, id)
) strict;

create table subscriptions (
    group_id blob not null,
    id blob not null, -- what the links in the mails lead by
    list_id blob not null,
    person_id blob not null,
    mode text not null check (mode in ('each', 'none')),
    own_posts integer not null check (own_posts in (0, 1)), -- gets a copy of what they post
    standing text not null check (standing in ('new', 'trusted', 'moderated')),
    joined_at integer not null,
    primary key (group_id, id),
    unique (group_id, list_id, person_id),
    foreign key (group_id, list_id) references lists (group_id, id),
    foreign key (group_id, person_id) references people (group_id, id)
) strict;
create index subscriptions_by_person on subscriptions (group_id, person_id);

-- Somebody asked by mail or on the page to join, or to leave by mail, and got a letter.
create table list_requests (
    group_id blob not null,
    id blob not null,
    list_id blob not null,
    email text not null,
    name text not null, -- as the request said it; '': it did not
    limit_key text not null, -- equal for addresses of one mailbox; counts over all groups
    asked_at integer not null,
    primary key (group_id, id),
    foreign key (group_id, list_id) references lists (group_id, id)
) strict;
create index list_requests_by_mailbox on list_requests (limit_key, asked_at);
create index list_requests_by_time on list_requests (asked_at);

create table posts (
    group_id blob not null,
    id blob not null,
    list_id blob not null,
    message_id text not null, -- of its author's program, without < and >
    person_id blob, -- null: not one of the group
    author_name text not null,
    author_email text not null,
    is_proven integer not null check (is_proven in (0, 1)), -- the author's domain stands for them
    subject text not null,
    raw blob not null, -- as it came
    munges integer not null check (munges in (0, 1)), -- its copies are from the list's address
    state text not null check (state in ('held', 'accepted', 'rejected', 'discarded', 'expired')),
    hold text not null, -- why it was held; '': it was not
    received_at integer not null,
    settled_at integer, -- null: it is held
    settled_by blob, -- null: by the list's own rules
    reason text not null, -- what its author was told
    primary key (group_id, id),
    unique (group_id, list_id, message_id),
    foreign key (group_id, list_id) references lists (group_id, id),
    foreign key (group_id, person_id) references people (group_id, id),
    foreign key (group_id, settled_by) references people (group_id, id)
) strict;
create index posts_by_state on posts (group_id, list_id, state, received_at);
create index posts_by_author on posts (group_id, person_id);

-- One for each organizer who was told of a held post: an answer to it says what becomes of the post.
create table moderation_notices (
    group_id blob not null,
    id blob not null,
    post_id blob not null,
    person_id blob not null,
    created_at integer not null,
    primary key (group_id, id),
    unique (group_id, post_id, person_id),
    foreign key (group_id, post_id) references posts (group_id, id),
    foreign key (group_id, person_id) references people (group_id, id)
) strict;

-- What many copies have in common: whole messages, to which each copy adds its own fields.
create table mail_bodies (
    group_id blob not null,
    id blob not null,
    bytes blob not null,
    created_at integer not null,
    primary key (group_id, id)
) strict;
create index mail_bodies_by_time on mail_bodies (created_at);

alter table deliveries add column body_id blob; -- the body that it is a copy of; null: a letter of its own
create index deliveries_by_body on deliveries (group_id, body_id, state) where body_id is not null;
