-- What whoever joins a list gets until they choose.

alter table lists add column begins_with_digest integer not null default 0 check (begins_with_digest in (0, 1)); -- one letter a day
