//! The state that a page's own scripts run on: a map of nodes that name each other.

use super::fields::{Told, own_address};
use super::times;
use crate::ics;
use serde_json::{Map, Value};

type Nodes = Map<String, Value>;

/// What the state tells: events, and what the group is called.
pub fn read(json: &str) -> (Vec<Told>, String) {
    let state: Value = serde_json::from_str(json).unwrap_or_default();
    let Some(nodes) = state
        .pointer("/props/pageProps/__APOLLO_STATE__")
        .and_then(Value::as_object)
    else {
        return Default::default();
    };
    let events = nodes.iter().filter(|(name, _)| name.starts_with("Event:"));
    let mut group = String::new();
    let told = events.filter_map(|(_, event)| {
        let event = event.as_object()?;
        // Cards of similar events hold a few fields of one.
        event.get("eventType")?;
        if let Some(of) = node(nodes, event.get("group")).filter(|_| group.is_empty()) {
            text(of, "name").clone_into(&mut group);
        }
        Some(tell(nodes, event))
    });
    let told = told.collect();
    (told, group)
}

fn tell(nodes: &Nodes, event: &Nodes) -> Told {
    let group = node(nodes, event.get("group"));
    let venue = node(nodes, event.get("venue"));
    let venue = venue.or_else(|| node(nodes, event.get("venues")?.get(0)));
    let is_nowhere = |venue: &Nodes| text(venue, "name").trim() == "Online event";
    let venue = venue.filter(|venue| !is_nowhere(venue));
    let status = text(event, "status");
    Told {
        address: own_address(text(event, "eventUrl")),
        title: text(event, "title").to_owned(),
        description: text(event, "description").to_owned(),
        starts: text(event, "dateTime").to_owned(),
        ends: text(event, "endTime").to_owned(),
        lasts: event.get("duration").and_then(times::length),
        zone: group.map_or("", |group| text(group, "timezone")).to_owned(),
        place: venue.map(place).unwrap_or_default(),
        coordinates: venue.and_then(coordinates),
        is_online: text(event, "eventType").eq_ignore_ascii_case("online"),
        is_cancelled: status.starts_with("CANCELLED"),
        is_draft: ["DRAFT", "PROPOSED", "TEMPLATE", "PENDING", "BLOCKED"].contains(&status),
    }
}

fn place(venue: &Nodes) -> String {
    let parts = ["name", "address", "city"].map(|part| text(venue, part));
    ics::one_line(&parts.join(", "))
}

fn coordinates(venue: &Nodes) -> Option<(f64, f64)> {
    let number = |name: &str| venue.get(name).and_then(Value::as_f64);
    let pair = (number("lat")?, number("lon").or_else(|| number("lng"))?);
    ics::is_meant(pair).then_some(pair)
}

/// What a field holds or names.
fn node<'n>(nodes: &'n Nodes, field: Option<&'n Value>) -> Option<&'n Nodes> {
    let object = field?.as_object()?;
    match object.get("__ref").and_then(Value::as_str) {
        Some(name) => nodes.get(name)?.as_object(),
        None => Some(object),
    }
}

/// A field's text; empty if it has none.
fn text<'n>(node: &'n Nodes, name: &str) -> &'n str {
    node.get(name).and_then(Value::as_str).unwrap_or_default()
}
