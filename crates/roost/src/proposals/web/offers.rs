//! Talks that other groups of the installation offer, and asking for one.

use crate::groups::{self, Here, OrganizeNav, OrganizeTab};
use crate::ids::ProposalId;
use crate::markup;
use crate::proposals::actions::{self, Wanted};
use crate::proposals::model::{Offer, SUMMARY};
use crate::proposals::store;
use crate::state::App;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other_with};
use axum::extract::{Path, State};

#[derive(askama::Template)]
#[template(path = "proposals/offers.html")]
struct OffersPage {
    chrome: Chrome,
    nav: OrganizeNav,
    cards: Vec<Card>,
}

/// One offer.
struct Card {
    offer: Offer,
    id: String,
    /// The name of its field.
    field: String,
    summary_html: String,
    form: Form,
}

pub async fn index(State(app): State<App>, here: Here) -> Result {
    here.organizer()?;
    render(&app, &here, None).await
}

pub async fn create(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result {
    let by = &here.organizer()?;
    let id: ProposalId = id.parse().map_err(|_| Error::NotFound)?;
    let words = here.group.words();
    let mut tx = app.db.read().await?;
    let offers = store::list_offers(&mut tx, here.group.id).await?;
    let offer = offers.into_iter().find(|offer| offer.id == id);
    let offer = offer.ok_or(Error::NotFound)?;
    let hers = groups::find_group_by_id(&mut tx, offer.group_id).await?;
    let hers = &hers.ok_or(Error::NotFound)?;
    drop(tx);
    let field = &format!("body-{id}");
    let mut form = form.speaking(words);
    let body = &form.text(field, SUMMARY);
    if body.is_empty() && form.problem(field).is_none() {
        form.refuse(field, words.t("form-needed"));
    }
    if !form.is_fine() {
        return render(&app, &here, Some((id, form))).await;
    }
    let back = format!("{}/organize/talks/offers", here.group.path());
    if !here.group.writes_to_others() {
        let flash = Flash::note(words.t("asks-waiting"));
        return Ok(see_other_with(&back, &flash));
    }
    let (at, context) = (&app.moment(), &app.context());
    let asker = &here.group;
    let ask = app.db.write(|tx| {
        Box::pin(async move {
            let wanted = Wanted { asker, by, body };
            actions::ask_for(tx, at, (context, hers), (id, &wanted)).await
        })
    });
    let flash = match ask.await? {
        true => Flash::done(words.with("name", offer.name).t("proposals-asked")),
        false => Flash::note(words.t("proposals-offer-gone")),
    };
    Ok(see_other_with(&back, &flash))
}

/// `refused` is the form of the offer that somebody asked for.
async fn render(app: &App, here: &Here, refused: Option<(ProposalId, Form)>) -> Result {
    let by = here.organizer()?;
    let words = here.group.words();
    let offers = store::list_offers(&mut app.db.read().await?, here.group.id).await?;
    let status = refused
        .as_ref()
        .map_or(axum::http::StatusCode::OK, |(_, form)| form.status());
    let card = |offer: Offer| {
        let plain = words.plain();
        let form = match &refused {
            Some((id, form)) if *id == offer.id => form.clone(),
            _ => {
                let body = plain
                    .with("name", crate::text::first_name(&offer.name).to_owned())
                    .with("title", offer.title.clone())
                    .with("me", by.name.clone())
                    .with("group", here.group.name.clone());
                Form::empty(words).with(
                    &format!("body-{}", offer.id),
                    body.t("proposals-letter-swap"),
                )
            }
        };
        Card {
            id: offer.id.to_string(),
            field: format!("body-{}", offer.id),
            summary_html: markup::to_html(&offer.summary, 3),
            form,
            offer,
        }
    };
    let shown = OffersPage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Talks),
        cards: offers.into_iter().map(card).collect(),
    };
    page(status, &shown)
}
