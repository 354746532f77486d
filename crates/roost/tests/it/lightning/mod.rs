//! Lightning rounds: signing up, the line-up, and what speakers are told.
mod letters;
mod line_up;
mod sign_up;
mod decks;

use crate::world::{Browser, FOUNDER, Page, World};
use roost::events::Event;
use roost::groups::Group;

const EVENING: &str = "/turku-python/events/winter-night";
const LINE_UP: &str = "/turku-python/events/winter-night/lightning";
const DESK: &str = "/turku-python/organize/events/winter-night/lightning";

/// An evening in ten days at 18:00 with one round at 19:00.
struct Night<'w> {
    world: &'w World,
    group: Group,
    event: Event,
    marta: Browser,
    /// The organizers' page of the round.
    round: String,
}

impl<'w> Night<'w> {
    /// So many minutes of five-minute talks with a minute in between, in this order.
    async fn new(world: &'w World, minutes: &str, policy: &str) -> Night<'w> {
        let group = world.group("Turku Python").await;
        let event = world.evening(&group, "Winter night").published().await;
        let mut marta = world.signed_in(FOUNDER).await;
        let page = marta.get(DESK).await;
        let fields = [
            ("starts", Some("19:00")),
            ("minutes", Some(minutes)),
            ("policy", Some(policy)),
        ];
        let made = marta.press(&page, "Add the round", &fields).await;
        let round = made.path.clone();
        assert!(round.starts_with(&format!("{DESK}/")), "{}", made.text());
        Night {
            world,
            group,
            event,
            marta,
            round,
        }
    }

    /// Somebody signs up in a browser of her own, which is given back with the page of her turn.
    async fn signs_up(&self, speaker: &str, talk: &str, more: &[(&str, &str)]) -> (Browser, Page) {
        let mut browser = self.world.browser();
        let page = sign_up(&mut browser, speaker, talk, more).await;
        assert!(page.path.starts_with("/turn/"), "{}", page.text());
        (browser, page)
    }

    /// The titles of those who have a turn, and of those who stand by.
    async fn line_up(&self) -> (String, String) {
        let page = self.world.browser().get(LINE_UP).await;
        let all = page.text_of(".bolts");
        let mut lists = all.split('\n');
        let first = lists.next().unwrap_or_default().to_owned();
        (first, lists.next().unwrap_or_default().to_owned())
    }

    /// The names in the organizers' order.
    async fn order(&mut self) -> String {
        self.marta
            .get(&self.round)
            .await
            .text_of(".bolts .meta > bdi:first-child")
    }

    /// An organizer presses a button of somebody's turn.
    async fn press(&mut self, name: &str, button: &str) -> Page {
        let page = self.marta.get(&self.round).await;
        let names = page.text_of(".bolts .meta > bdi:first-child");
        let index = names.lines().position(|it| it == name);
        let index = index.expect("she is in the line-up") + 1;
        let form = format!("#turn-{index} form");
        let path = page.attribute(&form, "action").expect("it has a form");
        self.marta.post(&path, &[("do", button)]).await
    }
}

async fn sign_up(browser: &mut Browser, speaker: &str, talk: &str, more: &[(&str, &str)]) -> Page {
    let page = browser.get(LINE_UP).await;
    let mut fields = vec![("speaker", Some(speaker)), ("talk", Some(talk))];
    fields.extend(more.iter().map(|(name, value)| (*name, Some(*value))));
    browser.press(&page, "I’ll give it", &fields).await
}
