//! Talks of the next evening: a lightning round with five turns, and who was asked.

use crate::asks::{self, Answer, AskWay, NewAsk, Said};
use crate::db::Tx;
use crate::events::Event;
use crate::groups::{Group, Organizer, people};
use crate::ids::{AccountId, Ids, Moment, PersonId};
use crate::jobs::Context;
use crate::lightning::{self, Added, CHANGEOVER, Entry, Format, LIMIT, Plan, Policy, Speaker};
use crate::once::{Done, Once};
use jiff::SignedDuration;
use uuid::Uuid;

/// Who speaks: her place in the group, and her title.
const TURNS: [(usize, &str, &str); 5] = [
    (
        4,
        "What the compost told my laptop",
        "https://slides.example.org/compost",
    ),
    (7, "Reading timetables for fun", ""),
    (
        10,
        "A keyboard for my grandmother",
        "https://slides.example.org/keyboard",
    ),
    (13, "Why my tests sing", ""),
    (16, "Counting swifts with a microphone", ""),
];

/// Who was asked for the evening, how many days ago, and what she said.
const ASKS: [(usize, i64, Answer, &str); 4] = [
    (19, 9, Answer::None, ""),
    (22, 2, Answer::None, ""),
    (25, 3, Answer::Thinking, "Excel, escaped"),
    (28, 1, Answer::NextTime, "Maps of benches"),
];

/// `people` begins with those who organize.
///
/// # Errors
/// If the database refuses.
pub async fn talks(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group): (&Context, &Group),
    (organizer, known): (&Organizer, &[PersonId]),
    (event, ids): (&Event, &Ids),
) -> anyhow::Result<()> {
    let plan = Plan {
        title: String::new(),
        starts_after: 75,
        minutes: 30,
        format: Format::Talk,
        limit_secs: LIMIT,
        changeover_secs: CHANGEOVER,
        policy: Policy::FirstTimers,
    };
    // No page sent it, so there is no form to tell from others.
    let once = Once::new(group.id, AccountId::from(Uuid::nil()), "");
    let added = lightning::add_round(tx, at, organizer, event, (&plan, &once)).await?;
    let Done::Now(Added::Added(round)) = added else {
        anyhow::bail!("the next evening takes no round");
    };
    for (place, title, slides) in TURNS {
        let Some(person) = find(tx, group, known, place).await? else {
            continue;
        };
        let entry = Entry {
            name: person.1,
            title: title.to_owned(),
            slides_link: slides.to_owned(),
            first_time: place % 2 == 0,
            ..Entry::default()
        };
        let speaker = (&Speaker::Known(person.0), &entry);
        lightning::sign_up(tx, at, (context, group, round), speaker).await?;
    }
    for (place, days, answer, topic) in ASKS {
        let Some(person) = known.get(place).copied() else {
            continue;
        };
        let new = NewAsk {
            person,
            event: Some(event.id),
            way: AskWay::InPerson,
        };
        let said = Said {
            answer,
            topic: topic.to_owned(),
            ..Said::nothing()
        };
        let then = &Moment::new(
            at.now.before(SignedDuration::from_hours(24 * days)),
            ids.clone(),
        );
        asks::ask(tx, then, (context, group), organizer, (&new, &said)).await?;
    }
    Ok(())
}

/// Somebody of the group, with her name.
async fn find(
    tx: &mut Tx<'_>,
    group: &Group,
    known: &[PersonId],
    place: usize,
) -> anyhow::Result<Option<(PersonId, String)>> {
    let Some(id) = known.get(place).copied() else {
        return Ok(None);
    };
    let person = people::find_person(tx, group.id, id).await?;
    Ok(person.map(|person| (id, person.name)))
}
