//! Organize → Feedback: what people said of the group's evenings, in batches that are large enough.

use crate::groups::{Here, OrganizeNav, OrganizeTab};
use crate::ids::BatchId;
use crate::recap::model::{BatchEvening, Mood, Told};
use crate::recap::store;
use crate::state::App;
use crate::web::{Chrome, Result, page};
use crate::words::Words;
use axum::extract::State;
use axum::http::StatusCode;

#[derive(askama::Template)]
#[template(path = "recap/results.html")]
struct ResultsPage {
    chrome: Chrome,
    nav: OrganizeNav,
    batches: Vec<Batch>,
}

/// Answers that are shown together.
struct Batch {
    id: BatchId,
    /// Titles and addresses, the last one first.
    evenings: Vec<(String, String)>,
    count: usize,
    /// Words and how many said so.
    moods: Vec<(String, usize)>,
    wishes: Vec<String>,
}

pub async fn index(State(app): State<App>, here: Here) -> Result {
    here.organizer()?;
    let group = &here.group;
    let mut tx = app.db.read().await?;
    let evenings = store::list_batch_evenings(&mut tx, group.id).await?;
    let told = store::list_told(&mut tx, group.id).await?;
    drop(tx);
    let shown = ResultsPage {
        chrome: here.chrome(&app),
        nav: OrganizeNav::new(group, OrganizeTab::Events),
        batches: batches(group.words(), &group.path(), evenings, &told),
    };
    page(StatusCode::OK, &shown)
}

/// In the order of their last evenings. How many answers each evening of a batch has is not told.
fn batches(words: Words, group: &str, evenings: Vec<BatchEvening>, told: &[Told]) -> Vec<Batch> {
    let mut batches: Vec<Batch> = Vec::new();
    for evening in evenings {
        let named = (evening.title, format!("{group}/events/{}", evening.slug));
        let mut known = batches.iter_mut();
        if let Some(batch) = known.find(|batch| batch.id == evening.batch_id) {
            batch.evenings.push(named);
            continue;
        }
        let own = || told.iter().filter(|told| told.batch_id == evening.batch_id);
        let moods = Mood::ALL.map(|mood| {
            let count = own().filter(|told| told.mood == mood).count();
            (words.t(mood.key()), count)
        });
        let wishes = own().map(|told| told.wish.clone());
        batches.push(Batch {
            id: evening.batch_id,
            evenings: vec![named],
            count: own().count(),
            moods: moods.into(),
            wishes: wishes.filter(|wish| !wish.is_empty()).collect(),
        });
    }
    batches
}
