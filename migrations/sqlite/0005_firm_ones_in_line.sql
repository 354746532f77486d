-- SQLite prefers the index that more of the conditions name, so this one names them all, and the
-- order too.
drop index rsvps_firm_in_line;
create index rsvps_firm_in_line on rsvps (group_id, event_id, attending, state, lapses,
    waitlist_number, id)
    where state = 'waitlisted' and (confirmed_at is not null or by_hand);
