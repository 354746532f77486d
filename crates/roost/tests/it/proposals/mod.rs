//! Proposing a talk: the form, her page, the pool, the program, and talks offered to other groups.
mod journey;
mod odds;
mod swap;

use crate::world::{Browser, FOUNDER, Mail, Page, World};
use jiff::SignedDuration;
use roost::events::Event;
use roost::groups::Group;

const PROPOSE: &str = "/turku-python/talks/propose";
const POOL: &str = "/turku-python/organize/talks/proposals";
const NOOR: &str = "noor@example.org";

/// A group with two organizers and an evening in ten days.
struct Pool {
    group: Group,
    event: Event,
    marta: Browser,
    tomi: Browser,
}

impl Pool {
    async fn new(world: &World) -> Pool {
        let group = world.group("Turku Python").await;
        world.co_organizer(&group, "Tomi Example").await;
        Pool {
            event: world.evening(&group, "Winter night").published().await,
            marta: world.signed_in(FOUNDER).await,
            tomi: world.signed_in("Tomi Example").await,
            group,
        }
    }

    /// The page of the only proposal.
    async fn one(&mut self) -> Page {
        let pool = self.marta.get(POOL).await;
        let href = pool.attribute("main li b a", "href");
        self.marta.get(&href.expect("there is a proposal")).await
    }

    /// Makes a move with a letter, as it is prefilled.
    async fn tells(&mut self, to: &str, body: Option<&str>) -> Page {
        let path = format!("{}/move?to={to}", self.one().await.path);
        let letter = self.marta.get(&path).await;
        let typed: Vec<_> = body.map(|body| ("body", Some(body))).into_iter().collect();
        let sent = self
            .marta
            .press(&letter, "Send to Noor Example", &typed)
            .await;
        assert_eq!(sent.count(".errors"), 0, "{}", sent.text());
        sent
    }

    /// Accepts, and schedules at the evening. Returns the letter about the date.
    async fn schedules(&mut self, world: &World) -> Mail {
        self.tells("accepted", None).await;
        world.mail_to(NOOR).await;
        let event = self.event.slug.clone();
        self.tells(&format!("scheduled&event={event}"), None).await;
        world.mail_to(NOOR).await
    }

    /// The same, until the talk was given.
    async fn gives(&mut self, world: &World) {
        self.schedules(world).await;
        world.wait(SignedDuration::from_hours(24 * 10 + 9)).await;
        let page = self.one().await;
        let page = self.marta.press(&page, "It was given", &[]).await;
        assert_eq!(page.text_of(".notice"), "Given.");
    }

    /// What the program of the evening says.
    async fn program(&self, world: &World) -> String {
        let path = self.event.path(&self.group.slug);
        let page = world.browser().get(&path).await;
        page.text_of("ol.time li").replace('\n', " ")
    }
}

/// Noor, whom nobody knows, proposes a talk. Returns the mail with her link.
async fn proposed(world: &World, title: &str) -> Mail {
    let mut noor = world.browser();
    let form = noor.get(PROPOSE).await;
    let typed = [
        ("speaker", Some("Noor Example")),
        ("speaker_email", Some(NOOR)),
        ("talk", Some(title)),
        ("summary", Some("Where they *stand*.")),
        ("first_time", Some("yes")),
        ("rehearsal", Some("yes")),
        ("available", Some("Any Tuesday")),
    ];
    let page = noor.press(&form, "Propose it", &typed).await;
    assert_eq!(
        page.text_of(".notice"),
        "Thank you. Look at your mail: it has a link to your proposal."
    );
    let mail = world.mail_to(NOOR).await;
    let organizers = world.mail_to(&world.human(FOUNDER).await.email).await;
    assert_eq!(organizers.subject, format!("A talk is proposed: {title}"));
    mail
}
