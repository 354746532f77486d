//! What a manage link leads to.

use crate::db::{self, Tx};
use crate::events::{Event, find_event_by_id};
use crate::groups::{Group, find_group_by_id};
use crate::ids::RsvpId;
use crate::rsvps::model::Rsvp;
use crate::rsvps::store;
use crate::tokens::{Kind, find_token};

/// An answer, and what it is an answer to.
pub struct Opened {
    pub group: Group,
    pub event: Event,
    pub rsvp: Rsvp,
}

/// `None`: the link was made for nothing that is still there.
pub async fn open(tx: &mut Tx<'_>, token: &str) -> db::Result<Option<Opened>> {
    let Some(found) = find_token(tx, Kind::Manage, token).await? else {
        return Ok(None);
    };
    let (whose, id) = (found.group_id, RsvpId::from(found.subject_id));
    let Some(rsvp) = store::find_rsvp_by_id(tx, whose, id).await? else {
        return Ok(None);
    };
    let group = find_group_by_id(tx, whose).await?;
    let event = find_event_by_id(tx, whose, rsvp.event_id).await?;
    Ok(group
        .zip(event)
        .map(|(group, event)| Opened { group, event, rsvp }))
}
