//! One thread, and what is written below it.

use super::place::Place;
use super::threads::name_of;
use crate::archive::blocks::Block;
use crate::archive::blocks::Span;
use crate::archive::model::{Entry, Remover, Thread, author, subject};
use crate::archive::order::{Knot, Placed, arrange};
use crate::archive::reading::File;
use crate::archive::store::{self, Outline};
use crate::db::Tx;
use crate::groups::{self, Here};
use crate::ids::PersonId;
use crate::lists;
use crate::once;
use crate::state::App;
use crate::web::components::Face;
use crate::web::{Chrome, Error, Form, Result, page, see_other};
use crate::words::Words;
use axum::extract::{Path, Query, State};
use jiff::tz::TimeZone;
use serde::Deserialize;
use std::collections::HashSet;

/// A longer thread shows its beginning and its end first.
const WHOLE: usize = 12;
const FIRST: usize = 5;
const LAST: usize = 3;

/// Messages on a page of a thread that is shown as a whole.
const PAGE: usize = 50;

const FACES: usize = 5;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Shows every message, and this leaf of them, from 1; 0: the beginning and the end.
    page: usize,
    /// The message that the form answers, by its permalink.
    to: String,
}

#[derive(askama::Template)]
#[template(path = "archive/thread.html")]
pub struct ThreadPage {
    chrome: Chrome,
    here: Here,
    place: Place,
    subject: String,
    month: String,
    month_path: String,
    /// The page's own address.
    path: String,
    about: String,
    faces: Vec<Face>,
    before: Vec<Shown>,
    /// How many are left out here, and where they are shown.
    fold: Option<(usize, String)>,
    after: Vec<Shown>,
    earlier: Option<String>,
    later: Option<String>,
    reply: Option<Reply>,
    /// Whether a subscriber wants no more of it; `None`: they are not on the list.
    is_muted: Option<bool>,
    newer: Option<Neighbour>,
    older: Option<Neighbour>,
    form: Form,
}

struct Neighbour {
    href: String,
    subject: String,
}

/// The form below a thread.
struct Reply {
    /// Where it is sent: the message that it answers.
    path: String,
    /// Who wrote that, if a message was chosen.
    name: String,
    people: i64,
    preview: Vec<Block>,
}

impl Reply {
    fn label(&self, chrome: &Chrome) -> String {
        match self.name.as_str() {
            "" => chrome.t("archive-reply-to-all"),
            name => chrome.with("name", name.to_owned()).t("archive-reply-to"),
        }
    }

    fn hint(&self, chrome: &Chrome, place: &Place) -> String {
        place.hint(chrome, self.people)
    }
}

struct Shown {
    permalink: String,
    path: String,
    author: String,
    face: Face,
    when: String,
    organizes: bool,
    /// Whom it answers, unless that stands right above it.
    answers: Option<(String, String)>,
    blocks: Vec<Block>,
    files: Vec<FileRow>,
    /// Why it is not there; `None`: it is.
    removed: Option<String>,
    /// Where the form is with which it is answered.
    reply: Option<String>,
    may_remove: bool,
}

struct FileRow {
    href: String,
    name: String,
    size: String,
}

