use crate::config::Transport;
use crate::ids::DeliveryId;
use crate::mail::{self, Shown};
use crate::state::App;
use crate::web::{Chrome, Error, Result, Routes, Visit, framed_letter, frames_letters, page};
use crate::words::Words;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use jiff::tz::TimeZone;

/// As many as a person looks through.
const MOST: i64 = 200;

pub fn routes() -> Routes {
    Routes::default()
        .get("/mailbox", index)
        .get("/mailbox/{id}", show)
        .get("/mailbox/{id}/html", show_html)
}

/// One line of the list.
struct Line {
    path: String,
    subject: String,
    to: String,
    from: String,
    sent: String,
}

#[derive(askama::Template)]
#[template(path = "mailbox/index.html")]
struct IndexPage {
    chrome: Chrome,
    lines: Vec<Line>,
}

#[derive(askama::Template)]
#[template(path = "mailbox/show.html")]
struct ShowPage {
    chrome: Chrome,
    line: Line,
    mail: Shown,
}

async fn index(State(app): State<App>, visit: Visit) -> Result {
    refuse_unless_local(&app)?;
    let mails = mail::list_shown(&mut app.db.read().await?, MOST).await?;
    let index = IndexPage {
        chrome: visit.chrome(&app, Words::default(), None),
        lines: mails.iter().map(line).collect(),
    };
    page(StatusCode::OK, &index)
}

async fn show(State(app): State<App>, visit: Visit, Path(id): Path<String>) -> Result {
    let mail = find(&app, &id).await?;
    let shown = ShowPage {
        chrome: visit.chrome(&app, Words::default(), None),
        line: line(&mail),
        mail,
    };
    Ok(frames_letters(page(StatusCode::OK, &shown)?))
}

/// The HTML part alone, as the frame shows it.
async fn show_html(State(app): State<App>, Path(id): Path<String>) -> Result {
    let mail = find(&app, &id).await?;
    Ok(framed_letter(&mail.html))
}

fn refuse_unless_local(app: &App) -> std::result::Result<(), Error> {
    if app.config.mail.transport == Transport::Mailbox && app.config.is_loopback() {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

async fn find(app: &App, id: &str) -> std::result::Result<Shown, Error> {
    refuse_unless_local(app)?;
    let id: DeliveryId = id.parse().map_err(|_| Error::NotFound)?;
    let mail = mail::find_shown(&mut app.db.read().await?, id).await?;
    mail.ok_or(Error::NotFound)
}

fn line(mail: &Shown) -> Line {
    let to = match mail.to_name.as_str() {
        "" => mail.to.clone(),
        name => format!("{name} <{}>", mail.to),
    };
    let sent = mail.sent_at.in_zone(&TimeZone::UTC);
    Line {
        path: format!("/mailbox/{}", mail.id),
        subject: mail.subject.clone(),
        to,
        from: mail.from.clone(),
        sent: sent.strftime("%Y-%m-%d %H:%M UTC").to_string(),
    }
}
