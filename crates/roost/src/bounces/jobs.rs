use super::actions::{self, ReadBounce};
use super::report::{self, Report};
use super::store;
use crate::db::Tx;
use crate::ids::{GroupId, Moment};
use crate::inbound::{self, End, Inbox, split_tag};
use crate::jobs::{self, Context, Payload, Run, When};
use crate::mail;
use jiff::SignedDuration;

/// The letters of a token: see [`mail::bounce_token`].
const TOKEN: usize = 39;

/// A token that is not ours is taken too: its report is dropped and counted, and not sent back to
/// somebody who never wrote to us.
pub static INBOX: Inbox = Inbox::of::<ReadBounce>("bounces", |_, _, local| {
    let shaped = matches!(split_tag(local), Some(("b", token)) if token.len() == TOKEN);
    Box::pin(async move { Ok(shaped) })
});

/// Reports come in crowds when a whole host is ill; so each is looked at after so long, together with
/// those of its host.
const GATHERING: SignedDuration = SignedDuration::from_mins(10);

/// How long a bounce can count: a group may write once a month.
const KEPT: SignedDuration = SignedDuration::from_hours(180 * 24);

/// And once nobody has the address any more: as long as the outbox knows whom it wrote to.
const KEPT_STRAY: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Refusals and hosts looked at in one transaction.
const REFUSALS: i64 = 500;
const HOSTS: i64 = 100;

impl Run for ReadBounce {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let ReadBounce(arrival) = self;
        let Some(arrived) = inbound::open(tx, arrival).await? else {
            return Ok(());
        };
        let id = actions::delivery_of(&context.key, &arrived.local);
        let returned = match id {
            Some(id) => mail::find_returned(tx, id).await?,
            None => None,
        };
        let Some(returned) = returned else {
            return Ok(inbound::settle(tx, at, arrival, End::Dropped, "unknown").await?);
        };
        let (end, why) = match report::read(&arrived.raw) {
            Report::Bounce(bounce) => {
                match actions::note_bounce(tx, at, &returned, &bounce).await? {
                    true => (End::Done, "bounced"),
                    false => (End::Dropped, "again"),
                }
            }
            Report::Complaint(complaint) => {
                actions::heed_complaint(tx, at, &context.key, id, &complaint).await?;
                (End::Done, "complaint")
            }
            Report::Delay => (End::Dropped, "delay"),
            Report::Automatic => (End::Dropped, "automatic"),
            Report::Other => (End::Dropped, "other"),
        };
        Ok(inbound::settle(tx, at, arrival, end, why).await?)
    }
}

/// Counts what came back and what was refused, each once.
#[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
pub struct WeighBounces;

impl Payload for WeighBounces {
    const NAME: &'static str = "weigh_bounces";
}

impl Run for WeighBounces {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        let refused = actions::write_down_refusals(tx, at.now, REFUSALS).await?;
        let then = at.now.before(GATHERING);
        let domains = store::list_domains_to_weigh(tx, then, HOSTS).await?;
        for domain in &domains {
            actions::weigh(tx, at, domain, then).await?;
        }
        for (domain, until) in store::list_paused(tx, at.now).await? {
            mail::put_off_domain(tx, &domain, until).await?;
        }
        store::delete_old(tx, at.now.before(KEPT), at.now.before(KEPT_STRAY)).await?;
        let is_more = |done: usize, most: i64| i64::try_from(done).is_ok_and(|done| done == most);
        if is_more(refused, REFUSALS) || is_more(domains.len(), HOSTS) {
            jobs::enqueue(tx, at, GroupId::NONE, &self, When::now(at)).await?;
        }
        Ok(())
    }
}
