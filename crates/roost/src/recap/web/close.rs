//! Organize → event → Close the evening: one page for all that is left to do, saved as often as one
//! likes.

use super::thanks::{Desk, Target, targets};
use crate::announcements::{self, AFTERWARDS};
use crate::clock::Instant;
use crate::db::{self, Tx};
use crate::events::{self, AgendaLine, Event, Status, TalkLinks};
use crate::groups::{Group, Here, OrganizeNav, OrganizeTab, Organizer};
use crate::once;
use crate::pictures;
use crate::recap::actions::{self, Entry};
use crate::recap::model::{NOTE, Photo, Recap};
use crate::recap::store;
use crate::state::App;
use crate::turnout::{self, MOST_HEADS};
use crate::web::components::Day;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other_with};
use crate::words::Words;
use axum::extract::{Path, State};

#[derive(askama::Template)]
#[template(path = "recap/close.html")]
struct ClosePage {
    chrome: Chrome,
    nav: OrganizeNav,
    day: Day,
    title: String,
    event_path: String,
    path: String,
    /// Who closed it and when; empty: nobody has.
    closed: String,
    /// How many the door has counted; empty: heads can be counted.
    seen: String,
    talks: Vec<TalkRow>,
    form: Form,
    photos: Vec<PhotoRow>,
    /// The names of those who shall be in none.
    not_to_show: Vec<String>,
    photo: Form,
    targets: Vec<Target>,
    thanks: Form,
    everybody: Everybody,
    next: NextStep,
}

/// One talk, and the names of its fields.
struct TalkRow {
    title: String,
    speaker: String,
    name: String,
    slides: String,
    video: String,
}

/// One photo as organizers see it.
struct PhotoRow {
    path: String,
    src: String,
    photo: Photo,
}

/// Thanks to all who came.
enum Everybody {
    /// They were thanked: in words, and where it can be read.
    Done { sentence: String, href: String },
    /// A letter that only needs to be looked at, and how many it goes to.
    Ready { form: Form, count: i64 },
    /// Nobody who came can be written to.
    Nobody,
    /// It is too early, or too late.
    NotNow,
}

/// What comes next, and where it is announced or planned.
struct NextStep {
    sentence: String,
    href: String,
    label: String,
}

/// The page's forms, as far as somebody has typed into them.
#[derive(Default)]
pub struct Typed {
    pub form: Option<Form>,
    pub photo: Option<Form>,
    pub thanks: Option<Form>,
}

pub async fn show(
    State(app): State<App>,
    here: Here,
    Path((_, slug)): Path<(String, String)>,
) -> Result {
    let by = here.organizer()?;
    let event = find(&app, &here, &slug).await?;
    render(&app, &here, (&by, &event), Typed::default()).await
}

pub async fn update(
    State(app): State<App>,
    here: Here,
    Path((_, slug)): Path<(String, String)>,
    form: Form,
) -> Result {
    let (by, at) = (&here.organizer()?, &app.moment());
    let event = &find(&app, &here, &slug).await?;
    let words = here.group.words();
    let agenda = events::list_agenda(&mut app.db.read().await?, here.group.id, event.id).await?;
    let mut form = form.speaking(words);
    let entry = read(&mut form, &agenda);
    if !form.is_fine() {
        let typed = Typed {
            form: Some(form),
            ..Typed::default()
        };
        return render(&app, &here, (by, event), typed).await;
    }
    let closes = form.value("do") == "close";
    let what = (event, &entry);
    let save = app
        .db
        .write(|tx| Box::pin(actions::save(tx, at, by, what, closes)));
    save.await?;
    let flash = Flash::done(words.t(if closes {
        "recap-closed"
    } else {
        "recap-saved"
    }));
    Ok(see_other_with(&path(&here.group, event), &flash))
}

/// The evening, once it has begun and unless it does not take place.
pub async fn find(app: &App, here: &Here, slug: &str) -> std::result::Result<Event, Error> {
    let event = events::find_addressed(&mut app.db.read().await?, here, slug).await?;
    let is_there = event.status == Status::Published && event.has_begun(app.clock.now());
    is_there.then_some(event).ok_or(Error::NotFound)
}

