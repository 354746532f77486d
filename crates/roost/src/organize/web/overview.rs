use super::invitations;
use crate::accounts::picture_path;
use crate::clock::Instant;
use crate::groups::invitations::{Invitation, list_recent_invitations};
use crate::groups::{
    self, Group, Here, OrganizeNav, OrganizeTab, OrganizerCard, State as GroupState,
};
use crate::organize::model::{Check, NextEvent, SHOWN, checks};
use crate::organize::sheet;
use crate::organize::store::overview::{self, LastEvent, Numbers, Regular};
use crate::readiness::{self, Standing};
use crate::recap::{self, Note, Unclosed};
use crate::state::App;
use crate::text;
use crate::turnout;
use crate::web::components::{Day, Face};
use crate::web::{Chrome, Result, page};
use crate::words::Words;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::SignedDuration;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// What "this year" means on the page.
const YEAR: SignedDuration = SignedDuration::from_hours(365 * 24);

/// How long the page asks to close an evening. Later nobody remembers how many came.
const TO_CLOSE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How much of what is done is shown at once: enough to be glad of, not so much that it hides what
/// is to do.
const DONE_SHOWN: usize = 3;

/// People whom the page names as possible co-organizers.
const REGULARS: i64 = 5;

#[derive(askama::Template)]
#[template(path = "organize/overview.html")]
struct OverviewPage {
    chrome: Chrome,
    nav: OrganizeNav,
    /// "Good morning, Marta"
    greeting: String,
    /// The evening that is over and not closed.
    unclosed: Option<Unclosed>,
    next: Option<Next>,
    /// What the last evening taught.
    note: Option<Note>,
    waiting: Vec<Waiting>,
    organizers: Vec<(Face, String, String)>,
    /// Whether somebody organizes alone.
    is_alone: bool,
    regulars: Vec<Candidate>,
    numbers: Numbers,
    last: Option<LastEvent>,
    /// How many came to it, or said yes where nobody knows.
    came: i64,
}

/// The next event with what is done and what is missing.
struct Next {
    day: Day,
    title: String,
    href: String,
    /// Where those who answered are listed.
    people: String,
    when: String,
    /// One sentence about what is missing.
    sentence: String,
    /// The one thing to do next; empty: nothing is.
    step: String,
    seats: String,
    done: usize,
    checks: Vec<Line>,
    /// What is done, beyond the first few.
    more: Vec<Line>,
    /// Where all of it stands.
    readiness: String,
}

/// One thing to prepare.
struct Line {
    standing: Standing,
    words: String,
    note: String,
    /// Where it is done, with the button's words.
    button: Option<(String, String)>,
}

impl Line {
    fn is_done(&self) -> bool {
        self.standing == Standing::Done
    }

    fn is_late(&self) -> bool {
        self.standing == Standing::Late
    }
}

/// Somebody who might organize too.
struct Candidate {
    face: Face,
    note: String,
    /// "Ask Kaisa"
    ask: String,
    href: String,
}

/// Something that waits for an organizer.
struct Waiting {
    words: String,
    note: String,
    href: String,
}

