//! The ask list: one person at a time, large, for walking round with a telephone; below it everybody.

use super::say;
use crate::asks::model::{Candidate, Day, Presence, Shown, Worth, worth_asking};
use crate::asks::store;
use crate::clock::Instant;
use crate::db::{self, Tx};
use crate::events::{self, Event};
use crate::groups::{self, Here, OrganizeNav, OrganizeTab, Role};
use crate::ids::{EventId, GroupId, PersonId};
use crate::state::App;
use crate::text;
use crate::web::components::Face;
use crate::web::{Chrome, Error, Form, Live, Result, page};
use crate::words::Words;
use axum::extract::{Query, State};
use axum::response::Response;
use std::collections::{BTreeMap, BTreeSet};

/// Events to choose from: the next ones.
const EVENTS: i64 = 8;

/// What stands in the address for no event in particular.
const NO_EVENT: &str = "none";

/// Which event, and whom.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Place {
    /// Its slug; empty: the one that runs or comes next.
    event: String,
    /// Empty: whoever is worth asking most.
    person: String,
    /// What a page knows already.
    known: i64,
}

impl Place {
    pub fn slug(&self) -> &str {
        &self.event
    }

    pub fn person(&self) -> Option<PersonId> {
        self.person.parse().ok()
    }
}

#[derive(askama::Template)]
#[template(path = "asks/walk.html")]
struct WalkPage {
    chrome: Chrome,
    nav: OrganizeNav,
    /// "Winter night"; empty: no event comes.
    event: String,
    /// The page for other events: address and title.
    others: Vec<(String, String)>,
    /// Where the page hears of changes, and what it knows.
    stream: String,
    /// This page with the person it shows now, whoever is the best to ask by then.
    page: String,
    mark: i64,
    card: Option<Card>,
    /// Everybody, best first.
    rows: Vec<Row>,
    /// Where the form of the event is.
    pause: String,
    form: Form,
}

/// The one to walk to.
struct Card {
    person: PersonId,
    face: Face,
    presence: String,
    is_here: bool,
    why: String,
    /// Who asked her, and the answer; `None`: nobody has.
    asked: Option<Asked>,
    version: i64,
    /// Where the form is sent.
    action: String,
    /// The form for a letter; `None`: no letter reaches her, or she was asked.
    mail: Option<String>,
    /// Whoever is next; `None`: she is the last.
    next: Option<String>,
    /// "Tonight" or "Yes, at Winter night".
    yes: String,
    /// When next time may be: ids of events and their names.
    promises: Vec<(String, String)>,
    first_name: String,
}

/// What another organizer has to know.
struct Asked {
    who: String,
    answer: String,
}

struct Row {
    href: String,
    face: Face,
    why: String,
    presence: String,
    is_here: bool,
    asked: Option<Asked>,
    is_current: bool,
}

/// For whom, and who of them was asked.
struct Round {
    event: Option<Event>,
    coming: Vec<Event>,
    worth: Vec<Worth>,
    asked: BTreeMap<PersonId, Shown>,
    mark: i64,
}

pub async fn show(State(app): State<App>, here: Here, Query(place): Query<Place>) -> Result {
    here.organizer()?;
    let form = Form::empty(here.group.words());
    render(&app, &here, &place, form).await
}

/// The page with what was typed.
pub async fn render(app: &App, here: &Here, place: &Place, form: Form) -> Result {
    let by = here.organizer()?;
    let now = app.clock.now();
    let mut tx = app.db.read().await?;
    let round = read(&mut tx, here, place, now).await?;
    drop(tx);
    let others = round.worth.iter();
    let worth: Vec<&Worth> = others
        .filter(|worth| worth.candidate.person_id != by.person)
        .collect();
    let chosen = place
        .person()
        .and_then(|id| worth.iter().position(|it| it.candidate.person_id == id));
    let first = worth
        .iter()
        .position(|worth| !round.asked.contains_key(&worth.candidate.person_id));
    let current = chosen.or(first);
    let desk = Desk {
        here,
        round: &round,
        now,
        worth: &worth,
    };
    let form = match current {
        Some(current) => desk.filled(form, current),
        None => form,
    };
    let slug = round.slug();
    let base = format!("{}/organize/talks", here.group.path());
    let shown = WalkPage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Talks),
        event: round.title(),
        others: desk.other_events(),
        stream: format!("{base}/ask/stream?event={slug}&known={}", round.mark),
        page: path(
            here,
            round.event.as_ref(),
            current.map(|at| worth[at].candidate.person_id),
        ),
        mark: round.mark,
        card: current.map(|current| desk.card(current)),
        rows: (0..worth.len()).map(|at| desk.row(at, current)).collect(),
        pause: format!("{base}/pauses"),
        form,
    };
    page(shown.form.status(), &shown)
}

