-- Two days before, who is going may be asked whether she still comes.
alter table events add column asks_still_coming integer not null default 0 check (asks_still_coming in (0, 1));
alter table rsvps add column asked_still_at integer; -- null: she was not asked
alter table rsvps add column still_coming_at integer; -- when she said so after she was asked
