use crate::announcements;
use crate::clock::Instant;
use crate::groups::{Here, OrganizeNav, OrganizeTab};
use crate::mail::{self, Fate};
use crate::organize::store::fate::{self, Standing};
use crate::preferences::{DIGEST, REMINDERS};
use crate::state::App;
use crate::text;
use crate::web::{Chrome, Form, Result, page};
use crate::words::Words;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use jiff::tz::TimeZone;

/// Letters that are listed: more than anybody gets from one group in a month.
const MOST: i64 = 100;

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    address: String,
}

#[derive(askama::Template)]
#[template(path = "organize/fate.html")]
struct FatePage {
    chrome: Chrome,
    nav: OrganizeNav,
    form: Form,
    /// `None`: nobody asked yet.
    found: Option<Found>,
}

struct Found {
    address: String,
    /// Her page and her name; `None`: the group knows nobody with the address.
    person: Option<(String, String)>,
    /// What she gets and why not, one sentence each.
    standing: Vec<String>,
    letters: Vec<Letter>,
}

struct Letter {
    /// The announcement's page; `None`: it is none.
    href: Option<String>,
    title: String,
    written: String,
    sentence: String,
    /// What the mail server said; may be empty.
    said: String,
}

/// What happened to the mail for an address.
pub async fn show(State(app): State<App>, here: Here, Query(asked): Query<Asked>) -> Result {
    here.organizer()?;
    let (group, words) = (&here.group, here.group.words());
    let address = asked.address.trim().to_owned();
    let form = Form::empty(words).with("address", address.clone());
    let found = if address.is_empty() {
        None
    } else {
        let folded = text::fold_email(&address);
        let mut tx = app.db.read().await?;
        let standing = fate::find_standing(&mut tx, group.id, &folded).await?;
        let mut letters = Vec::new();
        for fate in mail::list_fates(&mut tx, group.id, &folded, MOST).await? {
            let announcement = match fate.announcement_id {
                Some(id) => announcements::find_announcement(&mut tx, group.id, id).await?,
                None => None,
            };
            let titled = announcement.map(|one| (announcements::path(group, one.id), one.subject));
            letters.push(letter(words, &group.zone(), fate, titled));
        }
        drop(tx);
        let person = standing.as_ref().map(|standing| {
            let href = format!("{}/organize/people/{}", group.path(), standing.id);
            (href, standing.name.clone())
        });
        let now = app.clock.now();
        Some(Found {
            address,
            person,
            standing: standing.map_or_else(Vec::new, |standing| {
                sentences(words, &group.zone(), now, &standing)
            }),
            letters,
        })
    };
    let shown = FatePage {
        chrome: here.chrome(&app),
        nav: OrganizeNav::new(group, OrganizeTab::Write),
        form,
        found,
    };
    page(StatusCode::OK, &shown)
}

fn letter(
    words: Words,
    zone: &TimeZone,
    fate: Fate,
    announcement: Option<(String, String)>,
) -> Letter {
    let moment = |at: Instant| words.long_moment(&at.in_zone(zone));
    let sentence = words
        .with("when", moment(fate.settled_at.unwrap_or(fate.next_at)))
        .with("attempts", fate.attempts);
    let key = match fate.state.as_str() {
        "queued" => "organize-fate-queued",
        "deferred" => "organize-fate-deferred",
        "sent" => "organize-fate-sent",
        "failed" => "organize-fate-failed",
        "bounced" => "organize-fate-bounced",
        "left" => "organize-fate-left",
        _ => "organize-fate-cancelled",
    };
    let (href, title) = match announcement {
        Some((href, subject)) => (Some(href), subject),
        None => (None, words.t(kind(&fate.kind))),
    };
    Letter {
        href,
        title,
        written: moment(fate.created_at),
        sentence: sentence.t(key),
        said: fate.last_error,
    }
}

/// The key of what a letter is called, by the kind that its feature gave it.
fn kind(kind: &str) -> &'static str {
    match kind {
        _ if REMINDERS.contains(&kind) || kind == "turn_tomorrow" => "organize-fate-reminder",
        DIGEST => "organize-fate-digest",
        "announcement" => "organize-fate-announcement",
        "announcement_test" | "announcement_held" => "organize-fate-test",
        "thanks" => "organize-fate-thanks",
        "welcome" => "organize-fate-welcome",
        "invitation" | "invitation_answered" => "organize-fate-invitation",
        _ if kind.starts_with("rsvp_") => "organize-fate-answer",
        _ if ["turn_", "proposal_", "ask"]
            .iter()
            .any(|of| kind.starts_with(of)) =>
        {
            "organize-fate-talk"
        }
        _ => "organize-fate-other",
    }
}

fn sentences(words: Words, zone: &TimeZone, now: Instant, standing: &Standing) -> Vec<String> {
    let day = |at: Instant| words.long_date(at.in_zone(zone).date());
    let on = |key: &'static str, at: Instant| words.with("date", day(at)).t(key);
    let mut sentences = Vec::new();
    if let Some(at) = standing.gone_at {
        sentences.push(on("organize-fate-gone", at));
    }
    if let Some(at) = standing.suppressed_at {
        sentences.push(on("organize-fate-suppressed", at));
    }
    if standing.confirmed_at.is_none() {
        sentences.push(words.t("organize-fate-unconfirmed"));
    }
    match (standing.mail_agreed_at, standing.mail_stopped_at) {
        (Some(_), _) if standing.reads_digest => {
            sentences.push(words.t("organize-fate-reads-digest"));
        }
        (Some(at), _) => sentences.push(on("organize-fate-agreed", at)),
        (None, Some(at)) => sentences.push(on("organize-fate-stopped", at)),
        (None, None) => sentences.push(words.t("organize-fate-event-only")),
    }
    if standing.no_reminders {
        sentences.push(words.t("organize-fate-no-reminders"));
    }
    if let Some(until) = standing.mail_paused_until.filter(|until| *until > now) {
        sentences.push(on("organize-fate-paused", until));
    }
    sentences
}
