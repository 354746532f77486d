-- What whoever joins a list gets until they choose.

alter table lists add column begins_with_digest boolean not null default false; -- one letter a day
