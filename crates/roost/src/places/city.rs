use super::country::country_name;
use crate::text::search_key;
use flate2::read::GzDecoder;
use std::io::Read;
use std::sync::OnceLock;

/// One city a line, the largest first: name, state, country, latitude, longitude, zone, and the
/// folded names that it is found by.
static COMPRESSED: &[u8] = include_bytes!("cities.tsv.gz");

static LINES: OnceLock<String> = OnceLock::new();

/// In kilometres.
const EARTH_RADIUS: f64 = 6371.0;

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coordinates {
    /// Degrees from −90 to 90.
    pub latitude: f64,
    /// Degrees from −180 to 180.
    pub longitude: f64,
}

impl Coordinates {
    /// The distance along the ground in kilometres, by the haversine formula.
    pub fn distance_km(self, other: Coordinates) -> f64 {
        let half = |a: f64, b: f64| ((b - a).to_radians() / 2.0).sin().powi(2);
        let across = self.latitude.to_radians().cos() * other.latitude.to_radians().cos();
        let chord =
            half(self.latitude, other.latitude) + across * half(self.longitude, other.longitude);
        2.0 * EARTH_RADIUS * chord.sqrt().min(1.0).asin()
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct City {
    pub name: &'static str,
    /// Tells the many Springfields of the United States apart; empty elsewhere.
    pub state: &'static str,
    /// ISO 3166-1, two letters.
    pub country: &'static str,
    pub at: Coordinates,
    /// IANA name.
    pub zone: &'static str,
}

impl City {
    /// "Turku, Finland": says which one is meant, and finds it again.
    pub fn label(&self) -> String {
        let country = country_name(self.country);
        if self.state.is_empty() {
            format!("{}, {country}", self.name)
        } else {
            format!("{}, {}, {country}", self.name, self.state)
        }
    }
}

/// A line of the data, with the folded names that only a search needs.
pub(super) struct Entry {
    pub city: City,
    /// Apart by `|`.
    pub names: &'static str,
}

impl Entry {
    fn parse(line: &'static str) -> Option<Self> {
        let mut columns = line.split('\t');
        let mut next = || columns.next();
        let (name, state, country) = (next()?, next()?, next()?);
        let at = Coordinates {
            latitude: next()?.parse().ok()?,
            longitude: next()?.parse().ok()?,
        };
        let (zone, names) = (next()?, next()?);
        let city = City {
            name,
            state,
            country,
            at,
            zone,
        };
        Some(Entry { city, names })
    }
}

pub(super) fn entries() -> impl Iterator<Item = Entry> {
    let lines = LINES.get_or_init(|| {
        let mut text = String::new();
        GzDecoder::new(COMPRESSED)
            .read_to_string(&mut text)
            .expect("the data in the program is whole");
        text
    });
    lines.lines().filter_map(Entry::parse)
}

/// Cities whose name in any language begins with what was typed: those whose whole name it is, then
/// the others, each the largest first. What follows a comma narrows the choice by state or country.
pub fn find_cities(typed: &str, most: usize) -> Vec<City> {
    let (name, rest) = typed.split_once(',').unwrap_or((typed, ""));
    let (name, rest) = (search_key(name), search_key(rest));
    if name.is_empty() {
        return Vec::new();
    }
    let narrows = |city: &City| rest.is_empty() || search_key(&city.label()).contains(&rest);
    let (mut whole, mut begun) = (Vec::new(), Vec::new());
    for Entry { city, names } in entries() {
        let mut begins = names.split('|').filter(|known| known.starts_with(&name));
        let Some(first) = begins.next() else {
            continue;
        };
        if !narrows(&city) {
            continue;
        }
        if first == name || begins.any(|known| known == name) {
            whole.push(city);
        } else if begun.len() < most {
            begun.push(city);
        }
    }
    whole.append(&mut begun);
    whole.truncate(most);
    whole
}

/// The city that is meant: the one with this whole label, or the only one with this name.
pub fn find_city(typed: &str) -> Option<City> {
    let (label, name) = (search_key(typed), search_key(typed.split(',').next()?));
    let found = find_cities(typed, usize::MAX);
    let exact = found.iter().find(|city| search_key(&city.label()) == label);
    if let Some(city) = exact {
        return Some(city.clone());
    }
    let mut same = found
        .into_iter()
        .filter(|city| search_key(city.name) == name);
    same.next().filter(|_| same.next().is_none())
}

/// The listed city that is nearest, for a place that is none itself.
pub fn nearest_city(at: Coordinates) -> Option<City> {
    let distance = |city: &City| city.at.distance_km(at);
    entries()
        .map(|entry| entry.city)
        .min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

/// Every zone that a city lies in.
pub fn zones() -> Vec<&'static str> {
    let mut zones: Vec<_> = entries().map(|entry| entry.city.zone).collect();
    zones.sort_unstable();
    zones.dedup();
    zones
}
