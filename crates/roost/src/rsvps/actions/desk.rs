//! Where seats are counted and people told: everything that moves a seat passes here.

use super::payloads::{RemindPeople, SettleSeats, WriteAhead};
use crate::answers::{self, Given};
use crate::calendar;
use crate::clock::Instant;
use crate::db::Tx;
use crate::events::{self, Event, Status};
use crate::groups::{self, Group, people};
use crate::ids::{EventId, Moment, PersonId};
use crate::invites::{self, CameBy};
use crate::jobs::{self, Context, When};
use crate::mail;
use crate::preferences;
use crate::rsvps::mail::{About, News, Reader};
use crate::rsvps::model::{
    Attending, Cause, Change, Evening, GRACE, Rsvp, State, Telling, ask_at, next_wake, remind_at,
    settle,
};
use crate::rsvps::reply::{answers_to, reply};
use crate::rsvps::store::{self, Loaded};
use crate::tokens::{self, Kind, Subject};
use crate::venues::{self, NewVenue, Venue};
use jiff::civil::Date;

/// An event whose row is locked: nobody else counts its seats until the transaction ends.
pub struct Desk<'d> {
    pub at: &'d Moment,
    pub context: &'d Context,
    pub group: &'d Group,
    pub event: Event,
    pub evening: Evening,
    /// Looked up once; `None` until then.
    venue: Option<Option<Venue>>,
    /// Whether pages that show seats were told that an answer has changed: once is enough.
    has_told_pages: bool,
    /// What somebody says to the event's questions and of how she came, until it is written with her
    /// answer.
    heard: Option<Heard<'d>>,
}

/// What a person says besides coming, as far as it is not written yet.
struct Heard<'d> {
    person: PersonId,
    answers: Option<&'d [Given]>,
    came: Option<&'d CameBy>,
}

