//! The lists that somebody is on, for their own page, and as a file with what they wrote.

use crate::accounts::CurrentAccount;
use crate::config::Config;
use crate::db::{self, Tx};
use crate::ids::AccountId;
use crate::lists::model::{Mode, PostState, permalink};
use crate::lists::store::{self, OwnPlace, OwnPost};
use crate::state::App;
use crate::web::{Result, download};
use crate::words::Words;
use axum::extract::State;
use serde::Serialize;

/// A list that somebody is on, as a line of their own page.
pub struct OwnList {
    pub path: String,
    pub title: String,
    /// "Turku Python, one letter a day"
    pub note: String,
}

impl OwnList {
    /// # Errors
    /// If the database cannot be read.
    pub async fn list(
        tx: &mut Tx<'_>,
        account: AccountId,
        words: Words,
    ) -> db::Result<Vec<OwnList>> {
        let places = store::list_places_of(tx, account).await?;
        Ok(places.into_iter().map(|own| line(own, words)).collect())
    }
}

fn line(own: OwnPlace, words: Words) -> OwnList {
    let gets = words.t(match own.mode {
        Mode::Each => "lists-mine-each",
        Mode::Digest => "lists-mine-digest",
        Mode::Nothing => "lists-mine-none",
    });
    let note = words.with("group", own.group_name).with("gets", gets);
    OwnList {
        path: format!("/{}/lists/{}", own.group_slug, own.list_name),
        title: own.title,
        note: note.t("lists-mine-note"),
    }
}

/// What the file says; its names stay, since programs read them.
#[derive(Serialize)]
struct Kept {
    lists: Vec<KeptPlace>,
    posts: Vec<KeptPost>,
}

#[derive(Serialize)]
struct KeptPlace {
    group: String,
    list: String,
    page: String,
    mode: &'static str,
    copies_of_own_posts: bool,
    /// RFC 3339.
    since: String,
}

#[derive(Serialize)]
struct KeptPost {
    /// The list's page.
    list: String,
    subject: String,
    /// RFC 3339.
    received: String,
    state: &'static str,
    /// Where it is read; `null`: nowhere.
    permalink: Option<String>,
}

pub async fn download_mine(State(app): State<App>, me: CurrentAccount) -> Result {
    let mut tx = app.db.read().await?;
    let places = store::list_places_of(&mut tx, me.account.id).await?;
    let posts = store::list_posts_of(&mut tx, me.account.id).await?;
    drop(tx);
    let kept = Kept {
        lists: places
            .into_iter()
            .map(|own| place(&app.config, own))
            .collect(),
        posts: posts
            .into_iter()
            .map(|own| post(&app.config, own))
            .collect(),
    };
    let json = serde_json::to_vec_pretty(&kept).map_err(anyhow::Error::from)?;
    Ok(download("lists.json", "application/json", json))
}

fn place(config: &Config, own: OwnPlace) -> KeptPlace {
    let path = format!("/{}/lists/{}", own.group_slug, own.list_name);
    KeptPlace {
        page: config.link(&path),
        group: own.group_name,
        list: own.title,
        mode: own.mode.value(),
        copies_of_own_posts: own.own_posts,
        since: own.joined_at.timestamp().to_string(),
    }
}

fn post(config: &Config, own: OwnPost) -> KeptPost {
    let list = config.link(&format!("/{}/lists/{}", own.group_slug, own.list_name));
    let address = format!("{list}/archive/{}", permalink(&own.message_id));
    KeptPost {
        permalink: own.is_archived.then_some(address),
        list,
        subject: own.subject,
        received: own.received_at.timestamp().to_string(),
        state: match own.state {
            PostState::Held => "held",
            PostState::Accepted => "accepted",
            PostState::Rejected => "rejected",
            PostState::Discarded => "discarded",
            PostState::Expired => "expired",
        },
    }
}
