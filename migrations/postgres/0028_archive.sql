-- The archive of a list: what was posted, as it is read, in threads.

alter table lists add column archive text collate "C" not null default 'members' check (archive in ('public', 'members', 'private')); -- who reads it

alter table posts add column archived_at bigint; -- null: not yet in the archive
create index posts_to_archive on posts (received_at) where state = 'accepted' and archived_at is null;

create table threads (
    group_id uuid not null,
    id uuid not null,
    list_id uuid not null,
    subject text collate "C" not null, -- of its first post, without Re
    posts bigint not null, -- how many; at least one
    started_at bigint not null, -- when its first post was written
    last_at bigint not null, -- when its last one was
    primary key (group_id, id),
    foreign key (group_id, list_id) references lists (group_id, id)
);
create index threads_by_time on threads (group_id, list_id, last_at, id);

-- The thread of each message that was posted or that a post answers, also if it never came.
create table thread_messages (
    group_id uuid not null,
    list_id uuid not null,
    message_id text collate "C" not null,
    thread_id uuid not null,
    primary key (group_id, list_id, message_id),
    foreign key (group_id, thread_id) references threads (group_id, id)
);
create index thread_messages_by_thread on thread_messages (group_id, thread_id);

create table archived_posts (
    group_id uuid not null,
    post_id uuid not null,
    list_id uuid not null,
    thread_id uuid not null,
    permalink text collate "C" not null, -- computed from the message's id
    written_at bigint not null, -- as its author's clock says, where that can be
    month text collate "C" not null, -- of written_at in the group's zone, as 2026-11
    ancestors text collate "C" not null, -- what it answers, the nearest last: ids of messages with a space between
    text text collate "C" not null, -- to read: flowed lines joined, addresses cut; '': removed
    found_by text collate "C" not null, -- the words to search in, folded
    removed_at bigint, -- null: it is there
    removed_by text collate "C" check (removed_by in ('organizer', 'author', 'forgotten')), -- null: it is there
    reason text collate "C" not null, -- what readers are told
    primary key (group_id, post_id),
    unique (group_id, list_id, permalink),
    foreign key (group_id, post_id) references posts (group_id, id),
    foreign key (group_id, thread_id) references threads (group_id, id)
);
create index archived_posts_by_thread on archived_posts (group_id, thread_id, written_at);
create index archived_posts_by_time on archived_posts (group_id, list_id, written_at, post_id);
create index archived_posts_by_month on archived_posts (group_id, list_id, month);

create table archived_files (
    group_id uuid not null,
    post_id uuid not null,
    position bigint not null, -- among the message's attachments, from 0
    name text collate "C" not null,
    bytes bigint not null,
    primary key (group_id, post_id, position),
    foreign key (group_id, post_id) references archived_posts (group_id, post_id)
);
