use crate::bounces;
use crate::clock::Instant;
use crate::db::{self, Tx};
use crate::inbound::{self, Counts};
use crate::lists;
use crate::words::Words;
use jiff::SignedDuration;
use jiff::tz::TimeZone;

/// More than anybody looks through on a page.
const MOST: i64 = 20;

/// Mail that comes in, as the keeper's page shows it.
pub struct Arrivals {
    pub counts: Counts,
    /// Letters that their readers called spam within a month.
    pub complaints: i64,
    /// Hosts that are left alone, each in a sentence.
    pub paused: Vec<String>,
    pub set_aside: Vec<Unread>,
    /// Groups where posts wait for an organizer, each in a sentence.
    pub held: Vec<String>,
}

/// A message that no job could read.
pub struct Unread {
    /// Where its source is.
    pub path: String,
    pub note: String,
}

impl Arrivals {
    pub async fn find(tx: &mut Tx<'_>, now: Instant, words: Words) -> db::Result<Self> {
        let month = now.before(SignedDuration::from_hours(30 * 24));
        let paused = bounces::list_paused(tx, now).await?.into_iter();
        let paused = paused.map(|(domain, until)| {
            let phrase = words.with("domain", domain);
            phrase
                .with("moment", moment(words, until))
                .t("inbound-paused")
        });
        let unread = inbound::list_set_aside(tx, MOST).await?.into_iter();
        let unread = unread.map(|found| Unread {
            path: format!("/keeper/received/{}/source", found.received_id),
            note: words
                .with("local", found.local)
                .with("moment", moment(words, found.received_at))
                .with("size", found.size.div_euclid(1_000) + 1)
                .t("inbound-set-aside-note"),
        });
        let held = lists::list_groups_with_held(tx, MOST).await?.into_iter();
        let held = held.map(|held| {
            let phrase = words.with("group", held.group).with("count", held.posts);
            let since = moment(words, held.oldest);
            phrase.with("moment", since).t("inbound-held-note")
        });
        Ok(Arrivals {
            held: held.collect(),
            paused: paused.collect(),
            set_aside: unread.collect(),
            counts: inbound::count(tx, now).await?,
            complaints: bounces::count_complaints(tx, month).await?,
        })
    }
}

/// When it was, as this page says it.
pub fn moment(words: Words, at: Instant) -> String {
    let moment = words.near_moment(&at.in_zone(&TimeZone::UTC));
    words.with("moment", moment).t("keeper-moment")
}
