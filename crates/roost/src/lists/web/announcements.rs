//! The page of an address by whose mail a group announces: who gets that, and where to choose it.

use crate::announcements::{self, Target};
use crate::db::Tx;
use crate::groups::Here;
use crate::lists::model::List;
use crate::preferences::{self, Mode};
use crate::state::App;
use crate::web::{Chrome, Form, Result, page};

#[derive(askama::Template)]
#[template(path = "lists/announcements.html")]
struct AnnouncementsPage {
    chrome: Chrome,
    here: Here,
    list: List,
    address: String,
    /// How many get what is announced.
    readers: i64,
    /// What whoever looks gets; `None`: the group does not know them.
    mode: Option<Mode>,
    may_join: bool,
    organizes: bool,
    form: Form,
}

pub async fn shown(
    app: &App,
    mut tx: Tx<'_>,
    here: Here,
    (list, domain): (List, String),
    form: Form,
) -> Result {
    let (now, group) = (app.clock.now(), here.group.id);
    let readers = announcements::count_audience(&mut tx, now, group, Target::Agreed).await?;
    let chosen = match &here.person {
        Some(person) => preferences::find_chosen(&mut tx, group, person.id).await?,
        None => None,
    };
    drop(tx);
    let mode = chosen.filter(|chosen| !chosen.is_gone);
    let mode = mode.map(|chosen| chosen.announcements);
    let is_open = here.group.is_open() && list.closed_at.is_none();
    let status = form.status();
    let shown = AnnouncementsPage {
        chrome: here.chrome(app),
        address: list.address(&domain),
        organizes: here.organizes(),
        may_join: is_open && matches!(mode, None | Some(Mode::Nothing)),
        here,
        list,
        readers,
        mode,
        form,
    };
    page(status, &shown)
}
