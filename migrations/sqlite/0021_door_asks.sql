-- Whether the door's telephones show whom to ask for a talk.

alter table doors add column asks integer not null default 0 check (asks in (0, 1));
