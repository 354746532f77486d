use super::Known;
use crate::events::Choice;
use crate::ids::VenueId;
use crate::venues::{NewVenue, StepFree};
use crate::web::Form;

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
        "" | NEW => read_new_venue(form, known),
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

fn read_new_venue(form: &mut Form, known: &Known<'_>) -> Choice {
    let words = known.words;
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
    Choice::New(place)
}
