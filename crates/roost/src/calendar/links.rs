use super::Entry;
use super::lines::utc;
use url::Url;

/// Longest description in a link: browsers and servers cut longer addresses.
const MOST: usize = 800;

/// Opens Google's calendar with the entry filled in.
pub fn google_link(entry: &Entry) -> String {
    let dates = format!("{}/{}", utc(entry.starts_at), utc(entry.ends_at));
    link(
        "https://calendar.google.com/calendar/render",
        &[
            ("action", "TEMPLATE"),
            ("text", &entry.title),
            ("dates", &dates),
            ("ctz", &entry.zone),
            ("details", &details(entry)),
            ("location", &entry.place),
        ],
    )
}

/// Opens Outlook's calendar on the web with the entry filled in.
pub fn outlook_link(entry: &Entry) -> String {
    let (starts, ends) = (entry.starts_at.timestamp(), entry.ends_at.timestamp());
    link(
        "https://outlook.live.com/calendar/0/action/compose",
        &[
            ("rru", "addevent"),
            ("subject", &entry.title),
            ("startdt", &starts.to_string()),
            ("enddt", &ends.to_string()),
            ("body", &details(entry)),
            ("location", &entry.place),
        ],
    )
}

fn details(entry: &Entry) -> String {
    let description = crate::text::cut(&entry.description, MOST);
    format!("{}\n\n{description}", entry.url).trim().to_owned()
}

fn link(base: &str, pairs: &[(&str, &str)]) -> String {
    Url::parse_with_params(base, pairs)
        .expect("the base is an address")
        .into()
}
