use super::write;
use crate::announcements::templates::MessageTemplate;
use crate::groups::{Here, OrganizeNav, OrganizeTab};
use crate::state::App;
use crate::text::mailto;
use crate::web::{Chrome, Error, Result, page};
use axum::extract::{Path, State};
use axum::http::StatusCode;

#[derive(askama::Template)]
#[template(path = "announcements/house.html")]
struct HousePage {
    chrome: Chrome,
    nav: OrganizeNav,
    title: String,
    subject: String,
    body: String,
    /// Opens the reader's own mail program with both.
    mailto: String,
    /// The page where the names for the house's door are opened; `None`: they are, or it is not
    /// about them.
    names: Option<String>,
}

/// A text for somebody who is nobody of the group: to copy, or to open in a mail program.
pub async fn show(
    State(app): State<App>,
    here: Here,
    Path((_, name)): Path<(String, String)>,
) -> Result {
    let organizer = &here.organizer()?;
    let template: MessageTemplate = name.parse().map_err(|()| Error::NotFound)?;
    if !template.is_for_the_house() {
        return Err(Error::NotFound);
    }
    let (group, words) = (&here.group, here.group.words());
    let mut tx = app.db.read().await?;
    let event = write::event_for(&mut tx, app.clock.now(), group, template).await?;
    let event = Some(event.ok_or(Error::NotFound)?);
    let facts = write::facts(&mut tx, &app, (group, organizer), event.as_ref()).await?;
    drop(tx);
    let is_closed = template == MessageTemplate::DoorList && facts.names.is_empty();
    let names = event.as_ref().filter(|_| is_closed);
    let names = names.map(|event| format!("{}/organize/events/{}/door", group.path(), event.slug));
    let text = template.begin(words.plain(), &facts);
    let shown = HousePage {
        chrome: here.chrome(&app),
        nav: OrganizeNav::new(group, OrganizeTab::Write),
        title: words.t(template.keys().name),
        mailto: mailto(&text.subject, &text.body),
        subject: text.subject,
        body: text.body,
        names,
    };
    page(StatusCode::OK, &shown)
}
