use super::lists::{OwnGroup, OwnSeries, card};
use crate::accounts::{self, CurrentAccount, Session};
use crate::asks::OwnAnswers;
use crate::bounces;
use crate::config::Config;
use crate::home::{Month, months};
use crate::ids::SessionId;
use crate::invites::{self, Way};
use crate::lists::OwnList;
use crate::me::actions::calendar_subject;
use crate::me::{browsers, store};
use crate::proposals::OwnProposals;
use crate::series;
use crate::settings::Founding;
use crate::state::App;
use crate::tokens;
use crate::web::components::Face;
use crate::web::{self, Chrome, Form, Result};
use crate::words::Words;
use axum::http::StatusCode;
use jiff::tz::TimeZone;

/// More evenings than anybody goes to at once.
const NEXT: i64 = 50;

#[derive(askama::Template)]
#[template(path = "me/show.html")]
struct MePage {
    chrome: Chrome,
    face: Face,
    form: Form,
    /// Her addresses that get no announcements because mail came back.
    stopped: Vec<String>,
    /// Where she goes next.
    months: Vec<Month>,
    /// The series that she is counted in to every time.
    standing: Vec<OwnSeries>,
    groups: Vec<OwnGroup>,
    /// How she came to groups, to be taken back.
    ways: Vec<Way>,
    /// Which of them may ask her for a talk, and what they keep of her answers.
    asks: Vec<OwnAnswers>,
    /// What she proposed to them.
    proposals: Vec<OwnProposals>,
    /// The mailing lists that she is on.
    lists: Vec<OwnList>,
    /// Whether she may start another group.
    may_start: bool,
    /// Time zones to choose from, with the words for none.
    zones: Vec<(String, String)>,
    emails: Vec<String>,
    browsers: Vec<Browser>,
    /// Where her own calendar is; `None`: she has not asked for it.
    calendar: Option<OwnCalendar>,
}

/// The secret address of her calendar.
struct OwnCalendar {
    url: String,
    /// The same as calendar programs are opened by it.
    webcal: String,
}

impl OwnCalendar {
    fn new(config: &Config, token: &str) -> Self {
        let url = config.link(&format!("/feeds/{token}/calendar.ics"));
        let webcal = match url.split_once("://") {
            Some((_, rest)) => format!("webcal://{rest}"),
            None => url.clone(),
        };
        OwnCalendar { url, webcal }
    }
}

/// A session as its owner sees it.
struct Browser {
    id: SessionId,
    name: String,
    note: String,
    /// The one that shows this page.
    is_this: bool,
}

/// How she appears, to be changed.
pub async fn appearance(app: &App, me: &CurrentAccount) -> anyhow::Result<Form> {
    let known = accounts::find_appearance(&mut app.db.read().await?, me.account.id).await?;
    Ok(Form::empty(Words::default())
        .with("name", known.name)
        .with("pronouns", known.pronouns)
        .with("bio", known.bio)
        .with("zone", known.zone.unwrap_or_default()))
}

/// The page with `form` as how she appears.
pub async fn show(app: &App, me: &CurrentAccount, status: StatusCode, form: Form) -> Result {
    let words = Words::default();
    let (mut tx, now) = (app.db.read().await?, app.clock.now());
    let addresses = accounts::list_addresses(&mut tx, me.account.id).await?;
    let sessions = accounts::list_sessions(&mut tx, now, me.account.id).await?;
    let next = store::list_next(&mut tx, me.account.id, now, NEXT).await?;
    let groups = store::list_groups(&mut tx, me.account.id).await?;
    let standing = series::list_standing_of(&mut tx, me.account.id).await?;
    let ways = invites::list_ways(&mut tx, words, me.account.id).await?;
    let proposals = OwnProposals::list(&mut tx, me.account.id, (words, &app.key)).await?;
    let asks = OwnAnswers::list(&mut tx, me.account.id, (words, now)).await?;
    let lists = OwnList::list(&mut tx, me.account.id, words).await?;
    let stopped = bounces::list_stopped(&mut tx, me.account.id).await?;
    let calendar = calendar_subject(me.account.id);
    let calendar = tokens::find_shown(&mut tx, &app.key, calendar).await?;
    drop(tx);
    let own = me.account.time_zone();
    let zone = own.clone().unwrap_or(TimeZone::UTC);
    let cards = next.iter().enumerate();
    let cards = cards.map(|(position, row)| card(row, words, own.as_ref(), position == 0));
    let browser = |session| browser(words, &zone, session, me.session);
    let shown = MePage {
        chrome: me.chrome(app, words),
        face: me.account.viewer().face(),
        form,
        stopped,
        months: months(cards.collect(), words, now.in_zone(&zone).date()),
        standing: standing
            .iter()
            .map(|row| OwnSeries::new(row, words))
            .collect(),
        groups: groups
            .into_iter()
            .map(|row| OwnGroup::new(row, words))
            .collect(),
        ways,
        asks,
        proposals,
        lists,
        may_start: me.account.keeper || app.settings().founding != Founding::Nobody,
        zones: zones(words),
        emails: addresses.into_iter().map(|address| address.email).collect(),
        calendar: calendar.map(|token| OwnCalendar::new(&app.config, &token)),
        browsers: sessions.iter().map(browser).collect(),
    };
    web::page(status, &shown)
}

fn browser(words: Words, zone: &TimeZone, session: &Session, this: SessionId) -> Browser {
    let name = match browsers::name(&session.agent) {
        (Some(program), Some(system)) => words
            .with("program", program)
            .with("system", system)
            .t("me-browser"),
        (Some(only), None) | (None, Some(only)) => only.to_owned(),
        (None, None) => words.t("me-browser-unknown"),
    };
    let seen = words.short_date(session.seen_at.in_zone(zone).date());
    let since = words.short_date(session.created_at.in_zone(zone).date());
    let note = words
        .with("seen", seen)
        .with("since", since)
        .t("me-browser-note");
    Browser {
        id: session.id,
        name,
        note,
        is_this: session.id == this,
    }
}

/// Every place of the time-zone data. Its other names are abbreviations and aliases.
fn zones(words: Words) -> Vec<(String, String)> {
    let known = jiff::tz::db().available().map(|name| name.to_string());
    let places = known.filter(|name| name.contains('/') && !name.starts_with("Etc/"));
    let mut zones: Vec<_> = places
        .map(|name| (name.clone(), name.replace('_', " ")))
        .collect();
    zones.sort();
    zones.insert(0, (String::new(), words.t("me-zone-none")));
    zones
}
