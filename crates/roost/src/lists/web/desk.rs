//! One list as its organizers look after it: what waits, what it does, who is on it.

use super::public::find_here;
use crate::announcements::{self, Target};
use crate::groups::{Here, OrganizeNav, OrganizeTab};
use crate::ids::{PostId, SubscriptionId};
use crate::lists::actions::{self, Office, Outcome};
use crate::lists::incoming::text_of;
use crate::lists::mail::why;
use crate::lists::model::{
    Archive, Decision, Joins, LARGEST_POST, LONGEST_ABOUT, LONGEST_PREFIX, LONGEST_TITLE, List,
    Mode, PostState, Posting, ReplyTo, Settings, Standing, Style,
};
use crate::lists::store;
use crate::state::App;
use crate::web::{Chrome, Error, Flash, Form, Result, download, page, see_other, see_other_with};
use crate::words::Words;
use axum::extract::{Path, State};
use mail_parser::MessageParser;

/// What is shown of posts that wait and of people; the rest comes when these are done with.
const MOST: i64 = 50;
const PEOPLE: i64 = 200;

const REASON: usize = 500;

#[derive(askama::Template)]
#[template(path = "lists/desk.html")]
struct DeskPage {
    chrome: Chrome,
    nav: OrganizeNav,
    list: List,
    address: String,
    /// Its page for everybody.
    page: String,
    /// Where its forms are sent.
    path: String,
    held: Vec<HeldRow>,
    subscribers: i64,
    /// How many of them a post reaches now.
    reached: i64,
    /// How many get what is announced by it.
    readers: i64,
    people: Vec<PersonRow>,
    /// A message, in kB.
    largest: i64,
    form: Form,
}

struct HeldRow {
    path: String,
    subject: String,
    author: String,
    email: String,
    when: String,
    why: String,
    text: String,
    /// Whether its author can be trusted from now on.
    may_trust: bool,
    /// Whether its author would be told.
    is_told: bool,
}

struct PersonRow {
    id: SubscriptionId,
    name: String,
    email: String,
    since: String,
    mode: Mode,
    standing: Standing,
}

pub async fn show(
    State(app): State<App>,
    here: Here,
    Path((_, name)): Path<(String, String)>,
) -> Result {
    here.organizer()?;
    shown(&app, &here, &name, None).await
}

pub async fn update(
    State(app): State<App>,
    here: Here,
    Path((_, name)): Path<(String, String)>,
    form: Form,
) -> Result {
    let by = &here.organizer()?;
    let (list, _) = find_here(&app, &mut app.db.read().await?, &here, &name).await?;
    let words = here.group.words();
    let mut form = form.speaking(words);
    let settings = read(words, &mut form, &list, largest(&app));
    let (Some(settings), true) = (settings, form.is_fine()) else {
        return shown(&app, &here, &name, Some(form)).await;
    };
    let (at, what) = (&app.moment(), (&list, &settings));
    let saved = app.db.write(|tx| Box::pin(actions::save(tx, at, by, what)));
    saved.await?;
    Ok(back(&here, &list, &Flash::done(words.t("lists-saved"))))
}

/// How large a message a list may take, in kB: what is larger does not come in here at all.
fn largest(app: &App) -> i64 {
    let comes_in = i64::try_from(app.config.inbound.max_bytes).unwrap_or(i64::MAX);
    (LARGEST_POST.min(comes_in) >> 10).max(1)
}

/// `largest` in kB.
fn read(words: Words, form: &mut Form, list: &List, largest: i64) -> Option<Settings> {
    let title = form.line("title", LONGEST_TITLE);
    let about = form.text("about", LONGEST_ABOUT);
    if list.announces() {
        return Some(Settings {
            title,
            about,
            sends_at_once: form.flag("sends_at_once"),
            ..list.settings.clone()
        });
    }
    let prefix = form.optional_line("prefix", LONGEST_PREFIX);
    if prefix.contains(['[', ']']) {
        form.refuse("prefix", words.t("lists-prefix-odd"));
    }
    let (joins, posting) = (
        form.choice::<Joins>("joins"),
        form.choice::<Posting>("posting"),
    );
    let (reply_to, style) = (
        form.choice::<ReplyTo>("reply_to"),
        form.choice::<Style>("style"),
    );
    let archive = form.choice::<Archive>("archive");
    let first_posts = form.needed_number("first_posts", 0..=20);
    let kilobytes = form.needed_number("kilobytes", 1..=largest);
    Some(Settings {
        title,
        about,
        joins: joins?,
        posting: posting?,
        reply_to: reply_to?,
        style: style?,
        prefix,
        first_posts: first_posts?,
        holds_all: form.flag("holds_all"),
        max_bytes: kilobytes? << 10,
        begins_with_digest: form.flag("begins_with_digest"),
        archive: archive?,
        sends_at_once: false,
    })
}

