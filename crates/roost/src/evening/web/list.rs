use crate::events::{self, Event, Status};
use crate::groups::{Here, OrganizeNav, OrganizeTab};
use crate::state::App;
use crate::web::components::Day;
use crate::web::{Chrome, Result, page};
use axum::extract::State;
use axum::http::StatusCode;

/// Past evenings on the list; older ones are on the group's page.
const PAST: i64 = 50;

/// Coming evenings: more than anybody plans.
const COMING: i64 = 100;

#[derive(askama::Template)]
#[template(path = "evening/list.html")]
struct ListPage {
    chrome: Chrome,
    nav: OrganizeNav,
    waiting: Vec<Item>,
    coming: Vec<Item>,
    past: Vec<Item>,
}

impl ListPage {
    /// Key of the heading, and what stands under it.
    fn sections(&self) -> [(&'static str, &[Item]); 3] {
        [
            ("evening-list-waiting", &self.waiting),
            ("evening-list-coming", &self.coming),
            ("evening-list-past", &self.past),
        ]
    }

    fn is_empty(&self) -> bool {
        self.sections().iter().all(|(_, items)| items.is_empty())
    }
}

/// One event as the list shows it.
struct Item {
    day: Day,
    title: String,
    path: String,
    slug: String,
    when: String,
    status: Status,
}

impl Item {
    /// Key and tone of the badge that says how it stands.
    fn badge(&self) -> Option<(&'static str, &'static str)> {
        match self.status {
            Status::Published => None,
            Status::Draft => Some(("evening-draft", "")),
            Status::Cancelled => Some(("evening-cancelled", "bull")),
            Status::Postponed => Some(("evening-postponed", "king")),
        }
    }
}

pub async fn index(State(app): State<App>, here: Here) -> Result {
    here.organizer()?;
    let (group, now) = (here.group.id, app.clock.now());
    let mut tx = app.db.read().await?;
    let waiting = events::list_drafts(&mut tx, group).await?;
    let coming = events::list_coming(&mut tx, group, now, COMING).await?;
    let past = events::list_past(&mut tx, group, now, PAST).await?;
    drop(tx);
    let items = |events: Vec<Event>| events.iter().map(|event| item(&here, event)).collect();
    let shown = ListPage {
        chrome: here.chrome(&app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Events),
        waiting: items(waiting),
        coming: items(coming),
        past: items(past),
    };
    page(StatusCode::OK, &shown)
}

fn item(here: &Here, event: &Event) -> Item {
    let words = here.group.words();
    Item {
        day: Day::new(event.starts_wall.0.date(), words),
        title: event.title.clone(),
        path: event.path(&here.group.slug),
        slug: event.slug.clone(),
        when: words.long_moment(&event.starts()),
        status: event.status,
    }
}
