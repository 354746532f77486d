//! Signing up to a turn: with an account or without, with an address or without.

use super::desk::{Desk, plan_letters, turn_subject};
use crate::accounts;
use crate::db::Tx;
use crate::groups::{self, Ground, Group, NewPerson, Newcomer, Way, people};
use crate::ids::{AddressId, Moment, PersonId, RoundId, TurnId};
use crate::jobs::Context;
use crate::lightning::mail::News;
use crate::lightning::model::{Entry, MOST_TURNS, Shut, State, Turn};
use crate::lightning::store;
use crate::mail;
use crate::tokens;

/// Who signs up.
#[derive(Debug, Clone)]
pub enum Speaker {
    /// Somebody whom the group knows.
    Known(PersonId),
    /// Somebody who is signed in, whether or not the group knows her.
    Account(Newcomer),
    /// Anybody else.
    Stranger {
        /// Empty: she gets no mail.
        email: String,
        /// A turn of this event that her browser has signed up to before.
        same_as: Option<TurnId>,
    },
}

/// What becomes of signing up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// She is in the line-up; by this token she comes back to it.
    Placed(String),
    /// She stands by, at this place.
    StandsBy {
        place: usize,
        token: String,
    },
    /// The very same talk is there already, and its link is not shown to whoever asks.
    Known,
    Shut(Shut),
}

/// Adds a turn. The same talk of the same person a second time changes nothing.
///
/// # Errors
/// If the database refuses.
pub async fn sign_up(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group, round): (&Context, &Group, RoundId),
    (speaker, entry): (&Speaker, &Entry),
) -> anyhow::Result<Outcome> {
    let Some(mut desk) = Desk::open(tx, at, (context, group), round).await? else {
        return Ok(Outcome::Shut(Shut::Over));
    };
    if let Err(shut) = desk.round.accepts(&desk.event, &desk.turns, at.now) {
        return Ok(Outcome::Shut(shut));
    }
    let recognised = recognise(tx, &desk, speaker).await?;
    if let Some(same) = find_same(&desk, recognised, entry) {
        let Speaker::Stranger {
            same_as: None,
            email,
        } = speaker
        else {
            return answer(tx, &desk, same).await;
        };
        if !email.is_empty() {
            // Whoever lost the link has it again; whoever only typed the address gets nothing.
            tell_her(tx, &desk, (same, speaker)).await?;
        }
        return Ok(Outcome::Known);
    }
    let person = match recognised {
        Some(person) => person,
        None => add_person(tx, &desk, speaker, &entry.name).await?,
    };
    let id = insert(tx, &mut desk, (person, entry), false).await?;
    desk.settle(tx).await?;
    plan_letters(tx, at, &desk.event, round).await?;
    tell_her(tx, &desk, (id, speaker)).await?;
    answer(tx, &desk, id).await
}

/// Adds a turn for somebody in the room who has just made up her mind, by the moderator's hand.
/// `false`: the round is over, or its line-up is too long.
///
/// # Errors
/// If the database refuses.
pub async fn add_from_floor(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group, round): (&Context, &Group, RoundId),
    (name, title): (&str, &str),
) -> anyhow::Result<bool> {
    let Some(mut desk) = Desk::open(tx, at, (context, group), round).await? else {
        return Ok(false);
    };
    if desk.round.ended_at.is_some() || desk.turns.len() >= MOST_TURNS {
        return Ok(false);
    }
    let entry = Entry {
        name: name.to_owned(),
        title: title.to_owned(),
        ..Entry::default()
    };
    let stranger = Speaker::Stranger {
        email: String::new(),
        same_as: None,
    };
    let person = add_person(tx, &desk, &stranger, name).await?;
    insert(tx, &mut desk, (person, &entry), true).await?;
    desk.settle(tx).await?;
    plan_letters(tx, at, &desk.event, round).await?;
    Ok(true)
}

/// The person who signs up, if the group knows her.
async fn recognise(
    tx: &mut Tx<'_>,
    desk: &Desk<'_>,
    speaker: &Speaker,
) -> anyhow::Result<Option<PersonId>> {
    let (email, same_as) = match speaker {
        Speaker::Known(person) => return Ok(Some(*person)),
        Speaker::Account(newcomer) => {
            let (group, ends_at) = (desk.group.id, desk.event.ends_at);
            let person = groups::find_or_add(tx, desk.at, group, newcomer, Way::Rsvp).await?;
            people::save_answered(tx, group, person.id, desk.at.now, ends_at).await?;
            return Ok(Some(person.id));
        }
        Speaker::Stranger { email, same_as } => (email, same_as),
    };
    if email.is_empty() {
        let Some(turn) = *same_as else {
            return Ok(None);
        };
        let turn = store::find_turn_by_id(tx, desk.group.id, turn).await?;
        return Ok(turn.map(|turn| turn.person_id));
    }
    let address = accounts::find_or_add_address(tx, desk.at, email).await?;
    let known = people::find_person_by_address(tx, desk.group.id, address).await?;
    // Nobody but the organizers tells a banned person that she is: she is a name, as anybody who
    // gives no address.
    let Some(known) = known.filter(|known| !known.is_banned()) else {
        return Ok(None);
    };
    let ends_at = desk.event.ends_at;
    people::save_answered(tx, desk.group.id, known.id, desk.at.now, ends_at).await?;
    Ok(Some(known.id))
}

