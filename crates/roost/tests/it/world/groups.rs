//! Groups and their evenings, built by the verbs that people use.

use super::{MORNING, World};
use jiff::ToSpan;
use jiff::civil::DateTime;
use roost::events::{
    self, AgendaLine, AttendanceMode, Choice, Cover, Details, Event, Outcome, Plan, Questions,
    Schedule,
};
use roost::groups::{self, Description, Group, Place, State, Topic};
use roost::venues::NewVenue;
use roost::words::Region;

/// Who founds the groups of these stories, unless one says otherwise.
pub const FOUNDER: &str = "Marta Example";

/// Where they meet, and by whose clock.
pub const ZONE: &str = "Europe/Helsinki";

impl World {
    /// An open group in Turku, founded by [`FOUNDER`].
    pub async fn group(&self, name: &str) -> Group {
        self.group_by(name, FOUNDER, State::Open).await
    }

    /// A group that the keeper has not said yes to.
    pub async fn waiting_group(&self, name: &str) -> Group {
        self.group_by(name, FOUNDER, State::Waiting).await
    }

    pub async fn group_by(&self, name: &str, founder: &str, state: State) -> Group {
        let founder = self.human(founder).await;
        let (at, newcomer) = (&self.app.moment(), &founder.newcomer());
        let description = &description(name, &founder.email);
        let founded = self.app.db.write(|tx| {
            Box::pin(async move { groups::found(tx, at, newcomer, description, state).await })
        });
        let founded = founded.await.expect("the database answers");
        self.throw_away_mail().await;
        founded.expect("nobody has the name yet")
    }

    /// An evening in ten days at 18:00 with a room that has no limit, still to be changed by the
    /// builder's methods and then drafted or published.
    pub fn evening<'w>(&'w self, group: &'w Group, title: &str) -> Evening<'w> {
        let morning: jiff::Timestamp = MORNING.parse().expect("it is a timestamp");
        let day = morning.to_zoned(jiff::tz::TimeZone::UTC).date();
        let starts = day
            .checked_add(10.days())
            .expect("it is a date")
            .at(18, 0, 0, 0);
        Evening {
            world: self,
            group,
            starts,
            venue: Choice::None,
            agenda: Vec::new(),
            details: Details {
                title: title.to_owned(),
                sentence: String::new(),
                description: String::new(),
                schedule: schedule(self, starts),
                attendance_mode: AttendanceMode::InPerson,
                venue_id: None,
                online_link: String::new(),
                online_link_from_minutes: events::LINK_MINUTES,
                capacity: None,
                online_capacity: None,
                overbooked: 0,
                asks_still_coming: false,
                guests_allowed: 0,
                rsvp_opens_at: None,
                rsvp_closes_at: None,
                cover: Cover::Group,
                picture: None,
                picture_alt: String::new(),
                questions: Questions::default(),
            },
        }
    }
}

/// An evening in the making.
pub struct Evening<'w> {
    world: &'w World,
    group: &'w Group,
    starts: DateTime,
    venue: Choice,
    agenda: Vec<AgendaLine>,
    details: Details,
}

impl Evening<'_> {
    pub fn capacity(mut self, seats: i64) -> Self {
        self.details.capacity = Some(seats);
        self
    }

    pub fn guests(mut self, most: i64) -> Self {
        self.details.guests_allowed = most;
        self
    }

    /// By the wall clock in [`ZONE`], two hours long.
    pub fn at(mut self, starts: DateTime) -> Self {
        self.starts = starts;
        self.details.schedule = schedule(self.world, starts);
        self
    }

    pub fn hybrid(mut self, online_capacity: Option<i64>) -> Self {
        self.details.attendance_mode = AttendanceMode::Hybrid;
        self.details.online_capacity = online_capacity;
        self
    }

    pub fn venue(mut self, name: &str) -> Self {
        self.venue = Choice::New(NewVenue {
            name: name.to_owned(),
            ..NewVenue::default()
        });
        self
    }

    /// Where another event is already.
    pub fn where_is(mut self, other: &Event) -> Self {
        self.venue = other.venue_id.map_or(Choice::None, Choice::Known);
        self
    }

    pub fn agenda(mut self, lines: &[AgendaLine]) -> Self {
        self.agenda = lines.to_vec();
        self
    }

    /// For what no method above changes.
    pub fn with(mut self, change: impl FnOnce(&mut Details)) -> Self {
        change(&mut self.details);
        self
    }

    pub async fn draft(self) -> Event {
        let founder = self.world.human(FOUNDER).await;
        let organizer = &self.world.organizer(self.group, &founder).await;
        let at = &self.world.app.moment();
        let plan = &Plan {
            details: self.details,
            venue: self.venue,
            agenda: self.agenda,
        };
        let draft = self
            .world
            .app
            .db
            .write(|tx| Box::pin(async move { events::draft(tx, at, organizer, plan).await }));
        draft.await.expect("the plan holds together")
    }

    pub async fn published(self) -> Event {
        let (world, group) = (self.world, self.group);
        let id = self.draft().await.id;
        let founder = world.human(FOUNDER).await;
        let organizer = &world.organizer(group, &founder).await;
        let at = &world.app.moment();
        let published = world
            .app
            .db
            .write(|tx| Box::pin(async move { events::publish(tx, at, organizer, id).await }));
        match published.await.expect("the database answers") {
            Outcome::Done(event) => *event,
            refused => panic!("it cannot be published: {refused:?}"),
        }
    }
}

fn schedule(world: &World, starts: DateTime) -> Schedule {
    let ends = starts.checked_add(2.hours()).expect("it is a date");
    Schedule::new(ZONE, starts, ends, None, world.now()).expect("the times fit")
}

fn description(name: &str, contact_email: &str) -> Description {
    Description {
        name: name.to_owned(),
        slug: roost::text::slug(name, groups::SLUG_LENGTH),
        sentence: format!("We are {name}."),
        description: "We **meet** and talk.".to_owned(),
        conduct: "Be kind.".to_owned(),
        conduct_link: String::new(),
        frequency: "Once a month".to_owned(),
        place: Place {
            city: "Turku".to_owned(),
            country: "FI".to_owned(),
            latitude: Some(60.45),
            longitude: Some(22.27),
            zone: ZONE.to_owned(),
        },
        topics: vec![Topic {
            topic: "Python".to_owned(),
            folded: "python".to_owned(),
        }],
        links: Vec::new(),
        language: "en".to_owned(),
        region: Region::default(),
        contact_email: contact_email.to_owned(),
        since_year: None,
    }
}
