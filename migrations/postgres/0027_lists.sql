-- Lists that people write to: what each does, who gets it, and what was posted.

create table lists (
    group_id uuid not null references groups (id),
    id uuid not null,
    name text collate "C" not null, -- what stands before the @, in lower case; also in `list_names`
    title text collate "C" not null,
    about text collate "C" not null,
    joins text collate "C" not null check (joins in ('anyone', 'organizers')), -- who may join by themselves
    posting text collate "C" not null check (posting in ('members', 'organizers')), -- whose posts are not held
    reply_to text collate "C" not null check (reply_to in ('author', 'list')),
    style text collate "C" not null check (style in ('transparent', 'decorated')),
    prefix text collate "C" not null, -- stands in brackets before the subject of a decorated list; '': nothing does
    first_posts bigint not null check (first_posts >= 0), -- so many posts of a new member are looked at first
    holds_all boolean not null, -- every post waits for an organizer
    max_bytes bigint not null, -- a larger post waits
    created_at bigint not null,
    closed_at bigint, -- null: it takes mail
    primary key (group_id, id)
);

-- Every name of every list, also of closed ones: an address never changes hands.
create table list_names (
    name text collate "C" not null primary key,
    group_id uuid not null,
    list_id uuid not null,
    foreign key (group_id, list_id) references lists (group_id, id)
);

create table subscriptions (
    group_id uuid not null,
    id uuid not null, -- what the links in the mails lead by
    list_id uuid not null,
    person_id uuid not null,
    mode text collate "C" not null check (mode in ('each', 'none')),
    own_posts boolean not null, -- gets a copy of what they post
    standing text collate "C" not null check (standing in ('new', 'trusted', 'moderated')),
    joined_at bigint not null,
    primary key (group_id, id),
    unique (group_id, list_id, person_id),
    foreign key (group_id, list_id) references lists (group_id, id),
    foreign key (group_id, person_id) references people (group_id, id)
);
create index subscriptions_by_person on subscriptions (group_id, person_id);

-- Somebody asked by mail or on the page to join, or to leave by mail, and got a letter.
create table list_requests (
    group_id uuid not null,
    id uuid not null,
    list_id uuid not null,
    email text collate "C" not null,
    name text collate "C" not null, -- as the request said it; '': it did not
    limit_key text collate "C" not null, -- equal for addresses of one mailbox; counts over all groups
    asked_at bigint not null,
    primary key (group_id, id),
    foreign key (group_id, list_id) references lists (group_id, id)
);
create index list_requests_by_mailbox on list_requests (limit_key, asked_at);
create index list_requests_by_time on list_requests (asked_at);

create table posts (
    group_id uuid not null,
    id uuid not null,
    list_id uuid not null,
    message_id text collate "C" not null, -- of its author's program, without < and >
    person_id uuid, -- null: not one of the group
    author_name text collate "C" not null,
    author_email text collate "C" not null,
    is_proven boolean not null, -- the author's domain stands for them
    subject text collate "C" not null,
    raw bytea not null, -- as it came
    munges boolean not null, -- its copies are from the list's address
    state text collate "C" not null check (state in ('held', 'accepted', 'rejected', 'discarded', 'expired')),
    hold text collate "C" not null, -- why it was held; '': it was not
    received_at bigint not null,
    settled_at bigint, -- null: it is held
    settled_by uuid, -- null: by the list's own rules
    reason text collate "C" not null, -- what its author was told
    primary key (group_id, id),
    unique (group_id, list_id, message_id),
    foreign key (group_id, list_id) references lists (group_id, id),
    foreign key (group_id, person_id) references people (group_id, id),
    foreign key (group_id, settled_by) references people (group_id, id)
);
create index posts_by_state on posts (group_id, list_id, state, received_at);
create index posts_by_author on posts (group_id, person_id);

-- One for each organizer who was told of a held post: an answer to it says what becomes of the post.
create table moderation_notices (
    group_id uuid not null,
    id uuid not null,
    post_id uuid not null,
    person_id uuid not null,
    created_at bigint not null,
    primary key (group_id, id),
    unique (group_id, post_id, person_id),
    foreign key (group_id, post_id) references posts (group_id, id),
    foreign key (group_id, person_id) references people (group_id, id)
);

-- What many copies have in common: whole messages, to which each copy adds its own fields.
create table mail_bodies (
    group_id uuid not null,
    id uuid not null,
    bytes bytea not null,
    created_at bigint not null,
    primary key (group_id, id)
);
create index mail_bodies_by_time on mail_bodies (created_at);

alter table deliveries add column body_id uuid; -- the body that it is a copy of; null: a letter of its own
create index deliveries_by_body on deliveries (group_id, body_id, state) where body_id is not null;
