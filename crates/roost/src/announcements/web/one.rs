//! One message: a form while it can be changed, its numbers once it is on its way.

use super::write::{self, Desk, Look};
use super::{fields, progress};
use crate::announcements::actions::{self, Outcome};
use crate::announcements::model::{Announcement, Message};
use crate::announcements::store;
use crate::clock::Instant;
use crate::db::Tx;
use crate::groups::{Here, Organizer};
use crate::ids::{AnnouncementId, Moment};
use crate::state::App;
use crate::web::{Error, Flash, Form, Result, see_other, see_other_with};
use axum::extract::{Path, Query, State};

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    /// How the message is to look; another word is the first of them.
    pub look: String,
}

pub async fn show(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result {
    let organizer = &here.organizer()?;
    let found = find(&mut app.db.read().await?, &here, &id).await?;
    if !found.state.is_open() {
        return progress::show(&app, &here, found).await;
    }
    let form = Form::empty(here.group.words()).with("when", "now");
    let form = fields::filled(form, &found.message());
    let draft = Some((found, Look::of(&asked.look)));
    write::show(&app, &here, organizer, Desk { form, draft }).await
}

pub async fn find(
    tx: &mut Tx<'_>,
    here: &Here,
    id: &str,
) -> std::result::Result<Announcement, Error> {
    let id: AnnouncementId = id.parse().map_err(|_| Error::NotFound)?;
    let found = store::find_announcement(tx, here.group.id, id).await?;
    found.ok_or(Error::NotFound)
}

/// What one of the buttons asks for.
pub async fn update(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result {
    let organizer = &here.organizer()?;
    let found = find(&mut app.db.read().await?, &here, &id).await?;
    let work = Work {
        app: &app,
        here: &here,
        by: organizer,
        at: app.moment(),
    };
    match form.value("do") {
        "now" => work.send(found, Form::empty(here.group.words())).await,
        "change" => work.reopen(&found).await,
        "cancel" => work.cancel(&found).await,
        "delete" => work.throw_away(&found).await,
        _ => work.save(found, form.speaking(here.group.words())).await,
    }
}

/// Who asks, where and when.
struct Work<'w> {
    app: &'w App,
    here: &'w Here,
    by: &'w Organizer,
    at: Moment,
}

impl Work<'_> {
    fn path(&self, found: &Announcement) -> String {
        actions::path(&self.here.group, found.id)
    }

    /// Back to the message, with a sentence under `key`.
    fn back(&self, found: &Announcement, key: &str) -> Result {
        let flash = Flash::done(self.here.group.words().t(key));
        Ok(see_other_with(&self.path(found), &flash))
    }

    /// Somebody else was faster: the page tells what is so now.
    fn too_late(&self, found: &Announcement) -> Result {
        let flash = Flash::note(self.here.group.words().t("announcements-meanwhile"));
        Ok(see_other_with(&self.path(found), &flash))
    }

    /// Keeps what was typed, and does what the button says.
    async fn save(&self, found: Announcement, mut form: Form) -> Result {
        let mut tx = self.app.db.read().await?;
        let message = fields::read(&mut tx, &mut form, &self.here.group).await?;
        drop(tx);
        let now = self.at.now;
        let sends = form.value("do") == "send";
        let hour = match sends {
            true => fields::read_hour(&mut form, now, &self.here.group),
            false => Some(None),
        };
        let (Some(message), Some(hour)) = (&message, hour) else {
            let draft = Some((found, Look::Light));
            return write::show(self.app, self.here, self.by, Desk { form, draft }).await;
        };
        let (by, id) = (self.by, found.id);
        let save = self
            .app
            .db
            .write(|tx| Box::pin(actions::save(tx, by, id, message)));
        if !save.await? {
            return self.too_late(&found);
        }
        // The button said how many it goes to; so it counts only for that audience.
        if sends && form.value("seen") == message.target.to_string() {
            return match hour {
                None => self.send(found, form).await,
                Some(hour) => self.schedule(&found, hour).await,
            };
        }
        match form.value("do") {
            "test" => self.test(&found, message).await,
            "send" => {
                let flash = Flash::note(self.here.group.words().t("announcements-look-first"));
                Ok(see_other_with(&self.path(&found), &flash))
            }
            _ => {
                let look = Look::of(form.value("look")).value();
                Ok(see_other(&format!(
                    "{}?look={look}#preview",
                    self.path(&found)
                )))
            }
        }
    }

    async fn test(&self, found: &Announcement, message: &Message) -> Result {
        let (app, at, by, group) = (self.app, &self.at, self.by, &self.here.group);
        let config = &*app.config;
        let send = app
            .db
            .write(|tx| Box::pin(actions::send_test(tx, at, config, group, by, message)));
        let key = match send.await? {
            true => "announcements-test-sent",
            false => "announcements-test-not",
        };
        self.back(found, key)
    }

    async fn send(&self, found: Announcement, mut form: Form) -> Result {
        let (app, at, by, group) = (self.app, &self.at, self.by, &self.here.group);
        let id = found.id;
        let send = app
            .db
            .write(|tx| Box::pin(actions::send(tx, at, group, by, id)));
        let sentence = match send.await? {
            Outcome::Sent => return Ok(see_other(&self.path(&found))),
            // Pressed twice: it went out once, and its page says so.
            Outcome::Gone => return Ok(see_other(&self.path(&found))),
            Outcome::Nobody => "announcements-nobody",
            Outcome::Waiting => "announcements-waits",
            Outcome::NotToAsk => "announcements-not-to-ask",
        };
        if !form.fields.has("to") {
            let flash = Flash::wrong(group.words().t(sentence));
            return Ok(see_other_with(&self.path(&found), &flash));
        }
        form.refuse("to", group.words().t(sentence));
        let draft = Some((found, Look::Light));
        write::show(app, self.here, by, Desk { form, draft }).await
    }

    async fn schedule(&self, found: &Announcement, hour: Instant) -> Result {
        let (at, by, id) = (&self.at, self.by, found.id);
        let schedule = self
            .app
            .db
            .write(|tx| Box::pin(actions::schedule(tx, at, by, id, hour)));
        match schedule.await? {
            true => Ok(see_other(&self.path(found))),
            false => self.too_late(found),
        }
    }

    async fn reopen(&self, found: &Announcement) -> Result {
        let (by, id) = (self.by, found.id);
        let reopen = self
            .app
            .db
            .write(|tx| Box::pin(actions::reopen(tx, by, id)));
        match reopen.await? {
            true => Ok(see_other(&self.path(found))),
            false => self.too_late(found),
        }
    }

    async fn cancel(&self, found: &Announcement) -> Result {
        let (at, by, id) = (&self.at, self.by, found.id);
        let cancel = self
            .app
            .db
            .write(|tx| Box::pin(actions::cancel(tx, at, by, id)));
        match cancel.await? {
            true => self.back(found, "announcements-cancelled-now"),
            false => self.too_late(found),
        }
    }

    async fn throw_away(&self, found: &Announcement) -> Result {
        let (by, id) = (self.by, found.id);
        let delete = self
            .app
            .db
            .write(|tx| Box::pin(actions::throw_away(tx, by, id)));
        if !delete.await? {
            return self.too_late(found);
        }
        let group = &self.here.group;
        let flash = Flash::done(group.words().t("announcements-thrown-away"));
        let write = format!("{}/organize/write", group.path());
        Ok(see_other_with(&write, &flash))
    }
}
