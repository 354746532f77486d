use super::announcing;
use super::office::{Office, open_list};
use crate::accounts;
use crate::clock::Instant;
use crate::db::{self, Tx};
use crate::groups::{self, Choices, Joined, Newcomer, Organizer, Person, Way, people};
use crate::ids::{ListRequestId, Moment, PersonId, SubscriptionId};
use crate::jobs::{self, Context, When};
use crate::lists::model::{Joins, List, Mode, Standing, Subscription, limit_key};
use crate::lists::store::{self, Request};
use crate::mail::Letter;
use crate::preferences::{self, ListDigestsEnded, MailKind};
use crate::tokens::{self, Kind, Subject};
use jiff::SignedDuration;

/// A question is open for so long.
const OPEN: SignedDuration = SignedDuration::from_hours(3 * 24);

/// One mailbox is written to once within ten minutes and five times within a day, over all groups,
/// whatever is asked in its name.
const LATELY: (SignedDuration, i64) = (SignedDuration::from_mins(10), 1);
const DAILY: (SignedDuration, i64) = (SignedDuration::from_hours(24), 5);

/// Counts a letter to an address that somebody typed; `None`: that was one too many.
async fn note(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    (email, name): (&str, &str),
) -> db::Result<Option<ListRequestId>> {
    let key = limit_key(email);
    let now = office.at.now;
    let since = (now.before(LATELY.0), now.before(DAILY.0));
    let (lately, daily) = store::count_requests(tx, &key, since).await?;
    if lately >= LATELY.1 || daily >= DAILY.1 {
        return Ok(None);
    }
    let asked = (email, name);
    Ok(Some(
        store::insert_request(tx, office.at, office.whose(), asked, &key).await?,
    ))
}

/// Asks whoever has the address whether they want to join. Whether it is on the list already, unknown,
/// kept out or asked too often shows in the mailbox alone, and nowhere else.
pub async fn ask_to_join(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    (email, name): (&str, &str),
) -> anyhow::Result<()> {
    let Some(request) = note(tx, office, (email, name)).await? else {
        return Ok(());
    };
    let known = office.find_person(tx, email).await?;
    if known.as_ref().is_some_and(Person::is_banned) {
        return Ok(());
    }
    if let Some(person) = &known
        && let Some(choices) = find_choices(tx, office, person.id).await?
    {
        let letter = office.desk().known((&person.name, email), &choices);
        return groups::send(tx, office.at, office.group, &letter).await;
    }
    if !may_join(tx, office, known.as_ref().map(|person| person.id)).await? {
        let letter = office.desk().help(email);
        return groups::send(tx, office.at, office.group, &letter).await;
    }
    let subject = Subject {
        kind: Kind::ListJoin,
        group: office.group.id,
        id: request.uuid(),
    };
    let until = office.at.now.after(OPEN);
    let token = tokens::issue(tx, office.at, subject, Some(until)).await?;
    let reply = office.token_address("c", &token);
    let letter = office.desk().join(email, (&token, &reply));
    groups::send(tx, office.at, office.group, &letter).await
}

/// The whole address where somebody chooses what they get; `None`: they get nothing of it, and are not
/// on the list.
async fn find_choices(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    person: PersonId,
) -> anyhow::Result<Option<String>> {
    if office.list.announces() {
        let whose = (office.group.id, person);
        return match announcing::gets(tx, office, person).await? {
            true => {
                let links = preferences::links(tx, office.at, office.context, whose).await?;
                Ok(Some(links.choose))
            }
            false => Ok(None),
        };
    }
    match store::find_subscription(tx, office.whose(), person).await? {
        Some(known) => Ok(Some(link(tx, office, known.id).await?)),
        None => Ok(None),
    }
}

async fn may_join(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    person: Option<PersonId>,
) -> anyhow::Result<bool> {
    if office.list.settings.joins == Joins::Anyone {
        return Ok(true);
    }
    match person {
        Some(person) => office.organizes(tx, person).await,
        None => Ok(false),
    }
}

/// How a yes to [`ask_to_join`] ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmed {
    /// With the path where they choose what they get.
    Joined(String),
    /// The question was answered before, is too old, or the group keeps its asker out.
    Ended,
}

