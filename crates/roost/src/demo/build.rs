//! Builds the plan's world in a fresh database.

use super::asked::{given, questions};
use super::choices::choose_mail;
use super::describe::{ZONE, agenda, description, details, venue};
use super::friends::bring;
use super::lightning::talks;
use super::lists::write_to_list;
use super::look_back::{self, look_back};
use super::plan::{EveningPlan, Fate, GROUPS, GroupPlan, INSTALLATION};
use super::prepare::{count, prepare};
use super::proposals::propose;
use super::{Stage, names};
use crate::accounts::{self, NewAccount};
use crate::answers;
use crate::blobs::Staged;
use crate::clock::Instant;
use crate::db::Tx;
use crate::events::{self, Choice, Details, Event, Plan, Status};
use crate::groups::people::{self, add_person};
use crate::groups::{
    self, Ground, Group, NewPerson, Newcomer, Organizer, Photos, Role, State, Way,
};
use crate::ids::{AccountId, AddressId, Moment, PersonId, RsvpId};
use crate::jobs::Context;
use crate::rsvps::{self, Attending, Rsvp, Wish};
use crate::series::{self, NewSeries, Pattern, Rule};
use crate::settings::{self, Founding, Settings};
use crate::state::App;
use crate::text;
use anyhow::Context as _;
use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};

/// Every so manieth member has an account; the others answered with a name and an address.
const WITH_ACCOUNT: usize = 8;

/// Members of one group begin this far after those of the group before, so that some are in both.
const STEP: usize = 100;

/// Longest last part of an event's address.
const SLUG: usize = 64;

/// Who has said yes to every date of the series, by her place in the group.
const COUNTED_IN: [usize; 3] = [0, 5, 11];

/// So many people come every time.
const REGULARS: usize = 12;

/// Addresses of the accounts that a visitor of the demo can sign in as.
#[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
pub struct Doors {
    pub organizer: AddressId,
    pub member: AddressId,
    pub keeper: AddressId,
}

/// Builds everything in one transaction.
///
/// # Errors
/// If the database refuses, or is not empty.
pub async fn build(app: &App, stage: Stage) -> anyhow::Result<Doors> {
    let context = &app.context();
    let picture = &look_back::stage(app).await?;
    let doors = app.db.write(|tx| {
        Box::pin(async move {
            Builder {
                app,
                context,
                picture,
                stage,
                now: app.clock.now(),
            }
            .build(tx)
            .await
        })
    });
    let doors = doors.await?;
    app.reload_settings().await?;
    Ok(doors)
}

#[derive(Clone, Copy)]
struct Builder<'b> {
    app: &'b App,
    context: &'b Context,
    /// Of the last evening that is over.
    picture: &'b Staged,
    stage: Stage,
    now: Instant,
}

/// Somebody of the demo's world, before any group knows her.
struct Human {
    name: String,
    address: AddressId,
    account: Option<AccountId>,
}

/// A group with those whom it knows, organizers first.
struct Circle {
    group: Group,
    organizer: Organizer,
    people: Vec<PersonId>,
}

