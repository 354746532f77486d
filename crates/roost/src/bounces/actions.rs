use super::model::{ENOUGH, Host, MANY, domain_of, score};
use super::report::{Bounce, Complaint};
use super::store::{self, New};
use crate::clock::Instant;
use crate::db::{self, Tx};
use crate::ids::{DeliveryId, Moment, PersonId};
use crate::inbound::{Arrival, split_tag};
use crate::jobs::Payload;
use crate::mail::{self, Returned};
use crate::preferences;
use crate::text;
use crate::tokens::{self, Key, Kind};
use jiff::SignedDuration;

/// Reads a message that was sent to where a letter comes back.
#[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
pub struct ReadBounce(pub Arrival);

impl Payload for ReadBounce {
    const NAME: &'static str = "read_bounce";
}

impl From<Arrival> for ReadBounce {
    fn from(arrival: Arrival) -> Self {
        ReadBounce(arrival)
    }
}

/// Notes that a letter came back. `false`: it did before, or it never left.
pub async fn note_bounce(
    tx: &mut Tx<'_>,
    at: &Moment,
    returned: &Returned,
    bounce: &Bounce,
) -> db::Result<bool> {
    let Returned { group_id, id, .. } = returned;
    if !mail::mark_bounced(tx, *group_id, *id, &bounce.line()).await? {
        return Ok(false);
    }
    // Without an address it is forgotten, and says nothing of anybody.
    if !returned.recipient_folded.is_empty() {
        write_down(tx, at.now, *id, &returned.recipient_folded, bounce).await?;
    }
    Ok(true)
}

async fn write_down(
    tx: &mut Tx<'_>,
    now: Instant,
    delivery: DeliveryId,
    folded: &str,
    bounce: &Bounce,
) -> db::Result<()> {
    let new = New {
        delivery,
        folded,
        domain: domain_of(folded).unwrap_or_default(),
        weight: bounce.weight,
        status: &bounce.status,
    };
    store::insert_bounce(tx, now, &new).await
}

/// Letters refused within the last day, written down at most so many at a time. Says how many.
pub async fn write_down_refusals(tx: &mut Tx<'_>, now: Instant, most: i64) -> db::Result<usize> {
    let since = now.before(SignedDuration::from_hours(24));
    let refusals = store::list_new_refusals(tx, since, most).await?;
    for refusal in &refusals {
        let bounce = Bounce::of("", &refusal.last_error);
        write_down(tx, now, refusal.id, &refusal.recipient_folded, &bounce).await?;
    }
    Ok(refusals.len())
}

/// Counts what came back from a host before `then`: against the host if it refuses everybody, else
/// against each address, which is suppressed once it is enough.
pub async fn weigh(
    tx: &mut Tx<'_>,
    at: &Moment,
    domain: &str,
    then: Instant,
) -> anyhow::Result<()> {
    let host = look_at(tx, at.now, domain, then).await?;
    if host.is_ill() && !domain.is_empty() {
        let until = at.now.after(host.pause());
        store::save_pause(tx, domain, host.paused + 1, (at.now, until)).await?;
        return Ok(store::save_weighed(tx, (at.now, then), domain, true).await?);
    }
    for folded in store::list_addresses_to_weigh(tx, domain, then).await? {
        let bounces = store::list_noted(tx, &folded).await?;
        let sent = store::list_sent(tx, &folded).await?;
        if score(&bounces, &sent, at.now) >= ENOUGH {
            store::insert_suppression(tx, at.now, &folded).await?;
        }
    }
    Ok(store::save_weighed(tx, (at.now, then), domain, false).await?)
}

/// The hour before the newest bounce that is to be weighed.
async fn look_at(
    tx: &mut Tx<'_>,
    now: Instant,
    domain: &str,
    then: Instant,
) -> anyhow::Result<Host> {
    const HOUR: SignedDuration = SignedDuration::from_hours(1);
    /// A host that was well for so long begins anew.
    const MEMORY: SignedDuration = SignedDuration::from_hours(14 * 24);
    let (_, newest) = store::find_span_to_weigh(tx, domain, then).await?;
    let newest = newest.unwrap_or(then);
    let hour = (newest.before(HOUR), newest);
    let refusing = store::count_refusing(tx, domain, hour).await?;
    Ok(Host {
        refusing,
        // Looking for letters costs more than looking for bounces.
        arrived: if refusing < MANY {
            0
        } else {
            mail::count_sent_to(tx, domain, hour).await?
        },
        paused: store::find_pauses(tx, domain, now.before(MEMORY)).await?,
    })
}

/// Gives an address announcements again, and takes nothing of before against it.
///
/// # Errors
/// If the database refuses.
pub async fn come_back(tx: &mut Tx<'_>, at: &Moment, email: &str) -> db::Result<()> {
    let folded = text::fold_email(email);
    store::delete_suppression(tx, &folded).await?;
    store::forgive(tx, at.now, &folded).await
}

/// The delivery that a local part names; `None`: its token is not ours.
pub fn delivery_of(key: &Key, local: &str) -> Option<DeliveryId> {
    match split_tag(local) {
        Some(("b", token)) => mail::read_bounce_token(key, token),
        _ => None,
    }
}

/// Ends the announcements of whoever called a letter spam. Whose letter it was tells the address that
/// the report was sent to, or what of the letter stands in it. `false`: it names none of ours.
pub async fn heed_complaint(
    tx: &mut Tx<'_>,
    at: &Moment,
    key: &Key,
    sent_to: Option<DeliveryId>,
    complaint: &Complaint,
) -> anyhow::Result<bool> {
    let named = complaint.tags.iter().find_map(|tag| delivery_of(key, tag));
    if let Some(id) = sent_to.or(named)
        && let Some(returned) = mail::find_returned(tx, id).await?
    {
        let group = returned.group_id;
        if let (Some(person), true) = (returned.person_id, complaint.asks_for_an_end()) {
            preferences::stop(tx, at.now, group, person).await?;
        }
        store::insert_complaint(tx, at.now, (group, id), &complaint.kind).await?;
        return Ok(true);
    }
    for tag in &complaint.tags {
        if let Some(("u", token)) = split_tag(tag)
            && let Some(token) = tokens::from_mail(token)
            && let Some(found) = tokens::find_token(tx, Kind::Unsubscribe, &token).await?
        {
            if complaint.asks_for_an_end() {
                let person = PersonId::from(found.subject_id);
                preferences::stop(tx, at.now, found.group_id, person).await?;
            }
            return Ok(true);
        }
    }
    Ok(false)
}
