use super::show::audience;
use crate::announcements::actions::{self, Outcome};
use crate::announcements::mail::times;
use crate::announcements::model::{AFTERWARDS, BODY_LENGTH, Message, SUBJECT_LENGTH, Target};
use crate::announcements::store::{self, Reachable};
use crate::db::{self, Tx};
use crate::events::{self, Event};
use crate::groups::{Group, Here, OrganizeNav, OrganizeTab, Organizer};
use crate::ids::Moment;
use crate::markup;
use crate::once::{self, Once};
use crate::state::App;
use crate::web::components::Day;
use crate::web::{Chrome, Flash, Form, Result, page, see_other};
use crate::words::Words;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use jiff::tz::TimeZone;

/// Events that the form offers, and announcements that it lists.
const EVENTS: i64 = 6;
const EARLIER: i64 = 20;

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    /// The slug of the event whose page led here.
    event: String,
}

#[derive(askama::Template)]
#[template(path = "announcements/write.html")]
struct WritePage {
    chrome: Chrome,
    nav: OrganizeNav,
    form: Form,
    choices: Vec<Choice>,
    from: String,
    preview: Option<Preview>,
    earlier: Vec<Earlier>,
    /// Whether the group may not write to others yet.
    waits: bool,
}

struct Choice {
    value: String,
    words: String,
    number: String,
    hint: String,
}

/// What the message looks like, and whom it would go to.
struct Preview {
    target: String,
    subject: String,
    html: String,
    /// The event that the message is about, as its card in the mail.
    event: Option<EventCard>,
    text: String,
    /// How many it goes to; 0: nobody, so it cannot be sent.
    count: i64,
    /// Whether each copy asks how it was.
    asks: bool,
}

struct EventCard {
    day: Day,
    title: String,
    when: String,
    href: String,
}

impl EventCard {
    fn new(words: Words, group: &Group, event: &Event) -> Self {
        EventCard {
            day: Day::new(event.starts().date(), words),
            title: event.title.clone(),
            when: times(event, words),
            href: event.path(&group.slug),
        }
    }
}

struct Earlier {
    href: String,
    subject: String,
    note: String,
}

pub async fn new(State(app): State<App>, here: Here, Query(asked): Query<Asked>) -> Result {
    let (at, organizer) = (&app.moment(), &here.organizer()?);
    let events = reachable(&mut app.db.read().await?, at, &here.group).await?;
    let chosen = events.iter().find(|event| event.slug == asked.event);
    let target = chosen.map_or(Target::Agreed, |event| Target::Going(event.id));
    let form = Form::empty(here.group.words())
        .with("to", target.to_string())
        .with("key", once::key(at));
    show(
        &app,
        &here,
        organizer,
        StatusCode::OK,
        Draft {
            form,
            message: None,
            flash: None,
        },
    )
    .await
}

/// What the page shows of what was typed.
struct Draft {
    form: Form,
    /// What it comes to, when nothing is to mend.
    message: Option<Message>,
    flash: Option<Flash>,
}

pub async fn create(State(app): State<App>, here: Here, form: Form) -> Result {
    let (at, organizer) = (&app.moment(), &here.organizer()?);
    let words = here.group.words();
    let mut form = form.speaking(words);
    let message = read(&mut form, words);
    let Some(message) = message.filter(|_| form.is_fine()) else {
        let draft = Draft {
            form,
            message: None,
            flash: None,
        };
        return show(
            &app,
            &here,
            organizer,
            StatusCode::UNPROCESSABLE_ENTITY,
            draft,
        )
        .await;
    };

    match form.value("do") {
        "test" => {
            let (config, group, message) = (&*app.config, &here.group, &message);
            let send = app.db.write(|tx| {
                Box::pin(actions::send_test(
                    tx, at, config, group, organizer, message,
                ))
            });
            let key = if send.await? {
                "announcements-test-sent"
            } else {
                "announcements-test-not"
            };
            let flash = Some(Flash::done(words.t(key)));
            let draft = Draft {
                form,
                message: Some(message.clone()),
                flash,
            };
            show(&app, &here, organizer, StatusCode::OK, draft).await
        }
        // The button said how many it goes to; so it counts only for that audience.
        "send" if form.value("seen") == message.target.to_string() => {
            send(&app, &here, organizer, form, message).await
        }
        _ => {
            let draft = Draft {
                form,
                message: Some(message),
                flash: None,
            };
            show(&app, &here, organizer, StatusCode::OK, draft).await
        }
    }
}

async fn send(
    app: &App,
    here: &Here,
    organizer: &Organizer,
    mut form: Form,
    message: Message,
) -> Result {
    let (at, group) = (&app.moment(), &here.group);
    let account = here.visitor.require()?.id;
    let (once, text) = (&Once::new(group.id, account, form.value("key")), &message);
    let send = app
        .db
        .write(|tx| Box::pin(actions::send(tx, at, group, organizer, text, once)));
    match send.await? {
        Outcome::Sent(id) => Ok(see_other(&actions::path(group, id))),
        Outcome::Before(location) => Ok(see_other(&location)),
        refused @ (Outcome::Nobody | Outcome::Waiting | Outcome::NotToAsk) => {
            let sentence = match refused {
                Outcome::Waiting => "announcements-waits",
                Outcome::NotToAsk => "announcements-not-to-ask",
                _ => "announcements-nobody",
            };
            form.refuse("to", group.words().t(sentence));
            let draft = Draft {
                form,
                message: Some(message),
                flash: None,
            };
            show(
                app,
                here,
                organizer,
                StatusCode::UNPROCESSABLE_ENTITY,
                draft,
            )
            .await
        }
    }
}

