use super::here::Here;
use crate::markup;
use crate::state::App;
use crate::web::{Chrome, Error, Result, page};
use axum::extract::State;
use axum::http::StatusCode;

#[derive(askama::Template)]
#[template(path = "groups/conduct.html")]
struct ConductPage {
    chrome: Chrome,
    here: Here,
    html: String,
}

/// The group's own code of conduct. One that stands elsewhere is linked to, and has no page here.
pub async fn show(State(app): State<App>, here: Here) -> Result {
    if here.group.conduct.is_empty() {
        return Err(Error::NotFound);
    }
    let html = markup::to_html(&here.group.conduct, 2);
    let chrome = here.chrome(&app);
    page(StatusCode::OK, &ConductPage { chrome, here, html })
}
