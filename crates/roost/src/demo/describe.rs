//! The plan's words as what organizers would have typed.

use super::plan::{EveningPlan, GroupPlan, VenuePlan};
use crate::clock::Instant;
use crate::events::{self, AgendaLine, AttendanceMode, Cover, Details, Schedule};
use crate::groups::{self, Description, Place, Topic};
use crate::text;
use crate::venues::{NewVenue, StepFree};
use crate::words::Region;
use jiff::ToSpan;
use jiff::civil::DateTime;

/// Where all of it happens.
pub const ZONE: &str = "Europe/Helsinki";

pub fn description(plan: &GroupPlan) -> Description {
    let topic = |topic: &&str| Topic {
        topic: (*topic).to_owned(),
        folded: text::slug(topic, 40),
    };
    Description {
        name: plan.name.to_owned(),
        slug: text::slug(plan.name, groups::SLUG_LENGTH),
        sentence: plan.sentence.to_owned(),
        description: plan.description.to_owned(),
        conduct: "Be kind. Let people finish. If something is wrong, tell an organizer; we listen, and we act.".to_owned(),
        conduct_link: String::new(),
        frequency: plan.frequency.to_owned(),
        place: Place {
            city: plan.city.to_owned(),
            country: "FI".to_owned(),
            latitude: Some(plan.latitude),
            longitude: Some(plan.longitude),
            zone: ZONE.to_owned(),
        },
        topics: plan.topics.iter().map(topic).collect(),
        links: Vec::new(),
        language: "en".to_owned(),
        region: Region::default(),
        contact_email: format!("{}@example.org", text::slug(plan.name, 40)),
        since_year: Some(plan.since_year),
    }
}

pub fn venue(venue: &VenuePlan, plan: &GroupPlan) -> NewVenue {
    NewVenue {
        name: venue.name.to_owned(),
        address: venue.address.to_owned(),
        room: venue.room.to_owned(),
        way_in: venue.way_in.to_owned(),
        step_free: StepFree::Yes,
        latitude: Some(plan.latitude),
        longitude: Some(plan.longitude),
    }
}

pub fn details(
    title: &str,
    sentence: &str,
    description: &str,
    starts: DateTime,
    (capacity, guests): (i64, i64),
    now: Instant,
) -> anyhow::Result<Details> {
    let ends = starts.checked_add(150.minutes())?;
    let doors = starts.checked_sub(30.minutes())?;
    let schedule = Schedule::new(ZONE, starts, ends, Some(doors), now)
        .map_err(|misfit| anyhow::anyhow!("{title}: {misfit:?}"))?;
    Ok(Details {
        title: title.to_owned(),
        sentence: sentence.to_owned(),
        description: description.to_owned(),
        schedule,
        attendance_mode: AttendanceMode::InPerson,
        venue_id: None,
        online_link: String::new(),
        online_link_from_minutes: events::LINK_MINUTES,
        capacity: Some(capacity),
        online_capacity: None,
        overbooked: 0,
        asks_still_coming: false,
        guests_allowed: guests,
        rsvp_opens_at: None,
        rsvp_closes_at: None,
        cover: Cover::Group,
        picture: None,
        picture_alt: String::new(),
        questions: events::Questions::default(),
    })
}

pub fn agenda(evening: &EveningPlan) -> Vec<AgendaLine> {
    let line = |(starts, title, note, speaker): &(&str, &str, &str, &str)| AgendaLine {
        starts: (*starts).to_owned(),
        title: (*title).to_owned(),
        note: (*note).to_owned(),
        speaker: (*speaker).to_owned(),
        slides_link: String::new(),
        video_link: String::new(),
    };
    evening.agenda.iter().map(line).collect()
}