pub async fn close(
    State(app): State<App>,
    here: Here,
    Path((_, name)): Path<(String, String)>,
) -> Result {
    let by = &here.organizer()?;
    let (list, _) = find_here(&app, &mut app.db.read().await?, &here, &name).await?;
    let (at, list) = (&app.moment(), &list);
    let closed = app
        .db
        .write(|tx| Box::pin(actions::close(tx, at, by, list)));
    closed.await?;
    let said = here.group.words().t("lists-closed");
    Ok(back(&here, list, &Flash::done(said)))
}

pub async fn reopen(
    State(app): State<App>,
    here: Here,
    Path((_, name)): Path<(String, String)>,
) -> Result {
    let by = &here.organizer()?;
    let (list, _) = find_here(&app, &mut app.db.read().await?, &here, &name).await?;
    let (at, list) = (&app.moment(), &list);
    let opened = app
        .db
        .write(|tx| Box::pin(actions::reopen(tx, at, by, list)));
    opened.await?;
    let said = here.group.words().t("lists-reopened");
    Ok(back(&here, list, &Flash::done(said)))
}

pub async fn decide(
    State(app): State<App>,
    here: Here,
    Path((_, name, id)): Path<(String, String, String)>,
    form: Form,
) -> Result {
    let by = &here.organizer()?;
    let id: PostId = id.parse().map_err(|_| Error::NotFound)?;
    let (list, domain) = find_here(&app, &mut app.db.read().await?, &here, &name).await?;
    let words = here.group.words();
    let mut form = form.speaking(words);
    let reason = form.optional_line("reason", REASON);
    let decision = match form.value("do") {
        "accept" => Decision::Accept,
        "trust" => Decision::AcceptAndTrust,
        "reject" => Decision::Reject(reason),
        "discard" => Decision::Discard,
        _ => return Ok(see_other(&path(&here, &list))),
    };
    if !form.is_fine() {
        let flash = Flash::wrong(words.t("lists-reason-long"));
        return Ok(back(&here, &list, &flash));
    }
    let (at, context) = (&app.moment(), &app.context());
    let office = &Office {
        at,
        context,
        group: &here.group,
        list: &list,
        domain: &domain,
    };
    let (what, decision) = ((by, id), &decision);
    let decided = app
        .db
        .write(|tx| Box::pin(actions::decide(tx, office, what, decision)));
    let flash = match decided.await? {
        Outcome::Settled(PostState::Rejected) => Flash::done(words.t("lists-did-reject")),
        Outcome::Settled(PostState::Discarded) => Flash::done(words.t("lists-did-discard")),
        Outcome::Settled(_) if list.announces() => Flash::done(words.t("lists-did-announce")),
        Outcome::Settled(_) => Flash::done(words.t("lists-did-accept")),
        Outcome::Not(obstacle) => Flash::wrong(words.t(obstacle.sentence())),
        Outcome::Late => Flash::note(words.t("lists-did-late")),
        Outcome::NoSuchPost => return Err(Error::NotFound),
    };
    Ok(back(&here, &list, &flash))
}

/// The post as it came, as a file: nothing of it is shown as a page.
pub async fn source(
    State(app): State<App>,
    here: Here,
    Path((_, name, id)): Path<(String, String, String)>,
) -> Result {
    here.organizer()?;
    let id: PostId = id.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.db.read().await?;
    let (list, _) = find_here(&app, &mut tx, &here, &name).await?;
    let post = store::find_post(&mut tx, here.group.id, id).await?;
    let post = post.filter(|post| post.list_id == list.id);
    let post = post.ok_or(Error::NotFound)?;
    let raw = store::find_raw(&mut tx, post.group_id, post.id).await?;
    let name = format!("{}.eml", post.id);
    Ok(download(&name, "message/rfc822", raw.unwrap_or_default()))
}

/// Who is on the list, as a file that other list servers read.
pub async fn export(
    State(app): State<App>,
    here: Here,
    Path((_, name)): Path<(String, String)>,
) -> Result {
    let by = &here.organizer()?;
    let (list, _) = find_here(&app, &mut app.db.read().await?, &here, &name).await?;
    let (at, list) = (&app.moment(), &list);
    let take = app
        .db
        .write(|tx| Box::pin(actions::take_people(tx, at, by, list)));
    let file = take.await?;
    let name = format!("{}-people.txt", list.name);
    Ok(download(&name, "text/plain; charset=utf-8", file))
}

