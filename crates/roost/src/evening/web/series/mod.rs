//! The pages on which organizers make evenings come again.
mod list;
mod show;
mod edit;
mod change;

use crate::groups::Here;
use crate::ids::SeriesId;
use crate::series::{self, Series};
use crate::state::App;
use crate::web::{Error, Routes};

pub fn routes() -> Routes {
    Routes::default()
        .get("/{group}/organize/series", list::index)
        .post("/{group}/organize/series", edit::create)
        .get("/{group}/organize/series/new", edit::new)
        .get("/{group}/organize/series/{id}", show::show)
        .post("/{group}/organize/series/{id}", change::update)
        .get("/{group}/organize/series/{id}/edit", change::edit)
        .get("/{group}/organize/series/{id}/end", change::ask_stop)
        .post("/{group}/organize/series/{id}/end", change::stop)
}

/// Where the group's series are.
pub fn pages(here: &Here) -> String {
    format!("{}/organize/series", here.group.path())
}

async fn find(app: &App, here: &Here, id: &str) -> Result<Series, Error> {
    let id: SeriesId = id.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.db.read().await?;
    let series = series::find_series(&mut tx, here.group.id, id).await?;
    series.ok_or(Error::NotFound)
}
