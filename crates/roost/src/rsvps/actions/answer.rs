//! What a person says, and where it lands. One path for every answer: signed in or by a link.

use super::desk::Desk;
use crate::answers::Given;
use crate::db::Tx;
use crate::events::{self, AttendanceMode, Closed};
use crate::groups::{self, Choices, Group, Newcomer, Person, Way, people};
use crate::ids::{EventId, Moment, PersonId, RsvpId};
use crate::invites::{self, CameBy};
use crate::jobs::Context;
use crate::rsvps::mail::News;
use crate::rsvps::model::{Attending, Cause, Rsvp, Seat, State, place_in_line};
use crate::rsvps::store::{self, Loaded};

/// Whether she comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Going,
    Declined,
}

impl std::str::FromStr for Answer {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "going" => Ok(Answer::Going),
            "declined" => Ok(Answer::Declined),
            _ => Err(()),
        }
    }
}

/// What a person says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    pub answer: Answer,
    /// `None`: as before, or what the event offers first.
    pub attending: Option<Attending>,
    /// `None`: as before, or nobody.
    pub guests: Option<i64>,
}

impl Wish {
    pub fn going() -> Self {
        Wish {
            answer: Answer::Going,
            attending: None,
            guests: None,
        }
    }

    pub fn declined() -> Self {
        Wish {
            answer: Answer::Declined,
            ..Wish::going()
        }
    }
}

/// All that a form says besides.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// `None`: the form did not ask.
    pub choices: Option<Choices>,
    /// To the event's questions; `None`: the form did not ask.
    pub answers: Option<Vec<Given>>,
    /// How she came to the form.
    pub came: CameBy,
}

/// What became of it. Only the first four have written anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Going,
    Waitlisted {
        place: i64,
    },
    Declined,
    /// Her seat is held for a while, or her place in line kept, and a letter asks whether the
    /// address is hers.
    MustConfirm,
    /// More seats than are free: the answer is as it was.
    NoSeats(NoSeats),
    Closed(Closed),
    /// The group does not let her come.
    Banned,
}

/// How many seats are free for whoever asked for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSeats {
    pub free: i64,
}

/// The answer of somebody who is signed in, in one tap. The group knows her from now on.
pub async fn answer_as_account(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group, event): (&Context, &Group, EventId),
    newcomer: &Newcomer,
    (wish, said): (Wish, &Said),
) -> anyhow::Result<Outcome> {
    let mut desk = Desk::open(tx, at, context, group, event).await?;
    if let Some(closed) = refusal(&desk, None, wish) {
        let known = people::find_person_by_account(tx, group.id, newcomer.account).await?;
        let rsvp = match known {
            Some(known) => store::find_rsvp(tx, group.id, event, known.id).await?,
            None => None,
        };
        if refusal(&desk, rsvp.as_ref(), wish).is_some() {
            return Ok(Outcome::Closed(closed));
        }
    }
    let person = groups::find_or_add(tx, at, group.id, newcomer, Way::Rsvp).await?;
    if person.is_banned() {
        return Ok(Outcome::Banned);
    }
    if let Some(choices) = said.choices {
        save_choices(tx, &mut desk, &person, choices).await?;
    }
    desk.hear(person.id, said.answers.as_deref(), &said.came);
    give(tx, &mut desk, person.id, wish).await
}

/// A choice that is not ticked takes nothing back that she agreed to elsewhere.
async fn save_choices(
    tx: &mut Tx<'_>,
    desk: &mut Desk<'_>,
    person: &Person,
    choices: Choices,
) -> anyhow::Result<()> {
    let agreed = person
        .mail_agreed_at
        .or(choices.mail.then_some(desk.at.now));
    let show = person.show_name || choices.show_name;
    if show != person.show_name || agreed != person.mail_agreed_at {
        people::save_choices(tx, person.group_id, person.id, show, agreed).await?;
    }
    if let Some(photos) = choices
        .photos
        .filter(|chosen| person.photos != Some(*chosen))
    {
        people::save_photos(tx, person.group_id, person.id, photos).await?;
        // The door shows it.
        desk.tell_pages(tx).await?;
    }
    Ok(())
}

