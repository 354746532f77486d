//! Titles and descriptions, as a page of ours shows them.

use super::model::Note;
use super::parts::{self, Component, Name};
use crate::{markup, text};
use url::Url;

/// As long as a form of ours takes.
const TITLE: usize = 120;
const DESCRIPTION: usize = 20_000;

/// Longer than that is no text that anybody wrote; it is cut before it is looked at.
const RAW: usize = 200_000;

/// What a calendar says of itself that decides how its texts are read.
#[derive(Debug, Clone, Default)]
pub struct House {
    pub name: String,
    /// Meetup: descriptions are Markdown under the group's name.
    pub is_meetup: bool,
}

impl House {
    pub fn of(calendar: &Component) -> House {
        let named = parts::text_of_other(calendar, "X-WR-CALNAME");
        let name = if named.is_empty() {
            parts::text(calendar, &Name::Name)
        } else {
            named
        };
        House {
            name: text::visible_line(&name, TITLE),
            is_meetup: parts::text(calendar, &Name::Prodid).contains("Meetup"),
        }
    }
}

/// The title, cut to what a page takes; empty if there is none.
pub fn title(event: &Component, notes: &mut Vec<Note>) -> String {
    headline(&parts::text(event, &Name::Summary), notes)
}

/// What somebody wrote as a title, as [`title`].
pub fn headline(written: &str, notes: &mut Vec<Note>) -> String {
    let whole = text::visible_line(written, RAW);
    let title = text::cut(&whole, TITLE).trim_end().to_owned();
    if !title.chars().any(char::is_alphanumeric) {
        notes.push(Note::TitleMissing);
        return String::new();
    }
    if title != whole {
        notes.push(Note::TitleCut);
    }
    title
}

/// The description as Markdown, with the event's own address at its end.
pub fn description(event: &Component, house: &House, notes: &mut Vec<Note>) -> String {
    let plain = short(&parts::text(event, &Name::Description)).to_owned();
    let rich = parts::html(event).map(|html| markup::from_html(short(&html)));
    let body = match rich.filter(|rich| !rich.is_empty()) {
        Some(rich) => rich,
        None if is_html(&plain) => markup::from_html(&plain),
        None if house.is_meetup => from_meetup(&plain, &house.name),
        None => markup::from_plain(&plain),
    };
    closed(&body, address(event).as_deref(), notes)
}

/// A description in Markdown, cut to what a page takes, with the event's own address at its end.
pub fn closed(body: &str, address: Option<&str>, notes: &mut Vec<Note>) -> String {
    let mut body = text::visible_lines(short(body));
    if let Some(address) = address
        && !body.contains(address.trim_end_matches('/'))
    {
        body = format!("{body}\n\n<{address}>").trim_start().to_owned();
    }
    if body.chars().count() > DESCRIPTION {
        notes.push(Note::DescriptionCut);
        body = body.chars().take(DESCRIPTION - 1).collect::<String>() + "…";
    }
    body
}

/// The event's page over there.
fn address(event: &Component) -> Option<String> {
    let written = [
        parts::text(event, &Name::Url),
        parts::text_of_other(event, "X-ORIGINAL-URL"),
    ];
    let mut all = written.iter().filter_map(|address| web_address(address));
    all.next()
}

/// An address that a page may link to; it holds nothing that ends a link.
pub fn web_address(written: &str) -> Option<String> {
    let url = Url::parse(written.trim()).ok()?;
    let fits = matches!(url.scheme(), "http" | "https") && url.has_host();
    let url = String::from(url);
    (fits && url.len() <= 500 && !url.contains(['<', '>', ' '])).then_some(url)
}

/// Whether a text is HTML: Google writes its descriptions so without saying it.
pub fn is_html(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let tags = [
        "<br", "<p>", "<p ", "</p>", "<a href", "<ul>", "<ol>", "<li>", "<b>", "<strong>", "<i>",
        "<span", "<div", "<html",
    ];
    tags.iter().any(|tag| lower.contains(tag))
}

/// Under the group's name, and until 2022 also the date, and the address at the end.
fn from_meetup(text: &str, group: &str) -> String {
    let mut body = text.trim();
    let group = group.trim_start_matches("Events - ");
    if let Some((first, rest)) = body.split_once('\n')
        && first.trim() == group
    {
        body = rest.trim_start();
        if let Some((day, rest)) = body.split_once('\n')
            && is_meetup_date(day)
        {
            body = rest.trim_start();
        }
    }
    body.to_owned()
}

/// "Thursday, September 17 at 6:30 PM"
fn is_meetup_date(line: &str) -> bool {
    const DAYS: [&str; 7] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    let day = line.split(',').next().unwrap_or_default().trim();
    DAYS.contains(&day) && line.contains(" at ")
}

fn short(text: &str) -> &str {
    match text.char_indices().nth(RAW) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}
