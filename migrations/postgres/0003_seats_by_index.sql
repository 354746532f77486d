-- Seats are counted at every answer, so the index holds all that is counted.
drop index rsvps_by_seat;
create index rsvps_by_seat on rsvps (group_id, event_id, attending, state, lapses, waitlist_number,
    guests, confirmed_at, by_hand, accept_by, answered_at);

-- Those who wait and need not confirm first, however many others wait between them. SQLite prefers
-- the index that more of a statement's conditions name, so this one names them all, and the order.
create index rsvps_firm_in_line on rsvps (group_id, event_id, attending, state, lapses,
    waitlist_number, id)
    where state = 'waitlisted' and (confirmed_at is not null or by_hand);
