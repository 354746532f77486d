use super::actions;
use crate::db::Tx;
use crate::ids::Moment;
use crate::inbound::{self, Arrival, End, Inbox, split_tag};
use crate::jobs::{Context, Payload, Run};
use crate::rsvps;
use crate::tokens;

/// `r+…@`: where letters about an answer are answered.
pub static INBOX: Inbox = Inbox::of::<ReadReply>("replies", |tx, _, local| {
    Box::pin(async move {
        Ok(match token_of(local) {
            Some(token) => rsvps::open(tx, &token).await?.is_some(),
            None => false,
        })
    })
});

/// Reads an answer to a letter.
#[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
pub struct ReadReply(pub Arrival);

impl Payload for ReadReply {
    const NAME: &'static str = "read_reply";
}

impl From<Arrival> for ReadReply {
    fn from(arrival: Arrival) -> Self {
        ReadReply(arrival)
    }
}

impl Run for ReadReply {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let Some(arrived) = inbound::open(tx, self.0).await? else {
            return Ok(());
        };
        let token = token_of(&arrived.local).unwrap_or_default();
        let (end, why) = match rsvps::open(tx, &token).await? {
            Some(opened) => actions::take(tx, (at, context), (opened, &token), &arrived).await?,
            // What it was about is gone since.
            None => (End::Dropped, "unknown"),
        };
        Ok(inbound::settle(tx, at, self.0, end, why).await?)
    }
}

/// The token of a manage link in a local part.
fn token_of(local: &str) -> Option<String> {
    match split_tag(local)? {
        ("r", token) => tokens::from_mail(token),
        _ => None,
    }
}