impl<'d> Desk<'d> {
    /// Locks the event.
    pub async fn open(
        tx: &mut Tx<'_>,
        at: &'d Moment,
        context: &'d Context,
        group: &'d Group,
        event: EventId,
    ) -> anyhow::Result<Desk<'d>> {
        let event = events::lock_event(tx, group.id, event).await?;
        let evening = Evening {
            starts_at: event.starts_at,
            zone: event.tz(),
        };
        Ok(Desk {
            at,
            context,
            group,
            event,
            evening,
            venue: None,
            has_told_pages: false,
            heard: None,
        })
    }

    /// Takes what somebody says to the event's questions and of how she came, to be written if she
    /// comes or waits.
    pub fn hear(&mut self, person: PersonId, answers: Option<&'d [Given]>, came: &'d CameBy) {
        self.heard = Some(Heard {
            person,
            answers,
            came: Some(came),
        });
    }

    /// Passes over what she says of how she came.
    pub fn hear_no_way(&mut self) {
        if let Some(heard) = &mut self.heard {
            heard.came = None;
        }
    }

    /// Writes what a person was heard to say.
    pub async fn keep_answers(&mut self, tx: &mut Tx<'_>, person: PersonId) -> anyhow::Result<()> {
        let Some(heard) = self.heard.take_if(|heard| heard.person == person) else {
            return Ok(());
        };
        if let Some(given) = heard.answers {
            answers::save(tx, self.at, &self.event, person, given).await?;
        }
        if let Some(came) = heard.came {
            invites::take(tx, self.at, &self.event, person, came).await?;
        }
        Ok(())
    }

    /// Whoever is not coming has said nothing.
    async fn follow_with_answers(&mut self, tx: &mut Tx<'_>, rsvp: &Rsvp) -> anyhow::Result<()> {
        if rsvp.state == State::Declined {
            return Ok(answers::withdraw(tx, &self.event, rsvp.person_id).await?);
        }
        self.keep_answers(tx, rsvp.person_id).await
    }

    /// Whether seats move at all: a cancelled or postponed event keeps its answers as they are,
    /// and so does one that has begun.
    pub fn is_settling(&self) -> bool {
        self.event.status == Status::Published && !self.event.has_begun(self.at.now)
    }

    /// Moves what time has moved already, so that an answer finds the seats as they should be.
    pub async fn catch_up(
        &mut self,
        tx: &mut Tx<'_>,
        attending: Attending,
    ) -> anyhow::Result<Loaded> {
        let loaded = self.load(tx, attending).await?;
        if !loaded.is_due || !self.is_settling() {
            return Ok(loaded);
        }
        self.settle_pool(tx, loaded, attending, Cause::Passed)
            .await?;
        self.load(tx, attending).await
    }

    pub async fn load(&self, tx: &mut Tx<'_>, attending: Attending) -> anyhow::Result<Loaded> {
        let now = self.at.now;
        Ok(store::load_pool(tx, &self.event, &self.evening, attending, now).await?)
    }

    /// Counts one pool anew and moves whatever has to move.
    pub async fn settle(
        &mut self,
        tx: &mut Tx<'_>,
        attending: Attending,
        cause: Cause,
    ) -> anyhow::Result<()> {
        if !self.is_settling() {
            return Ok(());
        }
        let loaded = self.load(tx, attending).await?;
        self.settle_pool(tx, loaded, attending, cause).await
    }

    async fn settle_pool(
        &mut self,
        tx: &mut Tx<'_>,
        loaded: Loaded,
        attending: Attending,
        cause: Cause,
    ) -> anyhow::Result<()> {
        let mut loaded = loaded;
        let changes = settle(&mut loaded.pool, &self.evening, self.at.now, cause);
        self.apply(tx, changes).await?;
        self.wake(tx, attending, &loaded).await
    }

    async fn apply(&mut self, tx: &mut Tx<'_>, changes: Vec<Change>) -> anyhow::Result<()> {
        for Change { mut rsvp, telling } in changes {
            let news = telling.map(|telling| news_of(&rsvp, telling));
            self.save(tx, &mut rsvp, news.as_ref()).await?;
        }
        Ok(())
    }

    /// Whether people hear what becomes of their seats: not of an event that only organizers see,
    /// that has begun or that was cancelled, where an organizer only mends what was written down.
    fn is_told(&self) -> bool {
        match self.event.status {
            Status::Published => !self.event.has_begun(self.at.now),
            Status::Postponed => true,
            Status::Draft | Status::Cancelled => false,
        }
    }

    /// Writes an answer that has a row, and tells its person the news.
    pub async fn save(
        &mut self,
        tx: &mut Tx<'_>,
        rsvp: &mut Rsvp,
        news: Option<&News>,
    ) -> anyhow::Result<()> {
        rsvp.transitions += 1;
        store::update_rsvp(tx, rsvp).await?;
        if rsvp.state == State::Declined {
            self.call_off_reminders(tx, rsvp).await?;
        }
        self.follow_with_answers(tx, rsvp).await?;
        self.tell_pages(tx).await?;
        match news.filter(|_| self.is_told()) {
            Some(news) => self.tell(tx, rsvp, news, &transition_key(rsvp)).await,
            None => Ok(()),
        }
    }

    /// Takes the reminders of the event out of the outbox that one person is not to get any more.
    pub async fn call_off_reminders(&self, tx: &mut Tx<'_>, rsvp: &Rsvp) -> anyhow::Result<()> {
        self.call_off_reminders_of(tx, rsvp, self.event.starts_at)
            .await
    }

    /// The same for the start that the event had before.
    pub async fn call_off_reminders_of(
        &self,
        tx: &mut Tx<'_>,
        rsvp: &Rsvp,
        starts_at: Instant,
    ) -> anyhow::Result<()> {
        let day = starts_at.in_zone(&self.evening.zone).date();
        for key in [reminder_key(rsvp, &day), ahead_key(rsvp, &day)] {
            mail::call_off(tx, self.at.now, (rsvp.group_id, &key), CALLED_OFF).await?;
        }
        Ok(())
    }

    /// Writes the first answer of a person, and tells her the news.
    pub async fn add(
        &mut self,
        tx: &mut Tx<'_>,
        rsvp: &mut Rsvp,
        news: Option<&News>,
    ) -> anyhow::Result<()> {
        rsvp.transitions = 1;
        store::insert_rsvp(tx, rsvp).await?;
        self.follow_with_answers(tx, rsvp).await?;
        self.tell_pages(tx).await?;
        match news.filter(|_| self.is_told()) {
            Some(news) => {
                let key = (&*transition_key(rsvp), Link::First);
                self.write(tx, rsvp, news, key).await
            }
            None => Ok(()),
        }
    }

    /// Tells pages that show seats or people, and the door's telephones, that something has changed.
    pub async fn tell_pages(&mut self, tx: &mut Tx<'_>) -> anyhow::Result<()> {
        if !self.has_told_pages {
            self.has_told_pages = true;
            events::raise_seat_version(tx, self.event.group_id, self.event.id).await?;
        }
        Ok(())
    }

    /// Puts a letter into the outbox, once per key. Whoever has no address is told nothing.
    pub async fn tell(
        &mut self,
        tx: &mut Tx<'_>,
        rsvp: &Rsvp,
        news: &News,
        key: &str,
    ) -> anyhow::Result<()> {
        self.write(tx, rsvp, news, (key, Link::Again)).await
    }

    async fn write(
        &mut self,
        tx: &mut Tx<'_>,
        rsvp: &Rsvp,
        news: &News,
        (key, link): (&str, Link),
    ) -> anyhow::Result<()> {
        let (group, person) = (rsvp.group_id, rsvp.person_id);
        let Some((name, email)) = people::find_reader(tx, group, person).await? else {
            return Ok(());
        };
        let (config, secret) = (&self.context.config, &self.context.key);
        let subject = manage_subject(rsvp);
        let token = match link {
            Link::First => tokens::issue_first(tx, self.at, secret, subject).await?,
            Link::Again => tokens::reissue(tx, self.at, secret, subject).await?,
        };
        let reader = Reader {
            person,
            name,
            email,
            link: config.link(&format!("/rsvp/{token}")),
            answers_to: answers_to(config, &token),
            invitation: if news.has_invitation() {
                let link = invites::link_for(tx, self.at, &self.event, person).await?;
                Some(config.link(&link.path()))
            } else {
                None
            },
            code: if news.has_code() && rsvp.attending == Attending::InPerson {
                let subject = check_in_subject(rsvp);
                let token = tokens::reissue(tx, self.at, secret, subject).await?;
                Some(config.link(&format!("/c/{token}")))
            } else {
                None
            },
            choices: if news.is_reminder() {
                let whose = (group, person);
                Some(preferences::links(tx, self.at, self.context, whose).await?)
            } else {
                None
            },
        };
        let venue = self.venue(tx).await?.cloned();
        let place = venue.as_ref().map(|venue| &venue.place);
        let page = config.link(&self.event.path(&self.group.slug));
        let cover = config.link(&format!("{}/cover.png", self.group.path()));
        let questions =
            news.has_code() && answers::lacks_answers(tx, &self.event, rsvp.person_id).await?;
        let about = About {
            questions,
            group: self.group,
            event: &self.event,
            place: &place.map_or_else(String::new, NewVenue::line),
            directions: &place.map_or_else(String::new, NewVenue::directions),
            page: &page,
            cover: &cover,
        };
        let mut letter = about.write(&reader, rsvp, news);
        letter.unique_key = (!key.is_empty()).then(|| key.to_owned());
        if news.has_calendar() {
            let entry = events::entry(config, self.group, &self.event, venue.as_ref());
            let answers_to = reader.answers_to.as_deref();
            let reply = answers_to.map(|to| reply(to, &reader, rsvp.state));
            letter.calendar = Some(calendar::letter(&self.group.name, &entry, reply.as_ref()));
        }
        groups::send(tx, self.at, self.group, &letter).await
    }

    /// Where people meet; `None`: online, or not known yet.
    async fn venue(&mut self, tx: &mut Tx<'_>) -> anyhow::Result<Option<&Venue>> {
        if self.venue.is_none() {
            let has_room = self.event.attendance_mode.has_room();
            self.venue = Some(match self.event.venue_id.filter(|_| has_room) {
                Some(venue) => venues::find_venue(tx, self.event.group_id, venue).await?,
                None => None,
            });
        }
        Ok(self.venue.as_ref().and_then(Option::as_ref))
    }

    /// Sees to it that time finds the next seat that it moves. A job that comes too early does
    /// nothing, so it is never taken back.
    async fn wake(
        &self,
        tx: &mut Tx<'_>,
        attending: Attending,
        settled: &Loaded,
    ) -> anyhow::Result<()> {
        let pool = &settled.pool;
        let offers = pool.offered.iter().filter_map(|offer| offer.accept_by);
        let waits = settled.anybody_waits || !pool.waiting.is_empty();
        let waits = (waits, settled.unconfirmed_since);
        match next_wake(offers, waits, &self.evening, self.at.now) {
            Some(due) => self.wake_at(tx, attending, due).await,
            None => Ok(()),
        }
    }

    /// Sees to the same after a new answer, if it is the first to wait or to want a confirmation:
    /// for the others the job is there already.
    pub async fn plan(&self, tx: &mut Tx<'_>, new: &Rsvp, before: &Loaded) -> anyhow::Result<()> {
        if before.pool.held == 0 {
            self.plan_reminder(tx).await?;
            let is_late = self.asks_at() <= self.at.now;
            // Whoever answers after the round has just said so.
            if self.event.asks_still_coming && !is_late {
                self.plan_round(tx).await?;
            }
        }
        let since = (!new.is_firm()).then_some(self.at.now);
        let is_first_to_wait = !before.anybody_waits && !new.state.holds_a_seat();
        let is_first_unconfirmed = since.is_some() && before.unconfirmed_since.is_none();
        if !is_first_to_wait && !is_first_unconfirmed {
            return Ok(());
        }
        let since = before.unconfirmed_since.or(since);
        let waits = before.anybody_waits || is_first_to_wait;
        match next_wake(
            std::iter::empty(),
            (waits, since),
            &self.evening,
            self.at.now,
        ) {
            Some(due) => self.wake_at(tx, new.attending, due).await,
            None => Ok(()),
        }
    }

    async fn wake_at(
        &self,
        tx: &mut Tx<'_>,
        attending: Attending,
        due: Instant,
    ) -> anyhow::Result<()> {
        let (group, event) = (self.event.group_id, self.event.id);
        let key = format!("{event}:{}:{}", attending.value(), due.timestamp());
        let job = SettleSeats { group, event };
        let when = When::at(due).once(key);
        Ok(jobs::enqueue(tx, self.at, group, &job, when).await?)
    }

    /// Sees to it that people are reminded on the day before, if that is still to come.
    pub async fn plan_reminder(&self, tx: &mut Tx<'_>) -> anyhow::Result<()> {
        let due = remind_at(self.evening.starts_at, &self.evening.zone);
        if due <= self.at.now {
            return Ok(());
        }
        let (group, event) = (self.event.group_id, self.event.id);
        let job = RemindPeople { group, event };
        let when = When::at(due).once(event.to_string());
        Ok(jobs::enqueue(tx, self.at, group, &job, when).await?)
    }

    /// When people are asked whether they still come, or hear that they are counted in.
    pub fn asks_at(&self) -> Instant {
        ask_at(self.evening.starts_at, &self.evening.zone)
    }

    /// Sees to it that people are written to two days before, or now if that is over and the reminder
    /// still to come.
    pub async fn plan_round(&self, tx: &mut Tx<'_>) -> anyhow::Result<()> {
        if remind_at(self.evening.starts_at, &self.evening.zone) <= self.at.now {
            return Ok(());
        }
        let (group, event) = (self.event.group_id, self.event.id);
        let job = WriteAhead { group, event };
        let when = When::at(self.asks_at().max(self.at.now)).once(event.to_string());
        Ok(jobs::enqueue(tx, self.at, group, &job, when).await?)
    }

    /// Until when an unconfirmed answer given now keeps its seat.
    pub fn grace_ends(&self) -> Instant {
        self.at.now.after(GRACE).min(self.event.starts_at)
    }
}