fn read(form: &mut Form, words: Words) -> Option<Message> {
    let target = form.choice("to");
    let subject = form.line("subject", SUBJECT_LENGTH);
    let body = form.text("body", BODY_LENGTH);
    if body.is_empty() {
        form.refuse("body", words.t("announcements-body-needed"));
    }
    Some(Message {
        target: target?,
        subject,
        body,
    })
}

async fn show(
    app: &App,
    here: &Here,
    organizer: &Organizer,
    status: StatusCode,
    draft: Draft,
) -> Result {
    let (at, group) = (&app.moment(), &here.group);
    let words = group.words();
    let mut tx = app.db.read().await?;
    let events = reachable(&mut tx, at, group).await?;
    let choices = choices(&mut tx, at, group, &events).await?;
    let preview = match &draft.message {
        Some(message) => Some(preview(&mut tx, app, (group, organizer), message).await?),
        None => None,
    };
    let earlier = earlier(&mut tx, words, group).await?;
    drop(tx);

    let mut chrome = here.chrome(app);
    chrome.flash = draft.flash.or(chrome.flash);
    let from = words
        .with("author", organizer.name.clone())
        .with("group", group.name.clone());
    let shown = WritePage {
        chrome,
        nav: OrganizeNav::new(group, OrganizeTab::Write),
        form: draft.form,
        choices,
        from: from.t("announcements-from"),
        preview,
        earlier,
        waits: !group.writes_to_others(),
    };
    page(status, &shown)
}

async fn preview(
    tx: &mut Tx<'_>,
    app: &App,
    (group, organizer): (&Group, &Organizer),
    message: &Message,
) -> anyhow::Result<Preview> {
    let (at, config) = (&app.moment(), &*app.config);
    let (event, text) = actions::preview(tx, at, config, group, organizer, message).await?;
    Ok(Preview {
        target: message.target.to_string(),
        subject: message.subject.clone(),
        html: markup::to_html(&message.body, 3),
        event: event.map(|event| EventCard::new(group.words(), group, &event)),
        text,
        count: store::count_audience(tx, group.id, message.target).await?,
        asks: message.target.asks_feedback(),
    })
}

async fn reachable(tx: &mut Tx<'_>, at: &Moment, group: &Group) -> db::Result<Vec<Reachable>> {
    store::list_reachable_events(tx, group.id, at.now.before(AFTERWARDS), EVENTS).await
}

/// Every audience with its number.
async fn choices(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: &Group,
    events: &[Reachable],
) -> db::Result<Vec<Choice>> {
    let words = group.words();
    let mut choices = Vec::new();
    for event in events {
        let zone = TimeZone::get(&event.zone).unwrap_or_else(|_| group.zone());
        let date = words.near_date(event.starts_at.in_zone(&zone).date());
        let about = [
            (
                Target::Came(event.id),
                "announcements-choice-came",
                "announcements-hint-came",
            ),
            (
                Target::Going(event.id),
                "announcements-choice-going",
                "announcements-hint-going",
            ),
            (
                Target::Waiting(event.id),
                "announcements-choice-waiting",
                "announcements-hint-waiting",
            ),
        ];
        let asks = event.is_to_ask && event.ends_at <= at.now;
        for (target, label, hint) in about {
            if target.asks_feedback() && !asks {
                continue;
            }
            let count = store::count_audience(tx, group.id, target).await?;
            if count == 0 && !matches!(target, Target::Going(_)) {
                continue;
            }
            let phrase = words.with("date", date.clone());
            choices.push(Choice {
                value: target.to_string(),
                words: phrase.with("event", event.title.clone()).t(label),
                number: count.to_string(),
                hint: words.with("count", count).t(hint),
            });
        }
    }
    let count = store::count_audience(tx, group.id, Target::Agreed).await?;
    choices.push(Choice {
        value: Target::Agreed.to_string(),
        words: words.t("announcements-choice-agreed"),
        number: count.to_string(),
        hint: words.with("count", count).t("announcements-hint-agreed"),
    });
    Ok(choices)
}

async fn earlier(tx: &mut Tx<'_>, words: Words, group: &Group) -> db::Result<Vec<Earlier>> {
    let mut earlier = Vec::new();
    for announcement in store::list_announcements(tx, group.id, EARLIER).await? {
        let day = announcement.created_at.in_zone(&group.zone()).date();
        let title = match announcement.event_id {
            Some(event) => events::find_event_by_id(tx, group.id, event).await?,
            None => None,
        };
        let title = title.map(|event| event.title).unwrap_or_default();
        let note = words
            .with("author", announcement.author.clone())
            .with("when", words.short_date(day))
            .with("audience", audience(words, &announcement, title));
        earlier.push(Earlier {
            href: actions::path(group, announcement.id),
            note: note.t("announcements-sent-by"),
            subject: announcement.subject,
        });
    }
    Ok(earlier)
}
