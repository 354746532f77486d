-- Posts as each subscriber wants them: one by one, in one letter a day, or none. And addresses that announce.

alter table subscriptions drop constraint subscriptions_mode_check;
alter table subscriptions add constraint subscriptions_mode_check check (mode in ('each', 'digest', 'none'));
alter table subscriptions add column digested_at bigint; -- when the last digest was written; null: none was

-- What went out while somebody had the digest, and was in none of theirs yet.
create table waiting_posts (
    group_id uuid not null,
    subscription_id uuid not null,
    post_id uuid not null,
    added_at bigint not null,
    primary key (group_id, subscription_id, post_id),
    foreign key (group_id, subscription_id) references subscriptions (group_id, id) on delete cascade,
    foreign key (group_id, post_id) references posts (group_id, id)
);
create index waiting_posts_by_time on waiting_posts (group_id, added_at);

-- An address whose mail becomes announcements; nobody is on such a list but by their choice of mail.
alter table lists add column kind text collate "C" not null default 'discussion' check (kind in ('discussion', 'announcements'));
alter table lists add column sends_at_once boolean not null default false; -- an organizer's mail is announced without a question

-- Threads of which a subscriber wants no more.
create table muted_threads (
    group_id uuid not null,
    subscription_id uuid not null,
    thread_id uuid not null,
    primary key (group_id, subscription_id, thread_id),
    foreign key (group_id, subscription_id) references subscriptions (group_id, id) on delete cascade,
    foreign key (group_id, thread_id) references threads (group_id, id)
);
create index muted_threads_by_thread on muted_threads (group_id, thread_id);