pub async fn show(
    State(app): State<App>,
    here: Here,
    Path((_, name, permalink)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
) -> Result {
    let form = Form::empty(here.group.words()).with("key", once::key(&app.moment()));
    shown(&app, here, (&name, &permalink), asked, form, None).await
}

/// The thread that a message stands in. A message that is not its first one is shown at its place in it.
pub async fn shown(
    app: &App,
    here: Here,
    (name, permalink): (&str, &str),
    asked: Asked,
    form: Form,
    preview: Option<Vec<Block>>,
) -> Result {
    let mut tx = app.db.read().await?;
    let place = Place::find(app, &mut tx, &here, name).await?;
    let entry = place.entry(&mut tx, permalink).await?;
    let thread = store::find_thread(&mut tx, here.group.id, entry.thread_id).await?;
    let thread = thread.ok_or(Error::NotFound)?;
    let outlines = store::list_outlines(&mut tx, here.group.id, thread.id).await?;
    let order = arrange(&outlines.iter().map(knot).collect::<Vec<_>>());
    let at = |place: usize| &outlines[order[place].index];
    let path = format!("{}/{}", place.path, at(0).permalink);
    let number = order
        .iter()
        .position(|one| outlines[one.index].permalink == permalink)
        .unwrap_or_default();
    let is_form = form.status().is_client_error() || preview.is_some();
    if number > 0 && !is_form {
        return Ok(see_other(&address_of(
            &path,
            permalink,
            (number, order.len()),
        )));
    }
    let window = Window::of(order.len(), asked.page, &path);
    let organizers = organizers(&mut tx, &here).await?;
    let view = View {
        words: here.group.words(),
        zone: here.group.zone(),
        place: &place,
        here: &here,
        path: &path,
        organizers: &organizers,
        order: &order,
        outlines: &outlines,
    };
    let before = view.list(&mut tx, window.before.clone()).await?;
    let after = view.list(&mut tx, window.after.clone()).await?;
    let to = match outlines.iter().find(|one| one.permalink == asked.to) {
        Some(chosen) => Some(chosen),
        None if is_form => Some(at(number)),
        None => None,
    };
    let answered = to.unwrap_or(at(order.len() - 1));
    let reply = match place.may_write {
        true => Some(Reply {
            path: format!("{}/{}", place.path, answered.permalink),
            name: to.map_or_else(String::new, author_of),
            people: count_readers(app, &mut tx, &place).await?,
            preview: preview.unwrap_or_default(),
        }),
        false => None,
    };
    let is_muted = is_muted(&mut tx, &here, &thread).await?;
    let (newer, older) = neighbours(&mut tx, &here, &place, &thread).await?;
    drop(tx);
    let begun = thread.started_at.in_zone(&view.zone);
    let status = form.status();
    let shown = ThreadPage {
        month: name_of(view.words, begun.date()),
        month_path: format!("{}?month={}", place.path, begun.strftime("%Y-%m")),
        about: view.about(&thread),
        faces: view.faces(),
        chrome: here.chrome(app),
        subject: subject(view.words, &thread.subject),
        before,
        fold: window.fold,
        after,
        earlier: window.earlier,
        later: window.later,
        reply,
        is_muted,
        newer,
        older,
        form,
        path,
        here,
        place,
    };
    page(status, &shown)
}

/// Whether whoever looks wants no more of the thread; `None`: they are not on its list.
async fn is_muted(
    tx: &mut Tx<'_>,
    here: &Here,
    thread: &Thread,
) -> crate::db::Result<Option<bool>> {
    let Some(person) = &here.person else {
        return Ok(None);
    };
    let whose = (thread.group_id, thread.list_id);
    match lists::find_subscription(tx, whose, person.id).await? {
        Some(own) => {
            let place = (own.group_id, own.id);
            Ok(Some(lists::is_muted(tx, place, thread.id).await?))
        }
        None => Ok(None),
    }
}

/// Whoever organizes the group, whose messages say so.
async fn organizers(tx: &mut Tx<'_>, here: &Here) -> crate::db::Result<HashSet<PersonId>> {
    let all = groups::list_organizers(tx, here.group.id).await?;
    Ok(all.into_iter().map(|organizer| organizer.id).collect())
}

/// How many get what is written by mail.
pub async fn count_readers(
    app: &App,
    tx: &mut Tx<'_>,
    place: &Place,
) -> std::result::Result<i64, Error> {
    let whose = (place.list.group_id, place.list.id);
    let (_, reached) = lists::count_subscribers(tx, app.clock.now(), whose).await?;
    Ok(reached)
}

/// The threads with the next newer and the next older message.
async fn neighbours(
    tx: &mut Tx<'_>,
    here: &Here,
    place: &Place,
    thread: &Thread,
) -> crate::db::Result<(Option<Neighbour>, Option<Neighbour>)> {
    let neighbour = |row: store::ThreadRow| Neighbour {
        href: format!("{}/{}", place.path, row.permalink),
        subject: subject(here.group.words(), &row.thread.subject),
    };
    let newer = store::find_newer(tx, thread).await?;
    let whose = (thread.group_id, thread.list_id);
    let older = store::list_threads(tx, whose, (thread.last_at, thread.id), 1).await?;
    let older = older.into_iter().next();
    Ok((newer.map(neighbour), older.map(neighbour)))
}

fn knot(outline: &Outline) -> Knot<'_> {
    Knot {
        message_id: &outline.message_id,
        ancestors: outline.ancestors.split_whitespace().collect(),
        written_at: outline.written_at,
    }
}

fn author_of(outline: &Outline) -> String {
    author(&outline.author_name, &outline.author_email)
}

/// Where a message is seen that is not the first of its thread.
fn address_of(path: &str, permalink: &str, (number, count): (usize, usize)) -> String {
    let is_folded = count > WHOLE && (FIRST..count - LAST).contains(&number);
    match is_folded {
        true => format!("{path}?page={}#{permalink}", number / PAGE + 1),
        false => format!("{path}#{permalink}"),
    }
}

/// Which messages are on a page.
struct Window {
    before: std::ops::Range<usize>,
    fold: Option<(usize, String)>,
    after: std::ops::Range<usize>,
    earlier: Option<String>,
    later: Option<String>,
}

