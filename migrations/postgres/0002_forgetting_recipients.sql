-- Finds the letters whose recipients are to be forgotten, without those that are forgotten already.
create index deliveries_to_forget on deliveries (settled_at)
    where settled_at is not null and recipient <> '';