/// Takes a yes. The token came back from the mailbox, so the address is theirs.
pub async fn confirm(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    (request, token): (&Request, &str),
) -> anyhow::Result<Confirmed> {
    if !tokens::spend_token(tx, office.at.now, Kind::ListJoin, token).await? {
        return Ok(Confirmed::Ended);
    }
    let address = accounts::find_or_add_address(tx, office.at, &request.email).await?;
    accounts::confirm_address(tx, office.at.now, address).await?;
    let local = request.email.split('@').next().unwrap_or_default();
    let name = match request.name.as_str() {
        "" => local,
        name => name,
    };
    // The list may have been closed to them since they asked.
    let known = people::find_person_by_address(tx, office.group.id, address).await?;
    if !may_join(tx, office, known.map(|person| person.id)).await? {
        return Ok(Confirmed::Ended);
    }
    match groups::join_by_address(tx, office.at, office.group, (name, Way::Joined), address).await?
    {
        Joined::Joined(person) => Ok(Confirmed::Joined(admit(tx, office, person).await?)),
        Joined::AlreadyMember | Joined::NotOpen | Joined::Banned => Ok(Confirmed::Ended),
    }
}

/// Puts a person of the group on the list, or makes somebody of them who gets announcements. The path
/// where they choose what they get.
async fn admit(tx: &mut Tx<'_>, office: &Office<'_>, person: PersonId) -> anyhow::Result<String> {
    if office.list.announces() {
        announcing::agree(tx, office, person).await?;
        let whose = (office.group.id, person);
        return Ok(preferences::own_path(tx, office.at, office.context, whose).await?);
    }
    let subscription = join(tx, office, person).await?;
    Ok(own_link(tx, office, subscription).await?)
}

/// Puts whoever has this account on the list, and makes them a member of the group if they are none.
/// The path where they choose what they get; `None`: the group keeps them out.
pub async fn join_as(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    newcomer: &Newcomer,
) -> anyhow::Result<Option<String>> {
    let (at, group) = (office.at, office.group);
    let choices = Choices {
        show_name: true,
        mail: false,
        photos: None,
    };
    let person = match groups::join(tx, at, group, newcomer, choices).await? {
        Joined::Joined(person) => person,
        Joined::AlreadyMember => {
            groups::find_or_add(tx, at, group.id, newcomer, Way::Joined)
                .await?
                .id
        }
        Joined::NotOpen | Joined::Banned => return Ok(None),
    };
    Ok(Some(admit(tx, office, person).await?))
}

/// Puts a person of the group on the list, and welcomes them. Twice is fine.
async fn join(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    person: PersonId,
) -> anyhow::Result<SubscriptionId> {
    let (group, list) = office.whose();
    if let Some(known) = store::find_subscription(tx, office.whose(), person).await? {
        return Ok(known.id);
    }
    let standing = match office.organizes(tx, person).await? {
        true => Standing::Trusted,
        false => Standing::New,
    };
    let subscription = Subscription {
        group_id: group,
        id: SubscriptionId::new(office.at),
        list_id: list,
        person_id: person,
        mode: office.list.settings.first_mode(),
        own_posts: true,
        standing,
        joined_at: office.at.now,
    };
    store::remove_departure(tx, office.whose(), person).await?;
    if !store::insert_subscription(tx, &subscription).await? {
        // Another transaction was as fast, and has welcomed them.
        let known = store::find_subscription(tx, office.whose(), person).await?;
        return Ok(known.map_or(subscription.id, |known| known.id));
    }
    let chosen = preferences::find_chosen(tx, group, person).await?;
    if chosen.is_some_and(|chosen| chosen.lists == preferences::Mode::Nothing) {
        let each = preferences::Mode::Each;
        preferences::choose(tx, office.at, (group, person), MailKind::Lists, each).await?;
    }
    if let Some((name, email)) = people::find_reader(tx, group, person).await? {
        let choices = link(tx, office, subscription.id).await?;
        let letter = office.desk().joined((&name, &email), &choices, standing);
        let letter = Letter {
            person: Some(person),
            ..letter
        };
        groups::send(tx, office.at, office.group, &letter).await?;
    }
    Ok(subscription.id)
}

/// Puts a person of the group on the list; does nothing where no mail comes in.
pub async fn join_at(
    tx: &mut Tx<'_>,
    at: &Moment,
    context: &Context,
    list: &List,
    person: PersonId,
) -> anyhow::Result<()> {
    if let Some(open) = open_list(tx, context, list.clone()).await? {
        join(tx, &open.office(at, context), person).await?;
    }
    Ok(())
}

