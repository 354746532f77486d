use super::Named;
use super::panel::{Panel, Seen, find_own_answer, why_closed};
use crate::accounts::Account;
use crate::answers;
use crate::events::{self, Event};
use crate::groups::{self, Choices, Here, people};
use crate::invites;
use crate::rsvps::actions::{self, Answer, Held, Outcome, Said, Stranger, Wish};
use crate::rsvps::model::Attending;
use crate::rsvps::store;
use crate::state::App;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other_with};
use crate::words::Words;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};

/// The longest name that somebody without an account may give.
const NAME: usize = 80;

/// The panel on a page of its own: where a form with mistakes is shown again.
#[derive(askama::Template)]
#[template(path = "rsvps/answer.html")]
struct AnswerPage {
    chrome: Chrome,
    title: String,
    group: String,
    group_path: String,
    panel: Panel,
}

/// The panel alone, for htmx.
#[derive(askama::Template)]
#[template(path = "rsvps/panel.html")]
struct PanelOnly {
    chrome: Chrome,
    panel: Panel,
}

/// One request for an answer, with what its page needs.
struct Asked<'a> {
    app: &'a App,
    here: &'a Here,
    event: &'a Event,
    /// Whether htmx puts the panel in its place.
    swaps: bool,
}

pub async fn show(State(app): State<App>, here: Here, Path(named): Path<Named>) -> Result {
    let event = &find(&app, &here, &named.slug).await?;
    let asked = Asked {
        app: &app,
        here: &here,
        event,
        swaps: false,
    };
    let form = Form::empty(here.group.words());
    asked.show(StatusCode::OK, form, None).await
}

pub async fn create(
    State(app): State<App>,
    here: Here,
    Path(named): Path<Named>,
    headers: HeaderMap,
    form: Form,
) -> Result {
    if !app.limits.allows(here.visitor.visit.network) {
        return Err(Error::TooManyRequests);
    }
    let event = &find(&app, &here, &named.slug).await?;
    let asked = Asked {
        app: &app,
        here: &here,
        event,
        swaps: headers.contains_key("hx-request"),
    };
    let form = form.speaking(here.group.words());
    match &here.visitor.account {
        Some(account) => asked.answer(account, form).await,
        None => asked.answer_as_visitor(form).await,
    }
}

/// The event under this address, unless it is a draft: those do not exist for anybody here.
async fn find(app: &App, here: &Here, slug: &str) -> std::result::Result<Event, Error> {
    let event = events::find_addressed(&mut app.db.glance().await?, here, slug).await?;
    event.is_public().then_some(event).ok_or(Error::NotFound)
}

