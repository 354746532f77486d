//! What founding a group and its settings have in common: the questions about it.

use super::place::{Placing, read_place};
use crate::groups::model::{Description, Group, Link, Place, SLUG_LENGTH, SlugRefusal, Topic};
use crate::places::region_of;
use crate::text;
use crate::web::Form;
use crate::words::{Region, Words};

const MOST_TOPICS: usize = 8;
const TOPIC_LENGTH: usize = 40;

/// The fields of one form after all were read.
pub struct Described {
    /// `None`: something is to mend.
    pub description: Option<Description>,
    pub placing: Placing,
}

/// A form as somebody who founds a group finds it.
pub fn blank(words: Words, email: &str) -> Form {
    Form::empty(words)
        .with("conduct_kind", "ready")
        .with("conduct", words.plain().t("groups-conduct-text"))
        .with("contact_email", email)
}

/// The form as it was typed, with no mistake named: somebody asks for the city alone.
pub fn as_typed(form: Form, words: Words) -> Form {
    let mut typed = Form::empty(words);
    typed.fields = form.fields;
    typed
}

/// Reads a new group's description.
pub fn read_new(form: &mut Form, words: Words) -> Described {
    let name = form.line("name", 80);
    let slug = text::slug(&name, SLUG_LENGTH);
    let (placing, common) = read_common(form, words, None);
    let region = placing
        .place
        .as_ref()
        .map(|place| region_of(&place.country));
    let description = placing.place.clone().map(|place| Description {
        name,
        slug,
        place,
        region: region.unwrap_or_default(),
        ..common
    });
    Described {
        description: description.filter(|_| form.is_fine()),
        placing,
    }
}

/// Reads what a group's settings say of it.
pub fn read_known(form: &mut Form, words: Words, group: &Group, now_year: i64) -> Described {
    let name = form.line("name", 80);
    let slug = read_slug(form, words);
    let (placing, common) = read_common(form, words, Some(group));
    let links = read_links(form, words);
    let zone = form.value("zone").to_owned();
    // `TimeZone::get` takes any case; what is kept must be the name that others know.
    let known_zone = jiff::tz::TimeZone::get(&zone).ok();
    if known_zone.is_none_or(|known| known.iana_name() != Some(&zone)) {
        form.refuse("zone", words.t("form-choice"));
    }
    // Another city brings its own zone, unless another one was chosen with it.
    let moved = placing.place.as_ref().is_some_and(|p| p.city != group.city) && zone == group.zone;
    let since_year = form.number("since_year", 1950..=now_year);
    let region = Region {
        hours: form.choice("hours").unwrap_or_default(),
        order: form.choice("date_order").unwrap_or_default(),
        distance: form.choice("distance").unwrap_or_default(),
    };
    let description = placing.place.clone().map(|place| Description {
        name,
        slug,
        place: if moved {
            place
        } else {
            Place { zone, ..place }
        },
        links,
        region,
        since_year,
        ..common
    });
    Described {
        description: description.filter(|_| form.is_fine()),
        placing,
    }
}

/// The fields that both pages have. The name, the address and the place are filled in by the caller.
fn read_common(form: &mut Form, words: Words, known: Option<&Group>) -> (Placing, Description) {
    let placing = read_place(form, words, known);
    let topics = read_topics(form, words);
    let sentence = form.line("sentence", 160);
    let text = form.text("description", 10_000);
    let (conduct, conduct_link) = read_conduct(form, words);
    let frequency = form.optional_line("frequency", 80);
    let contact_email = form.email("contact_email").unwrap_or_default();
    let description = Description {
        name: String::new(),
        slug: String::new(),
        sentence,
        description: text,
        conduct,
        conduct_link,
        frequency,
        place: Place {
            city: String::new(),
            country: String::new(),
            latitude: None,
            longitude: None,
            zone: String::new(),
        },
        topics,
        links: Vec::new(),
        language: known
            .map_or("en", |group| group.language.as_str())
            .to_owned(),
        region: Region::default(),
        contact_email,
        since_year: None,
    };
    (placing, description)
}

/// Topics stand in one field, apart by commas.
fn read_topics(form: &mut Form, words: Words) -> Vec<Topic> {
    let typed = form.optional_line("topics", 400);
    let mut topics: Vec<Topic> = Vec::new();
    for topic in typed.split(',').map(str::trim).filter(|t| !t.is_empty()) {
        let folded = text::search_key(topic);
        if topic.chars().count() > TOPIC_LENGTH {
            let most = i64::try_from(TOPIC_LENGTH).unwrap_or(i64::MAX);
            form.refuse("topics", words.with("most", most).t("groups-topic-long"));
        } else if !topics.iter().any(|known| known.folded == folded) {
            topics.push(Topic {
                topic: topic.to_owned(),
                folded,
            });
        }
    }
    if topics.is_empty() {
        form.refuse("topics", words.t("groups-topics-needed"));
    } else if topics.len() > MOST_TOPICS {
        form.refuse("topics", words.t("groups-topics-many"));
    }
    topics
}

/// The ready text, the group's own, or a link to it: the text and the link, of which one is empty.
fn read_conduct(form: &mut Form, words: Words) -> (String, String) {
    match form.value("conduct_kind") {
        "link" => {
            let link = form.link("conduct_link");
            if link.is_empty() {
                form.refuse("conduct_link", words.t("form-needed"));
            }
            (String::new(), link)
        }
        "own" => {
            let text = form.text("conduct", 10_000);
            if text.is_empty() {
                form.refuse("conduct", words.t("form-needed"));
            }
            (text, String::new())
        }
        _ => (words.plain().t("groups-conduct-text"), String::new()),
    }
}

/// One link a line: what it is called, then its address.
fn read_links(form: &mut Form, words: Words) -> Vec<Link> {
    let typed = form.text("links", 4_000);
    let mut links = Vec::new();
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (label, url) = line.rsplit_once(char::is_whitespace).unwrap_or(("", line));
        let is_web = url::Url::parse(url)
            .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        if is_web && links.len() < 12 {
            let label = if label.is_empty() { url } else { label.trim() };
            links.push(Link {
                label: label.to_owned(),
                url: url.to_owned(),
            });
        } else {
            form.refuse("links", words.t("groups-links-wrong"));
        }
    }
    links
}

fn read_slug(form: &mut Form, words: Words) -> String {
    let typed = form.line("slug", SLUG_LENGTH);
    let slug = text::slug(&typed, SLUG_LENGTH);
    if slug != typed && !typed.is_empty() {
        form.refuse("slug", words.t("groups-slug-letters"));
    }
    slug
}

/// Notes at `field` why the group cannot have its address.
pub fn refuse_slug(form: &mut Form, field: &str, words: Words, refusal: SlugRefusal) {
    let key = match refusal {
        SlugRefusal::Empty => "groups-slug-empty",
        SlugRefusal::Reserved => "groups-slug-reserved",
        SlugRefusal::Taken => "groups-slug-taken",
    };
    form.refuse(field, words.t(key));
}
