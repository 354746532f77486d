//! What a subscriber gets of one list, and the way out. Whoever comes by a mail's link needs no session.

use crate::accounts::Visitor;
use crate::groups::{self, Group};
use crate::ids::SubscriptionId;
use crate::lists::actions;
use crate::lists::model::{List, Mode, Subscription};
use crate::lists::store;
use crate::state::App;
use crate::tokens::{self, Kind};
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other_with};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};

#[derive(askama::Template)]
#[template(path = "lists/own.html")]
struct OwnPage {
    chrome: Chrome,
    group: Group,
    list: List,
    address: String,
    path: String,
    form: Form,
}

#[derive(askama::Template)]
#[template(path = "lists/leave.html")]
struct LeavePage {
    chrome: Chrome,
    group: Group,
    /// `None`: they left before, and of what is not known any more.
    list: Option<List>,
    path: String,
    heading: String,
    has_left: bool,
}

/// Whose place a link is.
struct Place {
    group: Group,
    /// `None`: they have left.
    subscription: Option<(Subscription, List)>,
}

async fn find(app: &App, token: &str) -> std::result::Result<Place, Error> {
    let mut tx = app.db.read().await?;
    let found = tokens::find_token(&mut tx, Kind::Subscription, token).await?;
    let found = found.ok_or(Error::NotFound)?;
    let id = SubscriptionId::from(found.subject_id);
    let group = groups::find_group_by_id(&mut tx, found.group_id).await?;
    let group = group.ok_or(Error::NotFound)?;
    let known = store::find_subscription_by_id(&mut tx, group.id, id).await?;
    let subscription = match known {
        Some(known) => {
            let list = store::find_list(&mut tx, group.id, known.list_id).await?;
            list.map(|list| (known, list))
        }
        None => None,
    };
    Ok(Place {
        group,
        subscription,
    })
}

pub async fn show(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result {
    let place = find(&app, &token).await?;
    shown(&app, &visitor, (place, &token), None)
}

pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    form: Form,
) -> Result {
    let place = find(&app, &token).await?;
    let words = place.group.words();
    let mut form = form.speaking(words);
    let mode = form.choice::<Mode>("mode");
    let own_posts = form.flag("own_posts");
    let (Some(mode), Some((known, _))) = (mode, &place.subscription) else {
        return shown(&app, &visitor, (place, &token), Some(form));
    };
    let (at, chosen) = (&app.moment(), (mode, own_posts));
    let changed = app
        .db
        .write(|tx| Box::pin(async move { Ok(actions::change(tx, at, known, chosen).await?) }));
    changed.await?;
    let flash = Flash::done(words.t("lists-own-saved"));
    Ok(see_other_with(&format!("/subscription/{token}"), &flash))
}

/// One button. Opening the link changes nothing: scanners open it too.
pub async fn ask(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result {
    let place = find(&app, &token).await?;
    let has_left = place.subscription.is_none();
    left(&app, &visitor, (place, &token), has_left)
}

/// RFC 8058 §3.2: the mail program's POST has neither cookie nor session, and is answered without a
/// redirect. Doing it again is fine.
pub async fn leave(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result {
    let place = find(&app, &token).await?;
    if let Some((known, _)) = &place.subscription {
        let now = app.clock.now();
        let left = app
            .db
            .write(|tx| Box::pin(async move { Ok(actions::leave(tx, now, known).await?) }));
        left.await?;
    }
    left(&app, &visitor, (place, &token), true)
}

fn shown(
    app: &App,
    visitor: &Visitor,
    (place, token): (Place, &str),
    typed: Option<Form>,
) -> Result {
    let Some((subscription, list)) = place.subscription else {
        return left(app, visitor, (place, token), true);
    };
    let words = place.group.words();
    let form = typed.unwrap_or_else(|| {
        let form = Form::empty(words).with("mode", subscription.mode.value());
        match subscription.own_posts {
            true => form.with("own_posts", "yes"),
            false => form,
        }
    });
    let domain = app.config.inbound.domain.as_deref().unwrap_or_default();
    let status = form.status();
    private(
        status,
        &OwnPage {
            chrome: visitor.chrome(app, words),
            address: list.address(domain),
            group: place.group,
            list,
            path: format!("/subscription/{token}"),
            form,
        },
    )
}

fn left(app: &App, visitor: &Visitor, (place, token): (Place, &str), has_left: bool) -> Result {
    let words = place.group.words();
    let list = place.subscription.map(|(_, list)| list);
    let heading = match &list {
        Some(list) if !has_left => {
            let title = list.settings.title.clone();
            words.with("list", title).t("lists-leave-subject")
        }
        _ => words.t("lists-left"),
    };
    let shown = LeavePage {
        chrome: visitor.chrome(app, words),
        group: place.group,
        list,
        path: format!("/subscription/{token}/leave"),
        heading,
        has_left,
    };
    private(StatusCode::OK, &shown)
}

/// A page whose address opens what is somebody's own is kept nowhere.
fn private(status: StatusCode, shown: &impl askama::Template) -> Result {
    let mut response = page(status, shown)?;
    let no_store = HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_store);
    Ok(response)
}
