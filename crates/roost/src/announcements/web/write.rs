use super::fields::{self, Choices};
use super::lines::{Line, lines};
use crate::announcements::actions;
use crate::announcements::mail::{Copies, times};
use crate::announcements::model::{AFTERWARDS, Announcement, Held, Message, Target};
use crate::announcements::store;
use crate::announcements::templates::{Facts, MessageTemplate};
use crate::clock::Instant;
use crate::db::Tx;
use crate::events::{self, Event};
use crate::groups::{Group, Here, OrganizeNav, OrganizeTab, Organizer};
use crate::ids::AnnouncementId;
use crate::once::{self, Done, Once};
use crate::state::App;
use crate::tokens::{self, Kind, Subject};
use crate::venues;
use crate::web::components::Day;
use crate::web::{Chrome, Error, Form, Result, frames_letters, page, see_other};
use crate::words::Words;
use axum::extract::{Query, State};

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    /// The slug of the event whose page led here.
    event: String,
    /// The name of a template to begin with.
    template: String,
    /// The id of a message to write anew.
    from: String,
}

#[derive(askama::Template)]
#[template(path = "announcements/write.html")]
struct WritePage {
    chrome: Chrome,
    nav: OrganizeNav,
    form: Form,
    /// Where the form goes.
    action: String,
    choices: Choices,
    from: String,
    /// The zone in which an hour is meant.
    zone: String,
    preview: Option<Preview>,
    templates: Vec<(String, String)>,
    open: Vec<Line>,
    earlier: Vec<Line>,
    /// Whether the group may not write to others yet.
    waits: bool,
    /// Why it did not go out at its hour.
    held: Option<&'static str>,
}

/// How the preview shows the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    Light,
    Dark,
    Text,
    Page,
}

impl Look {
    const ALL: [Look; 4] = [Look::Light, Look::Dark, Look::Text, Look::Page];

    pub fn value(self) -> &'static str {
        match self {
            Look::Light => "light",
            Look::Dark => "dark",
            Look::Text => "text",
            Look::Page => "page",
        }
    }

    /// The one of that name; whatever else was asked for is the first.
    pub fn of(name: &str) -> Look {
        let mut all = Look::ALL.into_iter();
        all.find(|look| look.value() == name).unwrap_or(Look::Light)
    }

    /// Its words.
    pub fn key(self) -> &'static str {
        match self {
            Look::Light => "announcements-look-light",
            Look::Dark => "announcements-look-dark",
            Look::Text => "announcements-look-text",
            Look::Page => "announcements-look-page",
        }
    }
}

/// What the message looks like, and whom it would go to.
struct Preview {
    look: Look,
    looks: [Look; 4],
    /// Where the mail itself is drawn.
    frame: String,
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

pub async fn new(State(app): State<App>, here: Here, Query(asked): Query<Asked>) -> Result {
    let (at, organizer) = (&app.moment(), &here.organizer()?);
    let mut tx = app.db.read().await?;
    let message = beginning(&mut tx, &app, (&here.group, organizer), &asked).await?;
    drop(tx);
    let form = Form::empty(here.group.words()).with("when", "now");
    let form = fields::filled(form, &message).with("key", once::key(at));
    show(&app, &here, organizer, Desk { form, draft: None }).await
}

/// What the form begins with: a template, a message of before, or an audience alone.
async fn beginning(
    tx: &mut Tx<'_>,
    app: &App,
    (group, by): (&Group, &Organizer),
    asked: &Asked,
) -> anyhow::Result<Message> {
    if let Ok(id) = asked.from.parse::<AnnouncementId>()
        && let Some(found) = store::find_announcement(tx, group.id, id).await?
    {
        return Ok(found.message());
    }
    let now = app.clock.now();
    let template: Option<MessageTemplate> = asked.template.parse().ok();
    let event = match (template, asked.event.as_str()) {
        (Some(template), "") => event_for(tx, now, group, template).await?,
        (_, "") => None,
        (_, slug) => events::find_event(tx, group.id, slug).await?,
    };
    let event = event.filter(Event::is_public);
    let going = event.as_ref().map(|event| match event.is_over(now) {
        true => Target::Came(event.id),
        false => Target::Going(event.id),
    });
    let Some(template) = template else {
        return Ok(Message {
            target: going.unwrap_or(Target::Agreed),
            about: None,
            subject: String::new(),
            body: String::new(),
        });
    };
    let facts = facts(tx, app, (group, by), event.as_ref()).await?;
    let text = template.begin(group.words().plain(), &facts);
    let target = template.target(event.as_ref()).or(going);
    Ok(Message {
        target: target.unwrap_or(Target::Agreed),
        about: event
            .filter(|event| !event.has_begun(now))
            .map(|event| event.id),
        subject: text.subject,
        body: text.body,
    })
}

/// The event that a template speaks of unless another one is chosen: the next, or the last.
pub async fn event_for(
    tx: &mut Tx<'_>,
    now: Instant,
    group: &Group,
    template: MessageTemplate,
) -> anyhow::Result<Option<Event>> {
    if !template.needs_event() {
        return Ok(None);
    }
    if template.looks_back() {
        let last = store::find_last_event(tx, now, group.id).await?;
        let last = last.filter(|event| event.ends_at > now.before(AFTERWARDS));
        return actions::find_event(tx, group.id, last.map(|event| event.id)).await;
    }
    Ok(events::find_next(tx, group.id, now).await?)
}

/// What a template is written from.
pub async fn facts<'f>(
    tx: &mut Tx<'_>,
    app: &App,
    (group, by): (&'f Group, &'f Organizer),
    event: Option<&'f Event>,
) -> anyhow::Result<Facts<'f>> {
    let mut facts = Facts {
        group: &group.name,
        author: &by.name,
        event,
        link: app.config.link(&group.path()),
        place: String::new(),
        names: String::new(),
    };
    let Some(event) = event else {
        return Ok(facts);
    };
    facts.link = app.config.link(&event.path(&group.slug));
    if let Some(venue) = event.venue_id
        && let Some(venue) = venues::find_venue(tx, group.id, venue).await?
    {
        facts.place = venue.place.line();
    }
    let subject = Subject {
        kind: Kind::NameList,
        group: group.id,
        id: event.id.uuid(),
    };
    if let Some(token) = tokens::find_shown(tx, &app.key, subject).await? {
        facts.names = app.config.link(&format!("/names/{token}"));
    }
    Ok(facts)
}

