use super::city::entries;
use super::{City, Coordinates, find_cities, find_city, nearest_city, region_of};
use crate::text::search_key;
use crate::words::{DateOrder, Distance, Hours, Region};
use jiff::tz::TimeZone;

fn labels(typed: &str) -> Vec<String> {
    find_cities(typed, 3).iter().map(City::label).collect()
}

#[test]
fn a_city_is_found_by_the_beginning_of_any_of_its_names() {
    for typed in ["turku", "TURKU", "Åbo", "abo", "Turk"] {
        let found = find_cities(typed, 50);
        assert!(
            found.iter().any(|city| city.label() == "Turku, Finland"),
            "{typed}"
        );
    }
    assert_eq!(labels("москва"), ["Moscow, Russia"]);
    assert_eq!(labels("東京")[0], "Tokyo, Japan");
    assert_eq!(labels("Cologne")[0], "Köln, Germany");
}

#[test]
fn the_largest_city_comes_first_and_a_comma_narrows_the_choice() {
    assert_eq!(labels("London")[0], "London, United Kingdom");
    assert_eq!(labels("London, can"), ["London, Canada"]);
    assert_eq!(
        labels("Portland, Maine"),
        ["Portland, Maine, United States"]
    );
}

#[test]
fn a_city_that_is_one_of_many_has_to_be_said_in_full() {
    assert_eq!(find_city("Portland"), None);
    let portland = find_city("portland, oregon, united states").unwrap();
    assert_eq!(portland.zone, "America/Los_Angeles");
    assert_eq!(find_city("Turku").unwrap().zone, "Europe/Helsinki");
    assert_eq!(find_city("Nowhere at all"), None);
    assert_eq!(find_city(""), None);
}

#[test]
fn a_village_is_placed_by_the_nearest_city() {
    let naantali_harbour = Coordinates {
        latitude: 60.4674,
        longitude: 22.0260,
    };
    let near = nearest_city(naantali_harbour).unwrap();
    assert_eq!((near.country, near.zone), ("FI", "Europe/Helsinki"));
    assert!(near.at.distance_km(naantali_harbour) < 20.0);
}

#[test]
fn names_are_folded_as_what_is_typed_will_be() {
    let own = entries().map(|entry| (search_key(entry.city.name), entry.names));
    let differing: Vec<_> = own
        .filter(|(own, names)| names.split('|').next() != Some(own))
        .collect();
    assert_eq!(differing, []);
}

#[test]
fn every_city_lies_in_a_zone_that_the_program_knows() {
    let mut unknown: Vec<_> = super::zones()
        .into_iter()
        .filter(|zone| TimeZone::get(zone).is_err())
        .collect();
    unknown.dedup();
    assert_eq!(unknown, Vec::<&str>::new());
}

#[test]
fn a_country_brings_its_way_to_write_times() {
    assert_eq!(region_of("FI"), Region::default());
    let american = Region {
        hours: Hours::Twelve,
        order: DateOrder::Mdy,
        distance: Distance::Miles,
    };
    assert_eq!(region_of("US"), american);
}
