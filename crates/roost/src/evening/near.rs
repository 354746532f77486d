//! What else is on in the city around a day: for organizers who choose one.

use super::store;
use crate::clock::Instant;
use crate::groups::Here;
use crate::state::App;
use crate::web::Error;
use jiff::ToSpan;
use jiff::civil::Date;

/// So many days before and after.
const DAYS: i64 = 2;

/// More evenings than that don't help to choose.
const MOST: i64 = 8;

/// One evening of another group.
pub struct Near {
    pub path: String,
    pub title: String,
    pub group: String,
    /// "Thursday 17 December"
    pub day: String,
}

/// Public evenings of other groups in the same city, two days before and after; none without a day.
///
/// # Errors
/// If the database cannot be read.
pub async fn near(app: &App, here: &Here, day: Option<Date>) -> Result<Vec<Near>, Error> {
    let Some(day) = day else {
        return Ok(Vec::new());
    };
    let zone = here.group.zone();
    let midnight = |day: Date| {
        let begins = zone.to_ambiguous_zoned(day.at(0, 0, 0, 0)).compatible();
        begins.ok().map(|at| Instant::from(at.timestamp()))
    };
    let (first, behind) = (
        midnight(day.saturating_sub(DAYS.days())),
        midnight(day.saturating_add((DAYS + 1).days())),
    );
    let Some(between) = first.zip(behind) else {
        return Ok(Vec::new());
    };
    let mut tx = app.db.read().await?;
    let near = store::list_near(&mut tx, &here.group, between, MOST).await?;
    let words = here.group.words();
    let near = near.into_iter().map(|row| Near {
        path: format!("/{}/events/{}", row.group_slug, row.slug),
        day: words.near_date(row.starts_wall.0.date()),
        title: row.title,
        group: row.group_name,
    });
    Ok(near.collect())
}
