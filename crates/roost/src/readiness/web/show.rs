//! Organize → event → Readiness: its checklist and its rota on one page.

use super::form;
use crate::clock::Instant;
use crate::db::Tx;
use crate::events::{self, Event};
use crate::groups::{self, Here, OrganizeNav, OrganizeTab, Organizer, OrganizerCard};
use crate::ids::{Moment, PersonId};
use crate::once;
use crate::readiness::model::{Duty, Line, Standing, Turn, in_order};
use crate::readiness::say::note;
use crate::readiness::store;
use crate::recap::{self, Note};
use crate::rsvps;
use crate::state::App;
use crate::text;
use crate::turnout;
use crate::web::components::{Day, Face};
use crate::web::{Chrome, Error, Form, Result, page};
use axum::extract::{Path, State};
use jiff::civil::Date;

#[derive(askama::Template)]
#[template(path = "readiness/show.html")]
struct ReadinessPage {
    chrome: Chrome,
    nav: OrganizeNav,
    day: Day,
    title: String,
    event_path: String,
    path: String,
    done: usize,
    lines: Vec<Shown>,
    owners: Vec<(String, String)>,
    duties: Vec<Post>,
    turnout: Turnout,
    /// What follows from giving more seats than the room has; empty: nobody does, or it is over.
    risk: String,
    /// What people said who were asked whether they still come; empty: nobody is asked.
    round: String,
    /// What the last evening taught; `None` once this one has begun.
    note: Option<Note>,
    /// Where the evening is closed; `None`: it has not begun, or does not take place.
    recap_path: Option<String>,
    /// The form for another line.
    form: Form,
    /// The form for the number of heads.
    heads: Form,
}

/// What the page says of how many come.
enum Turnout {
    Expected {
        /// "Expect about 34 of 46."
        sentence: String,
        range: String,
        /// Who comes besides; empty: nobody, or nobody knows.
        besides: String,
    },
    /// Too few evenings tell.
    Unknown { sentence: String },
    /// It is over, and heads can be counted.
    Over {
        /// Empty: nobody has counted yet.
        came: String,
    },
}

/// One line as the page shows it.
struct Shown {
    path: String,
    title: String,
    standing: Standing,
    note: String,
    /// The owner's id as the form sends it; empty: nobody.
    owner: String,
    /// "Nudge Tomi"; `None`: it is done, nobody's, or the reader's own.
    nudge: Option<String>,
}

impl Shown {
    fn is_late(&self) -> bool {
        self.standing == Standing::Late
    }

    fn is_done(&self) -> bool {
        self.standing == Standing::Done
    }
}

/// One duty as the page shows it.
struct Post {
    path: String,
    name: String,
    note: String,
    holder: Option<Face>,
    /// "Leila was asked"; empty: nobody.
    asked: String,
    /// Whether the reader was asked, and can say yes or no.
    asks_me: bool,
    is_mine: bool,
    /// Whom the reader can ask: ids and names.
    others: Vec<(String, String)>,
}

pub async fn show(
    State(app): State<App>,
    here: Here,
    Path((_, slug)): Path<(String, String)>,
) -> Result {
    here.organizer()?;
    let event = find(&app, &here, &slug).await?;
    let words = here.group.words();
    let form = form::empty(words, once::key(&app.moment()));
    let heads = Form::empty(words);
    render(&app, &here, &event, (form, heads)).await
}

/// The event with this address.
pub(super) async fn find(app: &App, here: &Here, slug: &str) -> std::result::Result<Event, Error> {
    events::find_addressed(&mut app.db.read().await?, here, slug).await
}

pub(super) fn path(here: &Here, event: &Event) -> String {
    let group = here.group.path();
    format!("{group}/organize/events/{}/readiness", event.slug)
}

/// The page with what was typed into the form for another line, and into the one for heads.
pub(super) async fn render(
    app: &App,
    here: &Here,
    event: &Event,
    (form, heads): (Form, Form),
) -> Result {
    let (organizer, at) = (here.organizer()?, app.moment());
    let mut tx = app.db.read().await?;
    let organizers = groups::list_organizers(&mut tx, here.group.id).await?;
    let lines = lines(&mut tx, here, &organizer, event, &at).await?;
    let rota = store::list_rota(&mut tx, here.group.id, event.id).await?;
    let risk = risk(&mut tx, here, event, at.now).await?;
    let round = rsvps::count_round(&mut tx, here.group.id, event.id).await?;
    let turnout = turnout(&mut tx, here, event, at.now).await?;
    let has_begun = event.has_begun(at.now);
    let note = if has_begun {
        None
    } else {
        recap::note(&mut tx, &here.group, at.now).await?
    };
    drop(tx);
    let words = here.group.words();
    let duties = Duty::ALL.into_iter().map(|duty| {
        let turn = rota.iter().find(|(known, _)| *known == duty);
        let turn = turn.map(|(_, turn)| turn.clone()).unwrap_or_default();
        post(here, event, (duty, turn), organizer.person, &organizers)
    });
    let status = form.status().max(heads.status());
    let shown = ReadinessPage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Events),
        day: Day::new(event.starts().date(), words),
        title: event.title.clone(),
        event_path: event.path(&here.group.slug),
        path: path(here, event),
        done: lines.iter().filter(|line| line.is_done()).count(),
        lines,
        owners: form::owners(words, &organizers),
        duties: duties.collect(),
        turnout,
        risk,
        round: rsvps::say_round(words, event, round),
        note,
        recap_path: (has_begun && event.is_on()).then(|| recap::path(&here.group, event)),
        form,
        heads,
    };
    page(status, &shown)
}

