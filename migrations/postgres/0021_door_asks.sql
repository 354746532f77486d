-- Whether the door's telephones show whom to ask for a talk.

alter table doors add column asks boolean not null default false;
