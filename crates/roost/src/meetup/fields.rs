use crate::ics::{self, Item, Note, Reason, Refused};
use crate::text;
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use url::Url;

/// What one page tells of one event, as it writes it. An empty text is one that it doesn't tell.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Told {
    pub address: String,
    pub title: String,
    /// Markdown, or what looks like it.
    pub description: String,
    pub starts: String,
    pub ends: String,
    pub lasts: Option<SignedDuration>,
    /// IANA name.
    pub zone: String,
    /// Name, street and town, in one line.
    pub place: String,
    pub coordinates: Option<(f64, f64)>,
    pub is_online: bool,
    pub is_cancelled: bool,
    /// It was never shown to members there.
    pub is_draft: bool,
}

impl Told {
    /// Takes from another telling what this one leaves out.
    pub fn fill(&mut self, other: Told) {
        let texts = [
            (&mut self.title, other.title),
            (&mut self.description, other.description),
            (&mut self.starts, other.starts),
            (&mut self.ends, other.ends),
            (&mut self.zone, other.zone),
        ];
        for (own, other) in texts {
            if own.is_empty() {
                *own = other;
            }
        }
        if self.place.is_empty() && !self.is_online {
            self.place = other.place;
            self.coordinates = other.coordinates;
            self.is_online = other.is_online;
        }
        self.is_cancelled |= other.is_cancelled;
    }

    /// The event as our calendars tell events, on the clock that the page names or else on `zone`.
    pub fn item(self, zone: &str) -> Result<Item, Refused> {
        let mut notes = Vec::new();
        let title = ics::headline(&self.title, &mut notes);
        let named = [self.zone.as_str(), zone]
            .into_iter()
            .find_map(|name| Some((name, TimeZone::get(name).ok()?)));
        let (zone, clock) = named.unwrap_or(("UTC", TimeZone::UTC));
        let Some(starts) = super::times::on_clock(&self.starts, &clock) else {
            return Err(Refused {
                title,
                starts: text::visible_line(&self.starts, 40),
                reason: match self.starts.is_empty() {
                    true => Reason::NoStart,
                    false => Reason::StartUnreadable,
                },
            });
        };
        let ends = super::times::on_clock(&self.ends, &clock)
            .or_else(|| starts.checked_add(self.lasts?).ok())
            .filter(|ends| *ends > starts);
        let ends = ends.unwrap_or_else(|| {
            notes.push(Note::EndAssumed);
            starts.saturating_add(ics::USUAL)
        });
        let is_online = self.is_online && self.place.is_empty();
        if self.place.is_empty() && !is_online {
            notes.push(Note::PlaceUnstated);
        }
        let address = ics::web_address(&self.address);
        let is_html = ics::is_html(&self.description);
        let body = match is_html {
            true => crate::markup::from_html(&self.description),
            false => self.description,
        };
        Ok(Item {
            uid: key_of(&self.address).unwrap_or_default(),
            occurrence: String::new(),
            title,
            description: ics::closed(&body, address.as_deref(), &mut notes),
            zone: zone.to_owned(),
            starts,
            ends,
            coordinates: self.coordinates.filter(|_| !self.place.is_empty()),
            place: self.place,
            is_online,
            online_link: String::new(),
            is_cancelled: self.is_cancelled,
            is_private: self.is_draft,
            notes,
        })
    }
}

/// The key that the feed gives the event at this address; `None`: it is no event's.
pub fn key_of(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let mut steps = url.path_segments()?.skip_while(|step| *step != "events");
    let id = steps.nth(1)?;
    let fits = |id: &str| !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric());
    // What is under a group's events beside them: its feeds, and lists of them.
    let is_other = ["ical", "rss", "past", "upcoming", "calendar", "drafts"].contains(&id);
    (fits(id) && !is_other).then(|| format!("event_{}@meetup.com", id.to_ascii_lowercase()))
}

/// Whether an event of a calendar is Meetup's.
pub fn is_key(uid: &str) -> bool {
    uid.starts_with("event_") && uid.ends_with("@meetup.com")
}

/// The event's address without what a search or a letter adds to it, as the feed writes it.
pub fn own_address(written: &str) -> String {
    let Ok(mut url) = Url::parse(written.trim()) else {
        return String::new();
    };
    url.set_query(None);
    url.set_fragment(None);
    if !url.path().ends_with('/') {
        url.set_path(&format!("{}/", url.path()));
    }
    String::from(url)
}

/// What the group is called in addresses; `None`: it is not Meetup's.
pub fn group_of(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    if host != "meetup.com" && !host.ends_with(".meetup.com") {
        return None;
    }
    // Before it there may be a language, such as "de-DE".
    let mut steps = url.path_segments()?.filter(|step| !is_language(step));
    let name = steps.next().filter(|name| !name.is_empty())?;
    Some(name.to_ascii_lowercase())
}

fn is_language(step: &str) -> bool {
    let is_two = |part: &str| part.len() == 2 && part.chars().all(|c| c.is_ascii_alphabetic());
    step.split_once('-')
        .is_some_and(|(language, land)| is_two(language) && is_two(land))
}
