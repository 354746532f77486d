use crate::words::{DateOrder, Distance, Hours, Region};

/// One country a line, by name: ISO code and name.
static COUNTRIES: &str = include_str!("countries.tsv");

/// Where people say "half past six in the evening" with twelve hours.
const TWELVE_HOURS: &[&str] = &[
    "AU", "BD", "CA", "CO", "EG", "GH", "IN", "JM", "JO", "KE", "LK", "MX", "MY", "NG", "NP", "NZ",
    "PH", "PK", "SA", "US",
];

const MONTH_FIRST: &[&str] = &["US", "PH", "PR", "GU", "VI", "AS", "MP"];

const YEAR_FIRST: &[&str] = &["CN", "HU", "JP", "KP", "KR", "LT", "MN", "TW"];

const MILES: &[&str] = &["US", "GB", "PR", "GU", "VI", "LR", "MM"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1, two letters.
    pub code: &'static str,
    /// As GeoNames writes it.
    pub name: &'static str,
}

/// Every country, by name.
pub fn countries() -> impl Iterator<Item = Country> {
    let pairs = COUNTRIES.lines().filter_map(|line| line.split_once('\t'));
    pairs.map(|(code, name)| Country { code, name })
}

/// The country's name; empty for a code that is none.
pub fn country_name(code: &str) -> &'static str {
    countries().find(|c| c.code == code).map_or("", |c| c.name)
}

/// How most people there write times, dates and distances: a first guess for a group, which it may
/// change.
pub fn region_of(country: &str) -> Region {
    let is_among = |countries: &[&str]| countries.contains(&country);
    Region {
        hours: if is_among(TWELVE_HOURS) {
            Hours::Twelve
        } else {
            Hours::TwentyFour
        },
        order: if is_among(MONTH_FIRST) {
            DateOrder::Mdy
        } else if is_among(YEAR_FIRST) {
            DateOrder::Ymd
        } else {
            DateOrder::Dmy
        },
        distance: if is_among(MILES) {
            Distance::Miles
        } else {
            Distance::Kilometres
        },
    }
}
