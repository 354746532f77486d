//! Who takes mail for which of our addresses.

use super::model::Arrival;
use crate::db::{Tx, Work};
use crate::ids::{GroupId, Moment};
use crate::jobs::{self, Context, Payload, When};

/// A feature's wish to get mail. The router lists every one, in the order in which they are asked.
pub struct Inbox {
    /// Stands in the row of each message that it took.
    pub name: &'static str,
    /// The job that reads a message.
    pub job: &'static str,
    /// Whether it takes mail for this local part, in lower case. Asked while the other side waits, so
    /// it looks and writes nothing.
    pub takes: for<'t> fn(&'t mut Tx<'_>, &'t Context, local: &'t str) -> Work<'t, bool>,
    /// Whether it has to know who wrote a message: see [`super::Checks`].
    pub is_checked: bool,
    enqueue: for<'t> fn(&'t mut Tx<'_>, &'t Moment, Arrival) -> Work<'t, ()>,
}

impl Inbox {
    /// `P` is enqueued for each message, in the transaction that keeps it.
    pub const fn of<P: Payload + From<Arrival>>(
        name: &'static str,
        takes: for<'t> fn(&'t mut Tx<'_>, &'t Context, &'t str) -> Work<'t, bool>,
    ) -> Self {
        Inbox {
            name,
            job: P::NAME,
            takes,
            is_checked: false,
            enqueue: |tx, at, arrival| {
                Box::pin(async move {
                    let (job, when) = (P::from(arrival), When::now(at).once(arrival.key()));
                    // One message may name addresses of several groups, so the job is of none.
                    Ok(jobs::enqueue(tx, at, GroupId::NONE, &job, when).await?)
                })
            },
        }
    }

    /// The same, for a reader who has to know who wrote a message.
    pub const fn checked(self) -> Self {
        Inbox {
            is_checked: true,
            ..self
        }
    }

    pub(super) async fn hand_on(
        &self,
        tx: &mut Tx<'_>,
        at: &Moment,
        arrival: Arrival,
    ) -> anyhow::Result<()> {
        (self.enqueue)(tx, at, arrival).await
    }
}
