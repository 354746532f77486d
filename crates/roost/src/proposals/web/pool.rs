//! Every proposal of a group by its state, and the topics that the group wants.

use crate::groups::{Here, OrganizeNav, OrganizeTab};
use crate::ids::WantedTopicId;
use crate::proposals::actions;
use crate::proposals::model::{Proposal, State as Standing, TITLE};
use crate::proposals::store;
use crate::state::App;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other_with};
use axum::extract::{Path, State};

#[derive(askama::Template)]
#[template(path = "proposals/pool.html")]
struct PoolPage {
    chrome: Chrome,
    nav: OrganizeNav,
    sections: Vec<Section>,
    /// Name and the address that removes it.
    topics: Vec<(String, String)>,
    form: Form,
}

/// The proposals of one state.
struct Section {
    id: &'static str,
    name: String,
    rows: Vec<Row>,
}

struct Row {
    title: String,
    speaker: String,
    href: String,
    minutes: i64,
    first_time: bool,
    /// Whether she wished a mentor or a rehearsal.
    wishes: bool,
    lost_event: bool,
    is_offered: bool,
}

pub async fn index(State(app): State<App>, here: Here) -> Result {
    here.organizer()?;
    let form = Form::empty(here.group.words());
    render(&app, &here, form).await
}

pub async fn add_topic(State(app): State<App>, here: Here, form: Form) -> Result {
    let by = &here.organizer()?;
    let words = here.group.words();
    let mut form = form.speaking(words);
    let title = &form.line("topic", TITLE);
    if !form.is_fine() {
        return render(&app, &here, form).await;
    }
    let at = &app.moment();
    let add = app
        .db
        .write(|tx| Box::pin(actions::add_topic(tx, at, by, title)));
    if !add.await? {
        form.refuse("topic", words.t("proposals-topics-full"));
        return render(&app, &here, form).await;
    }
    let flash = Flash::done(words.t("proposals-topic-added"));
    Ok(see_other_with(&path(&here), &flash))
}

pub async fn remove_topic(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
    _: Form,
) -> Result {
    let by = &here.organizer()?;
    let id: WantedTopicId = id.parse().map_err(|_| Error::NotFound)?;
    let remove = app
        .db
        .write(|tx| Box::pin(async move { Ok(store::delete_topic(tx, by.group, id).await?) }));
    if !remove.await? {
        return Err(Error::NotFound);
    }
    let flash = Flash::done(here.group.words().t("proposals-topic-removed"));
    Ok(see_other_with(&path(&here), &flash))
}

/// Where the pool is.
pub fn path(here: &Here) -> String {
    format!("{}/organize/talks/proposals", here.group.path())
}

async fn render(app: &App, here: &Here, form: Form) -> Result {
    let words = here.group.words();
    let mut tx = app.db.read().await?;
    let proposals = store::list_proposals(&mut tx, here.group.id).await?;
    let topics = store::list_topics(&mut tx, here.group.id).await?;
    drop(tx);
    let row = |proposal: &Proposal| Row {
        title: proposal.title.clone(),
        speaker: proposal.name.clone(),
        href: format!("{}/{}", path(here), proposal.id),
        minutes: proposal.minutes,
        first_time: proposal.first_time,
        wishes: proposal.wants_mentor || proposal.wants_rehearsal,
        lost_event: proposal.lost_event,
        is_offered: proposal.offered_at.is_some(),
    };
    let section = |state: Standing| Section {
        id: state.value(),
        name: words.t(state.key()),
        rows: proposals
            .iter()
            .filter(|proposal| proposal.state == state)
            .map(row)
            .collect(),
    };
    let base = here.group.path();
    let sections = Standing::ALL.into_iter().map(section);
    let shown = PoolPage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Talks),
        sections: sections.filter(|one| !one.rows.is_empty()).collect(),
        topics: topics
            .into_iter()
            .map(|topic| {
                let href = format!("{base}/organize/talks/topics/{}/removal", topic.id);
                (topic.title, href)
            })
            .collect(),
        form,
    };
    page(shown.form.status(), &shown)
}