impl Asked<'_> {
    async fn answer(&self, account: &Account, mut form: Form) -> Result {
        let Some((wish, said)) = self.heard(&mut form) else {
            return self.refuse(form).await;
        };
        let (at, event) = (&self.app.moment(), self.event.id);
        let (newcomer, _) = &groups::newcomer(self.app, account).await?;
        let context = &self.app.context();
        let place = (context, &self.here.group, event);
        let said = (wish, &said);
        let write = self
            .app
            .db
            .write(|tx| Box::pin(actions::answer_as_account(tx, at, place, newcomer, said)));
        let outcome = write.await?;
        let words = self.here.group.words();
        let flash = match outcome {
            Outcome::Banned => return Err(Error::Forbidden),
            Outcome::NoSeats(no) => {
                let sentence = words.with("free", no.free).t("rsvps-no-seats");
                form.refuse("guests", sentence);
                return self.refuse(form).await;
            }
            outcome => flash(words, outcome, self.event),
        };
        self.done(flash).await
    }

    async fn answer_as_visitor(&self, mut form: Form) -> Result {
        let stranger = Stranger {
            name: form.line("name", NAME),
            email: form.email("email").unwrap_or_default(),
            choices: choices(&form),
        };
        let heard = self.heard(&mut form).filter(|_| form.is_fine());
        let Some((wish, said)) = heard else {
            return self.refuse(form).await;
        };
        if !self.app.limits.allows_strangers_mail() {
            return Err(Error::TooManyRequests);
        }
        let (at, stranger) = (&self.app.moment(), &stranger);
        let context = &self.app.context();
        let place = (context, &self.here.group, self.event.id);
        let heard = (wish, &said);
        let write = self
            .app
            .db
            .write(|tx| Box::pin(actions::answer_as_visitor(tx, at, place, stranger, heard)));
        let words = self.here.group.words();
        let flash = match write.await? {
            Held::Mailed => Flash::done(words.t("rsvps-mailed")),
            Held::Closed(closed) => Flash::wrong(why_closed(words, closed, self.event)),
            Held::TooMany => return Err(Error::TooManyRequests),
        };
        self.done(flash).await
    }

    /// All that the form says; `None` if something in it is to mend.
    fn heard(&self, form: &mut Form) -> Option<(Wish, Said)> {
        let wish = self.wish(form)?;
        let words = self.here.group.words();
        let answers = match wish.answer {
            Answer::Going => answers::read(form, words, &self.event.questions),
            Answer::Declined => None,
        };
        let said = Said {
            choices: Some(choices(form)),
            answers,
            came: invites::read(form),
        };
        form.is_fine().then_some((wish, said))
    }

    fn wish(&self, form: &mut Form) -> Option<Wish> {
        let answer = form.choice::<Answer>("answer")?;
        let attending = form.value("attending").parse::<Attending>().ok();
        let guests = if form.fields.has("guests") {
            Some(form.number("guests", 0..=self.event.guests_allowed)?)
        } else {
            None
        };
        Some(Wish {
            answer,
            attending,
            guests,
        })
    }

    async fn refuse(&self, form: Form) -> Result {
        self.show(StatusCode::UNPROCESSABLE_ENTITY, form, None)
            .await
    }

    /// 303 to the event's page; for htmx the panel as it is from now on.
    async fn done(&self, flash: Flash) -> Result {
        if self.swaps {
            let form = Form::empty(self.here.group.words());
            return self.show(StatusCode::OK, form, Some(flash)).await;
        }
        let path = self.event.path(&self.here.group.slug);
        Ok(see_other_with(&path, &flash))
    }

    async fn show(&self, status: StatusCode, form: Form, message: Option<Flash>) -> Result {
        let (group, words) = (&self.here.group, self.here.group.words());
        let mut tx = self.app.db.read().await?;
        let counts = store::count_answers(&mut tx, group.id, self.event.id).await?;
        // Read anew: the answer just given may have made her a person of the group.
        let known = match &self.here.visitor.account {
            Some(account) => people::find_person_by_account(&mut tx, group.id, account.id).await?,
            None => None,
        };
        let own = match &known {
            Some(known) => find_own_answer(&mut tx, self.event, known.id).await?,
            None => None,
        };
        let viewer = known.as_ref().map(|known| known.id);
        let via = match invites::read(&form).code {
            Some(code) => invites::find_via(&mut tx, group, &code, viewer).await?,
            None => None,
        };
        drop(tx);
        let seen = Seen {
            group,
            event: self.event,
            counts,
            own: own.as_ref(),
            photos: known.as_ref().and_then(|known| known.photos),
            via: via.as_ref(),
            is_new: known.is_none_or(|known| known.last_event_ends_at.is_none()),
            signed_in: self.here.visitor.account.is_some(),
            now: self.app.clock.now(),
        };
        let mut panel = Panel::new(words, &seen, form);
        panel.message = message;
        let chrome = self.here.chrome(self.app);
        if self.swaps {
            return page(status, &PanelOnly { chrome, panel });
        }
        let shown = AnswerPage {
            chrome,
            title: self.event.title.clone(),
            group: group.name.clone(),
            group_path: group.path(),
            panel,
        };
        page(status, &shown)
    }
}

pub(super) fn choices(form: &Form) -> Choices {
    Choices {
        show_name: form.flag("show_name"),
        mail: form.flag("mail"),
        photos: form.value("photos").parse().ok(),
    }
}

/// The account as a group will know it.
/// The sentence that the next page shows.
pub(super) fn flash(words: Words, outcome: Outcome, event: &Event) -> Flash {
    match outcome {
        Outcome::Going => Flash::done(words.t("rsvps-done-going")),
        Outcome::Waitlisted { place } => {
            Flash::note(words.with("place", place).t("rsvps-done-waitlisted"))
        }
        Outcome::Declined => Flash::done(words.t("rsvps-done-declined")),
        Outcome::MustConfirm => Flash::done(words.t("rsvps-mailed")),
        Outcome::NoSeats(no) => Flash::wrong(words.with("free", no.free).t("rsvps-no-seats")),
        Outcome::Closed(closed) => Flash::wrong(why_closed(words, closed, event)),
        Outcome::Banned => Flash::wrong(words.t("rsvps-banned")),
    }
}