/// What the page shows: the form, and the draft that it changes.
pub struct Desk {
    pub form: Form,
    /// `None`: nothing is kept yet.
    pub draft: Option<(Announcement, Look)>,
}

pub async fn create(State(app): State<App>, here: Here, form: Form) -> Result {
    let (at, organizer) = (&app.moment(), &here.organizer()?);
    let mut form = form.speaking(here.group.words());
    let mut tx = app.db.read().await?;
    let message = fields::read(&mut tx, &mut form, &here.group).await?;
    drop(tx);
    let Some(message) = &message else {
        return show(&app, &here, organizer, Desk { form, draft: None }).await;
    };
    let account = here.visitor.require()?.id;
    let (group, key) = (&here.group, form.value("key"));
    let once = &Once::new(group.id, account, key);
    let write = app
        .db
        .write(|tx| Box::pin(actions::draft(tx, at, organizer, message, (group, once))));
    let path = match write.await? {
        Done::Now(id) => actions::path(group, id),
        Done::Before(path) => path,
    };
    Ok(see_other(&format!("{path}#preview")))
}

/// The page with the form: 422 where something is to mend.
pub async fn show(app: &App, here: &Here, organizer: &Organizer, desk: Desk) -> Result {
    let (now, group) = (app.clock.now(), &here.group);
    let words = group.words();
    let mut tx = app.db.read().await?;
    let choices = fields::choices(&mut tx, now, group, desk.form.value("to")).await?;
    let preview = match &desk.draft {
        Some((draft, look)) => {
            Some(preview(&mut tx, app, (group, organizer), (draft, *look)).await?)
        }
        None => None,
    };
    let templates = templates(&mut tx, now, group).await?;
    let lines = lines(&mut tx, now, group).await?;
    drop(tx);

    let from = words
        .with("author", organizer.name.clone())
        .with("group", group.name.clone());
    let draft = desk.draft.as_ref().map(|(draft, _)| draft);
    let action = match draft {
        Some(draft) => actions::path(group, draft.id),
        None => format!("{}/organize/write", group.path()),
    };
    let status = desk.form.status();
    let shown = WritePage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(group, OrganizeTab::Write),
        form: desk.form,
        open: lines
            .open
            .into_iter()
            .filter(|line| line.href != action)
            .collect(),
        action,
        choices,
        from: from.t("announcements-from"),
        zone: group.zone.clone(),
        held: draft.and_then(|draft| draft.held_for).map(Held::sentence),
        preview,
        templates,
        earlier: lines.earlier,
        waits: !group.writes_to_others(),
    };
    Ok(frames_letters(page(status, &shown)?))
}

/// Each template's address below the page's own, and its words; those of an event only where there
/// is one.
async fn templates(
    tx: &mut Tx<'_>,
    now: Instant,
    group: &Group,
) -> anyhow::Result<Vec<(String, String)>> {
    let mut templates = Vec::new();
    for template in MessageTemplate::ALL {
        if template.needs_event() && event_for(tx, now, group, template).await?.is_none() {
            continue;
        }
        let name = template.name();
        let href = match template.is_for_the_house() {
            true => format!("/for/{name}"),
            false => format!("?template={name}"),
        };
        templates.push((href, group.words().t(template.keys().name)));
    }
    Ok(templates)
}

async fn preview(
    tx: &mut Tx<'_>,
    app: &App,
    (group, organizer): (&Group, &Organizer),
    (draft, look): (&Announcement, Look),
) -> std::result::Result<Preview, Error> {
    let target = draft.target();
    let event = actions::find_event(tx, group.id, draft.event_id).await?;
    let copies = Copies::new(&app.config, group, draft, event.as_ref());
    let text = copies.text(&organizer.name);
    Ok(Preview {
        look,
        looks: Look::ALL,
        frame: format!(
            "{}/mail?look={}",
            actions::path(group, draft.id),
            look.value()
        ),
        target: target.to_string(),
        subject: copies.subject(&organizer.name),
        html: copies.prose(&organizer.name),
        event: event.map(|event| EventCard::new(group.words(), group, &event)),
        text,
        count: store::count_audience(tx, app.clock.now(), group.id, target).await?,
        asks: target.asks_feedback(),
    })
}
