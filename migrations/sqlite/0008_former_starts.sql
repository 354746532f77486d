-- When an event that was moved had been announced for: search engines tell whoever noted the old date.
alter table events add column former_starts_at integer; -- null: it was never moved
