use crate::clock::Instant;
use crate::events::Event;
use crate::groups::{Here, Role};
use crate::pictures;
use crate::rsvps::{self, Coming, Counts, OwnAnswer, Sees, State};
use crate::web::components::Face;
use crate::words::Words;

/// Who comes, as far as one visitor may know.
pub struct People {
    /// With everybody who is not named.
    pub coming: i64,
    /// Each with a note, such as "Organizer".
    pub shown: Vec<(Face, String)>,
    /// Whether answering or joining would show more names.
    pub hides_names: bool,
}

/// The answers of an evening, as one visitor sees them.
pub struct Answers {
    pub counts: Counts,
    /// Her own.
    pub own: Option<OwnAnswer>,
    pub people: People,
}

impl Answers {
    /// `coming` is everybody who is going, whether or not the visitor may know.
    pub fn new(here: &Here, counts: Counts, coming: &[Coming], own: Option<OwnAnswer>) -> Self {
        let comes = own
            .as_ref()
            .is_some_and(|own| own.rsvp.state != State::Declined);
        let sees = Sees::of(here.role, comes);
        let words = here.group.words();
        let shown: Vec<_> = coming.iter().filter(|person| sees.shows(person)).collect();
        let people = People {
            coming: counts.coming(),
            hides_names: sees == Sees::Number && shown.len() < coming.len(),
            shown: shown
                .into_iter()
                .map(|person| show(words, person))
                .collect(),
        };
        Answers {
            counts,
            own,
            people,
        }
    }

    /// The online link, for who is going there, shortly before it starts and until it ends.
    pub fn online_link(&self, event: &Event, now: Instant) -> Option<String> {
        let going = self.own.as_ref().is_some_and(|own| {
            own.rsvp.state == State::Going && own.rsvp.attending == rsvps::Attending::Online
        });
        let open = event.online_link_opens_at() <= now && now < event.ends_at;
        (going && open && event.is_on() && !event.online_link.is_empty())
            .then(|| event.online_link.clone())
    }
}

fn show(words: Words, person: &Coming) -> (Face, String) {
    let face = Face::new(&person.name, person.picture.as_deref().map(pictures::path))
        .with_pronouns(&person.pronouns);
    let role = person.role.map(|role| match role {
        Role::Organizer | Role::CoOrganizer => words.t("evening-people-organizer"),
        Role::Member => words.t("evening-people-member"),
    });
    let guests = (person.guests > 0).then(|| {
        words
            .with("guests", person.guests)
            .t("evening-people-guests")
    });
    let notes: Vec<String> = role.into_iter().chain(guests).collect();
    (face, notes.join(" · "))
}
