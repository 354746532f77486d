//! Seats for those who have said yes to every date of something that comes again: given and taken
//! back by the path of every other answer, and never against what somebody said by her own hand.

use super::answer::{note_answered, pools, seat_or_queue};
use super::desk::Desk;
use crate::db::Tx;
use crate::events::Closed;
use crate::groups::Group;
use crate::ids::{EventId, Moment, PersonId, RsvpId};
use crate::jobs::Context;
use crate::rsvps::model::{Cause, Rsvp, State};
use crate::rsvps::store;

/// Seats `people` in their order, or puts them in line. Whoever has answered keeps her answer, and
/// so does whoever took back what a standing yes gave her; only what [`count_out`] took back is given
/// anew. `Some`: the event takes no answers, and nobody was seated.
///
/// # Errors
/// If the database refuses.
pub async fn count_in(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group, event): (&Context, &Group, EventId),
    people: &[PersonId],
) -> anyhow::Result<Option<Closed>> {
    let mut desk = Desk::open(tx, at, context, group, event).await?;
    if let Err(closed) = desk.event.accepts_rsvps(at.now) {
        return Ok(Some(closed));
    }
    for person in people {
        let known = store::find_rsvp(tx, group.id, event, *person).await?;
        let has_row = known.is_some();
        let mut rsvp = match known {
            Some(known) if known.state == State::Declined && known.by_standing => known,
            Some(_) => continue,
            None => Rsvp::new((group.id, event), *person, RsvpId::new(at), at.now),
        };
        rsvp.ask_anew();
        rsvp.answered_at = at.now;
        rsvp.confirmed_at = rsvp.confirmed_at.or(Some(at.now));
        rsvp.attending = pools(&desk)[0];
        rsvp.guests = 0;
        rsvp.by_standing = true;
        note_answered(tx, &desk, *person).await?;
        seat_or_queue(tx, &mut desk, None, (rsvp, has_row)).await?;
    }
    if desk.asks_at() > at.now {
        desk.plan_round(tx).await?;
    }
    Ok(None)
}

/// Takes back what a standing yes gave to somebody who ends it, as long as she has not heard of it:
/// what she was written to about is hers from then on.
///
/// # Errors
/// If the database refuses.
pub async fn count_out(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group, event): (&Context, &Group, EventId),
    person: PersonId,
) -> anyhow::Result<()> {
    let mut desk = Desk::open(tx, at, context, group, event).await?;
    let known = store::find_rsvp(tx, group.id, event, person).await?;
    let Some(mut rsvp) = known.filter(|known| known.by_standing) else {
        return Ok(());
    };
    let cause = match rsvp.state {
        State::Declined => return Ok(()),
        State::Going => Cause::Freed,
        State::Offered | State::Waitlisted => Cause::Passed,
    };
    if rsvp.was_written_to() {
        rsvp.by_standing = false;
        return desk.save(tx, &mut rsvp, None).await;
    }
    rsvp.decline();
    rsvp.by_standing = true;
    desk.save(tx, &mut rsvp, None).await?;
    desk.settle(tx, rsvp.attending, cause).await
}
