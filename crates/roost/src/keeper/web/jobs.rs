use super::guard::Keeper;
use crate::ids::{GroupId, JobId};
use crate::jobs;
use crate::state::App;
use crate::web::{Error, Flash, Result, see_other_with};
use crate::words::Words;
use axum::extract::{Path, State};

/// Lets a job that failed five times begin anew.
pub async fn create_retry(
    State(app): State<App>,
    _: Keeper,
    Path(job): Path<(String, String)>,
) -> Result {
    let ((group, id), now) = (parse(&job)?, app.clock.now());
    let retried = app
        .db
        .write(|tx| Box::pin(async move { Ok(jobs::retry_poison(tx, now, group, id).await?) }));
    retried.await?;
    Ok(done("keeper-job-retried"))
}

/// Gives up on it.
pub async fn delete(
    State(app): State<App>,
    _: Keeper,
    Path(job): Path<(String, String)>,
) -> Result {
    let (group, id) = parse(&job)?;
    let dropped = app
        .db
        .write(|tx| Box::pin(async move { Ok(jobs::drop_poison(tx, group, id).await?) }));
    dropped.await?;
    Ok(done("keeper-job-dropped"))
}

fn parse((group, id): &(String, String)) -> std::result::Result<(GroupId, JobId), Error> {
    let parsed = group.parse().ok().zip(id.parse().ok());
    parsed.ok_or(Error::NotFound)
}

fn done(key: &str) -> axum::response::Response {
    see_other_with("/keeper", &Flash::done(Words::default().t(key)))
}