/// The answer of a person whom the group knows and who has shown who she is.
pub async fn answer(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group, event): (&Context, &Group, EventId),
    person: PersonId,
    wish: Wish,
) -> anyhow::Result<Outcome> {
    let mut desk = Desk::open(tx, at, context, group, event).await?;
    give(tx, &mut desk, person, wish).await
}

/// The answer by a manage link: whoever has it reads the mail of the address, so that is confirmed.
pub async fn answer_by_link(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group): (&Context, &Group),
    rsvp: &Rsvp,
    (wish, said): (Wish, &Said),
) -> anyhow::Result<Outcome> {
    let person = people::find_person(tx, group.id, rsvp.person_id).await?;
    if person.as_ref().is_some_and(Person::is_banned) && wish.answer == Answer::Going {
        return Ok(Outcome::Banned);
    }
    let mut desk = Desk::open(tx, at, context, group, rsvp.event_id).await?;
    if let Some(person) = &person {
        if let Some(address) = person.address_id {
            crate::accounts::confirm_address(tx, at.now, address).await?;
        }
        if let Some(choices) = said.choices {
            save_choices(tx, &mut desk, person, choices).await?;
        }
    }
    desk.hear(rsvp.person_id, said.answers.as_deref(), &said.came);
    give(tx, &mut desk, rsvp.person_id, wish).await
}

/// Places the answer of somebody who has shown who she is.
async fn give(
    tx: &mut Tx<'_>,
    desk: &mut Desk<'_>,
    person: PersonId,
    wish: Wish,
) -> anyhow::Result<Outcome> {
    let (group, event) = (desk.event.group_id, desk.event.id);
    let mut loaded = Vec::new();
    for attending in pools(desk) {
        loaded.push((attending, desk.catch_up(tx, attending).await?));
    }
    let known = store::find_rsvp(tx, group, event, person).await?;
    if let Some(closed) = refusal(desk, known.as_ref(), wish) {
        return Ok(Outcome::Closed(closed));
    }
    let outcome = match (known, wish.answer) {
        (Some(rsvp), Answer::Declined) => decline(tx, desk, rsvp).await,
        (Some(rsvp), Answer::Going) if rsvp.state == State::Declined => {
            come(tx, desk, loaded, (rsvp, true), wish).await
        }
        (Some(rsvp), Answer::Going) => {
            // Nobody brings somebody who comes already.
            desk.hear_no_way();
            change(tx, desk, rsvp, wish).await
        }
        (None, Answer::Going) => {
            let rsvp = Rsvp::new((group, event), person, RsvpId::new(desk.at), desk.at.now);
            come(tx, desk, loaded, (rsvp, false), wish).await
        }
        (None, Answer::Declined) => {
            let mut rsvp = Rsvp::new((group, event), person, RsvpId::new(desk.at), desk.at.now);
            rsvp.confirmed_at = Some(desk.at.now);
            rsvp.attending = attending(desk, &wish, None);
            note_answered(tx, desk, person).await?;
            desk.add(tx, &mut rsvp, None).await?;
            Ok(Outcome::Declined)
        }
    }?;
    if matches!(outcome, Outcome::Going | Outcome::Waitlisted { .. }) {
        desk.keep_answers(tx, person).await?;
        invites::link_for(tx, desk.at, &desk.event, person).await?;
    }
    Ok(outcome)
}

/// The group knows her for this event from now on, even if she had left.
pub(super) async fn note_answered(
    tx: &mut Tx<'_>,
    desk: &Desk<'_>,
    person: PersonId,
) -> anyhow::Result<()> {
    let (group, ends_at) = (desk.event.group_id, desk.event.ends_at);
    people::save_answered(tx, group, person, desk.at.now, ends_at).await?;
    people::come_back(tx, group, person).await?;
    Ok(())
}

/// Why the event does not take this answer. Whoever has answered can always take it back before
/// the start, and keeps what she was offered when answers close early.
fn refusal(desk: &Desk<'_>, known: Option<&Rsvp>, wish: Wish) -> Option<Closed> {
    let closed = desk.event.accepts_rsvps(desk.at.now).err()?;
    let holds = known.is_some_and(|rsvp| rsvp.state != State::Declined);
    match (closed, wish.answer) {
        (Closed::Early | Closed::NotYet(_), _) if holds => None,
        (Closed::Postponed, Answer::Declined) if holds => None,
        _ => Some(closed),
    }
}