/// Whether a letter is the first to lead to an answer, whose row this transaction has made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    First,
    Again,
}

/// What organizers read of a reminder that was taken back before it left.
const CALLED_OFF: &str = "its event was moved or called off, or its reader does not come";

/// Names the reminder of one answer for the day of its event.
pub fn reminder_key(rsvp: &Rsvp, day: &Date) -> String {
    format!("reminder:{}:{day}", rsvp.id)
}

/// The same for the letter of two days before.
pub fn ahead_key(rsvp: &Rsvp, day: &Date) -> String {
    format!("ahead:{}:{day}", rsvp.id)
}

/// Names one transition of one answer: its mail is written once.
fn transition_key(rsvp: &Rsvp) -> String {
    format!("rsvp:{}:{}", rsvp.id, rsvp.transitions)
}

fn news_of(rsvp: &Rsvp, telling: Telling) -> News {
    match telling {
        Telling::SeatFree => News::SeatFree {
            until: rsvp.accept_by.unwrap_or(rsvp.answered_at),
        },
        Telling::FirstTap => News::FirstTap,
        Telling::PassedOn => News::PassedOn,
        Telling::Fewer { free } => News::Fewer { free },
        Telling::Seated => News::Seated,
    }
}

/// What the manage link of an answer opens: the page where its person changes it without signing in.
fn manage_subject(rsvp: &Rsvp) -> Subject {
    Subject {
        kind: Kind::Manage,
        group: rsvp.group_id,
        id: rsvp.id.uuid(),
    }
}

/// What the code of an answer opens: its person at the door.
pub fn check_in_subject(rsvp: &Rsvp) -> Subject {
    Subject {
        kind: Kind::CheckIn,
        group: rsvp.group_id,
        id: rsvp.id.uuid(),
    }
}
