use super::choose::path_of;
use crate::clock::Instant;
use crate::db::Tx;
use crate::events;
use crate::groups::{Here, OrganizeNav, OrganizeTab};
use crate::ids::ImportId;
use crate::imports::actions::{self, Moved};
use crate::imports::model::{Import, Line, State};
use crate::imports::say::{self, Said};
use crate::imports::store;
use crate::state::App;
use crate::web::{Chrome, Error, Flash, Result, page, see_other, see_other_with};
use axum::extract::{Path, Query, State as Of};
use axum::http::StatusCode;

/// Events that an undone import left here, of which the page lists so many.
const LEFT: i64 = 100;

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    /// Counted from 0.
    page: i64,
}

#[derive(askama::Template)]
#[template(path = "imports/show.html")]
struct ImportPage {
    chrome: Chrome,
    nav: OrganizeNav,
    import: Import,
    path: String,
    sections: Vec<Section>,
    newer: Option<String>,
    older: Option<String>,
    left: Vec<Left>,
}

/// Lines of one page that share a verdict.
struct Section {
    key: &'static str,
    lines: Vec<Said>,
}

/// An event that stayed although its import was undone.
struct Left {
    href: String,
    title: String,
    /// Key of the reason.
    why: &'static str,
}

impl ImportPage {
    fn is_previewed(&self) -> bool {
        self.import.state == State::Previewed
    }

    fn is_at_work(&self) -> bool {
        matches!(self.import.state, State::Running | State::Undoing)
    }

    fn is_undoing(&self) -> bool {
        self.import.state == State::Undoing
    }

    /// Key of the heading.
    fn heading(&self) -> &'static str {
        match self.import.state {
            State::Previewed => "imports-preview",
            State::Running => "imports-running",
            State::Done => "imports-done",
            State::Undoing => "imports-undoing",
            State::Undone => "imports-undone",
        }
    }

    fn is_done(&self) -> bool {
        self.import.state == State::Done
    }

    fn is_undone(&self) -> bool {
        self.import.state == State::Undone
    }

    /// For each verdict the key of its name, how many, the key of what it means, and whether there
    /// are any.
    fn numbers(&self) -> [(&'static str, i64, &'static str, bool); 5] {
        let counts = self.import.counts;
        let all = [
            ("imports-new", counts.added, "imports-new-text"),
            ("imports-changed", counts.changed, "imports-changed-text"),
            ("imports-same", counts.same, "imports-same-text"),
            ("imports-kept", counts.kept, "imports-kept-text"),
            ("imports-refused", counts.refused, "imports-refused-text"),
        ];
        all.map(|(name, count, text)| (name, count, text, count > 0))
    }
}

pub async fn show(
    Of(app): Of<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result {
    here.organizer()?;
    let now = app.clock.now();
    let mut tx = app.db.read().await?;
    let import = find(&mut tx, &here, &id).await?;
    let number = asked.page.clamp(0, (import.parts - 1).max(0));
    let body = store::find_part(&mut tx, (here.group.id, import.id), number).await?;
    let left = match import.state {
        State::Undone => list_left(&mut tx, &here, &import).await?,
        _ => Vec::new(),
    };
    drop(tx);
    let lines: Vec<Line> = match body {
        Some(body) => serde_json::from_str(&body)?,
        None => Vec::new(),
    };
    let path = path_of(&here, import.id);
    let leaf = |number: i64| format!("{path}?page={number}");
    let shown = ImportPage {
        chrome: here.chrome(&app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Settings),
        sections: sections(&here, &lines, now),
        newer: (number > 0).then(|| leaf(number - 1)),
        older: (number + 1 < import.parts && !lines.is_empty()).then(|| leaf(number + 1)),
        left,
        path,
        import,
    };
    page(StatusCode::OK, &shown)
}

pub async fn confirm(
    Of(app): Of<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
) -> Result {
    let (by, at) = (here.organizer()?, &app.moment());
    let import = find(&mut app.db.read().await?, &here, &id).await?.id;
    let group = by.group;
    let confirm = app
        .db
        .write(|tx| Box::pin(actions::confirm(tx, at, group, import)));
    answer(&here, import, confirm.await?)
}

pub async fn undo(Of(app): Of<App>, here: Here, Path((_, id)): Path<(String, String)>) -> Result {
    let (by, at) = (here.organizer()?, &app.moment());
    let import = find(&mut app.db.read().await?, &here, &id).await?.id;
    let group = by.group;
    let undo = app
        .db
        .write(|tx| Box::pin(actions::undo(tx, at, group, import)));
    answer(&here, import, undo.await?)
}

fn answer(here: &Here, import: ImportId, moved: Moved) -> Result {
    let (path, words) = (path_of(here, import), here.group.words());
    Ok(match moved {
        Moved::Done => see_other(&path),
        // Pressed twice, or from an old page: where it stands now says enough.
        Moved::NotNow => see_other(&path),
        Moved::Busy => see_other_with(&path, &Flash::note(words.t("imports-busy"))),
    })
}

async fn find(tx: &mut Tx<'_>, here: &Here, id: &str) -> std::result::Result<Import, Error> {
    let id: ImportId = id.parse().map_err(|_| Error::NotFound)?;
    let import = store::find_import(tx, here.group.id, id).await?;
    import.ok_or(Error::NotFound)
}

fn sections(here: &Here, lines: &[Line], now: Instant) -> Vec<Section> {
    let (words, zone) = (here.group.words(), here.group.zone.as_str());
    let mut sections: Vec<Section> = Vec::new();
    for line in lines {
        let key = say::heading(line.rank());
        let said = say::line(words, line, zone, now);
        match sections.iter_mut().find(|section| section.key == key) {
            Some(section) => section.lines.push(said),
            None => sections.push(Section {
                key,
                lines: vec![said],
            }),
        }
    }
    sections
}

/// What could not be taken back, and why.
async fn list_left(tx: &mut Tx<'_>, here: &Here, import: &Import) -> anyhow::Result<Vec<Left>> {
    let group = here.group.id;
    let rows = store::list_of_import(tx, (group, import.id), ("", ""), LEFT).await?;
    let mut left = Vec::new();
    for known in rows {
        let Some(event) = events::find_event_by_id(tx, group, known.event_id).await? else {
            continue;
        };
        let has_company = actions::has_company(tx, group, known.event_id).await?;
        left.push(Left {
            href: event.path(&here.group.slug),
            title: event.title,
            why: if has_company {
                "imports-left-answered"
            } else {
                "imports-left-edited"
            },
        });
    }
    Ok(left)
}