/// What can be said of how many come, or came.
async fn turnout(
    tx: &mut Tx<'_>,
    here: &Here,
    event: &Event,
    now: Instant,
) -> std::result::Result<Turnout, Error> {
    let (group, words) = (here.group.id, here.group.words());
    if event.is_over(now) {
        let came = turnout::count_came(tx, group, event.id).await?;
        let came = came.map(|came| words.with("count", came).t("readiness-turnout-came"));
        return Ok(Turnout::Over {
            came: came.unwrap_or_default(),
        });
    }
    let yes = rsvps::count_answers(tx, group, event.id).await?.held;
    let evenings = turnout::list_evenings(tx, group, now).await?;
    let Some(expected) = turnout::expected(&evenings, yes) else {
        let sentence = words.with("yes", yes).t("readiness-turnout-yes");
        return Ok(Turnout::Unknown { sentence });
    };
    let said = || {
        words
            .with("people", expected.people)
            .with("yes", yes)
            .with("low", expected.range.0)
            .with("high", expected.range.1)
            .with("evenings", expected.evenings)
    };
    let besides = expected.walk_ins.filter(|walk_ins| *walk_ins > 0);
    let besides = besides.map(|count| words.with("count", count).t("readiness-turnout-besides"));
    Ok(Turnout::Expected {
        sentence: said().t("readiness-turnout-expected"),
        range: said().t("readiness-turnout-range"),
        besides: besides.unwrap_or_default(),
    })
}

/// What to expect if every seat is taken of a room that is overbooked.
async fn risk(
    tx: &mut Tx<'_>,
    here: &Here,
    event: &Event,
    now: Instant,
) -> std::result::Result<String, Error> {
    let seats = event.capacity.zip(event.seats_in_room());
    let Some((room, seats)) = seats.filter(|(room, seats)| room < seats) else {
        return Ok(String::new());
    };
    if event.is_over(now) {
        return Ok(String::new());
    }
    let evenings = turnout::list_evenings(tx, here.group.id, now).await?;
    let words = here.group.words();
    Ok(turnout::risk_in_words(words, &evenings, (seats, room)))
}

async fn lines(
    tx: &mut Tx<'_>,
    here: &Here,
    me: &Organizer,
    event: &Event,
    at: &Moment,
) -> std::result::Result<Vec<Shown>, Error> {
    let day = event.starts().date();
    let today = at.now.in_zone(&event.tz()).date();
    let mut lines = store::list_lines(tx, here.group.id, event.id).await?;
    in_order(&mut lines, day, today);
    let path = path(here, event);
    let shown = lines
        .into_iter()
        .map(|line| shown(here, (&path, event), me, line, (day, today)));
    Ok(shown.collect())
}

fn shown(
    here: &Here,
    (path, event): (&str, &Event),
    me: &Organizer,
    line: Line,
    (day, today): (Date, Date),
) -> Shown {
    let words = here.group.words();
    let standing = line.standing(day, today);
    let owner = line.owner.as_ref();
    let nudge = owner.filter(|owner| owner.id != me.person && standing != Standing::Done);
    Shown {
        path: format!("{path}/{}", line.id),
        standing,
        note: note(words, &event.tz(), &line, (day, today)),
        owner: owner.map_or_else(String::new, |owner| owner.id.to_string()),
        nudge: nudge.map(|owner| {
            let who = text::first_name(&owner.name).to_owned();
            words.with("who", who).t("readiness-nudge")
        }),
        title: line.title,
    }
}

fn post(
    here: &Here,
    event: &Event,
    (duty, turn): (Duty, Turn),
    me: PersonId,
    organizers: &[OrganizerCard],
) -> Post {
    let words = here.group.words();
    let group = here.group.path();
    let holder = turn.holder.as_ref().map(|holder| holder.id);
    let asked = turn.asked.as_ref().map(|(asked, _)| asked);
    let others = organizers.iter().filter(|card| {
        let is_asked = asked.is_some_and(|asked| asked.id == card.id);
        card.id != me && Some(card.id) != holder && !is_asked
    });
    let picture = holder.and_then(|id| organizers.iter().find(|card| card.id == id));
    let picture = picture.and_then(|card| card.picture.as_deref());
    Post {
        path: format!(
            "{group}/organize/events/{}/rota/{}",
            event.slug,
            duty.value()
        ),
        name: words.t(duty.key()),
        note: words.t(duty.note_key()),
        holder: turn.holder.as_ref().map(|holder| {
            let picture = picture.map(crate::accounts::picture_path);
            Face::new(holder.name.clone(), picture)
        }),
        asked: asked.map_or_else(String::new, |asked| {
            words.with("who", asked.name.clone()).t("readiness-asked")
        }),
        asks_me: asked.is_some_and(|asked| asked.id == me),
        is_mine: holder == Some(me),
        others: others
            .map(|card| (card.id.to_string(), card.name.clone()))
            .collect(),
    }
}
