//! What two members chose to get: one has the digest, one has paused mail for three weeks.

use crate::db::Tx;
use crate::groups::people;
use crate::ids::{GroupId, Moment, PersonId};
use crate::preferences::{self, MailKind, Mode};
use jiff::SignedDuration;

const PAUSE: SignedDuration = SignedDuration::from_hours(3 * 7 * 24);

/// The first two of `members` who have an account, so that a visitor of the demo can be the first.
///
/// # Errors
/// If the database refuses.
pub async fn choose_mail(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: GroupId,
    members: &[PersonId],
) -> anyhow::Result<()> {
    let mut signed_in = Vec::new();
    for member in members {
        let person = people::find_person(tx, group, *member).await?;
        if person.is_some_and(|person| person.account_id.is_some()) {
            signed_in.push(*member);
        }
    }
    if let Some(person) = signed_in.first() {
        let (whose, kind) = ((group, *person), MailKind::Announcements);
        preferences::choose(tx, at, whose, kind, Mode::Digest).await?;
    }
    if let Some(person) = signed_in.get(1) {
        let until = at.now.after(PAUSE);
        preferences::pause_until(tx, at.now, (group, *person), Some(until)).await?;
    }
    Ok(())
}