pub async fn show(State(app): State<App>, here: Here) -> Result {
    let organizer = here.organizer()?;
    let (group, now) = (&here.group, app.clock.now());
    let words = group.words();
    let mut tx = app.db.read().await?;
    let next = overview::find_next_event(&mut tx, group.id, now).await?;
    let lines = match &next {
        Some(event) => readiness::list_lines(&mut tx, group.id, event.id).await?,
        None => Vec::new(),
    };
    let recent = (now.before(TO_CLOSE), now);
    let unclosed = recap::find_unclosed(&mut tx, group.id, recent).await?;
    let note = recap::note(&mut tx, group, now).await?;
    let numbers = overview::find_numbers(&mut tx, group.id, (now.before(YEAR), now)).await?;
    let last = overview::find_last_event(&mut tx, group.id, now).await?;
    let came = match &last {
        Some(last) => turnout::count_came(&mut tx, group.id, last.id)
            .await?
            .unwrap_or(last.going),
        None => 0,
    };
    let organizers = groups::list_organizers(&mut tx, group.id).await?;
    let invitations = list_recent_invitations(&mut tx, group.id, now.before(SHOWN)).await?;
    let failed = overview::count_failed_announcements(&mut tx, group.id, now.before(SHOWN)).await?;
    let is_alone = organizers.len() < 2;
    let regulars = if is_alone {
        overview::list_regulars(&mut tx, group.id, (now.before(YEAR), now), REGULARS).await?
    } else {
        Vec::new()
    };
    drop(tx);

    let mut waiting = waiting(group, words, &numbers, failed);
    waiting.extend(asked(group, words, now, &invitations));
    let shown = OverviewPage {
        chrome: here.chrome(&app),
        nav: OrganizeNav::new(group, OrganizeTab::Overview),
        greeting: greeting(words, now, &group.zone(), &organizer.name),
        unclosed,
        note,
        next: next.map(|event| describe(group, words, now, &event, lines)),
        waiting,
        organizers: organizers
            .into_iter()
            .map(|card| organizer_line(group, words, card))
            .collect(),
        is_alone,
        regulars: regulars
            .into_iter()
            .map(|one| candidate(group, words, one))
            .collect(),
        numbers,
        last,
        came,
    };
    page(StatusCode::OK, &shown)
}

fn greeting(words: Words, now: Instant, zone: &TimeZone, name: &str) -> String {
    let first = text::first_name(name).to_owned();
    let key = match now.in_zone(zone).hour() {
        5..=11 => "organize-good-morning",
        12..=17 => "organize-good-afternoon",
        _ => "organize-good-evening",
    };
    words.with("name", first).t(key)
}

fn describe(
    group: &Group,
    words: Words,
    now: Instant,
    event: &NextEvent,
    own: Vec<readiness::Line>,
) -> Next {
    let zone = TimeZone::get(&event.zone).unwrap_or_else(|_| group.zone());
    let starts = event.starts_at.in_zone(&zone);
    let (day, today) = (starts.date(), now.in_zone(&zone).date());
    let days = (day - today).get_days();
    let desk = format!("{}/organize/events/{}", group.path(), event.slug);
    let readiness = format!("{desk}/readiness");
    let checks = checks(event).into_iter();
    let seen = checks.map(|check| line(group, words, event, check));
    let own = own
        .into_iter()
        .map(|own| own_line(words, &readiness, &zone, own, (day, today)));
    let mut lines: Vec<Line> = own.chain(seen).collect();
    lines.sort_by_key(|line| line.standing);
    let missing = lines.iter().filter(|line| !line.is_done()).count();
    let (all, done) = (lines.len(), lines.len() - missing);
    let more = lines.split_off(all.min(missing + DONE_SHOWN));
    let step = lines.first().filter(|line| !line.is_done());
    let step = step.map(|line| {
        words
            .with("what", line.words.clone())
            .t("organize-next-step")
    });
    let seats = match event.capacity {
        Some(capacity) => words
            .with("taken", event.taken)
            .with("capacity", capacity)
            .with("waiting", event.waiting)
            .t(if event.waiting > 0 {
                "organize-next-seats-waiting"
            } else {
                "organize-next-seats"
            }),
        None => words.with("taken", event.taken).t("organize-next-going"),
    };
    Next {
        day: Day::new(starts.date(), words).soon(true),
        title: event.title.clone(),
        when: words.with("days", days).t("organize-next-days"),
        sentence: words.with("count", missing).t("organize-next-missing"),
        seats,
        step: step.unwrap_or_default(),
        done,
        checks: lines,
        more,
        href: format!("{}/events/{}", group.path(), event.slug),
        people: format!("{desk}/people"),
        readiness,
    }
}

/// A line of the group's own list.
fn own_line(
    words: Words,
    readiness: &str,
    zone: &TimeZone,
    own: readiness::Line,
    (day, today): (Date, Date),
) -> Line {
    let standing = own.standing(day, today);
    let note = readiness::note(words, zone, &own, (day, today));
    let button = (standing != Standing::Done)
        .then(|| (readiness.to_owned(), words.t("organize-check-open")));
    Line {
        standing,
        words: own.title,
        note,
        button,
    }
}