/// Answers a message that asks to leave. Anybody could have written it, so it asks back.
pub async fn ask_to_leave(tx: &mut Tx<'_>, office: &Office<'_>, email: &str) -> anyhow::Result<()> {
    if note(tx, office, (email, "")).await?.is_none() {
        return Ok(());
    }
    let known = office.find_person(tx, email).await?;
    let ways = match &known {
        Some(person) => find_ways_out(tx, office, person.id).await?,
        None => None,
    };
    let letter = match (&known, ways) {
        (Some(person), Some((page, reply))) => {
            office.desk().leave((&person.name, email), &page, &reply)
        }
        _ => office.desk().not_on(email),
    };
    groups::send(tx, office.at, office.group, &letter).await
}

/// The page where somebody leaves, and the address that any letter to does so; `None`: there is nothing
/// to leave.
async fn find_ways_out(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    person: PersonId,
) -> anyhow::Result<Option<(String, String)>> {
    if office.list.announces() {
        if !announcing::gets(tx, office, person).await? {
            return Ok(None);
        }
        let whose = (office.group.id, person);
        let links = preferences::links(tx, office.at, office.context, whose).await?;
        let reply = office.token_address("u", &links.token);
        return Ok(Some((links.stop, reply)));
    }
    let Some(known) = store::find_subscription(tx, office.whose(), person).await? else {
        return Ok(None);
    };
    let page = link(tx, office, known.id).await?;
    let token = own_token(tx, office, known.id).await?;
    Ok(Some((page, office.token_address("l", &token))))
}

/// Sends somebody the list's own words on how it works, within the same bounds.
pub(in crate::lists) async fn help(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    email: &str,
) -> anyhow::Result<()> {
    if note(tx, office, (email, "")).await?.is_some() {
        let letter = office.desk().help(email);
        groups::send(tx, office.at, office.group, &letter).await?;
    }
    Ok(())
}

/// Takes a subscriber off the list, as they wish. What is in the outbox for them does not leave. Twice
/// is fine.
pub async fn leave(tx: &mut Tx<'_>, now: Instant, known: &Subscription) -> db::Result<()> {
    store::save_departure(tx, now, known).await?;
    store::remove_subscription(tx, known.group_id, known.id).await
}

/// Changes what a subscriber gets. What waited for their digest comes in a last one, unless they want
/// nothing.
pub async fn change(
    tx: &mut Tx<'_>,
    at: &Moment,
    known: &Subscription,
    (mode, own_posts): (Mode, bool),
) -> db::Result<()> {
    let changed = Subscription {
        mode,
        own_posts,
        ..known.clone()
    };
    store::update_subscription(tx, &changed).await?;
    let (group, person) = (known.group_id, known.person_id);
    match mode {
        Mode::Each => {
            let ended = ListDigestsEnded { group, person };
            jobs::enqueue(tx, at, group, &ended, When::now(at)).await
        }
        Mode::Digest => Ok(()),
        Mode::Nothing => store::remove_all_waiting(tx, (group, known.id)).await,
    }
}

/// Changes how a subscriber's posts are looked at.
pub async fn set_standing(
    tx: &mut Tx<'_>,
    _: &Organizer,
    known: &Subscription,
    standing: Standing,
) -> db::Result<()> {
    let changed = Subscription {
        standing,
        ..known.clone()
    };
    store::update_subscription(tx, &changed).await
}

/// Where a subscriber chooses what they get, and leaves: a whole address that needs no sign-in.
async fn link(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    subscription: SubscriptionId,
) -> db::Result<String> {
    let path = own_link(tx, office, subscription).await?;
    Ok(office.context.config.link(&path))
}

/// The same as a path.
pub async fn own_link(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    subscription: SubscriptionId,
) -> db::Result<String> {
    let token = own_token(tx, office, subscription).await?;
    Ok(format!("/subscription/{token}"))
}

/// What a subscriber's links and addresses hold, the same each time.
pub(super) async fn own_token(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    subscription: SubscriptionId,
) -> db::Result<String> {
    let subject = Subject {
        kind: Kind::Subscription,
        group: office.group.id,
        id: subscription.uuid(),
    };
    tokens::reissue(tx, office.at, &office.context.key, subject).await
}

/// The same of many, in their order.
pub(super) async fn own_tokens(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    subscriptions: &[SubscriptionId],
) -> db::Result<Vec<String>> {
    let ids: Vec<_> = subscriptions.iter().map(|one| one.uuid()).collect();
    let of = (Kind::Subscription, office.group.id);
    tokens::reissue_all(tx, office.at, &office.context.key, of, &ids).await
}
