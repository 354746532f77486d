//! An evening as search engines read it: schema.org's `Event`, as JSON-LD.

use crate::clock::Instant;
use crate::config::Config;
use crate::events::{Closed, Event, Status};
use crate::groups::Group;
use crate::rsvps::{Attending, Counts};
use crate::venues::Venue;
use jiff::Zoned;
use serde_json::{Value, json};

/// What it is told from.
pub struct Told<'t> {
    pub group: &'t Group,
    pub event: &'t Event,
    pub venue: Option<&'t Venue>,
    pub counts: &'t Counts,
    /// One or two sentences.
    pub summary: &'t str,
    pub now: Instant,
}

impl Told<'_> {
    /// The text is safe within a script element: no `<` is left in it.
    pub fn text(&self, config: &Config) -> String {
        let (group, event) = (self.group, self.event);
        let path = event.path(&group.slug);
        let url = config.link(&path);
        let mut said = json!({
            "@context": "https://schema.org",
            "@type": "Event",
            "name": event.title,
            "description": self.summary,
            "url": url,
            "startDate": stamp(&event.starts()),
            "endDate": stamp(&event.ends()),
            "doorTime": event.doors().as_ref().map(stamp),
            "eventStatus": schema(self.status()),
            "previousStartDate": self.former_start().as_ref().map(stamp),
            "eventAttendanceMode": schema(self.mode()),
            "location": self.places(&url),
            "image": [config.link(&format!("{path}/card.png"))],
            "maximumAttendeeCapacity": self.capacity(),
            "isAccessibleForFree": true,
            "inLanguage": group.words().language.tag(),
            "offers": self.offer(&url),
            "organizer": {
                "@type": "Organization",
                "name": group.name,
                "url": config.link(&group.path()),
            },
        });
        if let Value::Object(lines) = &mut said {
            lines.retain(|_, value| !value.is_null());
        }
        said.to_string().replace('<', "\\u003c")
    }

    fn status(&self) -> &'static str {
        match self.event.status {
            Status::Cancelled => "EventCancelled",
            Status::Postponed => "EventPostponed",
            Status::Draft | Status::Published if self.former_start().is_some() => {
                "EventRescheduled"
            }
            Status::Draft | Status::Published => "EventScheduled",
        }
    }

    /// For when it had been announced, if that was another time.
    fn former_start(&self) -> Option<Zoned> {
        let former = self.event.former_starts_at?;
        (former != self.event.starts_at).then(|| former.in_zone(&self.event.tz()))
    }

    fn mode(&self) -> &'static str {
        let mode = self.event.attendance_mode;
        match (mode.has_room(), mode.has_online()) {
            (true, true) => "MixedEventAttendanceMode",
            (false, true) => "OnlineEventAttendanceMode",
            _ => "OfflineEventAttendanceMode",
        }
    }

    /// The room, and the page where one takes part online. A room that nobody has named yet is
    /// somewhere in the group's city.
    fn places(&self, url: &str) -> Vec<Value> {
        let mode = self.event.attendance_mode;
        let mut places = Vec::new();
        match self
            .venue
            .filter(|_| mode.has_room())
            .map(|venue| &venue.place)
        {
            Some(place) => {
                let mut room = json!({
                    "@type": "Place",
                    "name": place.name,
                    "address": if place.address.is_empty() { &self.group.city } else { &place.address },
                });
                if let Some((north, east)) = place.coordinates() {
                    room["geo"] = json!({
                        "@type": "GeoCoordinates", "latitude": north, "longitude": east,
                    });
                }
                places.push(room);
            }
            None if mode.has_room() => places.push(json!({
                "@type": "Place",
                "name": self.group.city,
                "address": {
                    "@type": "PostalAddress",
                    "addressLocality": self.group.city,
                    "addressCountry": self.group.country,
                },
            })),
            None => {}
        }
        if mode.has_online() {
            places.push(json!({ "@type": "VirtualLocation", "url": url }));
        }
        places
    }

    /// A seat costs nothing; schema.org wants a currency all the same.
    fn offer(&self, url: &str) -> Value {
        let opens = self.event.rsvp_opens_at.or(self.event.published_at);
        let mut offer = json!({
            "@type": "Offer",
            "price": 0,
            "priceCurrency": "EUR",
            "availability": schema(self.availability()),
            "url": url,
        });
        if let Some(opens) = opens {
            offer["validFrom"] = json!(stamp(&opens.in_zone(&self.event.tz())));
        }
        offer
    }

    fn availability(&self) -> &'static str {
        match self.event.accepts_rsvps(self.now) {
            Ok(()) if self.has_seats() => "InStock",
            Ok(()) => "SoldOut",
            Err(Closed::NotYet(_)) => "PreOrder",
            Err(_) => "OutOfStock",
        }
    }

    fn has_seats(&self) -> bool {
        let (mode, event) = (self.event.attendance_mode, self.event);
        let is_free = |capacity: Option<i64>, attending| {
            capacity.is_none_or(|capacity| self.counts.held_by(attending) < capacity)
        };
        mode.has_room() && is_free(event.seats_in_room(), Attending::InPerson)
            || mode.has_online() && is_free(event.online_capacity, Attending::Online)
    }

    /// `None`: there is no limit.
    fn capacity(&self) -> Option<i64> {
        let (mode, event) = (self.event.attendance_mode, self.event);
        let room = if mode.has_room() {
            event.seats_in_room()
        } else {
            Some(0)
        };
        let online = if mode.has_online() {
            event.online_capacity
        } else {
            Some(0)
        };
        Some(room? + online?)
    }
}

fn schema(name: &str) -> String {
    format!("https://schema.org/{name}")
}

fn stamp(at: &Zoned) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