fn line(group: &Group, words: Words, event: &NextEvent, (check, is_done): (Check, bool)) -> Line {
    let edit = format!("{}/organize/events/{}/edit", group.path(), event.slug);
    let (key, note, href, button) = match check {
        Check::Described => (
            "organize-check-described",
            "organize-check-described-note",
            edit,
            "organize-check-edit",
        ),
        Check::Place => (
            "organize-check-place",
            "organize-check-place-note",
            edit,
            "organize-check-edit",
        ),
        Check::Capacity => (
            "organize-check-capacity",
            "organize-check-capacity-note",
            edit,
            "organize-check-edit",
        ),
        Check::Agenda => (
            "organize-check-agenda",
            "organize-check-agenda-note",
            edit,
            "organize-check-edit",
        ),
        Check::Published => (
            "organize-check-published",
            "organize-check-published-note",
            format!("{}/events/{}", group.path(), event.slug),
            "organize-check-publish",
        ),
        Check::Announced => {
            let write = format!("{}/organize/write?event={}", group.path(), event.slug);
            (
                "organize-check-announced",
                "organize-check-announced-note",
                write,
                "organize-check-write",
            )
        }
    };
    Line {
        standing: if is_done {
            Standing::Done
        } else {
            Standing::ToDo
        },
        words: words.t(key),
        note: if is_done {
            String::new()
        } else {
            words.t(note)
        },
        button: (!is_done).then(|| (href, words.t(button))),
    }
}

fn waiting(group: &Group, words: Words, numbers: &Numbers, failed: i64) -> Vec<Waiting> {
    let organize = format!("{}/organize", group.path());
    let mut waiting = Vec::new();
    if group.state == GroupState::Waiting {
        waiting.push(Waiting {
            words: words.t("organize-waiting-keeper"),
            note: words.t("organize-waiting-keeper-note"),
            href: format!("{organize}/settings"),
        });
    }
    if numbers.drafts > 0 {
        waiting.push(Waiting {
            words: words
                .with("count", numbers.drafts)
                .t("organize-waiting-drafts"),
            note: words.t("organize-waiting-drafts-note"),
            href: format!("{organize}/events"),
        });
    }
    if failed > 0 {
        waiting.push(Waiting {
            words: words.with("count", failed).t("organize-waiting-failed"),
            note: words.t("organize-waiting-failed-note"),
            href: format!("{organize}/write"),
        });
    }
    waiting
}

/// Invitations that wait for an answer, or had a no.
fn asked(group: &Group, words: Words, now: Instant, invitations: &[Invitation]) -> Vec<Waiting> {
    let told = invitations.iter().filter(|invitation| {
        let is_open = invitation.is_open(now);
        is_open || invitation.answer == Some(groups::invitations::Answer::Declined)
    });
    let told = told.map(|invitation| Waiting {
        words: words
            .with("email", invitation.email.clone())
            .t("organize-waiting-invitation"),
        note: invitations::note(words, &group.zone(), invitation, invitation.is_open(now)),
        href: format!("{}/organize/invitations", group.path()),
    });
    told.collect()
}

fn organizer_line(group: &Group, words: Words, card: OrganizerCard) -> (Face, String, String) {
    let note = if card.duty.is_empty() {
        sheet::role(words, Some(card.role))
    } else {
        card.duty
    };
    let href = format!("{}/organize/people/{}", group.path(), card.id);
    (
        Face::new(card.name, card.picture.as_deref().map(picture_path)),
        note,
        href,
    )
}

fn candidate(group: &Group, words: Words, regular: Regular) -> Candidate {
    let day = words.near_date(regular.last_at.in_zone(&group.zone()).date());
    let note = words
        .with("times", regular.times)
        .with("day", day)
        .t("organize-alone-came");
    let name = text::first_name(&regular.name).to_owned();
    Candidate {
        ask: words.with("name", name).t("organize-alone-ask"),
        note,
        href: format!(
            "{}/organize/invitations?person={}",
            group.path(),
            regular.id
        ),
        face: Face::new(regular.name, regular.picture.as_deref().map(picture_path)),
    }
}
