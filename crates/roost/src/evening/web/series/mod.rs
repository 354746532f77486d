//! The pages on which organizers make evenings come again.
mod list;
mod show;
mod edit;

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
