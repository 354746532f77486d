use crate::accounts;
use crate::bounces;
use crate::db::Tx;
use crate::groups::{self, Actor, Group, Joined, Organizer, Person, Way, audit};
use crate::ids::{Moment, PersonId, SubscriptionId};
use crate::lists::model::{List, Mode, Standing, Subscription};
use crate::lists::roster::{self, Member};
use crate::lists::store;
use crate::preferences;
use crate::text;
use std::io;

/// People that are read at once.
const LEAF: i64 = 500;

/// What becomes of somebody who was on the list before it was here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// They are on it; the person, if the group knew them.
    Added(Option<PersonId>),
    /// They were on it already.
    Known,
    LeftOut(Why),
}

/// Why nobody but they themselves puts somebody on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    Banned,
    LeftGroup,
    LeftList,
    /// They want no messages of any list of the group.
    EndedLists,
    /// Mail to the address came back, or was called spam.
    Suppressed,
}

/// What would become of them. Writes nothing.
pub async fn judge(tx: &mut Tx<'_>, list: &List, email: &str) -> anyhow::Result<Fate> {
    let person = groups::find_person_by_email(tx, list.group_id, email).await?;
    if let Some(person) = &person
        && let Some(fate) = judge_known(tx, list, person).await?
    {
        return Ok(fate);
    }
    if bounces::is_suppressed(tx, &text::fold_email(email)).await? {
        return Ok(Fate::LeftOut(Why::Suppressed));
    }
    Ok(Fate::Added(person.map(|person| person.id)))
}

async fn judge_known(
    tx: &mut Tx<'_>,
    list: &List,
    person: &Person,
) -> anyhow::Result<Option<Fate>> {
    let whose = (list.group_id, list.id);
    if person.is_banned() {
        return Ok(Some(Fate::LeftOut(Why::Banned)));
    }
    if person.left_at.is_some() {
        return Ok(Some(Fate::LeftOut(Why::LeftGroup)));
    }
    if store::find_subscription(tx, whose, person.id)
        .await?
        .is_some()
    {
        return Ok(Some(Fate::Known));
    }
    if store::has_departed(tx, whose, person.id).await? {
        return Ok(Some(Fate::LeftOut(Why::LeftList)));
    }
    let chosen = preferences::find_chosen(tx, list.group_id, person.id).await?;
    let has_ended = chosen.is_some_and(|chosen| chosen.lists == preferences::Mode::Nothing);
    Ok(has_ended.then_some(Fate::LeftOut(Why::EndedLists)))
}

/// Puts people on the list who were on it before it was here, and makes them members of the group.
/// Nobody gets a letter, and nobody agrees to anything by it: not to announcements, and not that others
/// see their name. `note`: the group's log tells it, if there is anything to tell.
pub async fn enroll(
    tx: &mut Tx<'_>,
    at: &Moment,
    (group, list): (&Group, &List),
    members: &[Member],
    note: bool,
) -> anyhow::Result<Vec<Fate>> {
    let mut fates = Vec::with_capacity(members.len());
    for member in members {
        fates.push(enroll_one(tx, at, (group, list), member).await?);
    }
    if note && fates.iter().any(|fate| matches!(fate, Fate::Added(_))) {
        let (by, title) = (Actor::roost(group), &list.settings.title);
        audit(tx, at, by, "list-enrolled", title, "").await?;
    }
    Ok(fates)
}

async fn enroll_one(
    tx: &mut Tx<'_>,
    at: &Moment,
    (group, list): (&Group, &List),
    member: &Member,
) -> anyhow::Result<Fate> {
    let fate = judge(tx, list, &member.email).await?;
    if !matches!(fate, Fate::Added(_)) {
        return Ok(fate);
    }
    let address = accounts::find_or_add_address(tx, at, &member.email).await?;
    let local = member.email.split('@').next().unwrap_or_default();
    let name = match member.name.as_str() {
        "" => local,
        name => name,
    };
    let joined = groups::join_by_address(tx, at, group, (name, Way::ByHand), address).await?;
    let Joined::Joined(person_id) = joined else {
        return Ok(Fate::LeftOut(Why::Banned));
    };
    let subscription = Subscription {
        group_id: list.group_id,
        id: SubscriptionId::new(at),
        list_id: list.id,
        person_id,
        mode: member.mode.unwrap_or(Mode::Each),
        own_posts: true,
        // They wrote to it before, so no post of theirs is a first one.
        standing: Standing::Trusted,
        joined_at: at.now,
    };
    store::insert_subscription(tx, &subscription).await?;
    Ok(fate)
}

/// How many people were written to a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    pub people: u64,
    /// Those of them who get no mail.
    pub without_mail: u64,
}

/// Writes who is on a list, as [`roster::line`] does: those who get mail, and below them, under a
/// comment, those who do not. `only`: whoever gets messages in that way.
pub async fn write_people(
    tx: &mut Tx<'_>,
    list: &List,
    only: Option<Mode>,
    out: &mut (impl io::Write + Send),
) -> anyhow::Result<Written> {
    let mut written = Written::default();
    for without_mail in [false, true] {
        let is_wanted = |mode: Mode| {
            (mode == Mode::Nothing) == without_mail && only.is_none_or(|only| only == mode)
        };
        let mut after: Option<(String, SubscriptionId)> = None;
        loop {
            let place = after.as_ref().map(|(key, id)| (key.as_str(), *id));
            let leaf = store::list_subscribers(tx, (list.group_id, list.id), (place, LEAF)).await?;
            let Some(last) = leaf.last() else {
                break;
            };
            after = Some((text::sort_key(&last.name), last.id));
            for one in leaf.iter().filter(|one| is_wanted(one.mode)) {
                if without_mail && written.without_mail == 0 && only.is_none() {
                    writeln!(out, "# These read on the web and get no mail.")?;
                }
                writeln!(out, "{}", roster::line(&one.name, &one.email))?;
                written.people += 1;
                written.without_mail += u64::from(without_mail);
            }
        }
    }
    Ok(written)
}

/// Writes who is on a list for an organizer to take away; the log tells.
pub async fn take_people(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    list: &List,
) -> anyhow::Result<Vec<u8>> {
    let mut file = Vec::new();
    write_people(tx, list, None, &mut file).await?;
    audit(tx, at, by, "list-people-taken", &list.settings.title, "").await?;
    Ok(file)
}