impl Builder<'_> {
    async fn build(self, tx: &mut Tx<'_>) -> anyhow::Result<Doors> {
        let settings = Settings {
            name: INSTALLATION.to_owned(),
            founding: Founding::Anybody,
        };
        settings::save_settings(tx, &settings).await?;
        let keeper = self.human(tx, "Ulla Holm", true).await?;
        let mut organizer = None;
        let mut member = None;
        for (number, plan) in GROUPS.iter().enumerate() {
            let circle = self.group(tx, plan, number * STEP).await?;
            self.evenings(tx, plan, &circle).await?;
            let members = &circle.people[plan.organizers.len()..];
            choose_mail(tx, &self.ago(2), circle.group.id, members).await?;
            if number == 0 {
                let whose = (&circle.group, &circle.organizer, members);
                write_to_list(tx, &self.ago(1), self.context, whose).await?;
            }
            let doors = self.addresses_with_accounts(tx, &circle).await?;
            organizer = organizer.or(doors.first().copied());
            member = member.or(doors.get(plan.organizers.len()).copied());
        }
        Ok(Doors {
            organizer: organizer.context("the plan has organizers")?,
            member: member.context("the plan has members")?,
            keeper: keeper.address,
        })
    }

    /// A moment in the past, with ids of its own time.
    fn ago(self, days: i64) -> Moment {
        Moment::new(
            self.now.before(SignedDuration::from_hours(24 * days)),
            self.app.ids.clone(),
        )
    }

    /// Makes an account and its address, unless another group has brought them here already.
    async fn human(self, tx: &mut Tx<'_>, name: &str, keeper: bool) -> anyhow::Result<Human> {
        let at = &self.ago(400);
        let email = format!("{}@example.org", text::slug(name, 60).replace('-', "."));
        let address = accounts::find_or_add_address(tx, at, &email).await?;
        let known = accounts::find_account_by_address(tx, address).await?;
        let account = match known {
            Some(account) => account.id,
            None => {
                accounts::add_account(
                    tx,
                    at,
                    NewAccount {
                        name,
                        address,
                        keeper,
                    },
                )
                .await?
            }
        };
        Ok(Human {
            name: name.to_owned(),
            address,
            account: Some(account),
        })
    }

    async fn member(self, tx: &mut Tx<'_>, number: usize) -> anyhow::Result<Human> {
        let name = names::name(number);
        if number % WITH_ACCOUNT == WITH_ACCOUNT - 1 {
            return self.human(tx, &name, false).await;
        }
        let at = &self.ago(300);
        let address = accounts::find_or_add_address(tx, at, &names::email(number)).await?;
        accounts::confirm_address(tx, at.now, address).await?;
        let account = accounts::find_account_by_address(tx, address).await?;
        Ok(Human {
            name,
            address,
            account: account.map(|account| account.id),
        })
    }

    async fn group(
        self,
        tx: &mut Tx<'_>,
        plan: &GroupPlan,
        first: usize,
    ) -> anyhow::Result<Circle> {
        let at = &self.ago(380);
        let (founder, _) = plan
            .organizers
            .first()
            .context("a group has an organizer")?;
        let founder = self.human(tx, founder, false).await?;
        let newcomer = Newcomer {
            account: founder.account.context("organizers have accounts")?,
            address: founder.address,
            name: founder.name,
        };
        let founded = groups::found(tx, at, &newcomer, &description(plan), State::Open).await?;
        let group = founded.map_err(|refusal| anyhow::anyhow!("{}: {refusal:?}", plan.name))?;
        let person = people::find_person_by_account(tx, group.id, newcomer.account).await?;
        let person = person.context("founding makes a person")?;
        let organizer = Organizer::of(&group, &person, Role::Organizer).context("she organizes")?;
        let mut circle = Circle {
            group,
            organizer,
            people: vec![person.id],
        };
        for (name, _) in &plan.organizers[1..] {
            let human = self.human(tx, name, false).await?;
            self.join(tx, &mut circle, &human, 370, Role::CoOrganizer)
                .await?;
        }
        for (person, (_, duty)) in circle.people.iter().zip(plan.organizers) {
            groups::save_duty(tx, circle.group.id, *person, duty).await?;
        }
        for number in first..first + plan.members - plan.organizers.len() {
            if plan
                .organizers
                .iter()
                .any(|(name, _)| *name == names::name(number))
            {
                continue;
            }
            let human = self.member(tx, number).await?;
            // They came one by one over the year, more of them lately.
            let days = 360 - i64::try_from((number - first) * 355 / plan.members)?;
            self.join(tx, &mut circle, &human, days, Role::Member)
                .await?;
        }
        Ok(circle)
    }

    async fn join(
        self,
        tx: &mut Tx<'_>,
        circle: &mut Circle,
        human: &Human,
        days: i64,
        role: Role,
    ) -> anyhow::Result<()> {
        let at = &self.ago(days);
        let way = match role {
            Role::Member => Way::Joined,
            Role::Organizer | Role::CoOrganizer => Way::Invited,
        };
        let person = NewPerson {
            group: circle.group.id,
            name: human.name.clone(),
            account: human.account,
            address: Some(human.address),
            ground: Ground::Member,
            way,
            added: None,
            show_name: circle.people.len() % 5 != 4,
            mail: circle.people.len() % 6 != 5,
            last_event_ends_at: None,
        };
        let person = add_person(tx, at, &person).await?;
        groups::save_membership(tx, at.now, circle.group.id, person, role).await?;
        circle.people.push(person);
        Ok(())
    }

    /// Addresses of those who have an account, in the order in which they came.
    async fn addresses_with_accounts(
        self,
        tx: &mut Tx<'_>,
        circle: &Circle,
    ) -> anyhow::Result<Vec<AddressId>> {
        let mut addresses = Vec::new();
        for person in &circle.people {
            let person = people::find_person(tx, circle.group.id, *person).await?;
            let signed_in = person.filter(|person| person.account_id.is_some());
            addresses.extend(signed_in.and_then(|person| person.address_id));
        }
        Ok(addresses)
    }

    async fn evenings(
        self,
        tx: &mut Tx<'_>,
        plan: &GroupPlan,
        circle: &Circle,
    ) -> anyhow::Result<()> {
        let mut venue = Choice::New(venue(&plan.venue, plan));
        let mut evenings = Vec::new();
        for (months, title) in (1..).zip(plan.past) {
            let starts = self.next_start(plan)?.checked_sub((4 * months).weeks())?;
            let past = self
                .past_evening(tx, circle, (title, starts), &venue, plan)
                .await?;
            venue = past.venue_id.map_or(venue, Choice::Known);
            let months = usize::try_from(months)?;
            let crowd = (past_answers(plan, months), months);
            self.past_answers(tx, circle, &past, crowd).await?;
            let at = &Moment::new(past.ends_at, self.app.ids.clone());
            count(tx, at, &circle.organizer, (&past, months)).await?;
            if months == 1 && !plan.talks.is_empty() {
                let who = (&circle.group, &circle.organizer);
                let yesterday = &self.ago(1);
                look_back(tx, yesterday, who, &past, self.picture).await?;
            }
            evenings.push(past);
        }
        // How somebody first came is what counts, so the oldest evening comes first.
        for past in evenings.iter().rev() {
            let lead = past.starts_at.before(SignedDuration::from_hours(24 * 7));
            let at = &Moment::new(lead, self.app.ids.clone());
            let who = (&circle.organizer, circle.people.as_slice());
            bring(tx, at, self.app, who, past).await?;
        }
        for evening in plan.coming {
            self.coming_evening(tx, plan, circle, (evening, &venue))
                .await?;
        }
        self.series(tx, plan, circle).await
    }

    /// Makes the evening a series that is meant to come again.
    async fn series(
        self,
        tx: &mut Tx<'_>,
        plan: &GroupPlan,
        circle: &Circle,
    ) -> anyhow::Result<()> {
        let (group, slug) = (circle.group.id, text::slug(plan.series, SLUG));
        let Some(event) = events::find_event(tx, group, &slug).await? else {
            return Ok(());
        };
        let at = &self.ago(1);
        let details = Details::of(&event);
        let new = NewSeries {
            rule: Rule::new(Pattern::MonthWeekday, 1, event.starts_wall.0.date()),
            plan: Plan {
                venue: details.venue_id.map_or(Choice::None, Choice::Known),
                details,
                agenda: events::list_agenda(tx, group, event.id).await?,
            },
            made_as: Status::Draft,
        };
        let made = series::make(tx, at, &circle.organizer, &new, Some(event.id)).await?;
        let place = (self.context, &circle.group);
        for number in COUNTED_IN {
            let who = (made.id, circle.people[number]);
            series::count_in(tx, at, place, who).await?;
        }
        Ok(())
    }

    /// When the group meets next, by its wall clock.
    fn next_start(self, plan: &GroupPlan) -> anyhow::Result<DateTime> {
        let here = self.now.in_zone(&TimeZone::get(ZONE)?);
        if self.stage == Stage::Tonight {
            let soon = here.checked_add(3.hours())?;
            return Ok(soon
                .date()
                .at(soon.hour(), if soon.minute() < 30 { 0 } else { 30 }, 0, 0));
        }
        let mut day = here.date().checked_add(9.days())?;
        while day.weekday().to_monday_zero_offset() != plan.weekday {
            day = day.tomorrow()?;
        }
        Ok(day.to_datetime(Time::constant(18, 0, 0, 0)))
    }

    async fn past_evening(
        self,
        tx: &mut Tx<'_>,
        circle: &Circle,
        (title, starts): (&str, DateTime),
        venue: &Choice,
        plan: &GroupPlan,
    ) -> anyhow::Result<Event> {
        let details = details(title, "", "", starts, (plan.capacity, 0), self.now)?;
        let lead = details
            .schedule
            .starts
            .at
            .before(SignedDuration::from_hours(24 * 21));
        let at = &Moment::new(lead, self.app.ids.clone());
        let is_last = plan.past.first() == Some(&title);
        let agenda = look_back::agenda(if is_last { plan.talks } else { &[] });
        let plan = Plan {
            details,
            venue: venue.clone(),
            agenda,
        };
        self.announce(tx, at, circle, &plan).await
    }

    async fn announce(
        self,
        tx: &mut Tx<'_>,
        at: &Moment,
        circle: &Circle,
        plan: &Plan,
    ) -> anyhow::Result<Event> {
        let draft = events::draft(tx, at, &circle.organizer, plan).await?;
        match events::publish(tx, at, &circle.organizer, draft.id).await? {
            events::Outcome::Done(event) => Ok(*event),
            refused => anyhow::bail!("{} cannot be published: {refused:?}", draft.title),
        }
    }

    /// People who came: regulars each time, and each month others. `months` ago it was.
    async fn past_answers(
        self,
        tx: &mut Tx<'_>,
        circle: &Circle,
        event: &Event,
        (came, months): (usize, usize),
    ) -> anyhow::Result<()> {
        let known = circle.people.len();
        for place in 0..came.min(known) {
            let place_in_group = if place < REGULARS {
                place
            } else {
                place * 5 + months * 17
            };
            let person = circle.people[place_in_group % known];
            let at = Moment::new(
                event.starts_at.before(SignedDuration::from_hours(24 * 7)),
                self.app.ids.clone(),
            );
            let mut rsvp = Rsvp::new((event.group_id, event.id), person, RsvpId::new(&at), at.now);
            rsvp.state = if place % 9 == 8 {
                rsvps::State::Declined
            } else {
                rsvps::State::Going
            };
            rsvp.confirmed_at = Some(at.now);
            rsvp.attending = Attending::InPerson;
            if rsvps::find_rsvp(tx, event.group_id, event.id, person)
                .await?
                .is_none()
            {
                rsvps::insert_rsvp(tx, &rsvp).await?;
            }
        }
        Ok(())
    }

    async fn coming_evening(
        self,
        tx: &mut Tx<'_>,
        plan: &GroupPlan,
        circle: &Circle,
        (evening, venue): (&EveningPlan, &Choice),
    ) -> anyhow::Result<()> {
        let starts = self.next_start(plan)?.checked_add(evening.weeks.weeks())?;
        let seats = (plan.capacity, evening.guests);
        let mut details = details(
            evening.title,
            evening.sentence,
            evening.description,
            starts,
            seats,
            self.now,
        )?;
        details.overbooked = evening.overbooked;
        details.asks_still_coming = evening.asks;
        let at = &self.ago(if self.stage == Stage::Quiet { 1 } else { 14 });
        details.questions = questions(at, evening);
        let whole = Plan {
            details,
            venue: venue.clone(),
            agenda: agenda(evening),
        };
        if evening.fate == Fate::Draft {
            events::draft(tx, at, &circle.organizer, &whole).await?;
            return Ok(());
        }
        let event = self.announce(tx, at, circle, &whole).await?;
        if evening.weeks == 0 {
            let who = (&circle.organizer, circle.people.as_slice());
            prepare(tx, at, &circle.group, who, &event).await?;
            if !plan.series.is_empty() {
                let today = &Moment::new(self.now, self.app.ids.clone());
                let place = (self.context, &circle.group);
                talks(tx, today, place, who, (&event, &self.app.ids)).await?;
                propose(tx, today, place, who, &event).await?;
            }
        }
        for place in 0..self.answers(evening, plan) {
            let person = circle.people[(place * 3 + 1) % circle.people.len()];
            let hours = 12 * i64::try_from(place)? / 2;
            let at = &Moment::new(
                at.now
                    .after(SignedDuration::from_mins(hours.min(13 * 24) * 60)),
                self.app.ids.clone(),
            );
            let guests = i64::from(place % 11 == 10).min(evening.guests);
            let wish = Wish {
                guests: Some(guests),
                ..Wish::going()
            };
            let to = (self.context, &circle.group, event.id);
            rsvps::answer(tx, at, to, person, wish).await?;
            let given = given(&event.questions, place);
            if !given.is_empty() {
                answers::save(tx, at, &event, person, &given).await?;
            }
            if place % 7 == 3 {
                people::save_photos(tx, event.group_id, person, Photos::Never).await?;
            }
        }
        if evening.weeks == 0 {
            let who = (&circle.organizer, circle.people.as_slice());
            bring(tx, at, self.app, who, &event).await?;
        }
        if evening.fate == Fate::Cancelled {
            let note = "The boards are stuck in a harbour. We try again in January.";
            let today = Moment::new(self.now, self.app.ids.clone());
            events::cancel(tx, &today, &circle.organizer, event.id, note).await?;
        }
        Ok(())
    }

    fn answers(self, evening: &EveningPlan, plan: &GroupPlan) -> usize {
        let seats = usize::try_from(plan.capacity).unwrap_or(0);
        match self.stage {
            Stage::Quiet => evening.answers / 8,
            Stage::Growing => evening.answers,
            // The room is full, and a few wait.
            Stage::Tonight if evening.weeks == 0 => seats + 6,
            Stage::Tonight => evening.answers,
        }
    }
}

/// How many came so many months ago: the group has grown since.
fn past_answers(plan: &GroupPlan, months: usize) -> usize {
    let most = usize::try_from(plan.capacity).unwrap_or(0);
    most.saturating_sub(5 + months * most / 24)
}