/// The pools of the event.
pub(super) fn pools(desk: &Desk<'_>) -> Vec<Attending> {
    match desk.event.attendance_mode {
        AttendanceMode::InPerson => vec![Attending::InPerson],
        AttendanceMode::Online => vec![Attending::Online],
        AttendanceMode::Hybrid => Attending::BOTH.to_vec(),
    }
}

/// What she wishes if the event offers it, then what she said before, then what comes first.
pub(super) fn attending(desk: &Desk<'_>, wish: &Wish, before: Option<Attending>) -> Attending {
    let offered = pools(desk);
    [wish.attending, before]
        .into_iter()
        .flatten()
        .find(|wished| offered.contains(wished))
        .unwrap_or(offered[0])
}

/// A new answer, or a new one after she had declined: a seat if one is free, or the line's end.
async fn come(
    tx: &mut Tx<'_>,
    desk: &mut Desk<'_>,
    pools: Vec<(Attending, Loaded)>,
    (mut rsvp, has_row): (Rsvp, bool),
    wish: Wish,
) -> anyhow::Result<Outcome> {
    let now = desk.at.now;
    rsvp.answered_at = now;
    rsvp.confirmed_at = rsvp.confirmed_at.or(Some(now));
    rsvp.ask_anew();
    rsvp.by_standing = false;
    rsvp.asked_again_at = None;
    rsvp.attending = attending(desk, &wish, has_row.then_some(rsvp.attending));
    rsvp.guests = guests(desk, &wish, 0);
    note_answered(tx, desk, rsvp.person_id).await?;
    let pool = pools
        .into_iter()
        .find(|(known, _)| *known == rsvp.attending);
    let pool = pool.map(|(_, loaded)| loaded);
    seat_or_queue(tx, desk, pool, (rsvp, has_row)).await
}

/// Finds the place of a new answer, writes it and tells about it. `caught_up` is its pool, if that
/// was counted already.
pub(super) async fn seat_or_queue(
    tx: &mut Tx<'_>,
    desk: &mut Desk<'_>,
    caught_up: Option<Loaded>,
    (mut rsvp, has_row): (Rsvp, bool),
) -> anyhow::Result<Outcome> {
    let mut loaded = match caught_up {
        Some(loaded) => loaded,
        None => desk.catch_up(tx, rsvp.attending).await?,
    };
    if !loaded.anybody_waits && desk.is_settling() {
        // She would be the one who waits for what nobody has confirmed in time.
        for mut released in loaded.pool.make_room_for(&rsvp) {
            desk.save(tx, &mut released, None).await?;
        }
    }
    match loaded.pool.place(&rsvp) {
        Seat::Taken => rsvp.sit(),
        Seat::InLine => {
            let (group, event) = (rsvp.group_id, rsvp.event_id);
            rsvp.wait(events::take_waitlist_number(tx, group, event).await?);
        }
    }
    let (outcome, news) = tidings(tx, desk, &rsvp).await?;
    if matches!(news, Some(News::Standing { .. })) {
        rsvp.reminded_at = Some(desk.at.now);
    }
    if has_row {
        desk.save(tx, &mut rsvp, news.as_ref()).await?;
    } else {
        desk.add(tx, &mut rsvp, news.as_ref()).await?;
    }
    desk.plan(tx, &rsvp, &loaded).await?;
    // In the last hours a taken seat ends the call to those who wait.
    if desk.evening.is_first_tap(desk.at.now) {
        desk.settle(tx, rsvp.attending, Cause::Passed).await?;
    }
    Ok(outcome)
}

/// What a new answer that has found its place comes to, and what its person is told. Of a seat by a
/// standing yes she hears two days before, or now if that is over.
async fn tidings(
    tx: &mut Tx<'_>,
    desk: &Desk<'_>,
    rsvp: &Rsvp,
) -> anyhow::Result<(Outcome, Option<News>)> {
    let has_seat = rsvp.state == State::Going;
    if !rsvp.is_firm() {
        let news = News::PleaseConfirm {
            held: has_seat,
            until: desk.grace_ends(),
        };
        return Ok((Outcome::MustConfirm, Some(news)));
    }
    if has_seat {
        let is_later = rsvp.by_standing && desk.asks_at() > desk.at.now;
        let news = match rsvp.by_standing {
            true => News::Standing { asks: false },
            false => News::Going,
        };
        return Ok((Outcome::Going, (!is_later).then_some(news)));
    }
    let place = place_in_line(store::count_before(tx, rsvp).await?);
    let news = News::Waitlisted { place };
    Ok((Outcome::Waitlisted { place }, Some(news)))
}

