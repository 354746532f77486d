use super::model::{Event, Status};
use crate::calendar::{Entry, Standing};
use crate::config::Config;
use crate::groups::Group;
use crate::markup;
use crate::venues::Venue;

/// The event as calendars hold it: the same in feeds, files and letters.
pub fn entry(config: &Config, group: &Group, event: &Event, venue: Option<&Venue>) -> Entry {
    let venue = venue.filter(|_| event.attendance_mode.has_room());
    let url = config.link(&event.path(&group.slug));
    let place = match venue {
        Some(venue) => venue.place.line(),
        None if event.attendance_mode.has_online() => group.words().plain().t("evening-online"),
        None => String::new(),
    };
    Entry {
        uid: event.id.to_string(),
        sequence: event.sequence,
        changed_at: event.updated_at,
        zone: event.zone.clone(),
        starts_at: event.starts_at,
        ends_at: event.ends_at,
        title: event.title.clone(),
        description: describe(event),
        place,
        coordinates: venue.and_then(|venue| venue.place.coordinates()),
        url,
        organizer: (group.name.clone(), group.contact_email.clone()),
        standing: match event.status {
            Status::Cancelled => Standing::Cancelled,
            Status::Postponed => Standing::Tentative,
            Status::Draft | Status::Published => Standing::Confirmed,
        },
    }
}

fn describe(event: &Event) -> String {
    let text = markup::to_text(&event.description);
    format!("{}\n\n{text}", event.sentence).trim().to_owned()
}
