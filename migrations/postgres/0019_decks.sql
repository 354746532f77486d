-- Slides that a speaker sends: the file, and its pages as pictures for the projector.

alter table turns add column deck text collate "C" not null default ''; -- the file's blob; empty: she sent none
alter table turns add column deck_trouble text collate "C" not null default ''; -- why the stage cannot show it; empty: it can
alter table turns add column deck_pages bigint not null default 0; -- how many pages the stage shows

create table turn_pages (
    group_id uuid not null,
    turn_id uuid not null,
    number bigint not null, -- from 1, without gaps
    picture text collate "C" not null, -- its blob
    primary key (group_id, turn_id, number),
    foreign key (group_id, turn_id) references turns (group_id, id) on delete cascade
);

alter table stages add column page bigint not null default 1; -- of the slides of who is on, from 1