/// A turn that waits and is the same talk: of the same person, or, where nobody can be recognised,
/// under the same name.
fn find_same(desk: &Desk<'_>, person: Option<PersonId>, entry: &Entry) -> Option<TurnId> {
    let is_same = |turn: &&Turn| {
        let is_hers = match person {
            Some(person) => turn.person_id == person,
            None => turn.name == entry.name,
        };
        is_hers && turn.title == entry.title && turn.waits()
    };
    desk.turns.iter().find(is_same).map(|turn| turn.id)
}

async fn add_person(
    tx: &mut Tx<'_>,
    desk: &Desk<'_>,
    speaker: &Speaker,
    name: &str,
) -> anyhow::Result<PersonId> {
    let address = match speaker {
        Speaker::Stranger { email, .. } if !email.is_empty() => {
            find_free_address(tx, desk, email).await?
        }
        _ => None,
    };
    let new = NewPerson {
        group: desk.group.id,
        name: name.to_owned(),
        account: None,
        address,
        ground: Ground::EventOnly,
        way: Way::Rsvp,
        added: None,
        show_name: false,
        mail: false,
        last_event_ends_at: Some(desk.event.ends_at),
    };
    Ok(people::add_person(tx, desk.at, &new).await?)
}

/// The address, unless it is that of a person who is not to be recognised.
async fn find_free_address(
    tx: &mut Tx<'_>,
    desk: &Desk<'_>,
    email: &str,
) -> anyhow::Result<Option<AddressId>> {
    let address = accounts::find_or_add_address(tx, desk.at, email).await?;
    let known = people::find_person_by_address(tx, desk.group.id, address).await?;
    Ok(known.is_none().then_some(address))
}

/// Writes the turn at the end of the line; whoever has one already stands by until everybody had
/// hers.
async fn insert(
    tx: &mut Tx<'_>,
    desk: &mut Desk<'_>,
    (person, entry): (PersonId, &Entry),
    from_floor: bool,
) -> anyhow::Result<TurnId> {
    let number = desk.round.numbers + 1;
    store::save_numbers(tx, desk.key(), number).await?;
    desk.round.numbers = number;
    let limit = desk.round.limit_secs;
    let turn = Turn {
        group_id: desk.group.id,
        id: TurnId::new(desk.at),
        round_id: desk.round.id,
        person_id: person,
        number,
        position: i64::try_from(desk.turns.len())? + 1,
        has_place: has_chance(desk, person),
        state: State::Waiting,
        name: entry.name.clone(),
        title: entry.title.clone(),
        shows_name: true,
        shows_title: true,
        say: entry.say.clone(),
        slides_link: entry.slides_link.clone(),
        deck: String::new(),
        deck_trouble: String::new(),
        deck_pages: 0,
        needs: entry.needs.clone(),
        recording: entry.recording,
        first_time: entry.first_time,
        leaves_early: entry.leaves_early,
        planned_secs: entry.planned_secs.unwrap_or(limit).clamp(1, limit),
        from_floor,
        began_at: None,
        took_ms: None,
        cause: String::new(),
        thanked_at: None,
        created_at: desk.at.now,
    };
    store::insert_turn(tx, &turn).await?;
    let id = turn.id;
    desk.turns.push(turn);
    Ok(id)
}

/// Whether a new turn of this person has a place at once.
fn has_chance(desk: &Desk<'_>, person: PersonId) -> bool {
    let placed = desk.turns.iter().filter(|turn| turn.takes_place());
    let (mut count, mut is_second) = (0, false);
    for turn in placed {
        count += 1;
        is_second |= turn.person_id == person;
    }
    !is_second && count < desk.round.capacity()
}

/// The letter to who has just signed up. A stranger's address gets few in a quarter of an hour,
/// since anybody could have typed it.
async fn tell_her(
    tx: &mut Tx<'_>,
    desk: &Desk<'_>,
    (id, speaker): (TurnId, &Speaker),
) -> anyhow::Result<()> {
    let Some(turn) = desk.find(id) else {
        return Ok(());
    };
    if matches!(speaker, Speaker::Stranger { .. }) {
        let key = (desk.group.id, turn.person_id);
        let kinds = ["turn_in", "turn_stands_by"];
        let letters = mail::count_lately(tx, key, kinds, desk.at.now).await?;
        if letters >= i64::from(desk.context.config.limits.per_address) {
            return Ok(());
        }
    }
    let news = if turn.has_place {
        News::In
    } else {
        News::StandsBy
    };
    desk.tell(tx, turn, news).await
}

async fn answer(tx: &mut Tx<'_>, desk: &Desk<'_>, id: TurnId) -> anyhow::Result<Outcome> {
    let subject = turn_subject(desk.group.id, id);
    let token = tokens::reissue(tx, desk.at, &desk.context.key, subject).await?;
    let by = desk.turns.iter().filter(|turn| turn.stands_by());
    Ok(match by.map(|turn| turn.id).position(|it| it == id) {
        Some(place) => Outcome::StandsBy {
            place: place + 1,
            token,
        },
        None => Outcome::Placed(token),
    })
}