pub async fn set_standing(
    State(app): State<App>,
    here: Here,
    Path((_, name, id)): Path<(String, String, String)>,
    form: Form,
) -> Result {
    let by = &here.organizer()?;
    let id: SubscriptionId = id.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.db.read().await?;
    let (list, _) = find_here(&app, &mut tx, &here, &name).await?;
    let known = store::find_subscription_by_id(&mut tx, here.group.id, id).await?;
    drop(tx);
    let known = known.filter(|known| known.list_id == list.id);
    let known = &known.ok_or(Error::NotFound)?;
    let Ok(standing) = form.value("standing").parse::<Standing>() else {
        return Ok(see_other(&path(&here, &list)));
    };
    let changed = app.db.write(|tx| {
        Box::pin(async move { Ok(actions::set_standing(tx, by, known, standing).await?) })
    });
    changed.await?;
    let said = here.group.words().t("lists-standing-saved");
    Ok(back(&here, &list, &Flash::done(said)))
}

fn path(here: &Here, list: &List) -> String {
    format!("{}/organize/lists/{}", here.group.path(), list.name)
}

fn back(here: &Here, list: &List, flash: &Flash) -> axum::response::Response {
    see_other_with(&path(here, list), flash)
}

/// `largest` in kB: a limit from before the installation's became smaller is shown as what it is now.
fn filled(words: Words, settings: &Settings, largest: i64) -> Form {
    let kilobytes = (settings.max_bytes >> 10).min(largest);
    let form = Form::empty(words)
        .with("title", settings.title.clone())
        .with("about", settings.about.clone())
        .with("joins", settings.joins.value())
        .with("posting", settings.posting.value())
        .with("reply_to", settings.reply_to.value())
        .with("style", settings.style.value())
        .with("archive", settings.archive.value())
        .with("prefix", settings.prefix.clone())
        .with("first_posts", settings.first_posts.to_string())
        .with("kilobytes", kilobytes.to_string());
    let ticked = [
        ("holds_all", settings.holds_all),
        ("begins_with_digest", settings.begins_with_digest),
        ("sends_at_once", settings.sends_at_once),
    ];
    let ticked = ticked.into_iter().filter(|(_, is_ticked)| *is_ticked);
    ticked.fold(form, |form, (name, _)| form.with(name, "yes"))
}

async fn shown(app: &App, here: &Here, name: &str, typed: Option<Form>) -> Result {
    let (words, zone, now) = (here.group.words(), here.group.zone(), app.clock.now());
    let mut tx = app.db.read().await?;
    let (list, domain) = find_here(app, &mut tx, here, name).await?;
    let whose = (list.group_id, list.id);
    let path = path(here, &list);
    let mut held = Vec::new();
    for post in store::list_held(&mut tx, whose, MOST).await? {
        let raw = store::find_raw(&mut tx, post.group_id, post.id).await?;
        let message = MessageParser::default().parse(raw.as_deref().unwrap_or_default());
        let is_on = match post.person_id {
            Some(person) => store::find_subscription(&mut tx, whose, person)
                .await?
                .is_some(),
            None => false,
        };
        held.push(HeldRow {
            path: format!("{path}/posts/{}", post.id),
            why: post
                .hold()
                .map_or_else(String::new, |hold| words.t(why(hold))),
            subject: match post.subject.as_str() {
                "" => words.t("lists-no-subject"),
                subject => subject.to_owned(),
            },
            author: post.author_name,
            email: post.author_email,
            when: words.near_moment(&post.received_at.in_zone(&zone)),
            text: message.map(|message| text_of(&message)).unwrap_or_default(),
            may_trust: is_on && post.is_proven,
            is_told: post.is_proven,
        });
    }
    let (subscribers, reached) = store::count_subscribers(&mut tx, now, whose).await?;
    let group = here.group.id;
    let readers = match list.announces() {
        true => announcements::count_audience(&mut tx, now, group, Target::Agreed).await?,
        false => 0,
    };
    let people = store::list_subscribers(&mut tx, whose, (None, PEOPLE)).await?;
    drop(tx);
    let people = people.into_iter().map(|one| PersonRow {
        id: one.id,
        name: one.name,
        email: one.email,
        since: words.short_date(one.joined_at.in_zone(&zone).date()),
        mode: one.mode,
        standing: one.standing,
    });
    let form = typed.unwrap_or_else(|| filled(words, &list.settings, largest(app)));
    let status = form.status();
    let shown = DeskPage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Write),
        address: list.address(&domain),
        page: list.path(&here.group.path()),
        list,
        path,
        held,
        subscribers,
        reached,
        readers,
        people: people.collect(),
        largest: largest(app),
        form,
    };
    page(status, &shown)
}
