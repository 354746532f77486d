//! The stage of a lightning round: one clock on many screens, whoever holds which.
mod links;
mod offline;
mod remote;
mod screens;
mod slides;

use crate::world::{Browser, FOUNDER, Page, World};
use axum::body::Body;
use axum::http::Method;
use jiff::SignedDuration;
use roost::events::Event;
use roost::groups::Group;
use roost::ids::RoundId;
use roost::lightning::{self, Added, Format, Plan, Policy, Turn};
use roost::once::{Done, Once};
use serde_json::Value;

/// A round of five minutes each, with one in between, at the group's event.
pub async fn add_round(world: &World, group: &Group, event: &Event) -> RoundId {
    let founder = world.human(FOUNDER).await;
    let by = &world.organizer(group, &founder).await;
    let (at, plan) = (&world.app.moment(), &plan());
    let once = &Once::new(group.id, founder.account, "");
    let add = world
        .app
        .db
        .write(|tx| Box::pin(lightning::add_round(tx, at, by, event, (plan, once))));
    match add.await.expect("the database answers") {
        Done::Now(Added::Added(round)) => round,
        other => panic!("{other:?}"),
    }
}

fn plan() -> Plan {
    Plan {
        title: String::new(),
        starts_after: 60,
        minutes: 60,
        format: Format::Talk,
        limit_secs: 300,
        changeover_secs: 60,
        policy: Policy::Arrival,
    }
}

/// The organizers' page about a round's screens.
pub fn desk(round: RoundId) -> String {
    desk_at("winter-night", round)
}

fn desk_at(slug: &str, round: RoundId) -> String {
    format!("/turku-python/organize/events/{slug}/lightning/{round}/screens")
}

/// The paths of a round's screens, as the page shows them to an organizer who has made them.
pub struct Screens {
    pub stage: String,
    pub front: String,
    pub remote: String,
}

impl Screens {
    pub async fn open(organizer: &mut Browser, round: RoundId) -> Screens {
        Screens::open_at(organizer, "winter-night", round).await
    }

    /// The same at an event with this slug.
    pub async fn open_at(organizer: &mut Browser, slug: &str, round: RoundId) -> Screens {
        let page = organizer.post(&desk_at(slug, round), &[]).await;
        Screens::on(&page)
    }

    fn on(page: &Page) -> Screens {
        let path = |name: &str| {
            let link = page.attribute(&format!("#{name}-link"), "value");
            let link = link.expect("there is a link");
            link[link.find(&format!("/{name}/")).expect("it is that")..].to_owned()
        };
        Screens {
            stage: path("stage"),
            front: path("front"),
            remote: path("remote"),
        }
    }
}

/// A round with its screens, and people who signed up to it.
struct Night<'w> {
    world: &'w World,
    group: Group,
    round: RoundId,
    organizer: Browser,
    screens: Screens,
    /// The moderator's telephone, which has no account.
    phone: Browser,
}

impl<'w> Night<'w> {
    async fn new(world: &'w World, speakers: &[(&str, &str)]) -> Night<'w> {
        let group = world.group("Turku Python").await;
        let event = world.evening(&group, "Winter night").published().await;
        let round = add_round(world, &group, &event).await;
        let mut organizer = world.signed_in(FOUNDER).await;
        let screens = Screens::open(&mut organizer, round).await;
        let night = Night {
            phone: world.browser(),
            world,
            group,
            round,
            organizer,
            screens,
        };
        for (name, title) in speakers {
            night.signs_up(name, title).await;
        }
        night.world.throw_away_mail().await;
        night
    }

    /// Three who speak in this order.
    async fn of_three(world: &'w World) -> Night<'w> {
        let three = [
            ("Ada Example", "Birds"),
            ("Mei Example", "A camera in 80 lines"),
            ("Linus Example", "Soup"),
        ];
        Night::new(world, &three).await
    }

    async fn signs_up(&self, name: &str, title: &str) {
        let (at, context) = (&self.world.app.moment(), &self.world.app.context());
        let place = (context, &self.group, self.round);
        let who = (name, title);
        let add = self
            .world
            .app
            .db
            .write(|tx| Box::pin(lightning::add_from_floor(tx, at, place, who)));
        assert!(add.await.expect("the database answers"));
    }

    async fn turns(&self) -> Vec<Turn> {
        let mut tx = self.world.app.db.read().await.expect("it answers");
        let turns = lightning::line_up(&mut tx, self.group.id, self.round).await;
        turns.expect("it answers")
    }

    /// How the line-up stands: name, state and seconds.
    async fn line_up(&self) -> Vec<String> {
        let line = |turn: Turn| match turn.took_ms {
            Some(took) => format!("{} {:?} {}", turn.name, turn.state, took / 1000),
            None => format!("{} {:?}", turn.name, turn.state),
        };
        self.turns().await.into_iter().map(line).collect()
    }

    async fn id(&self, name: &str) -> String {
        let turns = self.turns().await;
        let turn = turns.into_iter().find(|turn| turn.name == name);
        turn.expect("she signed up").id.to_string()
    }

    /// Presses a button of the remote as its page shows it now.
    async fn press(&mut self, verb: &str) -> Page {
        let page = self.phone.get(&self.screens.remote).await;
        self.phone.press(&page, &format!("do={verb}"), &[]).await
    }

    async fn wait(&self, secs: i64) {
        self.world.wait(SignedDuration::from_secs(secs)).await;
    }

    /// What the script of a screen is told.
    async fn state(&self, path: &str) -> Value {
        json(&self.world.browser().get(path).await)
    }

    /// What the projector's laptop sends: id, verb, turn, and how many seconds ago it was.
    async fn record(&self, records: &[(u128, &str, &str, i64)]) -> Page {
        let now = self.world.now().timestamp().as_millisecond();
        let mut sent = Vec::new();
        for (id, verb, name, ago) in records {
            let id = uuid::Uuid::from_u128(*id);
            let turn = self.id(name).await;
            let at = now - ago * 1000;
            sent.push(serde_json::json!({"id": id, "verb": verb, "turn": turn, "at": at}));
        }
        self.send(&Value::from(sent).to_string()).await
    }

    async fn send(&self, body: &str) -> Page {
        let path = format!("{}/records", self.screens.stage);
        let kind = Some("application/json");
        let body = Body::from(body.to_owned());
        let mut laptop = self.world.browser();
        laptop.send(Method::POST, &path, body, kind).await
    }
}

fn json(page: &Page) -> Value {
    assert_eq!(page.status, 200, "{}", page.text());
    serde_json::from_slice(&page.body).expect("it is JSON")
}
