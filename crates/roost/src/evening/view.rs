use super::json_ld::Told;
use crate::calendar;
use crate::events::{self, AgendaLine, Cover, Event, Schedule, Status};
use crate::groups::Group;
use crate::markup;
use crate::pictures;
use crate::rsvps::Counts;
use crate::state::App;
use crate::text;
use crate::venues::{StepFree, Venue};
use crate::words::Words;

/// Search engines show about so many characters of a page's description.
const EXCERPT: usize = 160;

/// An evening as everybody may see it. What only some may see is not in here.
pub struct EveningView {
    pub title: String,
    pub sentence: String,
    /// The description as safe HTML; may be empty.
    pub body_html: String,
    pub path: String,
    pub url: String,
    /// For search engines and link previews.
    pub excerpt: String,
    pub when: When,
    pub place: Option<Place>,
    /// Whether one can take part online.
    pub online: bool,
    pub agenda: Vec<AgendaLine>,
    /// The address of the cover, and what is to be seen on it if it is a photograph.
    pub cover: String,
    pub cover_alt: String,
    pub status: Status,
    pub status_note: String,
    pub google: String,
    pub outlook: String,
    /// Begins a letter with the page's address in it.
    pub mail: String,
    /// Where the organizers are written to about it.
    pub contact: String,
    /// For search engines, as JSON-LD.
    pub json: String,
}

/// Its times, in words.
pub struct When {
    /// "Thursday 3 December 2026".
    pub day: String,
    /// With the offset, for `datetime=`.
    pub machine: String,
    pub starts: String,
    /// With its date, if that is another one.
    pub ends: String,
    pub doors: Option<String>,
    /// "Thu 3 December, 18:00", for the dock of a telephone.
    pub short: String,
    pub zone: String,
}

pub struct Place {
    pub name: String,
    pub room: String,
    pub address: String,
    pub way_in: String,
    pub step_free: StepFree,
    /// A map of the place on the web.
    pub map: String,
}

impl Place {
    fn of(venue: &Venue) -> Self {
        let place = &venue.place;
        Place {
            name: place.name.clone(),
            room: place.room.clone(),
            address: place.address.clone(),
            way_in: place.way_in.clone(),
            step_free: place.step_free,
            map: map(venue),
        }
    }

    /// Key of the sentence about steps; `None`: nobody has said.
    pub fn steps(&self) -> Option<&'static str> {
        match self.step_free {
            StepFree::Unknown => None,
            StepFree::Yes => Some("evening-step-free"),
            StepFree::No => Some("evening-steps"),
        }
    }
}

impl EveningView {
    pub fn new(
        app: &App,
        group: &Group,
        event: &Event,
        venue: Option<&Venue>,
        agenda: Vec<AgendaLine>,
        counts: &Counts,
    ) -> Self {
        let venue = venue.filter(|_| event.attendance_mode.has_room());
        let path = event.path(&group.slug);
        let entry = events::entry(&app.config, group, event, venue);
        let summary = if event.sentence.is_empty() {
            markup::excerpt(&event.description, EXCERPT)
        } else {
            event.sentence.clone()
        };
        let told = Told {
            group,
            event,
            venue,
            counts,
            summary: &summary,
            now: app.clock.now(),
        };
        let json = told.text(&app.config);
        let cover = match (&event.picture, event.cover) {
            (Some(picture), Cover::Picture) => pictures::path(picture),
            _ => format!("{path}/cover.svg"),
        };
        let when = When::of(group.words(), event);
        let url = app.config.link(&path);
        EveningView {
            title: event.title.clone(),
            sentence: event.sentence.clone(),
            body_html: markup::to_html(&event.description, 3),
            place: venue.map(Place::of),
            online: event.attendance_mode.has_online(),
            agenda,
            cover_alt: match event.cover {
                Cover::Picture => event.picture_alt.clone(),
                Cover::Group | Cover::Title => String::new(),
            },
            status: event.status,
            status_note: event.status_note.clone(),
            google: calendar::google_link(&entry),
            outlook: calendar::outlook_link(&entry),
            mail: mail_link(group.words(), &event.title, &when, &url),
            contact: format!("{}/contact?event={}", group.path(), event.slug),
            json,
            excerpt: summary,
            cover,
            path,
            url,
            when,
        }
    }

    /// The last part of its address.
    pub fn slug(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// Whether it takes place, as far as anybody knows.
    pub fn is_on(&self) -> bool {
        self.is_published() || self.is_draft()
    }

    pub fn is_draft(&self) -> bool {
        self.status == Status::Draft
    }

    pub fn is_published(&self) -> bool {
        self.status == Status::Published
    }

    pub fn is_postponed(&self) -> bool {
        self.status == Status::Postponed
    }

    /// Key and tone of what has to be said before everything else.
    pub fn banner(&self) -> Option<(&'static str, &'static str)> {
        match self.status {
            Status::Draft | Status::Published => None,
            Status::Cancelled => Some(("evening-cancelled-note", "bull")),
            Status::Postponed => Some(("evening-postponed-note", "king")),
        }
    }
}

impl When {
    /// The time of an agenda line, as the group writes it.
    pub fn line_time(&self, line: &AgendaLine, words: &Words) -> String {
        let time = line.starts.parse::<jiff::civil::Time>();
        time.map_or_else(|_| line.starts.clone(), |time| words.time(time))
    }

    fn of(words: Words, event: &Event) -> Self {
        let (starts, ends) = (event.starts(), event.ends());
        let ends_words = if starts.date() == ends.date() {
            words.time(ends.time())
        } else {
            words.near_moment(&ends)
        };
        When {
            day: words.long_date(starts.date()),
            machine: starts.strftime("%Y-%m-%dT%H:%M%:z").to_string(),
            starts: words.time(starts.time()),
            ends: ends_words,
            doors: event.doors().map(|doors| words.time(doors.time())),
            short: words.near_moment(&starts),
            zone: event.zone.clone(),
        }
    }
}

/// Opens a letter about the evening in the visitor's mail program.
fn mail_link(words: Words, title: &str, when: &When, url: &str) -> String {
    let subject = words
        .plain()
        .with("title", title.to_owned())
        .with("when", when.short.clone())
        .t("evening-share-subject");
    text::mailto(&subject, url)
}

/// "Thursday 3 December 2026, 18:00 to 20:30": a schedule in one line.
pub fn span(words: Words, schedule: &Schedule) -> String {
    let (starts, ends) = (schedule.starts.wall.0, schedule.ends.wall.0);
    let ends_words = if starts.date() == ends.date() {
        words.time(ends.time())
    } else {
        format!(
            "{}, {}",
            words.long_date(ends.date()),
            words.time(ends.time())
        )
    };
    let doors = schedule.doors.map(|doors| words.time(doors.wall.0.time()));
    let phrase = words
        .with("day", words.long_date(starts.date()))
        .with("starts", words.time(starts.time()))
        .with("ends", ends_words);
    match doors {
        Some(doors) => phrase.with("doors", doors).t("evening-span-doors"),
        None => phrase.t("evening-span"),
    }
}

/// A map of the place, by its coordinates or else by its address.
fn map(venue: &Venue) -> String {
    const SITE: &str = "https://www.openstreetmap.org";
    match venue.place.coordinates() {
        Some((north, east)) => {
            format!("{SITE}/?mlat={north}&mlon={east}#map=17/{north}/{east}")
        }
        None => {
            let query: String = url::form_urlencoded::Serializer::new(String::new())
                .append_pair(
                    "query",
                    &format!("{} {}", venue.place.name, venue.place.address),
                )
                .finish();
            format!("{SITE}/search?{query}")
        }
    }
}
