//! Which place of the venue book somebody else's line means.

use crate::ics::Item;
use crate::ids::VenueId;
use crate::text;
use crate::venues::{NewVenue, Venue};

/// As long as the form of a place takes.
const NAME: usize = 120;
const ADDRESS: usize = 240;

/// The place of the book that the line means: by its name and address, or by its name alone where
/// one of both has no address.
pub fn find(book: &[Venue], line: &str) -> Option<VenueId> {
    let wanted = new(line, None);
    let whole = key(line);
    let named = |venue: &&Venue| {
        key(&venue.place.name) == key(&wanted.name)
            && (venue.place.address.is_empty() || wanted.address.is_empty())
    };
    let exact = book.iter().find(|venue| key(&venue.place.line()) == whole);
    exact
        .or_else(|| book.iter().find(named))
        .map(|venue| venue.id)
}

/// What is entered in the book for an item; `None`: nobody said where.
pub fn entry(item: &Item) -> Option<NewVenue> {
    (!item.place.is_empty()).then(|| new(&item.place, item.coordinates))
}

/// The name stands before the first comma, and what follows is the address.
fn new(line: &str, coordinates: Option<(f64, f64)>) -> NewVenue {
    let (name, address) = line.split_once(',').unwrap_or((line, ""));
    let name = text::cut(name.trim(), NAME);
    NewVenue {
        name: if name.is_empty() {
            text::cut(line, NAME)
        } else {
            name
        },
        address: text::cut(address.trim(), ADDRESS),
        latitude: coordinates.map(|(north, _)| north),
        longitude: coordinates.map(|(_, east)| east),
        ..NewVenue::default()
    }
}

/// Equal for lines that differ in case, accents and marks only.
fn key(line: &str) -> String {
    let spaced: String = line
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    text::search_key(&spaced)
}
