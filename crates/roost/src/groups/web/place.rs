//! The city that somebody typed, and which one she means.

use crate::accounts::Visitor;
use crate::groups::model::{Group, Place};
use crate::places::{City, find_cities, find_city};
use crate::state::App;
use crate::web::{Chrome, Form, Result, page};
use crate::words::Words;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};

/// More would not be read.
const MOST_CHOICES: usize = 8;

/// How far the question for the city has come.
#[derive(Debug, Default)]
pub struct Placing {
    /// `None`: something is to mend.
    pub place: Option<Place>,
    /// Cities that may be meant, to choose from.
    pub choices: Vec<String>,
    /// The city is not listed, so the nearest listed one is asked for.
    pub asks_near: bool,
}

/// Reads the city's three fields: what was typed, the choice offered for it, the nearest listed one.
pub fn read_place(form: &mut Form, words: Words, known: Option<&Group>) -> Placing {
    let typed = form.line("city", 100);
    let near = form.optional_line("near", 100);
    if let Some(group) = known.filter(|group| group.city == typed && near.is_empty()) {
        return Placing::at(place_of(group));
    }
    if typed.is_empty() {
        return Placing::default();
    }
    let choices = labels(&typed);
    let chosen = choices.iter().find(|label| form.chosen("which", label));
    if let Some(city) = find_city(chosen.unwrap_or(&typed)) {
        return Placing::at(listed(&city));
    }
    let near_city = find_city(&near);
    let asked = words.with("city", typed.clone());
    match near_city {
        Some(_) => {}
        None if !near.is_empty() => form.refuse("near", asked.t("groups-city-near-unlisted")),
        None if choices.is_empty() => form.refuse("city", asked.t("groups-city-unlisted")),
        None => form.refuse("city", words.t("groups-city-which")),
    }
    Placing {
        place: near_city.map(|city| Place {
            city: typed,
            ..listed(&city)
        }),
        choices,
        asks_near: true,
    }
}

impl Placing {
    fn at(place: Place) -> Self {
        Placing {
            place: Some(place),
            ..Placing::default()
        }
    }
}

fn labels(typed: &str) -> Vec<String> {
    let cities = find_cities(typed, MOST_CHOICES);
    cities.iter().map(City::label).collect()
}

fn listed(city: &City) -> Place {
    Place {
        city: city.name.to_owned(),
        country: city.country.to_owned(),
        latitude: Some(city.at.latitude),
        longitude: Some(city.at.longitude),
        zone: city.zone.to_owned(),
    }
}

fn place_of(group: &Group) -> Place {
    Place {
        city: group.city.clone(),
        country: group.country.clone(),
        latitude: group.latitude,
        longitude: group.longitude,
        zone: group.zone.clone(),
    }
}

#[derive(serde::Deserialize)]
pub struct Sought {
    /// What the search on the page itself sends.
    #[serde(default)]
    q: String,
    /// What a field of a form sends while somebody types.
    #[serde(default)]
    city: String,
    #[serde(default)]
    near: String,
    #[serde(default, rename = "where")]
    place: String,
}

impl Sought {
    fn typed(&self) -> &str {
        let typed = [&self.q, &self.city, &self.near, &self.place];
        typed.into_iter().find(|t| !t.is_empty()).map_or("", |t| t)
    }
}

#[derive(askama::Template)]
#[template(path = "groups/places.html")]
struct PlacesPage {
    chrome: Chrome,
    typed: String,
    cities: Vec<City>,
}

#[derive(askama::Template)]
#[template(path = "groups/_cities.html")]
struct Cities {
    labels: Vec<String>,
}

/// The cities that begin with what was typed: options for a field, or a page for who has no script.
pub async fn index(
    State(app): State<App>,
    visitor: Visitor,
    Query(sought): Query<Sought>,
    headers: HeaderMap,
) -> Result {
    let typed = sought.typed();
    if headers.contains_key("hx-request") {
        return page(
            StatusCode::OK,
            &Cities {
                labels: labels(typed),
            },
        );
    }
    let shown = PlacesPage {
        chrome: visitor.chrome(&app, Words::default()),
        typed: typed.to_owned(),
        cities: find_cities(typed, MOST_CHOICES * 3),
    };
    page(StatusCode::OK, &shown)
}