/// Where an evening is closed.
pub fn path(group: &Group, event: &Event) -> String {
    format!("{}/organize/events/{}/recap", group.path(), event.slug)
}

/// The lines of the agenda that somebody spoke to, or all where no name stands.
fn talks(agenda: &[AgendaLine]) -> Vec<(usize, &AgendaLine)> {
    let has_speakers = agenda.iter().any(|line| !line.speaker.is_empty());
    let lines = agenda.iter().enumerate();
    let is_talk = |line: &AgendaLine| {
        !has_speakers
            || !line.speaker.is_empty()
            || !line.slides_link.is_empty()
            || !line.video_link.is_empty()
    };
    lines.filter(|(_, line)| is_talk(line)).collect()
}

fn row((position, line): (usize, &AgendaLine)) -> TalkRow {
    let name = |part: &str| format!("talk-{position}-{part}");
    TalkRow {
        title: line.title.clone(),
        speaker: line.speaker.clone(),
        name: name("title"),
        slides: name("slides"),
        video: name("video"),
    }
}

fn read(form: &mut Form, agenda: &[AgendaLine]) -> Entry {
    let mut links = Vec::new();
    for talk in talks(agenda) {
        let fields = row(talk);
        // What the page had not shown was not meant to be emptied.
        if !form.fields.has(&fields.slides) {
            continue;
        }
        links.push(TalkLinks {
            position: i64::try_from(talk.0).unwrap_or(i64::MAX),
            title: form.value(&fields.name).to_owned(),
            slides_link: form.link(&fields.slides),
            video_link: form.link(&fields.video),
        });
    }
    Entry {
        came: form.number("came", 0..=MOST_HEADS),
        shows_came: form.flag("shows_came"),
        links,
        note: form.text("note", NOTE),
    }
}

pub async fn render(
    app: &App,
    here: &Here,
    (by, event): (&Organizer, &Event),
    typed: Typed,
) -> Result {
    let (group, words, now) = (&here.group, here.group.words(), app.clock.now());
    let page_link = app.config.link(&event.path(&group.slug));
    let mut tx = app.db.read().await?;
    let recap = store::find_recap(&mut tx, group.id, event.id).await?;
    let recap = recap.unwrap_or_default();
    let agenda = events::list_agenda(&mut tx, group.id, event.id).await?;
    let seen = turnout::count_seen(&mut tx, group.id, event.id).await?;
    let form = match typed.form {
        Some(form) => form,
        None => filled(&mut tx, words, event, (&recap, &agenda)).await?,
    };
    let photos = store::list_photos(&mut tx, group.id, event.id).await?;
    let not_to_show = store::list_not_to_show(&mut tx, group.id, event.id).await?;
    let thanked = store::list_thanks(&mut tx, group.id, event.id).await?;
    let next = next_step(&mut tx, group, event, now).await?;
    let everybody = everybody(&mut tx, app, (group, by), (event, &page_link)).await?;
    let desk = Desk {
        group,
        by,
        event,
        agenda: &agenda,
        thanked: &thanked,
        page: &page_link,
    };
    let thanks = typed.thanks.unwrap_or_else(|| Form::empty(words));
    let (targets, thanks) = targets(&mut tx, &desk, thanks).await?;
    drop(tx);
    let path = path(group, event);
    let photo_row = |photo: Photo| PhotoRow {
        path: format!("{path}/photos/{}", photo.id),
        src: pictures::path(&photo.picture),
        photo,
    };
    let empty = || Form::empty(words).with("shown", "yes");
    let shown = ClosePage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(group, OrganizeTab::Events),
        day: Day::new(event.starts().date(), words),
        title: event.title.clone(),
        event_path: event.path(&group.slug),
        closed: closed(group, &recap),
        seen: match seen {
            0 => String::new(),
            count => words.with("count", count).t("recap-seen"),
        },
        talks: talks(&agenda).into_iter().map(row).collect(),
        form,
        not_to_show,
        photos: photos.into_iter().map(photo_row).collect(),
        photo: typed.photo.unwrap_or_else(empty),
        targets,
        thanks,
        everybody,
        next,
        path,
    };
    let forms = [&shown.form, &shown.photo, &shown.thanks];
    let status = forms.map(Form::status).into_iter().max();
    page(status.unwrap_or_default(), &shown)
}

