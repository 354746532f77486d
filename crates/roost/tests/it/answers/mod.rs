//! What an event asks of people who answer, and what becomes of what they say.
mod asked;
mod kept;
mod photos;

use crate::world::{Browser, FOUNDER, Page, World};
use jiff::SignedDuration;
use roost::events::{Event, Purpose, Question, QuestionKind, Questions};
use roost::groups::Group;
use roost::ids::QuestionId;

const DAY: SignedDuration = SignedDuration::from_hours(24);
const EVENING: &str = "/turku-python/events/winter-night";
const DESK: &str = "/turku-python/organize/events/winter-night";

/// An evening that asks something.
struct Night<'w> {
    world: &'w World,
    group: Group,
    event: Event,
    organizer: Browser,
}

/// Sensitive, and any of two.
const DIET: &str = "What do you eat?";
/// One of two.
const SHIRT: &str = "Which shirt?";
/// Needed, and sensitive.
const DOOR: &str = "Your name at the door";

impl<'w> Night<'w> {
    async fn new(world: &'w World, asks: &[&str]) -> Night<'w> {
        let group = world.group("Turku Python").await;
        let questions = Questions(questions(world, asks));
        let evening = world.evening(&group, "Winter night");
        let event = evening
            .with(|details| details.questions = questions)
            .published()
            .await;
        Night {
            world,
            group,
            event,
            organizer: world.signed_in(FOUNDER).await,
        }
    }

    /// The field of one question.
    fn field(&self, words: &str) -> String {
        let mut questions = self.event.questions.iter();
        let found = questions.find(|question| question.words == words);
        format!("question-{}", found.expect("it is asked").id)
    }

    /// Somebody with an account opens the page and says that she comes.
    async fn comes(&self, name: &str, said: &[(&str, &str)]) -> Page {
        let mut browser = self.world.signed_in(name).await;
        let page = browser.get(&format!("{EVENING}/rsvp")).await;
        let fields: Vec<(String, &str)> = said
            .iter()
            .map(|(words, value)| (self.field(words), *value))
            .collect();
        let typed: Vec<(&str, Option<&str>)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), Some(*value)))
            .collect();
        let done = browser.press(&page, "answer=going", &typed).await;
        self.world.throw_away_mail().await;
        done
    }

    async fn answers(&mut self) -> Page {
        self.organizer.get(&format!("{DESK}/answers")).await
    }

    async fn wait_until(&self, days_after: i32) {
        let then = self.event.ends_at.after(DAY * days_after);
        self.world.wait(then.since(self.world.now())).await;
        self.world.throw_away_mail().await;
    }
}

fn questions(world: &World, asks: &[&str]) -> Vec<Question> {
    let at = world.app.moment();
    let question = |words: &str, kind, options: &[&str]| Question {
        id: QuestionId::new(&at),
        words: words.to_owned(),
        kind,
        options: options.iter().map(|option| (*option).to_owned()).collect(),
        required: false,
        sensitive: words != SHIRT,
        purpose: Purpose::Read,
    };
    let all = [
        question(DIET, QuestionKind::SeveralOf, &["Vegan", "No nuts"]),
        question(SHIRT, QuestionKind::OneOf, &["Small", "Large"]),
        Question {
            required: true,
            purpose: Purpose::DoorName,
            ..question(DOOR, QuestionKind::Text, &[])
        },
    ];
    let asked = all.into_iter();
    asked
        .filter(|it| asks.contains(&it.words.as_str()))
        .collect()
}
