//! `u+…@`: mail to it ends a person's announcements, as the one click of RFC 8058 does.

use crate::db::{self, Tx};
use crate::ids::{Moment, PersonId};
use crate::inbound::{self, Arrival, End, Inbox, split_tag};
use crate::jobs::{Context, Payload, Run};
use crate::preferences;
use crate::tokens::{self, Found, Kind};

pub static LEAVING: Inbox = Inbox::of::<EndAnnouncements>("leaving", |tx, _, local| {
    Box::pin(async move { Ok(find(tx, local).await?.is_some()) })
});

/// Reads a message that was sent to where announcements end.
#[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
pub struct EndAnnouncements(pub Arrival);

impl Payload for EndAnnouncements {
    const NAME: &'static str = "end_announcements";
}

impl From<Arrival> for EndAnnouncements {
    fn from(arrival: Arrival) -> Self {
        EndAnnouncements(arrival)
    }
}

impl Run for EndAnnouncements {
    /// What the message says does not matter, nor who sent it: whoever has the address has the letter.
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        let Some(arrived) = inbound::open(tx, self.0).await? else {
            return Ok(());
        };
        let Some(found) = find(tx, &arrived.local).await? else {
            // The link was revoked in the meantime.
            return Ok(inbound::settle(tx, at, self.0, End::Dropped, "unknown").await?);
        };
        let person = PersonId::from(found.subject_id);
        preferences::stop(tx, at.now, found.group_id, person).await?;
        Ok(inbound::settle(tx, at, self.0, End::Done, "left").await?)
    }
}

async fn find(tx: &mut Tx<'_>, local: &str) -> db::Result<Option<Found>> {
    let Some(("u", token)) = split_tag(local) else {
        return Ok(None);
    };
    match tokens::from_mail(token) {
        Some(token) => tokens::find_token(tx, Kind::Unsubscribe, &token).await,
        None => Ok(None),
    }
}
