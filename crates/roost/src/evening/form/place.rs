use super::Known;
use crate::events::Choice;
use crate::ids::VenueId;
use crate::venues::{NewVenue, StepFree};
use crate::web::Form;
use crate::words::Words;

/// The choice that opens the fields for a place that is not in the book.
const NEW: &str = "new";

/// Where the event is to be. Without a room, what was chosen does not matter.
pub fn read_venue(form: &mut Form, known: &Known<'_>, has_room: bool) -> Choice {
    if !has_room {
        return Choice::None;
    }
    match form.value("venue").trim() {
        "" if form.value("venue_name").trim().is_empty() => Choice::None,
        // Whoever types a place has chosen to.
        "" | NEW => Choice::New(read_place(form, known.words)),
        chosen => {
            let id: Option<VenueId> = chosen.parse().ok();
            let found = id.filter(|id| known.venues.iter().any(|venue| venue.id == *id));
            match found {
                Some(id) => Choice::Known(id),
                None => {
                    form.refuse("venue", known.words.t("evening-venue-unknown"));
                    Choice::None
                }
            }
        }
    }
}

/// A place as it was typed; mistakes are noted in the form.
pub fn read_place(form: &mut Form, words: Words) -> NewVenue {
    let place = NewVenue {
        name: form.line("venue_name", 120),
        address: form.optional_line("venue_address", 240),
        room: form.optional_line("venue_room", 120),
        way_in: form.text("venue_way_in", 500),
        step_free: form
            .value("venue_step_free")
            .parse()
            .unwrap_or(StepFree::Unknown),
        latitude: form.decimal("venue_latitude", -90.0..=90.0),
        longitude: form.decimal("venue_longitude", -180.0..=180.0),
    };
    if form.problem("venue_latitude").is_none() && form.problem("venue_longitude").is_none() {
        match (place.latitude, place.longitude) {
            (Some(_), None) => form.refuse("venue_longitude", words.t("evening-venue-both")),
            (None, Some(_)) => form.refuse("venue_latitude", words.t("evening-venue-both")),
            _ => {}
        }
    }
    place
}

/// The form as it describes a place that is in the book.
pub fn filled_place(words: Words, place: &NewVenue) -> Form {
    let degrees = |degrees: Option<f64>| degrees.map_or_else(String::new, |it| it.to_string());
    Form::empty(words)
        .with("venue_name", &place.name)
        .with("venue_address", &place.address)
        .with("venue_room", &place.room)
        .with("venue_way_in", &place.way_in)
        .with("venue_step_free", place.step_free.value())
        .with("venue_latitude", degrees(place.latitude))
        .with("venue_longitude", degrees(place.longitude))
}