/// The event that the address names; `None`: none in particular.
pub async fn find_event(
    tx: &mut Tx<'_>,
    here: &Here,
    slug: &str,
    now: Instant,
) -> std::result::Result<Option<Event>, Error> {
    match slug {
        NO_EVENT => Ok(None),
        "" => Ok(events::find_next(tx, here.group.id, now).await?),
        slug => events::find_addressed(tx, here, slug).await.map(Some),
    }
}

/// The ask list for an event, opened at one person or at the best.
pub fn path(here: &Here, event: Option<&Event>, person: Option<PersonId>) -> String {
    let slug = event.map_or(NO_EVENT, |event| event.slug.as_str());
    let base = format!("{}/organize/talks/ask?event={slug}", here.group.path());
    match person {
        Some(person) => format!("{base}&person={person}"),
        None => base,
    }
}

async fn read(
    tx: &mut Tx<'_>,
    here: &Here,
    place: &Place,
    now: Instant,
) -> std::result::Result<Round, Error> {
    let group = here.group.id;
    let event = find_event(tx, here, &place.event, now).await?;
    let coming = events::list_coming(tx, group, now, EVENTS).await?;
    let id = event.as_ref().map(|event| event.id);
    let day = event
        .as_ref()
        .map(|event| (event.id, Day(event.starts().date())));
    let candidates = store::list_candidates(tx, group, day, now).await?;
    let shown = store::list_for_event(tx, group, id).await?;
    let mark = store::find_mark(tx, group, id).await?;
    let asked: BTreeMap<PersonId, Shown> = shown
        .into_iter()
        .map(|shown| (shown.ask.person_id, shown))
        .collect();
    let is_asked: BTreeSet<PersonId> = asked.keys().copied().collect();
    Ok(Round {
        worth: worth_asking(candidates, &is_asked, now),
        coming: coming.into_iter().filter(Event::is_on).collect(),
        event,
        asked,
        mark,
    })
}

impl Round {
    fn slug(&self) -> &str {
        self.event.as_ref().map_or(NO_EVENT, |event| &event.slug)
    }

    fn title(&self) -> String {
        let event = self.event.as_ref();
        event.map_or_else(String::new, |event| event.title.clone())
    }
}

/// What rows are written from.
struct Desk<'d> {
    here: &'d Here,
    round: &'d Round,
    now: Instant,
    /// In the order of the list.
    worth: &'d [&'d Worth],
}