async fn filled(
    tx: &mut Tx<'_>,
    words: Words,
    event: &Event,
    (recap, agenda): (&Recap, &[AgendaLine]),
) -> db::Result<Form> {
    let came = turnout::count_came(tx, event.group_id, event.id).await?;
    let mut form = Form::empty(words)
        .with(
            "came",
            came.map(|came| came.to_string()).unwrap_or_default(),
        )
        .with("note", recap.note.clone());
    if store::shows_came(tx, event.group_id).await? {
        form = form.with("shows_came", "yes");
    }
    for talk in talks(agenda) {
        let fields = row(talk);
        form = form
            .with(&fields.slides, &talk.1.slides_link)
            .with(&fields.video, &talk.1.video_link);
    }
    Ok(form)
}

fn closed(group: &Group, recap: &Recap) -> String {
    let Some(closed_at) = recap.closed_at else {
        return String::new();
    };
    let words = group.words();
    let day = closed_at.in_zone(&group.zone()).date();
    words
        .with("who", recap.closed_by.clone().unwrap_or_default())
        .with("date", words.near_date(day))
        .t("recap-closed-by")
}

/// What to say of the next evening: it is public, a draft, or still to be planned.
async fn next_step(
    tx: &mut Tx<'_>,
    group: &Group,
    event: &Event,
    now: Instant,
) -> db::Result<NextStep> {
    let words = group.words();
    let said = |next: &Event| {
        words
            .with("event", next.title.clone())
            .with("date", words.near_date(next.starts().date()))
    };
    if let Some(next) = events::find_next(tx, group.id, now)
        .await?
        .filter(|next| next.id != event.id)
    {
        return Ok(NextStep {
            sentence: said(&next).t("recap-next-public"),
            href: next.path(&group.slug),
            label: words.t("recap-next-see"),
        });
    }
    let drafts = events::list_drafts(tx, group.id).await?;
    let drafts = drafts
        .into_iter()
        .filter(|draft| draft.status == Status::Draft && !draft.has_begun(now));
    Ok(match drafts.min_by_key(|draft| draft.starts_at) {
        Some(draft) => NextStep {
            sentence: said(&draft).t("recap-next-draft"),
            href: draft.path(&group.slug),
            label: words.t("recap-next-publish"),
        },
        None => NextStep {
            sentence: words.t("recap-next-none"),
            href: format!("{}/organize/events/new?copy={}", group.path(), event.slug),
            label: words.t("recap-next-plan"),
        },
    })
}

async fn everybody(
    tx: &mut Tx<'_>,
    app: &App,
    (group, by): (&Group, &Organizer),
    (event, link): (&Event, &str),
) -> db::Result<Everybody> {
    let now = app.clock.now();
    if let Some(asking) = announcements::find_asking(tx, group.id, event.id).await? {
        let words = group.words();
        let sentence = words
            .with("count", asking.recipients)
            .t("recap-everybody-done");
        let href = announcements::path(group, asking.id);
        return Ok(Everybody::Done { sentence, href });
    }
    if !event.is_over(now) || event.ends_at <= now.before(AFTERWARDS) {
        return Ok(Everybody::NotNow);
    }
    let target = announcements::Target::Came(event.id);
    let count = announcements::count_audience(tx, now, group.id, target).await?;
    if count == 0 {
        return Ok(Everybody::Nobody);
    }
    let words = group.words().plain();
    let next = events::find_next(tx, group.id, now).await?;
    let said = words
        .with("event", event.title.clone())
        .with("link", link.to_owned())
        .with("me", by.name.clone());
    let (subject, body) = match next {
        Some(next) => {
            let said = said
                .with("next", next.title.clone())
                .with("date", words.near_date(next.starts().date()))
                .with("page", app.config.link(&next.path(&group.slug)));
            (
                said.t("recap-everybody-subject"),
                said.t("recap-everybody-body-next"),
            )
        }
        None => (
            said.t("recap-everybody-subject"),
            said.t("recap-everybody-body"),
        ),
    };
    let form = Form::empty(group.words())
        .with("to", target.to_string())
        .with("key", once::key(&app.moment()))
        .with("subject", subject)
        .with("body", body);
    Ok(Everybody::Ready { form, count })
}
