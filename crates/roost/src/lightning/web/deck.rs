//! A speaker sends her slides: they are read and drawn here, before anything is kept.

use super::turn::{open, render};
use crate::accounts::Visitor;
use crate::blobs::{self, Blobs, Refusal};
use crate::groups::Group;
use crate::lightning::actions::{self, Deck};
use crate::lightning::model::Turn;
use crate::pdf::{self, FRAME, Page, Trouble};
use crate::state::App;
use crate::web::{Error, Flash, Form, Parcel, Result, see_other_with};
use axum::extract::{FromRequest, Path, Request, State};

/// Bytes of a file with slides.
pub const MOST_BYTES: usize = 20 << 20;

/// The form around it is small.
pub const MOST_REQUEST_BYTES: usize = MOST_BYTES + (64 << 10);

pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    request: Request,
) -> Result {
    // Whoever has no link is told so before anything that she sent is read.
    let opened = open(&mut app.db.read().await?, &token).await?;
    if !app.limits.allows(visitor.visit.network) {
        return Err(Error::TooManyRequests);
    }
    let words = opened.group.words();
    let sent = Parcel::from_request(request, &app).await;
    let read = match sent {
        Ok(Parcel { file: None, .. }) => Err("lightning-deck-choose"),
        Ok(Parcel {
            file: Some((_, bytes)),
            ..
        }) if bytes.len() > MOST_BYTES => Err("lightning-deck-too-large"),
        Ok(Parcel {
            file: Some((_, bytes)),
            ..
        }) => read(&app, bytes).await?,
        Err(Error::TooLarge) => Err("lightning-deck-too-large"),
        Err(error) => return Err(error),
    };
    match read {
        Ok(deck) => {
            keep(&app, (&opened.group, &opened.turn), Some(&deck)).await?;
            let flash = match (deck.trouble, deck.pages.len()) {
                ("", pages) => Flash::done(words.with("pages", pages).t("lightning-deck-kept")),
                (trouble, _) => Flash::note(words.t(trouble)),
            };
            Ok(see_other_with(&back(&token), &flash))
        }
        Err(key) => {
            let mut form = Form::empty(words);
            form.refuse("deck", words.t(key));
            render(&app, visitor, &token, (None, Some(form))).await
        }
    }
}

pub async fn delete(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result {
    if !app.limits.allows(visitor.visit.network) {
        return Err(Error::TooManyRequests);
    }
    let opened = open(&mut app.db.read().await?, &token).await?;
    keep(&app, (&opened.group, &opened.turn), None).await?;
    let flash = Flash::done(opened.group.words().t("lightning-deck-removed"));
    Ok(see_other_with(&back(&token), &flash))
}

fn back(token: &str) -> String {
    format!("/turn/{token}#deck-h")
}

async fn keep(
    app: &App,
    (group, turn): (&Group, &Turn),
    deck: Option<&Deck>,
) -> std::result::Result<(), Error> {
    let (at, context) = (&app.moment(), &app.context());
    let (place, what) = ((context, group), (turn, deck));
    let save = app
        .db
        .write(|tx| Box::pin(actions::save_deck(tx, at, place, what)));
    if save.await? {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// The slides, lying ready; or the key of why nothing can be kept of the file.
async fn read(
    app: &App,
    bytes: Vec<u8>,
) -> std::result::Result<std::result::Result<Deck, &'static str>, Error> {
    let kept = Blobs::of(&app.config);
    if !bytes.starts_with(b"%PDF-") {
        let picture = match blobs::picture(bytes, u32::from(FRAME.0)).await {
            Ok(picture) => picture,
            Err(Refusal::TooLarge) => return Ok(Err("lightning-deck-picture-too-large")),
            Err(Refusal::NotAPicture) => return Ok(Err("lightning-deck-not-one")),
        };
        let file = kept.stage(picture.media_type, picture.bytes).await?;
        return Ok(Ok(Deck {
            pages: vec![file.clone()],
            file,
            trouble: "",
        }));
    }
    let drawn = pdf::draw(&app.config.program, &bytes).await;
    let file = kept.stage("application/pdf", bytes).await?;
    let mut deck = Deck {
        file,
        pages: Vec::new(),
        trouble: "",
    };
    match drawn {
        Ok(pages) => {
            for Page { media_type, bytes } in pages {
                deck.pages.push(kept.stage(media_type, bytes).await?);
            }
        }
        Err(trouble) => deck.trouble = why(trouble),
    }
    Ok(Ok(deck))
}

/// Key of why a file cannot be shown page by page.
fn why(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Unreadable => "lightning-deck-unreadable",
        Trouble::TooManyPages => "lightning-deck-too-many",
        Trouble::TooHeavy => "lightning-deck-too-heavy",
    }
}
