//! `postmaster@` and `abuse@` (RFC 2142): what people write to whoever runs the mail here goes to the
//! keepers. It is never answered by itself, and a flood of it stays here.

use super::actions::heed_complaint;
use super::mail::forward;
use super::report::{self, Report};
use crate::accounts;
use crate::db::Tx;
use crate::ids::Moment;
use crate::inbound::{self, Arrival, Arrived, End, Inbox};
use crate::jobs::{Context, Payload, Run};
use jiff::SignedDuration;
use mail_parser::MessageParser;

pub static DESK: Inbox = Inbox::of::<ReadForKeepers>("keepers", |_, _, local| {
    let known = matches!(local, "postmaster" | "abuse");
    Box::pin(async move { Ok(known) })
});

/// So many messages are forwarded within an hour. The rest is kept a month, as everything is.
const MOST: i64 = 10;

/// Reads a message for the keepers.
#[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
pub struct ReadForKeepers(pub Arrival);

impl Payload for ReadForKeepers {
    const NAME: &'static str = "read_for_keepers";
}

impl From<Arrival> for ReadForKeepers {
    fn from(arrival: Arrival) -> Self {
        ReadForKeepers(arrival)
    }
}

impl Run for ReadForKeepers {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let Some(arrived) = inbound::open(tx, self.0).await? else {
            return Ok(());
        };
        let (end, why) = read(tx, at, context, &arrived).await?;
        Ok(inbound::settle(tx, at, self.0, end, why).await?)
    }
}

async fn read(
    tx: &mut Tx<'_>,
    at: &Moment,
    context: &Context,
    arrived: &Arrived,
) -> anyhow::Result<(End, &'static str)> {
    let report = report::read(&arrived.raw);
    if let Report::Complaint(complaint) = &report
        && heed_complaint(tx, at, &context.key, None, complaint).await?
    {
        return Ok((End::Done, "complaint"));
    }
    // What a program sent needs no answer, and may be about what we forwarded before.
    let by_program = matches!(
        report,
        Report::Bounce(_) | Report::Delay | Report::Automatic
    );
    let is_complaint = matches!(report, Report::Complaint(_));
    if by_program || arrived.envelope_from.is_empty() && !is_complaint {
        return Ok((End::Dropped, "automatic"));
    }
    let hour = at.now.before(SignedDuration::from_hours(1));
    if inbound::count_settled(tx, DESK.name, "forwarded", hour).await? >= MOST {
        return Ok((End::Dropped, "too-many"));
    }
    let message = MessageParser::default().parse(&arrived.raw[..]);
    for (name, email) in accounts::list_keepers(tx).await? {
        forward(tx, at, arrived, message.as_ref(), (&name, &email)).await?;
    }
    Ok((End::Done, "forwarded"))
}
