//! Organize → event → round → Screens: the links of a round's screens, to be opened, copied or
//! printed, and taken back one by one.

use crate::codes::{self, Code};
use crate::events::{self, Event};
use crate::groups::{Group, Here, OrganizeNav, OrganizeTab, Organizer};
use crate::ids::RoundId;
use crate::lightning::{self, Round};
use crate::stage::actions::{self, subject};
use crate::stage::store;
use crate::state::App;
use crate::tokens::{self, Kind};
use crate::web::{Chrome, Error, Flash, Result, page, see_other_with};
use axum::extract::{Path, State};
use axum::http::StatusCode;

#[derive(askama::Template)]
#[template(path = "stage/screens.html")]
struct ScreensPage {
    chrome: Chrome,
    nav: OrganizeNav,
    title: String,
    when: String,
    event_path: String,
    path: String,
    round: String,
    /// Empty: nobody has opened them.
    links: Vec<Link>,
}

/// One screen's address.
struct Link {
    /// As its address names it.
    name: &'static str,
    /// Keys of its heading and of what it is for.
    heading: &'static str,
    text: &'static str,
    /// The whole address.
    link: String,
    code: Option<Code>,
    /// Whether it has an address of its own, which can be taken back.
    is_own: bool,
}

/// Where a round's links are.
pub fn path(group: &Group, event: &Event, round: RoundId) -> String {
    let (group, slug) = (group.path(), &event.slug);
    format!("{group}/organize/events/{slug}/lightning/{round}/screens")
}

/// A round's screens as an organizer has them before her.
struct Desk<'a> {
    app: &'a App,
    here: &'a Here,
    organizer: Organizer,
    event: Event,
    round: Round,
}

impl<'a> Desk<'a> {
    async fn open(
        app: &'a App,
        here: &'a Here,
        (slug, round): (&str, &str),
    ) -> std::result::Result<Desk<'a>, Error> {
        let organizer = here.organizer()?;
        let mut tx = app.db.read().await?;
        let event = events::find_addressed(&mut tx, here, slug).await?;
        let id = round.parse().map_err(|_| Error::NotFound)?;
        let round = lightning::find_round(&mut tx, here.group.id, id).await?;
        let round = round.filter(|round| round.event_id == event.id);
        Ok(Desk {
            app,
            here,
            organizer,
            round: round.ok_or(Error::NotFound)?,
            event,
        })
    }

    fn path(&self) -> String {
        path(&self.here.group, &self.event, self.round.id)
    }

    fn done(&self, key: &str) -> Result {
        let sentence = self.here.group.words().t(key);
        Ok(see_other_with(&self.path(), &Flash::done(sentence)))
    }

    async fn links(&self) -> std::result::Result<Vec<Link>, Error> {
        let mut tx = self.app.db.read().await?;
        let (group, round) = (self.here.group.id, self.round.id);
        if store::find_stage(&mut tx, group, round).await?.is_none() {
            return Ok(Vec::new());
        }
        let mut links = Vec::new();
        for (kind, name, heading, text) in SCREENS {
            let subject = subject(kind, group, round);
            let token = tokens::show(&mut tx, &self.app.key, subject).await?;
            let link = self.app.config.link(&format!("/{name}/{token}"));
            links.push(Link {
                name,
                heading,
                text,
                code: codes::draw(&link),
                link,
                is_own: true,
            });
            if kind == Kind::Front {
                let link = self.app.config.link(&format!("/{name}/{token}?as=speaker"));
                links.push(Link {
                    name: "speaker",
                    heading: "stage-link-speaker",
                    text: "stage-link-speaker-text",
                    code: codes::draw(&link),
                    link,
                    is_own: false,
                });
            }
        }
        Ok(links)
    }
}

/// The screens, by their addresses, with keys of what they are.
const SCREENS: [(Kind, &str, &str, &str); 3] = [
    (
        Kind::Remote,
        "remote",
        "stage-link-remote",
        "stage-link-remote-text",
    ),
    (
        Kind::Stage,
        "stage",
        "stage-link-stage",
        "stage-link-stage-text",
    ),
    (
        Kind::Front,
        "front",
        "stage-link-front",
        "stage-link-front-text",
    ),
];

pub async fn show(
    State(app): State<App>,
    here: Here,
    Path((_, slug, round)): Path<(String, String, String)>,
) -> Result {
    let desk = Desk::open(&app, &here, (&slug, &round)).await?;
    let words = here.group.words();
    let shown = ScreensPage {
        chrome: here.chrome(&app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Events),
        title: desk.event.title.clone(),
        when: words.long_moment(&desk.round.starts_at(&desk.event).in_zone(&desk.event.tz())),
        event_path: desk.event.path(&here.group.slug),
        path: desk.path(),
        round: desk.round.title.clone(),
        links: desk.links().await?,
    };
    page(StatusCode::OK, &shown)
}

/// Makes the links.
pub async fn open(
    State(app): State<App>,
    here: Here,
    Path((_, slug, round)): Path<(String, String, String)>,
) -> Result {
    let desk = Desk::open(&app, &here, (&slug, &round)).await?;
    let (at, key, by) = (&app.moment(), &app.key, &desk.organizer);
    let what = (&desk.event, desk.round.id);
    let open = app
        .db
        .write(|tx| Box::pin(actions::open(tx, at, key, by, what)));
    open.await?;
    desk.done("stage-opened")
}

/// Takes one screen's link back and makes another.
pub async fn renew(
    State(app): State<App>,
    here: Here,
    Path((_, slug, round, screen)): Path<(String, String, String, String)>,
) -> Result {
    let desk = Desk::open(&app, &here, (&slug, &round)).await?;
    let found = SCREENS.iter().find(|(_, name, ..)| *name == screen);
    let (kind, ..) = *found.ok_or(Error::NotFound)?;
    let (at, key, by) = (&app.moment(), &app.key, &desk.organizer);
    let what = (&desk.event, desk.round.id, kind);
    let renew = app
        .db
        .write(|tx| Box::pin(actions::renew(tx, at, key, by, what)));
    renew.await?;
    desk.done("stage-renewed")
}