impl Window {
    fn of(count: usize, leaf: usize, path: &str) -> Window {
        if leaf == 0 && count > WHOLE {
            return Window {
                before: 0..FIRST,
                fold: Some((count - FIRST - LAST, format!("{path}?page=1"))),
                after: count - LAST..count,
                earlier: None,
                later: None,
            };
        }
        let leaf = leaf.clamp(1, count.div_ceil(PAGE).max(1));
        let end = (leaf * PAGE).min(count);
        Window {
            before: (leaf - 1) * PAGE..end,
            fold: None,
            after: 0..0,
            earlier: (leaf > 1).then(|| format!("{path}?page={}", leaf - 1)),
            later: (end < count).then(|| format!("{path}?page={}", leaf + 1)),
        }
    }
}

/// What every message of a page is shown with.
struct View<'a> {
    words: Words,
    zone: TimeZone,
    place: &'a Place,
    here: &'a Here,
    path: &'a str,
    organizers: &'a HashSet<PersonId>,
    order: &'a [Placed],
    outlines: &'a [Outline],
}

impl View<'_> {
    async fn list(
        &self,
        tx: &mut Tx<'_>,
        range: std::ops::Range<usize>,
    ) -> std::result::Result<Vec<Shown>, Error> {
        let mut list = Vec::new();
        for place in range {
            let outline = &self.outlines[self.order[place].index];
            let group = self.here.group.id;
            let Some(entry) = store::find_entry(tx, group, outline.post_id).await? else {
                continue;
            };
            let files = store::list_files(tx, group, entry.post_id).await?;
            list.push(self.shown(place, &entry, files));
        }
        Ok(list)
    }

    fn shown(&self, place: usize, entry: &Entry, files: Vec<File>) -> Shown {
        let path = format!("{}/{}", self.place.path, entry.permalink);
        let at = entry.written_at.in_zone(&self.zone);
        let is_theirs = |person: PersonId| {
            let own = self.here.person.as_ref();
            own.is_some_and(|own| own.id == person)
        };
        let is_there = entry.removed_by.is_none();
        let answers = self.order[place].answers.filter(|above| above + 1 != place);
        let answers = answers.map(|above| {
            let outline = &self.outlines[self.order[above].index];
            let href = address_of(self.path, &outline.permalink, (above, self.order.len()));
            (author_of(outline), href)
        });
        let files = files.into_iter().enumerate().map(|(number, file)| FileRow {
            href: format!("{path}/files/{number}"),
            name: file.name,
            size: self.size(file.bytes),
        });
        Shown {
            permalink: entry.permalink.clone(),
            author: entry.author(),
            face: Face::new(entry.author(), None),
            when: self.words.long_moment(&at),
            organizes: entry
                .person_id
                .is_some_and(|person| self.organizers.contains(&person)),
            answers,
            blocks: entry.blocks(),
            files: files.collect(),
            removed: entry.removed_by.map(|by| self.why(by, entry)),
            reply: (self.place.may_write && is_there)
                .then(|| format!("{}?to={}#reply", self.path, entry.permalink)),
            may_remove: is_there
                && (self.here.organizes() || entry.person_id.is_some_and(is_theirs)),
            path,
        }
    }

    fn why(&self, by: Remover, entry: &Entry) -> String {
        let day = entry.removed_at.map(|at| at.in_zone(&self.zone).date());
        let day = day.map_or_else(String::new, |day| self.words.short_date(day));
        let phrase = self.words.with("day", day);
        match by {
            Remover::Organizer if !entry.reason.is_empty() => phrase
                .with("reason", entry.reason.clone())
                .t("archive-removed-because"),
            Remover::Organizer => phrase.t("archive-removed"),
            Remover::Author => phrase.t("archive-taken-back"),
            Remover::Forgotten => phrase.t("archive-forgotten"),
        }
    }

    fn size(&self, bytes: i64) -> String {
        let kilobytes = (bytes + 1023) / 1024;
        self.words.with("size", kilobytes).t("archive-size")
    }

    /// "10 messages from 6 people, 20 Nov 2026 to 23 Nov 2026".
    fn about(&self, thread: &Thread) -> String {
        let people: HashSet<&str> = self
            .outlines
            .iter()
            .map(|outline| outline.author_email.as_str())
            .collect();
        let day = |at: crate::clock::Instant| self.words.short_date(at.in_zone(&self.zone).date());
        let (first, last) = (day(thread.started_at), day(thread.last_at));
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let phrase = self
            .words
            .with(
                "messages",
                self.words.with("count", thread.posts).t("archive-messages"),
            )
            .with(
                "people",
                self.words
                    .with("count", count(people.len()))
                    .t("archive-people"),
            )
            .with("first", first.clone())
            .with("last", last.clone());
        phrase.t(match first == last {
            true => "archive-about-day",
            false => "archive-about",
        })
    }

    /// Everybody who wrote, in the order of their first messages.
    fn faces(&self) -> Vec<Face> {
        let mut seen = HashSet::new();
        let outlines = self.order.iter().map(|placed| &self.outlines[placed.index]);
        let new = outlines.filter(|outline| seen.insert(outline.author_email.clone()));
        let faces = new.map(|outline| Face::new(author_of(outline), None));
        faces.take(FACES).collect()
    }
}
