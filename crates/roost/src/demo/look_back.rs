//! What is left of a group's last evening: talks with their links, a photo, thanks, and feedback.

use crate::announcements::{self, Message, Target};
use crate::blobs::{Blobs, Staged};
use crate::covers::cover_png;
use crate::db::Tx;
use crate::events::{self, AgendaLine, Event, TalkLinks};
use crate::groups::{Group, Organizer};
use crate::ids::Moment;
use crate::recap::{self, Entry, Mood, NewPhoto, NewThanks, ThanksKind};
use crate::state::App;
use crate::tokens::{self, Kind, Subject};
use crate::turnout;
use jiff::SignedDuration;

/// Width and height of the photo.
const SIZE: (u32, u32) = (1200, 800);

/// What everybody who came was told.
const LETTER: &str = "Thank you for coming. The slides are on the evening’s page, and a pot waits for the next one.\n\nMarta";

/// What a draft asks those who come often.
const CHAIRS: &str = "Hi {name},\n\nforty chairs stand in the cellar. Two people carry them in ten minutes.\n\nMarta";

/// What those who never came are told, some days ahead.
const NEVER: &str =
    "Hi {name},\n\nthe soup is warm, and nobody has to give a talk. Come once and look.\n\nMarta";

/// How far ahead that is.
const AHEAD: SignedDuration = SignedDuration::from_hours(5 * 24);

/// What people answered to the two questions.
const ANSWERS: [(Mood, &str); 6] = [
    (Mood::Glad, "More of the short talks, please."),
    (Mood::Glad, ""),
    (Mood::Fine, "The soup came late. It was worth it."),
    (Mood::Glad, "I came alone and left with two names."),
    (
        Mood::NotForMe,
        "I couldn’t follow the second talk. Say at the start what one has to know.",
    ),
    (Mood::Glad, "A second pot."),
];

/// A picture for the evening, brought to where it is kept before anything is written.
///
/// # Errors
/// If the data folder cannot be written.
pub async fn stage(app: &App) -> anyhow::Result<Staged> {
    let (width, height) = SIZE;
    let drawn = cover_png("Autumn lightning night", width, height);
    Ok(Blobs::of(&app.config).stage("image/png", drawn).await?)
}

/// The lines of the evening: titles and who spoke.
pub fn agenda(talks: &[(&str, &str)]) -> Vec<AgendaLine> {
    let line = |(title, speaker): &(&str, &str)| AgendaLine {
        title: (*title).to_owned(),
        speaker: (*speaker).to_owned(),
        ..AgendaLine::default()
    };
    talks.iter().map(line).collect()
}

/// # Errors
/// If the database refuses.
pub async fn look_back(
    tx: &mut Tx<'_>,
    at: &Moment,
    (group, organizer): (&Group, &Organizer),
    event: &Event,
    picture: &Staged,
) -> anyhow::Result<()> {
    let agenda = events::list_agenda(tx, group.id, event.id).await?;
    let links = (0..).zip(&agenda).map(|(position, line)| TalkLinks {
        position,
        title: line.title.clone(),
        slides_link: format!("https://slides.example.org/{position}"),
        video_link: match position {
            0 => "https://video.example.org/autumn".to_owned(),
            _ => String::new(),
        },
    });
    let entry = Entry {
        came: turnout::count_came(tx, group.id, event.id).await?,
        shows_came: true,
        links: links.collect(),
        note: "Put the soup on **before** the first talk, and ask two people to carry chairs."
            .to_owned(),
    };
    recap::save(tx, at, organizer, (event, &entry), true).await?;
    let photo = NewPhoto {
        staged: picture,
        size: SIZE,
        alt: "Coloured birds on a wire, as they hung above the stage",
        shown: true,
    };
    recap::add_photo(tx, at, organizer, event, &photo).await?;
    let thanks = NewThanks {
        kind: ThanksKind::Venue,
        name: "Old Post Office".to_owned(),
        email: "house@example.org".to_owned(),
        subject: "Thank you for having us".to_owned(),
        body: "Dear people of Old Post Office,\n\nthank you for the hall, and for the second key."
            .to_owned(),
    };
    recap::thank(tx, at, group, organizer, (event, &thanks)).await?;
    let thanks = Message {
        target: Target::Came(event.id),
        about: None,
        subject: format!("Thank you for coming to {}", event.title),
        body: LETTER.to_owned(),
    };
    announcements::send_at_once(tx, at, group, organizer, &thanks).await?;
    write_ahead(tx, at, organizer).await?;
    for answer in ANSWERS {
        let subject = Subject {
            kind: Kind::Feedback,
            group: group.id,
            id: event.id.uuid(),
        };
        let token = tokens::issue(tx, at, subject, None).await?;
        recap::answer_feedback(tx, at, &token, answer).await?;
    }
    Ok(())
}

/// A draft, and a message that waits for its hour.
async fn write_ahead(tx: &mut Tx<'_>, at: &Moment, organizer: &Organizer) -> anyhow::Result<()> {
    let message = |target, subject: &str, body: &str| Message {
        target,
        about: None,
        subject: subject.to_owned(),
        body: body.to_owned(),
    };
    let hand = message(Target::CameTimes(3), "Who carries a chair?", CHAIRS);
    announcements::keep(tx, at, organizer, &hand).await?;
    let missed = message(Target::NeverCame, "You have not been here yet", NEVER);
    let id = announcements::keep(tx, at, organizer, &missed).await?;
    announcements::schedule(tx, at, organizer, id, at.now.after(AHEAD)).await?;
    Ok(())
}
