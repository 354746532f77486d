//! Photos of an evening: sent with a word on consent, shown, and taken away.

use super::close::{self, Typed};
use crate::blobs::{self, Blobs, Refusal};
use crate::events::Event;
use crate::groups::{Here, Organizer};
use crate::ids::PhotoId;
use crate::recap::actions::{self, NewPhoto, Photographed};
use crate::recap::model::{ALT, LONGEST, Photo};
use crate::recap::store;
use crate::state::App;
use crate::web::{Error, Flash, Form, Parcel, Result, see_other_with};
use axum::extract::{FromRequest, Path, Request, State};

pub async fn create(
    State(app): State<App>,
    here: Here,
    Path((_, slug)): Path<(String, String)>,
    request: Request,
) -> Result {
    // Who may not is told so before anything that she sent is read.
    let (by, at) = (&here.organizer()?, &app.moment());
    let event = &close::find(&app, &here, &slug).await?;
    let Parcel { form, file } = Parcel::from_request(request, &app).await?;
    let words = here.group.words();
    let mut form = form.speaking(words);
    let alt = form.line("alt", ALT);
    if !form.flag("agreed") {
        form.refuse("agreed", words.t("recap-photo-agreed-needed"));
    }
    let (_, bytes) = file.unwrap_or_default();
    let picture = if bytes.is_empty() {
        Err("recap-photo-choose")
    } else {
        let read = blobs::picture(bytes, LONGEST).await;
        read.map_err(|refusal| match refusal {
            Refusal::TooLarge => "recap-photo-too-large",
            Refusal::NotAPicture => "recap-photo-not-one",
        })
    };
    let picture = match picture {
        Ok(picture) if form.is_fine() => picture,
        Ok(_) => return again(&app, &here, event, form).await,
        Err(key) => {
            form.refuse("photo", words.t(key));
            return again(&app, &here, event, form).await;
        }
    };
    let size = (picture.width, picture.height);
    let kept = Blobs::of(&app.config);
    let staged = kept.stage(picture.media_type, picture.bytes).await?;
    let new = &NewPhoto {
        staged: &staged,
        size,
        alt: &alt,
        shown: form.flag("shown"),
    };
    let add = app
        .db
        .write(|tx| Box::pin(actions::add_photo(tx, at, by, event, new)));
    if add.await? == Photographed::Full {
        form.refuse("photo", words.t("recap-photo-full"));
        return again(&app, &here, event, form).await;
    }
    let flash = Flash::done(words.t("recap-photo-added"));
    Ok(see_other_with(&back(&here, event), &flash))
}

/// A photo of an event, as its address names it.
#[derive(serde::Deserialize)]
pub struct Named {
    slug: String,
    id: String,
}

/// The form says what is to happen with the photo.
pub async fn update(
    State(app): State<App>,
    here: Here,
    Path(named): Path<Named>,
    form: Form,
) -> Result {
    let (by, at) = (&here.organizer()?, &app.moment());
    let event = &close::find(&app, &here, &named.slug).await?;
    let id: PhotoId = named.id.parse().map_err(|_| Error::NotFound)?;
    let place = (here.group.id, event.id);
    let found = store::find_photo(&mut app.db.read().await?, place, id).await?;
    let photo = &found.ok_or(Error::NotFound)?;
    let key = match form.value("do") {
        "show" => {
            set_shown(&app, (by, event), (photo, true)).await?;
            "recap-photo-shown"
        }
        "hide" => {
            set_shown(&app, (by, event), (photo, false)).await?;
            "recap-photo-hidden"
        }
        "remove" => {
            let what = (event, photo);
            let remove = app
                .db
                .write(|tx| Box::pin(actions::remove_photo(tx, at, by, what)));
            remove.await?;
            "recap-photo-removed"
        }
        _ => return Err(Error::Unreadable),
    };
    let flash = Flash::done(here.group.words().t(key));
    Ok(see_other_with(&back(&here, event), &flash))
}

async fn set_shown(
    app: &App,
    (by, event): (&Organizer, &Event),
    (photo, shown): (&Photo, bool),
) -> std::result::Result<(), Error> {
    let change = (photo.id, shown);
    let show = app
        .db
        .write(|tx| Box::pin(actions::show_photo(tx, by, event.id, change)));
    Ok(show.await?)
}

fn back(here: &Here, event: &Event) -> String {
    format!("{}#photos", close::path(&here.group, event))
}

async fn again(app: &App, here: &Here, event: &Event, form: Form) -> Result {
    let typed = Typed {
        photo: Some(form),
        ..Typed::default()
    };
    close::render(app, here, (&here.organizer()?, event), typed).await
}
