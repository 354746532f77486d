//! What the script of the door's page asks: the list, a stream of it, and what was noted meanwhile.

use super::changes::settled;
use super::doorway::{Doorway, Refused, private};
use super::page::state;
use crate::door::actions::{self, Taken};
use crate::door::model::{Change, OPEN_AFTER, Standing};
use crate::ids::PersonId;
use crate::state::App;
use crate::web::{Error, Live};
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

type Told = (i64, Option<Vec<PersonId>>);

/// More than a telephone notes between two tries; it sends the rest with the next.
const MOST_CHANGES: usize = 200;

/// What a page knows already.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Known {
    since: i64,
}

/// The list, with what it is told by: its version, and whom it names to be asked.
async fn current(app: &App, doorway: &Doorway) -> Result<(Told, String), Error> {
    let here = doorway.read(app).await?;
    let closes_at = doorway.event.ends_at.after(OPEN_AFTER);
    let ends_in = closes_at.since(app.clock.now()).as_secs();
    let state = state(&here, ends_in)?;
    Ok(((here.version, here.ask), state))
}

fn json(text: String) -> Response {
    private(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}

pub async fn list(State(app): State<App>, doorway: Doorway) -> Result<Response, Refused> {
    doorway.require_open()?;
    doorway.helper()?;
    Ok(json(current(&app, &doorway).await?.1))
}

/// Takes what a telephone noted, in its order. The answer is the list, from which it learns that
/// all of it arrived; a late door takes it and shows nothing.
pub async fn apply(
    State(app): State<App>,
    doorway: Doorway,
    body: Bytes,
) -> Result<Response, Refused> {
    let (at, helper) = (&app.moment(), &doorway.helper()?);
    let sent: Vec<Change> = serde_json::from_slice(&body).map_err(|_| Error::Unreadable)?;
    if sent.len() > MOST_CHANGES {
        return Err(Error::TooLarge.into());
    }
    let words = doorway.group.words();
    let changes = sent.into_iter().filter_map(|change| settled(change, words));
    let changes = &changes.collect::<Vec<_>>();
    let apply = app
        .db
        .write(|tx| Box::pin(actions::apply(tx, at, helper, changes)));
    if apply.await? == Taken::Refused {
        return Err(Error::Forbidden.into());
    }
    if doorway.standing == Standing::Late {
        return Ok(json("null".to_owned()));
    }
    Ok(json(current(&app, &doorway).await?.1))
}

/// Tells the page the list whenever it is another one, until the telephone may see it no more.
pub async fn stream(
    State(app): State<App>,
    doorway: Doorway,
    Query(known): Query<Known>,
) -> Result<Response, Refused> {
    doorway.require_open()?;
    doorway.helper()?;
    let (live, response) = Live::open(&app, doorway.group.id);
    tokio::spawn(follow(app, doorway, live, known.since));
    Ok(response)
}

async fn follow(app: App, mut doorway: Doorway, mut live: Live, since: i64) {
    let mut told: Told = (since, None);
    loop {
        let may_see = match doorway.again(&app).await {
            Ok(again) => {
                doorway = again;
                doorway.require_open().is_ok() && doorway.helper().is_ok()
            }
            Err(_) => false,
        };
        // The page asks anew, and then is told why.
        if !may_see {
            return;
        }
        match current(&app, &doorway).await {
            Ok((fresh, state)) if fresh.0 > told.0 || fresh.1 != told.1 => {
                let version = fresh.0;
                told = fresh;
                if !live.tell("list", version, &state).await {
                    return;
                }
            }
            Ok(_) => {}
            Err(_) => return,
        }
        if !live.wait().await {
            return;
        }
    }
}
