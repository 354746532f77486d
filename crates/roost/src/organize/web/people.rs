use crate::accounts::picture_path;
use crate::groups::{Ground, Group, Here, OrganizeNav, OrganizeTab, Role};
use crate::organize::actions::{self, Taken};
use crate::organize::model::{Cursor, Listed, PAGE, Search, Sort};
use crate::organize::{sheet, store};
use crate::state::App;
use crate::text;
use crate::web::components::Face;
use crate::web::{Chrome, Form, Result, download, page};
use crate::words::Words;
use axum::extract::{Query, State};
use axum::http::StatusCode;

/// What stands in the address of the list.
#[derive(serde::Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Asked {
    q: String,
    sort: String,
    after: String,
}

#[derive(askama::Template)]
#[template(path = "organize/people.html")]
struct PeoplePage {
    chrome: Chrome,
    nav: OrganizeNav,
    path: String,
    search: Search,
    sorts: Vec<SortLink>,
    rows: Vec<Row>,
    total: i64,
    /// The first page, when this is a later one.
    first: Option<String>,
    next: Option<String>,
}

struct SortLink {
    words: String,
    href: String,
    is_current: bool,
}

/// A person as the table shows her.
struct Row {
    path: String,
    face: Face,
    email: Option<String>,
    /// Shown when she organizes.
    role: Option<String>,
    ground: String,
    /// How she came, or who added her and why.
    came: String,
    joined: String,
    times: i64,
    seen: String,
    mail: bool,
}

impl Row {
    fn new(group: &Group, words: Words, person: Listed) -> Self {
        let zone = group.zone();
        let day = |instant: crate::clock::Instant| words.short_date(instant.in_zone(&zone).date());
        let came = match (person.ground, &person.added_by) {
            (Ground::ByHand, Some(by)) => words
                .with("by", by.clone())
                .with("why", person.reason.clone())
                .t("organize-people-added"),
            _ => sheet::way(words, person.way),
        };
        Row {
            path: format!("{}/organize/people/{}", group.path(), person.id),
            ground: sheet::ground(words, person.ground),
            role: person
                .role
                .filter(|role| role.organizes())
                .map(|role: Role| sheet::role(words, Some(role))),
            came,
            joined: day(person.joined_at),
            times: person.times,
            seen: day(person.seen_at),
            mail: person.mail_agreed_at.is_some(),
            email: person.email,
            face: Face::new(person.name, person.picture.as_deref().map(picture_path)),
        }
    }
}

pub async fn index(State(app): State<App>, here: Here, Query(asked): Query<Asked>) -> Result {
    let (at, organizer) = (&app.moment(), &here.organizer()?);
    let search = search(&asked.q, &asked.sort);
    let after = Cursor::read(&asked.after, search.sort);
    let (group, words) = (&here.group, here.group.words());

    let mut tx = app.db.read().await?;
    let total = store::people::count_people(&mut tx, at.now, group.id, &search.text).await?;
    // One more than is shown tells whether another page follows.
    let found =
        store::people::list_people(&mut tx, at.now, group.id, &search, after.as_ref(), PAGE + 1);
    let mut people = found.await?;
    let is_first_look = actions::is_first_look(&mut tx, at, organizer).await?;
    drop(tx);
    if is_first_look {
        let note = app
            .db
            .write(|tx| Box::pin(actions::note_look(tx, at, organizer)));
        note.await?;
    }

    let path = format!("{}/organize/people", group.path());
    let next = (people.len() > PAGE).then(|| {
        people.truncate(PAGE);
        Cursor::of(&people[PAGE - 1], search.sort).write()
    });
    let rows = people
        .into_iter()
        .map(|person| Row::new(group, words, person));
    let shown = PeoplePage {
        chrome: here.chrome(&app),
        nav: OrganizeNav::new(group, OrganizeTab::People),
        sorts: sort_links(words, &path, &search),
        rows: rows.collect(),
        total,
        first: after.map(|_| address(&path, &search, None)),
        next: next.map(|next| address(&path, &search, Some(&next))),
        path,
        search,
    };
    page(StatusCode::OK, &shown)
}

/// Sends everybody whom the search finds as a file.
pub async fn export(State(app): State<App>, here: Here, form: Form) -> Result {
    let (at, organizer) = (&app.moment(), &here.organizer()?);
    let search = &search(form.value("q"), form.value("sort"));
    let take = app
        .db
        .write(|tx| Box::pin(actions::take_people(tx, at, organizer, search, Taken::File)));
    let people = take.await?;
    let file = sheet::people(&here.group, &people);
    let name = sheet::name(&here.group, at.now);
    Ok(download(&name, "text/csv; charset=utf-8", file))
}

#[derive(askama::Template)]
#[template(path = "organize/addresses.html")]
struct AddressesPage {
    chrome: Chrome,
    nav: OrganizeNav,
    path: String,
    count: usize,
    /// "Ada Kivi <ada@example.org>", as mail programs take them, one per line.
    addresses: String,
}

/// Shows the addresses of everybody whom the search finds, to be copied.
pub async fn addresses(State(app): State<App>, here: Here, form: Form) -> Result {
    let (at, organizer) = (&app.moment(), &here.organizer()?);
    let search = &search(form.value("q"), form.value("sort"));
    let take = app.db.write(|tx| {
        Box::pin(actions::take_people(
            tx,
            at,
            organizer,
            search,
            Taken::Addresses,
        ))
    });
    let people = take.await?;
    let addresses: Vec<String> = people
        .into_iter()
        .filter_map(|person| person.email)
        .collect();
    let shown = AddressesPage {
        chrome: here.chrome(&app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::People),
        path: format!("{}/organize/people", here.group.path()),
        count: addresses.len(),
        addresses: addresses.join(",\n"),
    };
    page(StatusCode::OK, &shown)
}

fn search(typed: &str, sort: &str) -> Search {
    Search {
        text: text::line(typed, 100).unwrap_or_default(),
        sort: sort.parse().unwrap_or_default(),
    }
}

fn sort_links(words: Words, path: &str, search: &Search) -> Vec<SortLink> {
    let links = Sort::ALL.into_iter().map(|sort| {
        let sorted = Search {
            sort,
            ..search.clone()
        };
        SortLink {
            words: words.t(match sort {
                Sort::Name => "organize-sort-name",
                Sort::Joined => "organize-sort-joined",
                Sort::Times => "organize-sort-times",
                Sort::Seen => "organize-sort-seen",
            }),
            href: address(path, &sorted, None),
            is_current: sort == search.sort,
        }
    });
    links.collect()
}

/// The address of a page of the list, without what goes without saying.
fn address(path: &str, search: &Search, after: Option<&str>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    if !search.text.is_empty() {
        query.append_pair("q", &search.text);
    }
    if search.sort != Sort::default() {
        query.append_pair("sort", search.sort.name());
    }
    if let Some(after) = after {
        query.append_pair("after", after);
    }
    let query = query.finish();
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    }
}
