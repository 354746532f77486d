//! What a page tells search engines (schema.org's Event, as JSON-LD).

use super::fields::{Told, own_address};
use crate::ics;
use serde_json::{Map, Value};

type Object = Map<String, Value>;

/// Every event of a script; pages also tell of paths and organizations there.
pub fn read(json: &str) -> Vec<Told> {
    let value: Value = serde_json::from_str(json).unwrap_or_default();
    let mut told = Vec::new();
    let graph = value.get("@graph").unwrap_or(&value);
    for object in every(graph) {
        if is_event(object) {
            told.push(tell(object));
        }
    }
    told
}

/// The objects of a field that holds one or a list.
fn every(value: &Value) -> impl Iterator<Item = &Object> {
    let several = value.as_array().map(Vec::as_slice);
    let one = several.unwrap_or(std::slice::from_ref(value));
    one.iter().filter_map(Value::as_object)
}

/// Event, or one of its kinds, such as `SocialEvent`.
fn is_event(object: &Object) -> bool {
    kinds(object).any(|kind| kind.ends_with("Event"))
}

fn kinds(object: &Object) -> impl Iterator<Item = &str> {
    let kind = object.get("@type").unwrap_or(&Value::Null);
    let several = kind.as_array().map(Vec::as_slice);
    let one = several.unwrap_or(std::slice::from_ref(kind));
    one.iter().filter_map(Value::as_str)
}

fn tell(event: &Object) -> Told {
    let places = || every(event.get("location").unwrap_or(&Value::Null));
    let is_room = |place: &&Object| kinds(place).any(|kind| kind == "Place");
    let room = places().find(is_room);
    let is_online = places().any(|place| kinds(place).any(|kind| kind == "VirtualLocation"));
    let says_online = text(event, "eventAttendanceMode").ends_with("OnlineEventAttendanceMode");
    Told {
        address: own_address(text(event, "url")),
        title: text(event, "name").to_owned(),
        description: text(event, "description").to_owned(),
        starts: text(event, "startDate").to_owned(),
        ends: text(event, "endDate").to_owned(),
        lasts: None,
        zone: String::new(),
        place: room.map(line).unwrap_or_default(),
        coordinates: room.and_then(coordinates),
        is_online: is_online || says_online,
        is_cancelled: text(event, "eventStatus").ends_with("EventCancelled"),
        is_draft: false,
    }
}

fn line(place: &Object) -> String {
    let address = place.get("address");
    let (street, town) = match address {
        Some(Value::Object(address)) => (
            text(address, "streetAddress"),
            text(address, "addressLocality"),
        ),
        Some(Value::String(address)) => (address.as_str(), ""),
        _ => ("", ""),
    };
    ics::one_line(&[text(place, "name"), street, town].join(", "))
}

fn coordinates(place: &Object) -> Option<(f64, f64)> {
    let geo = place.get("geo")?.as_object()?;
    let pair = (number(geo, "latitude")?, number(geo, "longitude")?);
    ics::is_meant(pair).then_some(pair)
}

fn number(object: &Object, name: &str) -> Option<f64> {
    let value = object.get(name)?;
    value.as_f64().or_else(|| value.as_str()?.parse().ok())
}

/// A field's text; empty if it has none.
fn text<'o>(object: &'o Object, name: &str) -> &'o str {
    object.get(name).and_then(Value::as_str).unwrap_or_default()
}
