//! What the scripts of the screens ask: how it stands, a stream of it, and what the laptop kept.

use super::screen::{Screen, fresh, verb};
use crate::clock::Instant;
use crate::ids::{OrderId, TurnId};
use crate::live::Topic;
use crate::stage::actions::{self, Wish};
use crate::stage::view::{View, millis};
use crate::state::App;
use crate::tokens::{self, Kind};
use crate::web::{Error, Result, follow};
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use sha2::{Digest, Sha256};

/// More than somebody presses in an evening; what is beyond comes with the next.
const MOST_RECORDS: usize = 100;

/// Whose eyes a screen is for, and what it knows.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    r#as: String,
    since: Option<String>,
}

impl Asked {
    pub fn for_speaker(&self) -> bool {
        self.r#as == "speaker"
    }
}

/// The state of one screen. What the remote is drawn from stands in it as a checksum.
#[derive(serde::Serialize)]
struct Told {
    #[serde(flatten)]
    view: View,
    #[serde(skip_serializing_if = "Option::is_none")]
    heard: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    drawn: Option<String>,
}

/// The same with the server's time, for whoever asks once.
#[derive(serde::Serialize)]
struct Now {
    now: i64,
    #[serde(flatten)]
    told: Told,
}

fn told(screen: &Screen, now: Instant, (kind, for_speaker): (Kind, bool)) -> Told {
    let is_remote = kind == Kind::Remote;
    let drawn = || {
        let digest = Sha256::digest(format!("{:?}{:?}", screen.turns, screen.round));
        data_encoding::HEXLOWER.encode(&digest[..8])
    };
    Told {
        view: screen.view(for_speaker),
        heard: is_remote.then(|| screen.is_heard(now)),
        drawn: is_remote.then(drawn),
    }
}

async fn answer(app: &App, screen: &Screen, what: (Kind, bool)) -> Result {
    let now = app.clock.now();
    let state = Now {
        now: millis(now),
        told: told(screen, now, what),
    };
    let text = serde_json::to_string(&state)?;
    Ok(fresh(
        ([(header::CONTENT_TYPE, "application/json")], text).into_response(),
    ))
}

pub async fn stage(State(app): State<App>, Path(token): Path<String>) -> Result {
    let screen = Screen::open(&app, Kind::Stage, &token).await?;
    screen.note_heard(&app).await?;
    answer(&app, &screen, (Kind::Stage, false)).await
}

pub async fn front(
    State(app): State<App>,
    Path(token): Path<String>,
    Query(asked): Query<Asked>,
) -> Result {
    let screen = Screen::open(&app, Kind::Front, &token).await?;
    answer(&app, &screen, (Kind::Front, asked.for_speaker())).await
}

pub async fn remote(State(app): State<App>, Path(token): Path<String>) -> Result {
    let screen = Screen::open(&app, Kind::Remote, &token).await?;
    answer(&app, &screen, (Kind::Remote, false)).await
}

/// The stream of a screen. All who have the same link share one look at the rows.
async fn stream(app: App, token: String, kind: Kind, asked: Asked) -> Result {
    let screen = Screen::open(&app, kind, &token).await?;
    let what = (kind, asked.for_speaker());
    let hash = data_encoding::HEXLOWER.encode(&tokens::hash(&token));
    let topic = Topic {
        group: screen.group.id,
        name: format!("{kind:?}:{}:{hash}", what.1),
    };
    let looker = app.clone();
    let told = app.live.follow(topic, move || {
        let (app, token) = (looker.clone(), token.clone());
        async move { look(&app, &token, what).await }
    });
    Ok(follow(&app, told, asked.since))
}

async fn look(app: &App, token: &str, what: (Kind, bool)) -> anyhow::Result<Option<String>> {
    let now = app.clock.now();
    let screen = Screen::find(&mut app.db.read().await?, now, (what.0, token)).await?;
    let told = screen.map(|screen| serde_json::to_string(&told(&screen, now, what)));
    Ok(told.transpose()?)
}

pub async fn follow_stage(
    State(app): State<App>,
    Path(token): Path<String>,
    Query(asked): Query<Asked>,
) -> Result {
    let since = asked.since;
    let asked = Asked {
        since,
        ..Asked::default()
    };
    stream(app, token, Kind::Stage, asked).await
}

pub async fn follow_front(
    State(app): State<App>,
    Path(token): Path<String>,
    Query(asked): Query<Asked>,
) -> Result {
    stream(app, token, Kind::Front, asked).await
}

pub async fn follow_remote(
    State(app): State<App>,
    Path(token): Path<String>,
    Query(asked): Query<Asked>,
) -> Result {
    let since = asked.since;
    let asked = Asked {
        since,
        ..Asked::default()
    };
    stream(app, token, Kind::Remote, asked).await
}

/// One press on the laptop, as it was written down there.
#[derive(Debug, serde::Deserialize)]
struct Record {
    id: OrderId,
    verb: String,
    turn: TurnId,
    /// Milliseconds since 1970, as far as the laptop knew the server's clock.
    at: i64,
}

/// Takes what the laptop kept, in its order. The answer is how it stands, from which it learns that
/// all of it arrived.
pub async fn records(State(app): State<App>, Path(token): Path<String>, body: Bytes) -> Result {
    let screen = Screen::open(&app, Kind::Stage, &token).await?;
    let records: Vec<Record> = serde_json::from_slice(&body).map_err(|_| Error::Unreadable)?;
    if records.len() > MOST_RECORDS {
        return Err(Error::TooLarge);
    }
    let (at, context, by) = (&app.moment(), &app.context(), &screen.moderator());
    for record in records {
        let time = jiff::Timestamp::from_millisecond(record.at);
        let (Some(verb), Ok(time)) = (verb(&record.verb), time) else {
            return Err(Error::Unreadable);
        };
        let wish = &Wish {
            id: record.id,
            verb,
            turn: record.turn,
            at: Some(time.into()),
        };
        let order = app
            .db
            .write(|tx| Box::pin(actions::order(tx, at, context, by, wish)));
        order.await?;
    }
    let screen = Screen::open(&app, Kind::Stage, &token).await?;
    answer(&app, &screen, (Kind::Stage, false)).await
}