impl Desk<'_> {
    fn words(&self) -> Words {
        self.here.group.words()
    }

    fn candidate(&self, at: usize) -> &Candidate {
        &self.worth[at].candidate
    }

    fn path(&self, person: PersonId) -> String {
        path(self.here, self.round.event.as_ref(), Some(person))
    }

    fn known(&self, person: PersonId) -> Option<&Shown> {
        self.round.asked.get(&person)
    }

    fn asked(&self, person: PersonId) -> Option<Asked> {
        let (words, zone) = (self.words(), self.here.group.zone());
        self.known(person).map(|shown| Asked {
            who: say::asked(words, &zone, shown, self.now),
            answer: say::answer(words, shown),
        })
    }

    /// The form with what she once said, and with the next event for next time.
    fn filled(&self, mut form: Form, at: usize) -> Form {
        let candidate = self.candidate(at);
        let known = self.known(candidate.person_id);
        if !form.fields.has("topic") {
            let topic = known.map_or(&candidate.topic, |shown| &shown.ask.topic);
            form = form.with("topic", topic.clone());
        }
        if !form.fields.has("promised") {
            let promised = known.and_then(|shown| shown.ask.promised_event_id);
            let next = self.promises().into_iter().nth(1).map(|(id, _)| id);
            let promised = promised.map(|id| id.to_string()).or(next);
            form = form.with("promised", promised.unwrap_or_default());
        }
        form
    }

    /// When next time may be; no date first.
    fn promises(&self) -> Vec<(String, String)> {
        let words = self.words();
        let now: Option<EventId> = self.round.event.as_ref().map(|event| event.id);
        let later = self.round.coming.iter();
        let later = later.filter(|event| Some(event.id) != now).map(|event| {
            let date = words.near_date(event.starts().date());
            (event.id.to_string(), format!("{}, {date}", event.title))
        });
        let none = (String::new(), words.t("asks-no-date"));
        std::iter::once(none).chain(later).collect()
    }

    fn other_events(&self) -> Vec<(String, String)> {
        let now = self.round.event.as_ref().map(|event| event.id);
        let others = self.round.coming.iter();
        let others = others
            .filter(|event| Some(event.id) != now)
            .map(|event| (path(self.here, Some(event), None), event.title.clone()));
        let none = now.map(|_| (path(self.here, None, None), self.words().t("asks-no-event")));
        others.chain(none).collect()
    }

    fn card(&self, at: usize) -> Card {
        let (words, worth) = (self.words(), self.worth[at]);
        let person = worth.candidate.person_id;
        let known = self.known(person);
        let base = format!("{}/organize/talks", self.here.group.path());
        let slug = self.round.slug();
        let action = match known {
            Some(shown) => format!("{base}/asks/{}/answer", shown.ask.id),
            None => format!("{base}/ask"),
        };
        let mail = worth.candidate.has_address && known.is_none();
        // Whoever was passed over on the way here comes after the end.
        let (before, after) = (&self.worth[..at], &self.worth[at + 1..]);
        let mut rest = after.iter().chain(before);
        let next = rest.find(|next| self.known(next.candidate.person_id).is_none());
        Card {
            person,
            face: say::face(&worth.candidate),
            presence: say::presence(words, worth.presence),
            is_here: worth.presence == Presence::Here,
            why: say::why(words, &self.here.group.zone(), worth),
            asked: self.asked(person),
            version: known.map_or(0, |shown| shown.ask.version),
            action: format!("{action}?event={slug}&person={person}"),
            mail: mail.then(|| format!("{base}/ask/{person}/mail?event={slug}")),
            next: next.map(|next| self.path(next.candidate.person_id)),
            yes: self.yes(),
            promises: self.promises(),
            first_name: text::first_name(&worth.candidate.name).to_owned(),
        }
    }

    fn yes(&self) -> String {
        let words = self.words();
        let Some(event) = &self.round.event else {
            return words.t("asks-yes");
        };
        let today = self.now.in_zone(&event.tz()).date();
        if event.starts().date() == today || event.has_begun(self.now) {
            words.t("asks-tonight")
        } else {
            words.with("event", event.title.clone()).t("asks-yes-event")
        }
    }

    fn row(&self, at: usize, current: Option<usize>) -> Row {
        let (words, worth) = (self.words(), self.worth[at]);
        let person = worth.candidate.person_id;
        Row {
            href: self.path(person),
            face: say::face(&worth.candidate),
            why: say::why(words, &self.here.group.zone(), worth),
            presence: say::presence(words, worth.presence),
            is_here: worth.presence == Presence::Here,
            asked: self.asked(person),
            is_current: current == Some(at),
        }
    }
}

/// Tells the page when somebody was asked, or answered. What it was, the page asks itself, so that
/// nothing about people is in the stream.
pub async fn stream(
    State(app): State<App>,
    here: Here,
    Query(place): Query<Place>,
) -> std::result::Result<Response, Error> {
    let by = here.organizer()?;
    let mut tx = app.db.read().await?;
    let event = find_event(&mut tx, &here, &place.event, app.clock.now()).await?;
    drop(tx);
    let (live, response) = Live::open(&app, here.group.id);
    let event = event.map(|event| event.id);
    let who = (here.group.id, by.person);
    tokio::spawn(follow(app, live, (who, event), place.known));
    Ok(response)
}

async fn follow(
    app: App,
    mut live: Live,
    ((group, person), event): ((GroupId, PersonId), Option<EventId>),
    mut told: i64,
) {
    loop {
        let look = async {
            let mut tx = app.db.read().await?;
            let membership = groups::find_membership(&mut tx, group, person).await?;
            let mark = store::find_mark(&mut tx, group, event).await?;
            let role = membership.map(|membership| membership.role);
            db::Result::Ok((role.is_some_and(Role::organizes), mark))
        };
        // A page that is told no more asks anew, and then is told why.
        let Ok((true, mark)) = look.await else {
            return;
        };
        if mark != told {
            told = mark;
            if !live.tell("changed", mark, &mark.to_string()).await {
                return;
            }
        }
        if !live.wait().await {
            return;
        }
    }
}
