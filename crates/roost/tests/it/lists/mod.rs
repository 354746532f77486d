//! Lists: people write to an address, and everybody on it gets it by mail.
pub mod zone;
mod posting;
mod joining;
mod deciding;
mod hop;
mod archive;
mod mailbox;
mod moving;
mod digests;
mod announcing;
mod muting;

use crate::inbound::client::Client;
use crate::inbound::{DOMAIN, Doors, takes_mail};
use crate::world::{Browser, FOUNDER, World};
use roost::groups::Group;
use roost::ids::GroupId;
use roost::jobs::{self, Payload, When};
use roost::lists::FoundLists;
use roost::on;
use zone::{Domain, Zone};

/// A group with its list, a way in for mail, and a name server.
struct Place<'w> {
    world: &'w World,
    group: Group,
    zone: Zone,
    /// Everybody of this story has an address there, and signs.
    example: Domain,
    doors: Doors,
}

impl<'w> Place<'w> {
    /// Its founder organizes the group and is not on the list.
    async fn open(world: &'w World, zone: &Zone) -> Place<'w> {
        let group = world.group("Turku Python").await;
        comes_round(world, FoundLists).await;
        world.throw_away_mail().await;
        Place {
            world,
            group,
            zone: zone.clone(),
            example: zone.domain("example.org", ""),
            doors: Doors::open(world).await,
        }
    }

    /// Somebody with an account joins on the list's page, and so the group.
    async fn joins(&self, name: &str) -> Browser {
        let mut browser = self.world.signed_in(name).await;
        browser.post(&format!("{LIST}/join"), &[]).await;
        self.world.throw_away_mail().await;
        browser
    }

    /// Hands a message over to one of our addresses; the last reply.
    async fn hand_over(&self, from: &str, to: &str, message: &str) -> String {
        let mut client = Client::greet(self.doors.lmtp, "LHLO mx.example.org").await;
        let reply = client.post(from, to, message).await;
        self.world.work().await;
        reply
    }

    /// A signed message from somebody at example.org to the list.
    async fn post(&self, email: &str, id: &str, subject: &str) {
        let message = self.example.sign(&written(email, id, subject));
        let reply = self.hand_over(email, "turku-python", &message).await;
        assert_eq!(reply, "250 2.0.0 Kept");
    }

    async fn close(self) {
        self.doors.close().await;
        self.world.throw_away_mail().await;
    }
}

const LIST: &str = "/turku-python/lists/turku-python";
const DESK: &str = "/turku-python/organize/lists/turku-python";

fn written(email: &str, id: &str, subject: &str) -> String {
    format!(
        "From: Somebody <{email}>\nTo: turku-python@{DOMAIN}\nSubject: {subject}\n\
         Date: Mon, 2 Nov 2026 10:00:00 +0000\nMessage-ID: <{id}@example.org>\n\n\
         What do you all do?\n"
    )
}

/// Does what comes by itself now and then.
async fn comes_round<P: Payload>(world: &World, job: P) {
    enqueues(world, job).await;
    world.work().await;
}

async fn enqueues<P: Payload>(world: &World, job: P) {
    let (at, job) = (&world.app.moment(), &job);
    let enqueue = world.app.db.write(|tx| {
        Box::pin(async move {
            let when = When::now(at);
            Ok(jobs::enqueue(tx, at, GroupId::NONE, job, when).await?)
        })
    });
    enqueue.await.unwrap();
}

/// Tells a story in an installation that takes mail, and has a name server of its own.
async fn tell(story: impl AsyncFn(Place<'_>)) {
    let zone = &Zone::open().await;
    let change = |config: &mut roost::config::Config| {
        takes_mail(config);
        config.dns.resolver = Some(zone.address);
    };
    World::tell_in(change, async |world| {
        story(Place::open(world, zone).await).await
    })
    .await;
}

/// Subject, state and reason of every post, in the order of their coming.
async fn posts(world: &World) -> Vec<(String, String, String)> {
    const SQL: &str = "select subject, state, hold from posts order by received_at, id";
    let mut tx = world.app.db.read().await.unwrap();
    on!(&mut tx, c => sqlx::query_as(SQL).fetch_all(c).await).unwrap()
}

fn post(subject: &str, state: &str, hold: &str) -> (String, String, String) {
    (subject.to_owned(), state.to_owned(), hold.to_owned())
}

/// Kind and reader of every mail that is new, in the order of readers.
async fn letters(world: &World) -> Vec<(String, String)> {
    let mails = world.mails().await.into_iter();
    let mut letters: Vec<_> = mails.map(|mail| (mail.kind, mail.to)).collect();
    letters.sort();
    letters
}

fn letter(kind: &str, to: &str) -> (String, String) {
    (kind.to_owned(), to.to_owned())
}

/// Lets everybody's first post go out at once.
async fn trusts_everybody(place: &Place<'_>) {
    const SQL: &str = "update subscriptions set standing = 'trusted'";
    let write = place
        .world
        .app
        .db
        .write(|tx| Box::pin(async move { Ok(roost::execute!(tx, sqlx::query(SQL))?) }));
    write.await.unwrap();
}

/// The founder's own browser.
async fn organizer(place: &Place<'_>) -> Browser {
    place.world.signed_in(FOUNDER).await
}
