-- Two days before, who is going may be asked whether she still comes.
alter table events add column asks_still_coming boolean not null default false;
alter table rsvps add column asked_still_at bigint; -- null: she was not asked
alter table rsvps add column still_coming_at bigint; -- when she said so after she was asked
