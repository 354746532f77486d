//! What she sees at `/me`: what groups keep of her answers, and which may ask her.

use crate::asks::actions;
use crate::asks::model::{Answer, OwnAsk, OwnPause};
use crate::asks::store;
use crate::asks::web::say;
use crate::clock::Instant;
use crate::db::{self, Tx};
use crate::groups::Here;
use crate::ids::{AccountId, GroupId, PersonId};
use crate::state::App;
use crate::web::{Error, Flash, Form, Result, see_other_with};
use crate::words::Words;
use axum::extract::State;
use axum::response::Response;
use jiff::tz::TimeZone;

/// Where she reads it.
const ME: &str = "/me#asks";

/// One group, as `asks/_mine.html` shows it.
pub struct OwnAnswers {
    pub group: String,
    pub path: String,
    /// What is kept, one sentence each, latest first.
    pub kept: Vec<String>,
    /// "Nobody asks you until 24 November 2027."; empty: they may.
    pub paused: String,
}

impl OwnAnswers {
    /// Every group that knows the account.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn list(
        tx: &mut Tx<'_>,
        account: AccountId,
        (words, now): (Words, Instant),
    ) -> db::Result<Vec<OwnAnswers>> {
        let asks = store::list_own_asks(tx, account).await?;
        let groups = store::list_own_pauses(tx, account, now).await?;
        let own = |group: OwnPause| {
            let kept = asks.iter().filter(|ask| ask.group_slug == group.group_slug);
            OwnAnswers {
                kept: kept.map(|ask| sentence(words, ask)).collect(),
                paused: paused(words, &group),
                path: format!("/{}", group.group_slug),
                group: group.group_name,
            }
        };
        Ok(groups.into_iter().map(own).collect())
    }
}

/// "Marta asked on 4 December for Winter night. You said: Next time: “Birdsong”."
fn sentence(words: Words, ask: &OwnAsk) -> String {
    let zone = TimeZone::get(&ask.zone).unwrap_or(TimeZone::UTC);
    let answer = words.t(ask.answer.key());
    let answer = match ask.topic.as_str() {
        "" => answer,
        _ if ask.answer == Answer::None => answer,
        topic => words
            .with("answer", answer)
            .with("topic", topic.to_owned())
            .t("asks-answer-about"),
    };
    let phrase = words
        .with("who", say::asker(words, &ask.asker))
        .with("date", words.long_date(ask.asked_at.in_zone(&zone).date()))
        .with("answer", answer);
    match &ask.event {
        Some(event) => phrase.with("event", event.clone()).t("asks-kept-event"),
        None => phrase.t("asks-kept"),
    }
}

fn paused(words: Words, group: &OwnPause) -> String {
    let zone = TimeZone::get(&group.zone).unwrap_or(TimeZone::UTC);
    group.until.map_or_else(String::new, |until| {
        let date = words.long_date(until.in_zone(&zone).date());
        words.with("date", date).t("asks-mine-paused")
    })
}

/// Forgets what the group was told.
pub async fn erase(State(app): State<App>, here: Here, _: Form) -> Result {
    let who = own(&here)?;
    let at = &app.moment();
    let erase = app
        .db
        .write(|tx| Box::pin(actions::erase_answers(tx, at, who)));
    erase.await?;
    Ok(done("asks-erased"))
}

/// "Please don't ask me", for a year.
pub async fn pause(State(app): State<App>, here: Here, _: Form) -> Result {
    let who = own(&here)?;
    let at = &app.moment();
    let pause = app
        .db
        .write(|tx| Box::pin(actions::pause(tx, at, who, true)));
    pause.await?;
    Ok(done("asks-pause-done"))
}

/// They may ask her again.
pub async fn ask_again(State(app): State<App>, here: Here, _: Form) -> Result {
    let who = own(&here)?;
    let again = app.db.write(|tx| Box::pin(actions::ask_again(tx, who)));
    again.await?;
    Ok(done("asks-again-done"))
}

/// The visitor as the group knows her.
fn own(here: &Here) -> std::result::Result<(GroupId, PersonId), Error> {
    here.visitor.require()?;
    let person = here.person.as_ref().ok_or(Error::NotFound)?;
    Ok((here.group.id, person.id))
}

fn done(key: &'static str) -> Response {
    see_other_with(ME, &Flash::done(Words::default().t(key)))
}
