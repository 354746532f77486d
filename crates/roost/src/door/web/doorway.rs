use crate::asks;
use crate::db::Tx;
use crate::door::actions::Helper;
use crate::door::model::{ASKED_FOR, Door, DoorList, RUSH, Standing, Telephone};
use crate::door::store;
use crate::events::{Event, find_event_by_id, list_agenda};
use crate::groups::{Group, find_group_by_id};
use crate::ids::EventId;
use crate::state::App;
use crate::tokens::{self, Kind, find_token, was_revoked};
use crate::web::{Chrome, Error, Visit, page, see_other};
use crate::words::Words;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// The cookie by which a door knows a telephone again.
pub const COOKIE: &str = "door";

/// The door that an address opens, and the telephone that asks.
pub struct Doorway {
    pub group: Group,
    pub event: Event,
    pub standing: Standing,
    /// Whether its telephones show whom to ask for a talk.
    asks: bool,
    /// `None`: it has to type the digits first.
    pub telephone: Option<Telephone>,
    pub visit: Visit,
    pub chrome: Chrome,
    /// The door's own path, `/door/…`.
    pub path: String,
}

/// Why a door does not open, with the page that says so, or another reason why there is no page.
pub enum Refused {
    Page(Box<Response>),
    Error(Error),
}

impl<E: Into<Error>> From<E> for Refused {
    fn from(error: E) -> Self {
        Refused::Error(error.into())
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Refused::Page(page) => *page,
            Refused::Error(error) => error.into_response(),
        }
    }
}

#[derive(askama::Template)]
#[template(path = "door/closed.html")]
struct ClosedPage<'a> {
    chrome: &'a Chrome,
    /// Keys of the heading and the sentence.
    heading: &'static str,
    sentence: &'static str,
}

/// A page that says why there is no list.
pub fn closed(
    chrome: &Chrome,
    status: StatusCode,
    (heading, sentence): (&'static str, &'static str),
) -> Refused {
    let shown = ClosedPage {
        chrome,
        heading,
        sentence,
    };
    match page(status, &shown) {
        Ok(response) => Refused::Page(Box::new(private(response))),
        Err(error) => Refused::Error(error),
    }
}

/// Names of people stay in no cache of a browser; what the door keeps on a telephone, it can take
/// away again.
pub fn private(mut response: Response) -> Response {
    let no_store = HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_store);
    response
}

impl Doorway {
    async fn find(app: &App, visit: Visit, token: &str) -> Result<Doorway, Refused> {
        let mut tx = app.db.read().await.map_err(Error::from)?;
        let (group, event, door) = find(&mut tx, token).await?.ok_or_else(|| {
            let chrome = visit.chrome(app, Words::default(), None);
            let said = ("door-revoked", "door-revoked-sentence");
            closed(&chrome, StatusCode::GONE, said)
        })?;
        let cookie = visit.cookies.get_own(&app.config, COOKIE);
        let telephone = match cookie.filter(|cookie| !cookie.is_empty()) {
            Some(cookie) => {
                let place = (group.id, event.id);
                store::find_telephone(&mut tx, place, &tokens::hash(cookie)).await
            }
            None => Ok(None),
        };
        Ok(Doorway {
            standing: door.standing(event.ends_at, app.clock.now()),
            asks: door.asks,
            telephone: telephone.map_err(Error::from)?,
            chrome: visit.chrome(app, group.words(), None),
            path: format!("/door/{token}"),
            group,
            event,
            visit,
        })
    }

    /// The same door as it is now.
    ///
    /// # Errors
    /// [`Refused`] if the link was revoked.
    pub async fn again(&self, app: &App) -> Result<Doorway, Refused> {
        let token = self.path.trim_start_matches("/door/");
        Doorway::find(app, self.visit.clone(), token).await
    }

    /// # Errors
    /// [`Refused`] with words if the door shows nothing any more.
    pub fn require_open(&self) -> Result<(), Refused> {
        let said = ("door-ended", "door-ended-sentence");
        match self.standing {
            Standing::Open => Ok(()),
            Standing::Late | Standing::Ended | Standing::Revoked => {
                Err(closed(&self.chrome, StatusCode::GONE, said))
            }
        }
    }

    /// The permission to check people in, which a late door still gives.
    ///
    /// # Errors
    /// [`Refused`] with words if the telephone was cut off or the door has ended; one that was never
    /// let in is led to the digits.
    pub fn helper(&self) -> Result<Helper, Refused> {
        if matches!(self.standing, Standing::Ended | Standing::Revoked) {
            self.require_open()?;
        }
        match &self.telephone {
            Some(telephone) if telephone.cut_off_at.is_none() => Ok(Helper {
                event: self.event.clone(),
                telephone: telephone.id,
            }),
            Some(_) => {
                let said = ("door-cut-off", "door-cut-off-sentence");
                Err(closed(&self.chrome, StatusCode::FORBIDDEN, said))
            }
            None => Err(Refused::Page(Box::new(see_other(&self.path)))),
        }
    }

    /// Everybody at the door, as it stands now.
    pub async fn read(&self, app: &App) -> Result<DoorList, Error> {
        let mut tx = app.db.read().await?;
        let mut here = read(&mut tx, &self.event).await?;
        let now = app.clock.now();
        if self.asks {
            let found = asks::list_worth_asking_here(&mut tx, &self.event, now, ASKED_FOR);
            here.ask = Some(found.await?);
            let place = (self.group.id, self.event.id);
            here.lately = store::count_lately(&mut tx, place, now.before(RUSH)).await?;
        }
        Ok(here)
    }
}

/// The list of an event's door from one view of the database.
pub async fn read(tx: &mut Tx<'_>, event: &Event) -> crate::db::Result<DoorList> {
    let (group, id) = (event.group_id, event.id);
    let version = store::find_version(tx, group, id).await?;
    let expected = store::list_expected(tx, (group, id), event.starts_at).await?;
    let check_ins = store::list_check_ins(tx, group, id).await?;
    let agenda = list_agenda(tx, group, id).await?;
    Ok(DoorList::new(version, expected, &check_ins, &agenda))
}

/// `None`: the link was revoked.
async fn find(tx: &mut Tx<'_>, token: &str) -> Result<Option<(Group, Event, Door)>, Error> {
    let Some(found) = find_token(tx, Kind::Door, token).await? else {
        return if was_revoked(tx, Kind::Door, token).await? {
            Ok(None)
        } else {
            Err(Error::NotFound)
        };
    };
    let (group, event) = (found.group_id, EventId::from(found.subject_id));
    let door = store::find_door(tx, group, event).await?;
    let event = find_event_by_id(tx, group, event).await?;
    let group = find_group_by_id(tx, group).await?;
    Ok(Some((
        group.ok_or(Error::NotFound)?,
        event.ok_or(Error::NotFound)?,
        door.ok_or(Error::NotFound)?,
    )))
}

impl FromRequestParts<App> for Doorway {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refused> {
        let Ok(visit) = Visit::from_request_parts(parts, app).await;
        let params = RawPathParams::from_request_parts(parts, app).await;
        let token = params.ok().and_then(|params| {
            let token = params.iter().find(|(name, _)| *name == "token");
            token.map(|(_, token)| token.to_owned())
        });
        Doorway::find(app, visit, &token.unwrap_or_default()).await
    }
}
