use crate::clock::Instant;
use crate::places::{City, Coordinates};
use crate::text::search_key;

/// Whoever lives this far away may still come, in kilometres.
const NEAR: f64 = 60.0;

/// One degree of latitude, in kilometres.
const DEGREE: f64 = 111.2;

/// What somebody looks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Search {
    /// A pattern for folded names and topics, as `like` reads it with `\` for escapes.
    pub pattern: String,
    pub area: Area,
}

/// From where to where, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    pub south: f64,
    pub north: f64,
    pub west: f64,
    pub east: f64,
}

impl Search {
    pub fn new(subject: &str, city: Option<&City>) -> Self {
        let plain = search_key(subject);
        let escaped = plain.replace('\\', "\\\\").replace('%', "\\%");
        let escaped = escaped.replace('_', "\\_");
        Search {
            pattern: format!("%{escaped}%"),
            area: city.map_or(Area::WORLD, |city| Area::around(city.at)),
        }
    }
}

impl Area {
    pub const WORLD: Area = Area {
        south: -90.0,
        north: 90.0,
        west: -180.0,
        east: 180.0,
    };

    /// A box around the place. Beyond the poles and the date line it ends, where no city is.
    pub fn around(at: Coordinates) -> Self {
        let up = NEAR / DEGREE;
        let across = up / at.latitude.to_radians().cos().max(0.01);
        Area {
            south: at.latitude - up,
            north: at.latitude + up,
            west: at.longitude - across,
            east: at.longitude + across,
        }
    }
}

/// A group among others.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct GroupRow {
    pub slug: String,
    pub name: String,
    pub sentence: String,
    pub city: String,
    pub zone: String,
    pub members: i64,
    /// When the next event starts; `None`: no date yet.
    pub next_at: Option<Instant>,
}

/// A topic that many groups have.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Popular {
    pub folded: String,
    pub topic: String,
}
