use crate::clock::Instant;
use crate::db::{self, Tx};
use crate::events::{Event, find_event_by_id};
use crate::groups::{Group, find_group_by_id};
use crate::ids::{Moment, OrderId, RoundId, TurnId};
use crate::lightning::{self, Round, Turn};
use crate::stage::actions::{self, Moderator};
use crate::stage::model::{HEARS, OPEN_AFTER, Verb};
use crate::stage::store::{self, Stage};
use crate::stage::view::View;
use crate::state::App;
use crate::tokens::{Kind, find_token};
use crate::web::Error;
use crate::words::Words;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How often it is written down that the projector asks.
const NOTE: jiff::SignedDuration = jiff::SignedDuration::from_secs(5);

/// What a link of one kind opens: a round as it stands now.
pub struct Screen {
    pub group: Group,
    pub event: Event,
    pub round: Round,
    pub turns: Vec<Turn>,
    /// Blobs of slides; empty on a front view, which has the time alone.
    pub pages: BTreeMap<TurnId, Vec<String>>,
    pub stage: Stage,
}

impl Screen {
    /// `None`: the link is wrong, of another kind, was taken back, or its evening is over.
    pub async fn find(
        tx: &mut Tx<'_>,
        now: Instant,
        (kind, token): (Kind, &str),
    ) -> db::Result<Option<Screen>> {
        let Some(found) = find_token(tx, kind, token).await? else {
            return Ok(None);
        };
        let (group, round) = (found.group_id, RoundId::from(found.subject_id));
        let stage = store::find_stage(tx, group, round).await?;
        let Some(round) = lightning::find_round(tx, group, round).await? else {
            return Ok(None);
        };
        let turns = lightning::line_up(tx, group, round.id).await?;
        let has_slides = kind != Kind::Front && turns.iter().any(|turn| turn.deck_pages > 0);
        let pages = if has_slides {
            lightning::list_pages(tx, group, round.id).await?
        } else {
            BTreeMap::new()
        };
        let event = find_event_by_id(tx, group, round.event_id).await?;
        let group = find_group_by_id(tx, group).await?;
        let (Some(group), Some(event), Some(stage)) = (group, event, stage) else {
            return Ok(None);
        };
        let closes_at = event.ends_at.max(round.ends_at(&event)).after(OPEN_AFTER);
        Ok((now < closes_at).then_some(Screen {
            group,
            event,
            round,
            turns,
            pages,
            stage,
        }))
    }

    /// The same for a handler.
    ///
    /// # Errors
    /// [`Error::NotFound`] whatever the reason: nobody is told of links that were.
    pub async fn open(app: &App, kind: Kind, token: &str) -> Result<Screen, Error> {
        let mut tx = app.db.read().await?;
        let screen = Screen::find(&mut tx, app.clock.now(), (kind, token)).await?;
        screen.ok_or(Error::NotFound)
    }

    pub fn words(&self) -> Words {
        self.group.words()
    }

    /// The permission that a stage's or a remote's link gives.
    pub fn moderator(&self) -> Moderator {
        Moderator {
            group: self.group.clone(),
            event: self.event.id,
            round: self.round.id,
        }
    }

    pub fn view(&self, for_speaker: bool) -> View {
        let view = View::new(
            self.words(),
            &self.round,
            (&self.turns, &self.pages),
            &self.stage,
        );
        if for_speaker {
            view.for_speaker(self.words(), &self.stage)
        } else {
            view
        }
    }

    /// Whether the projector asked lately how it stands.
    pub fn is_heard(&self, now: Instant) -> bool {
        now.since(self.stage.heard_at) < HEARS
    }

    /// Notes that the projector asks, which tells the remote that it hears.
    pub async fn note_heard(&self, app: &App) -> Result<(), Error> {
        let (at, by) = (&app.moment(), &self.moderator());
        if at.now.since(self.stage.heard_at) < NOTE {
            return Ok(());
        }
        let was_silent = !self.is_heard(at.now);
        let hear = app
            .db
            .write(|tx| Box::pin(actions::hear(tx, at, by, was_silent)));
        Ok(hear.await?)
    }
}

/// Names of speakers stay in no cache, and neither does a clock.
pub fn fresh(mut response: Response) -> Response {
    let no_store = HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_store);
    response
}

/// A new page's id, of which each of its buttons makes its own.
pub fn page_id(at: &Moment) -> OrderId {
    OrderId::new(at)
}

/// The id of one button of a page, so that pressing it twice does nothing twice.
pub fn button_id(page: &str, what: &str) -> Option<OrderId> {
    let page: Uuid = page.parse().ok()?;
    let digest = Sha256::digest(format!("{page}:{what}"));
    let bytes: [u8; 16] = digest[..16].try_into().ok()?;
    Some(uuid::Builder::from_custom_bytes(bytes).into_uuid().into())
}

/// What a button says, without its turn. A pause needs a reason and has a form of its own.
pub fn verb(name: &str) -> Option<Verb> {
    Some(match name {
        "start" => Verb::Start,
        "resume" => Verb::Resume,
        "stop" => Verb::Stop,
        "next" => Verb::Next,
        "skip" => Verb::Skip,
        "not_here" => Verb::NotHere,
        _ => return None,
    })
}

/// The turn that a form names.
pub fn turn(text: &str) -> Option<TurnId> {
    text.parse().ok()
}
