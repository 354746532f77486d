//! Asking for a talk: the list to walk with, letters, answers, the board, and what is forgotten.
mod list;
mod letters;
mod board;
mod kept;

use crate::world::{Browser, FOUNDER, Page, World};
use jiff::civil::date;
use roost::events::Event;
use roost::groups::Group;
use roost::ids::AccountId;
use roost::jobs::{self, Run, When};
use roost::lightning::{self, Format, Plan, Policy};
use roost::once::Once;
use uuid::Uuid;

const ASK: &str = "/turku-python/organize/talks/ask";
const TALKS: &str = "/turku-python/organize/talks";

/// A group with two organizers and an evening on this very day.
struct Night {
    group: Group,
    event: Event,
    marta: Browser,
    tomi: Browser,
}

impl Night {
    async fn new(world: &World) -> Night {
        let group = world.group("Turku Python").await;
        world.co_organizer(&group, "Tomi Example").await;
        let event = world
            .evening(&group, "Winter night")
            .at(date(2026, 11, 24).at(18, 0, 0, 0))
            .published()
            .await;
        Night {
            event,
            marta: world.signed_in(FOUNDER).await,
            tomi: world.signed_in("Tomi Example").await,
            group,
        }
    }

    /// With a lightning round that has so many turns.
    async fn with_round(world: &World, turns: i64) -> Night {
        let night = Night::new(world).await;
        let founder = world.human(FOUNDER).await;
        let by = &world.organizer(&night.group, &founder).await;
        let (at, event) = (&world.app.moment(), &night.event);
        let once = &Once::new(night.group.id, AccountId::from(Uuid::nil()), "");
        let plan = &Plan {
            title: String::new(),
            starts_after: 30,
            minutes: 6 * turns,
            format: Format::Talk,
            limit_secs: 300,
            changeover_secs: 60,
            policy: Policy::Arrival,
        };
        let add = world
            .app
            .db
            .write(|tx| Box::pin(lightning::add_round(tx, at, by, event, (plan, once))));
        add.await.expect("the event takes a round");
        night
    }

    /// Somebody says that she comes, and her profile says what she cares about.
    async fn expects(&self, world: &World, name: &str) -> Browser {
        world.member(&self.group, name).await;
        world.goes(&self.group, &self.event, name).await;
        let mut browser = world.signed_in(name).await;
        let page = browser.get("/me").await;
        let typed = [("bio", Some("I count birds."))];
        browser.press(&page, "Save", &typed).await;
        world.work().await;
        browser
    }
}

/// Asks, with the first topic that comes to mind, as the button says.
async fn tap(browser: &mut Browser, button: &str, topic: &str) -> Page {
    let page = browser.get(ASK).await;
    browser
        .press(&page, button, &[("topic", Some(topic))])
        .await
}

/// Names in the order of the list.
fn names(page: &Page) -> Vec<String> {
    let names = page.text_of("#list b a");
    names.lines().map(str::to_owned).collect()
}

/// What stands under the name of the one to walk to.
fn asked(page: &Page) -> String {
    page.text_of("#card .panel.sky").replace('\n', " ")
}

/// What comes once a day.
async fn run(world: &World, group: roost::ids::GroupId, job: impl Run) {
    let (at, job) = (&world.app.moment(), &job);
    let enqueue = world.app.db.write(|tx| {
        Box::pin(async move {
            let when = When::now(at);
            Ok(jobs::enqueue(tx, at, group, job, when).await?)
        })
    });
    enqueue.await.expect("the database answers");
    world.work().await;
}