fn guests(desk: &Desk<'_>, wish: &Wish, before: i64) -> i64 {
    wish.guests
        .unwrap_or(before)
        .clamp(0, desk.event.guests_allowed.max(before))
}

async fn decline(tx: &mut Tx<'_>, desk: &mut Desk<'_>, mut rsvp: Rsvp) -> anyhow::Result<Outcome> {
    let cause = match rsvp.state {
        State::Declined if rsvp.is_firm() => return Ok(Outcome::Declined),
        State::Going => Cause::Freed,
        // An offered seat that is refused goes on to the next: nobody has to be asked twice.
        State::Offered | State::Waitlisted | State::Declined => Cause::Passed,
    };
    rsvp.confirmed_at = rsvp.confirmed_at.or(Some(desk.at.now));
    rsvp.decline();
    desk.save(tx, &mut rsvp, None).await?;
    desk.settle(tx, rsvp.attending, cause).await?;
    Ok(Outcome::Declined)
}

/// Somebody who is going, offered a seat or waiting says so again: she confirms, accepts, brings
/// more or fewer guests, or goes over to the other pool. Only what she changes is placed anew.
async fn change(
    tx: &mut Tx<'_>,
    desk: &mut Desk<'_>,
    before: Rsvp,
    wish: Wish,
) -> anyhow::Result<Outcome> {
    let mut rsvp = before.clone();
    rsvp.confirmed_at = rsvp.confirmed_at.or(Some(desk.at.now));
    rsvp.asked_again_at = None;
    rsvp.by_standing = false;
    if before.owes_a_word() {
        rsvp.still_coming_at = Some(desk.at.now);
    }
    rsvp.attending = attending(desk, &wish, Some(before.attending));
    rsvp.guests = guests(desk, &wish, before.guests);

    // Her own seats count as free for her, so what she has is never too many.
    let mut pool = desk.load(tx, rsvp.attending).await?.pool;
    let stays = rsvp.attending == before.attending;
    let held = before.state.holds_a_seat();
    if stays && held {
        pool.give_back(&before);
    }
    let keeps = stays && held && rsvp.size() <= before.size();
    if keeps || rsvp.size() <= pool.free() {
        rsvp.sit();
    } else if held {
        let free = pool.free() - if stays { before.size() } else { 0 };
        return Ok(Outcome::NoSeats(NoSeats { free: free.max(0) }));
    }
    if rsvp != before {
        let news = news_of_change(tx, &before, &rsvp).await?;
        desk.save(tx, &mut rsvp, news.as_ref()).await?;
        settle_after(tx, desk, &before, &rsvp).await?;
    }
    if rsvp.state == State::Going {
        return Ok(Outcome::Going);
    }
    let place = place_in_line(store::count_before(tx, &rsvp).await?);
    Ok(Outcome::Waitlisted { place })
}

/// What she is told of a change that is news to her.
async fn news_of_change(
    tx: &mut Tx<'_>,
    before: &Rsvp,
    after: &Rsvp,
) -> anyhow::Result<Option<News>> {
    Ok(match after.state {
        State::Going if after.is_news_after(before) => Some(News::Going),
        State::Waitlisted if after.is_news_after(before) => {
            let place = place_in_line(store::count_before(tx, after).await?);
            Some(News::Waitlisted { place })
        }
        _ => None,
    })
}

async fn settle_after(
    tx: &mut Tx<'_>,
    desk: &mut Desk<'_>,
    before: &Rsvp,
    after: &Rsvp,
) -> anyhow::Result<()> {
    let moved = before.attending != after.attending;
    let gave_back = before.state.holds_a_seat() && (moved || after.size() < before.size());
    let cause = if gave_back {
        Cause::Freed
    } else {
        Cause::Passed
    };
    desk.settle(tx, before.attending, cause).await?;
    if moved {
        desk.settle(tx, after.attending, Cause::Passed).await?;
    }
    Ok(())
}
