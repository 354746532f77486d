//! Who brought whom to the evenings of the demo, and what stands on posters.

use crate::db::Tx;
use crate::events::Event;
use crate::groups::Organizer;
use crate::ids::{Moment, PersonId};
use crate::invites::{self, CameBy, Heard, NewTagged, Outlet, Tagged};
use crate::rsvps::{self, State};
use crate::state::App;
use jiff::tz::TimeZone;

/// How many bring people; they come every time.
const BRING: usize = 5;

/// Somebody who came to an evening for the first time says by which way: every eighth nothing.
///
/// # Errors
/// If the database refuses.
pub async fn bring(
    tx: &mut Tx<'_>,
    at: &Moment,
    app: &App,
    (organizer, people): (&Organizer, &[PersonId]),
    event: &Event,
) -> anyhow::Result<()> {
    let poster = tagged(
        tx,
        at,
        organizer,
        event,
        (Outlet::Poster, "Library, second floor"),
    )
    .await?;
    let chat = tagged(
        tx,
        at,
        organizer,
        event,
        (Outlet::Chat, "The city’s free software chat"),
    )
    .await?;
    let attendees = rsvps::list_attendees(tx, event.group_id, event.id, event.starts_at).await?;
    let new = attendees
        .iter()
        .filter(|one| one.first_time && one.state == State::Going);
    for (place, one) in new.enumerate() {
        let inviter = people[place % BRING.min(people.len())];
        let came = match place % 8 {
            0 | 3 | 6 if inviter != one.person_id => {
                let link = invites::link_for(tx, at, event, inviter).await?;
                visit(app, at, event, &link, 4);
                by(&link, place.is_multiple_of(2))
            }
            1 => by(&poster, false),
            2 => by(&chat, false),
            4 => said(Heard::Search),
            5 => said([Heard::Member, Heard::List][place / 8 % 2]),
            _ => continue,
        };
        invites::take(tx, at, event, one.person_id, &came).await?;
    }
    visit(app, at, event, &poster, 23);
    visit(app, at, event, &chat, 41);
    Ok(())
}

async fn tagged(
    tx: &mut Tx<'_>,
    at: &Moment,
    organizer: &Organizer,
    event: &Event,
    (outlet, label): (Outlet, &str),
) -> anyhow::Result<invites::Link> {
    let new = NewTagged {
        outlet,
        label: label.to_owned(),
    };
    match invites::make_tagged(tx, at, organizer, event, &new).await? {
        Tagged::Made(link) => Ok(link),
        Tagged::TooMany => anyhow::bail!("an evening of the demo has too many links"),
    }
}

fn by(link: &invites::Link, tells: bool) -> CameBy {
    CameBy {
        code: link.code.parse().ok(),
        tells,
        heard: None,
    }
}

fn said(heard: Heard) -> CameBy {
    CameBy {
        heard: Some(heard),
        ..CameBy::default()
    }
}

/// Counted as those of people are, and written a little later.
fn visit(app: &App, at: &Moment, event: &Event, link: &invites::Link, times: i64) {
    let day = at.now.in_zone(&TimeZone::UTC).date();
    app.visits.add((event.group_id, link.id.uuid(), day), times);
}
