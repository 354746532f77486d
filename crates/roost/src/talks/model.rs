use crate::clock::Instant;
use crate::ids::EventId;
use crate::pictures;
use crate::text::search_key;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;

/// One talk that was given.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Talk {
    pub event_id: EventId,
    pub event_slug: String,
    pub event_title: String,
    pub starts_at: Instant,
    /// IANA name.
    pub zone: String,
    /// Empty: it was hidden, or nobody knows any more.
    pub title: String,
    /// Empty: the name was hidden.
    pub speaker: String,
    pub slides_link: String,
    /// Blob of slides that were sent; empty: none.
    pub deck: String,
    pub video_link: String,
    /// Of a lightning round.
    pub lightning: bool,
    /// `None`: nobody measured it.
    pub took_ms: Option<i64>,
}

impl Talk {
    /// The year by the event's clock.
    pub fn year(&self) -> i16 {
        let zone = TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC);
        self.starts_at.in_zone(&zone).year()
    }

    /// Where the slides are; empty: nobody knows.
    pub fn slides(&self) -> String {
        if self.slides_link.is_empty() && !self.deck.is_empty() {
            return pictures::file_path(&self.deck);
        }
        self.slides_link.clone()
    }

    /// What it is searched in.
    fn key(&self) -> String {
        search_key(&format!(
            "{} {} {}",
            self.title, self.speaker, self.event_title
        ))
    }
}

/// What somebody looks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Words that all have to be in title, speaker or evening; empty: anything.
    pub words: String,
    /// `None`: any year.
    pub year: Option<i16>,
}

/// The talks that are looked for, in their order. A talk that stands in the agenda and in a round of
/// the same evening is shown once, as the round measured it.
pub fn find(talks: Vec<Talk>, wanted: &Wanted) -> Vec<Talk> {
    let words = search_key(&wanted.words);
    let words: Vec<&str> = words.split_whitespace().collect();
    let same = |talk: &Talk| {
        (
            talk.event_id,
            search_key(&talk.title),
            search_key(&talk.speaker),
        )
    };
    let in_rounds: BTreeSet<_> = talks
        .iter()
        .filter(|talk| talk.lightning)
        .map(same)
        .collect();
    let is_wanted = |talk: &Talk| {
        let key = talk.key();
        (talk.lightning || !in_rounds.contains(&same(talk)))
            && wanted.year.is_none_or(|year| talk.year() == year)
            && words.iter().all(|word| key.contains(word))
    };
    talks.into_iter().filter(is_wanted).collect()
}
