use crate::covers::BIRD;

/// Birds for a room of any size; a smaller room has one for each seat.
const PLACES: u32 = 15;
const WIDTH: f64 = 360.0;
/// The birds that look to the left, so that a row is not a pattern.
const LOOKING_LEFT: [u32; 4] = [3, 7, 8, 12];

/// Seats on a wire. The exact numbers always stand beside it in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Perch {
    places: u32,
    birds: u32,
    /// Whether one of the birds is the reader.
    with_you: bool,
}

/// One place on the wire.
pub struct Place {
    /// Its middle, in user units.
    pub x: f64,
    pub is_taken: bool,
    pub is_you: bool,
    /// `-` for a bird that looks to the left.
    pub flip: &'static str,
}

impl Perch {
    /// A room with a place for `capacity` people, of which `taken` are given.
    ///
    /// One person in a big room is still a bird, and only a full room looks full.
    pub fn new(taken: u32, capacity: u32, with_you: bool) -> Self {
        let places = capacity.clamp(1, PLACES);
        let share = f64::from(taken) * f64::from(places) / f64::from(capacity.max(1));
        let birds = if taken >= capacity {
            places
        } else {
            (share.round() as u32).clamp(u32::from(taken > 0), places - 1)
        };
        Perch {
            places,
            birds,
            with_you,
        }
    }

    pub fn places(&self) -> impl Iterator<Item = Place> {
        let Perch {
            places,
            birds,
            with_you,
        } = *self;
        let step = WIDTH / f64::from(places);
        (0..places).map(move |i| Place {
            x: step * (f64::from(i) + 0.5),
            is_taken: i < birds,
            is_you: with_you && i + 1 == birds,
            flip: if LOOKING_LEFT.contains(&i) { "-" } else { "" },
        })
    }

    pub fn bird(&self) -> &'static str {
        BIRD
    }
}

#[cfg(test)]
mod tests {
    use super::Perch;

    fn drawn(taken: u32, capacity: u32, with_you: bool) -> String {
        let glyph = |is_taken, is_you| match (is_taken, is_you) {
            (_, true) => 'y',
            (true, false) => 'x',
            (false, false) => '.',
        };
        Perch::new(taken, capacity, with_you)
            .places()
            .map(|place| glyph(place.is_taken, place.is_you))
            .collect()
    }

    #[test]
    fn a_big_room_has_fifteen_places_and_a_small_one_as_many_as_seats() {
        assert_eq!(drawn(46, 60, false), "xxxxxxxxxxxx...");
        assert_eq!(drawn(46, 60, true), "xxxxxxxxxxxy...");
        assert_eq!(drawn(2, 8, false), "xx......");
    }

    #[test]
    fn one_person_is_a_bird_and_only_a_full_room_looks_full() {
        assert_eq!(drawn(0, 400, false), "...............");
        assert_eq!(drawn(1, 400, false), "x..............");
        assert_eq!(drawn(399, 400, false), "xxxxxxxxxxxxxx.");
        assert_eq!(drawn(400, 400, false), "xxxxxxxxxxxxxxx");
    }

    #[test]
    fn a_lowered_capacity_leaves_the_room_full() {
        assert_eq!(drawn(9, 4, false), "xxxx");
        assert_eq!(drawn(1, 0, false), "x");
    }
}
