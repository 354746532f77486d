//! Components and their properties, as `calcard` holds them.

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarEntry, ICalendarParameterName, ICalendarRecurrenceRule,
    ICalendarValue, Uri,
};
pub use calcard::icalendar::{ICalendarComponentType as Kind, ICalendarProperty as Name};
use calcard::{Entry, Parser};

pub type Component = ICalendarComponent;
pub type Rule = ICalendarRecurrenceRule;
pub type Value = ICalendarValue;
pub type Moment = PartialDateTime;

/// A calendar of the file: its component, and all that lies within, however deep.
pub struct Part {
    components: Vec<Component>,
    /// For each component the calendar that it belongs to.
    calendars: Vec<usize>,
}

/// Every calendar of the text. Events that stand outside any are one, too.
pub fn parse(text: &str) -> Vec<Part> {
    let mut parser = Parser::new(text);
    let mut parts = Vec::new();
    loop {
        match parser.entry() {
            Entry::ICalendar(calendar) => parts.push(Part::of(calendar)),
            Entry::Eof | Entry::TooManyComponents => return parts,
            _ => {}
        }
    }
}

impl Part {
    fn of(calendar: ICalendar) -> Part {
        let components = calendar.components;
        let mut calendars = vec![0; components.len()];
        // A component stands before those within it.
        for at in 0..components.len() {
            let own = calendars[at];
            for child in &components[at].component_ids {
                let child = *child as usize;
                if let (Some(slot), Some(component)) =
                    (calendars.get_mut(child), components.get(child))
                {
                    *slot = match component.component_type {
                        Kind::VCalendar => child,
                        _ => own,
                    };
                }
            }
        }
        Part {
            components,
            calendars,
        }
    }

    /// Each component of this kind, with the calendar that it belongs to.
    pub fn all(&self, kind: &Kind) -> impl Iterator<Item = (&Component, &Component)> {
        let each = self.components.iter().zip(&self.calendars);
        each.filter(move |(component, _)| component.component_type == *kind)
            .map(|(component, calendar)| (component, &self.components[*calendar]))
    }

    /// The parts of a component.
    pub fn within<'p>(&'p self, component: &'p Component) -> impl Iterator<Item = &'p Component> {
        let ids = component.component_ids.iter();
        ids.filter_map(|id| self.components.get(*id as usize))
    }

    pub fn count(&self, kinds: &[Kind]) -> usize {
        let each = self.components.iter();
        each.filter(|component| kinds.contains(&component.component_type))
            .count()
    }
}

/// The first property of that name.
pub fn find<'c>(component: &'c Component, name: &Name) -> Option<&'c ICalendarEntry> {
    component.entries.iter().find(|entry| entry.name == *name)
}

/// Every property of that name.
pub fn all<'c>(
    component: &'c Component,
    name: &'c Name,
) -> impl Iterator<Item = &'c ICalendarEntry> {
    component.entries.iter().filter(move |e| e.name == *name)
}

/// The text of the first property of that name; empty if there is none.
pub fn text(component: &Component, name: &Name) -> String {
    find(component, name).map_or_else(String::new, of_values)
}

/// The same for a name that no standard has.
pub fn text_of_other(component: &Component, name: &str) -> String {
    let entries = component.entries.iter();
    let mut named = entries.filter(|entry| is_other(entry, name));
    named.next().map_or_else(String::new, of_values)
}

fn is_other(entry: &ICalendarEntry, name: &str) -> bool {
    matches!(&entry.name, Name::Other(own) if own.eq_ignore_ascii_case(name))
}

/// The description in HTML, if there is one (X-ALT-DESC, or RFC 9073 §6.5).
pub fn html(component: &Component) -> Option<String> {
    let mut entries = component.entries.iter();
    let found = entries.find(|entry| {
        let is_alternative = is_other(entry, "X-ALT-DESC") || entry.name == Name::StyledDescription;
        let kind = entry
            .parameters(&ICalendarParameterName::Fmttype)
            .find_map(|value| value.as_text());
        is_alternative && kind.is_none_or(|kind| kind.to_ascii_lowercase().contains("html"))
    });
    found.map(of_values)
}

/// `calcard` parts the values of unknown properties at semicolons, which belong to the text.
fn of_values(entry: &ICalendarEntry) -> String {
    let values = entry.values.iter().filter_map(written);
    values.collect::<Vec<_>>().join(";")
}

fn written(value: &Value) -> Option<String> {
    match value {
        Value::Uri(Uri::Location(address)) => Some(address.clone()),
        Value::Float(number) => Some(number.to_string()),
        Value::Integer(number) => Some(number.to_string()),
        value => value.as_text().map(str::to_owned),
    }
}

pub fn zone_name(entry: &ICalendarEntry) -> Option<&str> {
    entry.tz_id().map(str::trim).filter(|name| !name.is_empty())
}

/// Whether RANGE=THISANDFUTURE is said of a RECURRENCE-ID (RFC 5545 §3.2.13).
pub fn goes_on(entry: &ICalendarEntry) -> bool {
    entry
        .parameters(&ICalendarParameterName::Range)
        .next()
        .is_some()
}

/// The first rule of a component.
pub fn rule(component: &Component) -> Option<Option<&Rule>> {
    let entry = find(component, &Name::Rrule)?;
    Some(match entry.values.first() {
        Some(Value::RecurrenceRule(rule)) => Some(rule),
        _ => None,
    })
}

/// A number; 0 if there is none.
pub fn number(component: &Component, name: &Name) -> i64 {
    let value = find(component, name).and_then(|entry| entry.values.first());
    value.and_then(Value::as_integer).unwrap_or(0)
}

/// Two numbers, as GEO has them.
pub fn pair(component: &Component, name: &Name) -> Option<(f64, f64)> {
    let written = text(component, name);
    let (first, second) = written.split_once([';', ','])?;
    Some((first.trim().parse().ok()?, second.trim().parse().ok()?))
}
