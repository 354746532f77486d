use super::model::{Before, CameBy, Link, MOST_TAGGED, NewTagged};
use super::store::{self, Came};
use crate::db::{self, Tx};
use crate::events::Event;
use crate::groups::{self, Organizer};
use crate::ids::{GroupId, LinkId, Moment, PersonId};
use crate::jobs::Payload;
use crate::once::{Done, Once};
use crate::tokens::{self, Kind, Subject};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Finds the groups that have ways to forget. Runs once a day.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct ForgetWays;

impl Payload for ForgetWays {
    const NAME: &'static str = "forget_ways";
}

/// Makes numbers of the past ways of one group.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct ForgetWaysOf {
    pub group: GroupId,
}

impl Payload for ForgetWaysOf {
    const NAME: &'static str = "forget_ways_of";
}

/// The link by which a person invites to an event, made if she has none.
///
/// # Errors
/// If the database refuses.
pub async fn link_for(
    tx: &mut Tx<'_>,
    at: &Moment,
    event: &Event,
    person: PersonId,
) -> db::Result<Link> {
    let place = (event.group_id, event.id);
    loop {
        if let Some(known) = store::find_own_link(tx, place, person).await? {
            return Ok(known);
        }
        let link = Link {
            person_id: Some(person),
            ..new_link(tx, at, event).await?
        };
        if store::insert_link(tx, at.now, event.group_id, &link).await? {
            return Ok(link);
        }
        // Somebody asked for it at the same time, and her link is the one from now on.
        tokens::revoke_tokens(tx, at.now, subject(event.group_id, link.id)).await?;
    }
}

/// A link that nobody has yet and no row knows, under a code of its own.
async fn new_link(tx: &mut Tx<'_>, at: &Moment, event: &Event) -> db::Result<Link> {
    let id = LinkId::new(at);
    let code = tokens::issue_code(tx, at, subject(event.group_id, id)).await?;
    Ok(Link {
        id,
        event_id: event.id,
        code,
        person_id: None,
        outlet: None,
        label: String::new(),
        cut_at: None,
    })
}

fn subject(group: GroupId, link: LinkId) -> Subject {
    Subject {
        kind: Kind::InvitationLink,
        group,
        id: link.uuid(),
    }
}

/// How an attempt to make a tagged link ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tagged {
    Made(Link),
    /// The event has [`MOST_TAGGED`] already.
    TooMany,
}

/// Makes a link for an outlet.
///
/// # Errors
/// If the database refuses.
pub async fn make_tagged(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    event: &Event,
    new: &NewTagged,
) -> anyhow::Result<Tagged> {
    let known = store::list_tagged(tx, event.group_id, event.id).await?;
    if known.len() >= MOST_TAGGED {
        return Ok(Tagged::TooMany);
    }
    let link = Link {
        outlet: Some(new.outlet),
        label: new.label.clone(),
        ..new_link(tx, at, event).await?
    };
    store::insert_link(tx, at.now, event.group_id, &link).await?;
    groups::audit(tx, at, by, "link-made", &new.label, &event.title).await?;
    Ok(Tagged::Made(link))
}

/// As [`make_tagged`], once for each form, which leads to `location`.
pub async fn make_tagged_once(
    tx: &mut Tx<'_>,
    at: &Moment,
    (once, location): (&Once, &str),
    by: &Organizer,
    (event, new): (&Event, &NewTagged),
) -> anyhow::Result<Done<Tagged>> {
    if let Some(before) = once.begin(tx, at).await? {
        return Ok(Done::Before(before));
    }
    let made = make_tagged(tx, at, by, event, new).await?;
    let is_made = matches!(made, Tagged::Made(_));
    once.end(tx, is_made.then_some(location)).await?;
    Ok(Done::Now(made))
}

/// A tagged link leads on from now on, and counts nothing. `false`: the event has no such link.
pub async fn cut_tagged(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    event: &Event,
    id: LinkId,
) -> anyhow::Result<bool> {
    let link = store::find_link(tx, event.group_id, id).await?;
    let is_there = |link: &Link| link.event_id == event.id && link.outlet.is_some();
    let Some(link) = link.filter(is_there) else {
        return Ok(false);
    };
    if store::cut_off(tx, at.now, event.group_id, id).await? {
        groups::audit(tx, at, by, "link-cut", &link.label, &event.title).await?;
    }
    Ok(true)
}

/// Writes how somebody came who says that she comes to `event`, unless that was known before.
///
/// What is not so is passed over without a word: a code of another group or of nobody, her own, or
/// one that would close a circle.
///
/// # Errors
/// If the database refuses.
pub async fn take(
    tx: &mut Tx<'_>,
    at: &Moment,
    event: &Event,
    person: PersonId,
    came: &CameBy,
) -> db::Result<()> {
    if came.is_silent() {
        return Ok(());
    }
    let group = event.group_id;
    store::hold_ways(tx, group).await?;
    if store::find_standing(tx, group, person).await? == Before::Stays {
        return Ok(());
    }
    let link = find_followed(tx, group, person, came).await?;
    let way = Came {
        person,
        event: event.id,
        link: link.as_ref().map(|link| link.id),
        // A link says it better.
        heard: came.heard.filter(|_| link.is_none()),
        tells: came.tells && link.is_some_and(|link| link.person_id.is_some()),
    };
    if way.link.is_none() && way.heard.is_none() {
        return Ok(());
    }
    store::delete_way(tx, group, person).await?;
    store::insert_way(tx, at.now, group, &way).await
}

/// The link that she followed, if it counts for her.
async fn find_followed(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
    came: &CameBy,
) -> db::Result<Option<Link>> {
    let link = match &came.code {
        Some(code) => store::find_link_by_code(tx, group, code).await?,
        None => None,
    };
    let Some(link) = link.filter(|link| link.cut_at.is_none()) else {
        return Ok(None);
    };
    let Some(inviter) = link.person_id else {
        return Ok(Some(link));
    };
    let is_gone = store::find_inviter(tx, group, inviter).await?.is_none();
    let counts = !is_gone && !closes_circle(tx, group, person, inviter).await?;
    Ok(counts.then_some(link))
}

/// Whether `inviter` is `person`, or came through her, however many were between.
async fn closes_circle(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
    inviter: PersonId,
) -> db::Result<bool> {
    let mut seen = BTreeSet::new();
    let mut next = Some(inviter);
    while let Some(before) = next.filter(|before| seen.insert(*before)) {
        if before == person {
            return Ok(true);
        }
        next = store::find_inviter_of(tx, group, before).await?;
    }
    Ok(false)
}

/// A person takes back how she came. Nothing is left of it, no number either.
///
/// # Errors
/// If the database refuses.
pub async fn take_back(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> db::Result<bool> {
    store::delete_way(tx, group, person).await
}

/// Makes a number of how a person came.
pub(super) async fn forget_way(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
) -> db::Result<()> {
    store::hold_ways(tx, group).await?;
    store::note_former_link(tx, group, person).await?;
    store::note_former_way(tx, group, person).await?;
    store::delete_way(tx, group, person).await?;
    Ok(())
}

/// Adds visits to those that are written of one group's links.
pub(super) async fn write_visits(
    tx: &mut Tx<'_>,
    group: GroupId,
    visits: &[((LinkId, Date), i64)],
) -> db::Result<()> {
    for (visited, times) in visits {
        store::add_visits(tx, group, *visited, *times).await?;
    }
    Ok(())
}
