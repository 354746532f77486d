//! Answers, seats and the waitlist, as people meet them: forms sent, mails read, links tapped.
mod line;
mod visitors;
mod change;
mod evening;
mod organizers;
mod letters;
mod overbooking;
mod still_coming;

use crate::world::{Browser, World};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use roost::events::{self, Choice, Details, Event, Plan};
use roost::groups::Group;
use roost::on;

/// One evening of one group.
struct Night<'w> {
    world: &'w World,
    group: Group,
    event: Event,
}

impl<'w> Night<'w> {
    /// In ten days, with so many seats.
    async fn new(world: &'w World, capacity: i64) -> Night<'w> {
        Night::with(world, |details| details.capacity = Some(capacity)).await
    }

    async fn with(world: &'w World, change: impl FnOnce(&mut Details)) -> Night<'w> {
        let group = world.group("Turku Python").await;
        let evening = world.evening(&group, "Winter night").with(change);
        let event = evening.venue("Old Post Office").published().await;
        Night {
            world,
            group,
            event,
        }
    }

    fn path(&self) -> String {
        format!("{}/rsvp", self.event.path(&self.group.slug))
    }

    fn people_path(&self) -> String {
        let (group, slug) = (self.group.path(), &self.event.slug);
        format!("{group}/organize/events/{slug}/people")
    }

    /// Somebody with an account says so, in one tap.
    async fn says(&self, name: &str, answer: &str) -> StatusCode {
        self.says_with(name, &[("answer", answer)]).await
    }

    async fn says_with(&self, name: &str, fields: &[(&str, &str)]) -> StatusCode {
        let mut browser = self.world.signed_in(name).await;
        self.send(&mut browser, fields).await
    }

    /// Somebody without an account says that she comes.
    async fn types(&self, name: &str, email: &str) -> StatusCode {
        let fields = [("answer", "going"), ("name", name), ("email", email)];
        self.send(&mut self.world.browser(), &fields).await
    }

    async fn send(&self, browser: &mut Browser, fields: &[(&str, &str)]) -> StatusCode {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let form = Some("application/x-www-form-urlencoded");
        let path = self.path();
        let sent = browser.send_once(Method::POST, &path, Body::from(body), form);
        sent.await.status
    }

    /// What her own panel says, without the seats and buttons.
    async fn sees(&self, name: &str) -> String {
        let mut browser = self.world.signed_in(name).await;
        browser.get(&self.path()).await.text_of("#rsvp-heading")
    }

    /// Whose answer stands where, in the order of names.
    async fn answers(&self) -> Vec<(String, String)> {
        const SQL: &str = "select p.name, r.state from rsvps r
                           join people p on p.group_id = r.group_id and p.id = r.person_id
                           order by p.name, p.id";
        let mut tx = self
            .world
            .app
            .db
            .read()
            .await
            .expect("the database answers");
        on!(&mut tx, c => sqlx::query_as(SQL).fetch_all(c).await).expect("it lists")
    }

    /// The kind and the reader of every mail that nobody has read yet.
    async fn mailed(&self) -> Vec<(String, String)> {
        let mails = self.world.mails().await.into_iter();
        mails.map(|mail| (mail.kind, mail.to)).collect()
    }

    /// The organizers change the event, and whoever hears of it has.
    async fn edit(&self, change: impl FnOnce(&mut Details)) {
        let founder = self.world.human(crate::world::FOUNDER).await;
        let by = &self.world.organizer(&self.group, &founder).await;
        let (at, id) = (&self.world.app.moment(), self.event.id);
        let mut details = Details::of(&self.event);
        change(&mut details);
        let plan = &Plan {
            venue: match details.venue_id {
                Some(venue) => Choice::Known(venue),
                None => Choice::None,
            },
            details,
            agenda: Vec::new(),
        };
        let edit = self
            .world
            .app
            .db
            .write(|tx| Box::pin(async move { events::edit(tx, at, by, id, plan).await }));
        edit.await.expect("the plan holds together");
        self.world.work().await;
    }

    /// Moves the clock to so many hours before the start.
    async fn wait_until_hours_before(&self, hours: i64) {
        let then = self
            .event
            .starts_at
            .before(jiff::SignedDuration::from_hours(hours));
        self.world.wait(then.since(self.world.now())).await;
    }
}

fn pairs(said: &[(&str, &str)]) -> Vec<(String, String)> {
    said.iter()
        .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
        .collect()
}
