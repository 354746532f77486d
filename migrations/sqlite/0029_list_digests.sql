-- Posts as each subscriber wants them: one by one, in one letter a day, or none. And addresses that announce.

-- Nothing points to this table yet.
create table subscriptions_wider (
    group_id blob not null,
    id blob not null, -- what the links in the mails lead by
    list_id blob not null,
    person_id blob not null,
    mode text not null check (mode in ('each', 'digest', 'none')),
    own_posts integer not null check (own_posts in (0, 1)), -- gets a copy of what they post
    standing text not null check (standing in ('new', 'trusted', 'moderated')),
    joined_at integer not null,
    digested_at integer, -- when the last digest was written; null: none was
    primary key (group_id, id),
    unique (group_id, list_id, person_id),
    foreign key (group_id, list_id) references lists (group_id, id),
    foreign key (group_id, person_id) references people (group_id, id)
) strict;
insert into subscriptions_wider
    select group_id, id, list_id, person_id, mode, own_posts, standing, joined_at, null from subscriptions;
drop table subscriptions;
alter table subscriptions_wider rename to subscriptions;
create index subscriptions_by_person on subscriptions (group_id, person_id);

-- What went out while somebody had the digest, and was in none of theirs yet.
create table waiting_posts (
    group_id blob not null,
    subscription_id blob not null,
    post_id blob not null,
    added_at integer not null,
    primary key (group_id, subscription_id, post_id),
    foreign key (group_id, subscription_id) references subscriptions (group_id, id) on delete cascade,
    foreign key (group_id, post_id) references posts (group_id, id)
) strict;
create index waiting_posts_by_time on waiting_posts (group_id, added_at);

-- An address whose mail becomes announcements; nobody is on such a list but by their choice of mail.
alter table lists add column kind text not null default 'discussion' check (kind in ('discussion', 'announcements'));
alter table lists add column sends_at_once integer not null default 0 check (sends_at_once in (0, 1)); -- an organizer's mail is announced without a question

-- Threads of which a subscriber wants no more.
create table muted_threads (
    group_id blob not null,
    subscription_id blob not null,
    thread_id blob not null,
    primary key (group_id, subscription_id, thread_id),
    foreign key (group_id, subscription_id) references subscriptions (group_id, id) on delete cascade,
    foreign key (group_id, thread_id) references threads (group_id, id)
) strict;
create index muted_threads_by_thread on muted_threads (group_id, thread_id);
