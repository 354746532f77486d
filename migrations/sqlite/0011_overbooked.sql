-- Seats that are given in the room over those that it has: organizers may know how many stay away.
alter table events add column overbooked integer not null default 0 check (overbooked >= 0);
