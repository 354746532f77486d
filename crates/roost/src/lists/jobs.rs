use super::actions::{
    self, FoundList, FoundLists, Office, OpenList, SendPost, open_list, open_list_by_id,
};
use super::incoming;
use super::model::{Asked, read_local};
use super::store;
use crate::bounces;
use crate::db::Tx;
use crate::groups::{self, MemberLeft, PersonForgotten, find_group_by_id};
use crate::ids::{GroupId, ListRequestId, Moment, NoticeId, PersonId, PostId, SubscriptionId};
use crate::inbound::{self, Arrival, Arrived, End, Inbox, Policy, split_tag};
use crate::jobs::{self, Context, Payload, Run, When};
use crate::mail::{self, Letter};
use crate::tokens::{self, Found, Kind};
use jiff::SignedDuration;
use mail_parser::MessageParser;
use serde::{Deserialize, Serialize};

/// Groups that get their first list in one transaction.
const GROUPS: i64 = 100;

/// Posts and requests that are let go in one transaction.
const CHUNK: i64 = 100;

/// What a request said is forgotten after so long. Within a day it counts against the limit.
const REQUESTS_KEPT: SignedDuration = SignedDuration::from_hours(4 * 24);

pub static INBOX: Inbox = Inbox::of::<ReadForList>("lists", |tx, context, local| {
    Box::pin(async move { Ok(find(tx, context, local).await?.is_some()) })
})
.checked();

/// Reads a message to one of a list's addresses.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct ReadForList(pub Arrival);

impl Payload for ReadForList {
    const NAME: &'static str = "read_for_list";
}

impl From<Arrival> for ReadForList {
    fn from(arrival: Arrival) -> Self {
        ReadForList(arrival)
    }
}

/// What an address of ours leads to.
enum Address {
    /// A list's own, and what is asked of it.
    Named(Box<OpenList>, Asked),
    /// `l+…@`: a subscriber's way out.
    Leave(Found),
    /// `c+…@`: the yes to a question whether somebody wants to join, with the token.
    Confirm(Found, String),
    /// `m+…@`: an organizer's answer to a notice.
    Decide(Found),
}

async fn find(tx: &mut Tx<'_>, context: &Context, local: &str) -> anyhow::Result<Option<Address>> {
    if let Some((tag, text)) = split_tag(local)
        && let "l" | "c" | "m" = tag
    {
        let Some(token) = tokens::from_mail(text) else {
            return Ok(None);
        };
        let kind = match tag {
            "l" => Kind::Subscription,
            "c" => Kind::ListJoin,
            _ => Kind::Moderation,
        };
        let found = tokens::find_token(tx, kind, &token).await?;
        return Ok(found.map(|found| match kind {
            Kind::Subscription => Address::Leave(found),
            Kind::ListJoin => Address::Confirm(found, token),
            _ => Address::Decide(found),
        }));
    }
    let (name, asked) = read_local(local);
    let Some(list) = store::find_list_by_address(tx, name).await? else {
        return Ok(None);
    };
    let open = open_list(tx, context, list).await?;
    Ok(open.map(|open| Address::Named(Box::new(open), asked)))
}

impl Run for ReadForList {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let Some(arrived) = inbound::open(tx, self.0).await? else {
            return Ok(());
        };
        let (end, why) = match find(tx, context, &arrived.local).await? {
            Some(address) => read(tx, at, context, (address, &arrived)).await?,
            // The list was closed, or the token ended, in the meantime.
            None => (End::Dropped, "unknown"),
        };
        Ok(inbound::settle(tx, at, self.0, end, why).await?)
    }
}

async fn read(
    tx: &mut Tx<'_>,
    at: &Moment,
    context: &Context,
    (address, arrived): (Address, &Arrived),
) -> anyhow::Result<(End, &'static str)> {
    match address {
        Address::Named(open, asked) => {
            let office = open.office(at, context);
            match asked {
                Asked::Post => actions::receive(tx, &office, arrived).await,
                asked => obey(tx, &office, (asked, arrived)).await,
            }
        }
        // Whoever has the address has the letter, so what the message says does not matter.
        Address::Leave(found) => {
            let id = SubscriptionId::from(found.subject_id);
            match store::find_subscription_by_id(tx, found.group_id, id).await? {
                Some(known) => {
                    actions::leave(tx, at.now, &known).await?;
                    Ok((End::Done, "left"))
                }
                None => Ok((End::Dropped, "unknown")),
            }
        }
        Address::Confirm(found, token) => confirm(tx, at, context, (found, &token, arrived)).await,
        Address::Decide(found) => decide(tx, at, context, (found, arrived)).await,
    }
}

/// Whether a program wrote it, which would answer our answer.
fn is_automatic(arrived: &Arrived) -> bool {
    let message = MessageParser::default().parse(&arrived.raw[..]);
    arrived.envelope_from.is_empty()
        || message.is_none_or(|message| bounces::is_automatic(&message))
}

/// Does what a message asks for that goes to one of the list's other addresses.
async fn obey(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    (asked, arrived): (Asked, &Arrived),
) -> anyhow::Result<(End, &'static str)> {
    let address = office.list.address(office.domain);
    let ours = (address.as_str(), office.domain);
    let facts = match incoming::read(&arrived.raw, &arrived.envelope_from, ours) {
        Ok(facts) => facts,
        Err(noise) => return Ok((End::Dropped, noise.word())),
    };
    // Its domain wants such a message refused, so nobody there waits for an answer to it.
    let is_forged = arrived
        .checks()
        .is_some_and(|checks| !checks.proves_author() && checks.policy == Policy::Reject);
    if is_forged && asked != Asked::Owner {
        return Ok((End::Dropped, "forged"));
    }
    let (email, name) = (facts.author.email.as_str(), facts.author.name.as_str());
    match asked {
        Asked::Join => actions::ask_to_join(tx, office, (email, name)).await?,
        Asked::Leave => actions::ask_to_leave(tx, office, email).await?,
        Asked::Help | Asked::Post => actions::help(tx, office, email).await?,
        Asked::Owner => return to_owner(tx, office, &facts).await,
    }
    Ok((End::Done, "answered"))
}

async fn to_owner(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    facts: &incoming::Facts,
) -> anyhow::Result<(End, &'static str)> {
    let mut word = (End::Dropped, "too-many");
    for (person, name, email) in office.organizers(tx).await? {
        let whose = (office.group.id, person);
        let kinds = ["list_held", "list_owner"];
        if mail::count_lately(tx, whose, kinds, office.at.now).await? >= actions::NOTICES {
            continue;
        }
        let letter = Letter {
            person: Some(person),
            ..office.desk().to_owner((&name, &email), facts)
        };
        groups::send(tx, office.at, office.group, &letter).await?;
        word = (End::Done, "forwarded");
    }
    Ok(word)
}

async fn confirm(
    tx: &mut Tx<'_>,
    at: &Moment,
    context: &Context,
    (found, token, arrived): (Found, &str, &Arrived),
) -> anyhow::Result<(End, &'static str)> {
    if is_automatic(arrived) {
        return Ok((End::Dropped, "automatic"));
    }
    let id = ListRequestId::from(found.subject_id);
    let Some(request) = store::find_request(tx, found.group_id, id).await? else {
        return Ok((End::Dropped, "unknown"));
    };
    let whose = (found.group_id, request.list_id);
    let Some(open) = open_list_by_id(tx, context, whose).await? else {
        return Ok((End::Dropped, "closed"));
    };
    let office = open.office(at, context);
    match actions::confirm(tx, &office, (&request, token)).await? {
        actions::Confirmed::Joined(_) => Ok((End::Done, "joined")),
        actions::Confirmed::Ended => Ok((End::Dropped, "ended")),
    }
}

async fn decide(
    tx: &mut Tx<'_>,
    at: &Moment,
    context: &Context,
    (found, arrived): (Found, &Arrived),
) -> anyhow::Result<(End, &'static str)> {
    if is_automatic(arrived) {
        return Ok((End::Dropped, "automatic"));
    }
    let notice = NoticeId::from(found.subject_id);
    let Some((post, person)) = store::find_notice(tx, found.group_id, notice).await? else {
        return Ok((End::Dropped, "unknown"));
    };
    let Some(post) = store::find_post(tx, found.group_id, post).await? else {
        return Ok((End::Dropped, "unknown"));
    };
    let Some(open) = open_list_by_id(tx, context, (post.group_id, post.list_id)).await? else {
        return Ok((End::Dropped, "closed"));
    };
    let office = open.office(at, context);
    actions::answer_notice(tx, &office, (notice, &post, person), arrived).await
}

impl Run for FoundLists {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        if context.config.inbound.domain.is_none() {
            return Ok(());
        }
        for group in store::list_groups_without(tx, GROUPS).await? {
            let when = When::now(at).once(group.to_string());
            jobs::enqueue(tx, at, group, &FoundList { group }, when).await?;
        }
        Ok(())
    }
}

impl Run for FoundList {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        match find_group_by_id(tx, self.group).await? {
            Some(group) => actions::found_first(tx, at, &group).await,
            None => Ok(()),
        }
    }
}

impl Run for SendPost {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let Some(post) = store::find_post(tx, self.group, self.post).await? else {
            return Ok(());
        };
        let whose = (post.group_id, post.list_id);
        let Some(open) = open_list_by_id(tx, context, whose).await? else {
            return Ok(());
        };
        let office = open.office(at, context);
        actions::send_chunk(tx, &office, (&post, self)).await
    }
}

/// Lets go what was held too long, and forgets what was asked long ago. Runs every hour.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct ExpirePosts;

impl Payload for ExpirePosts {
    const NAME: &'static str = "expire_posts";
}

impl Run for ExpirePosts {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        store::delete_requests(tx, at.now.before(REQUESTS_KEPT), CHUNK).await?;
        for post in store::expire_posts(tx, actions::held_until(at.now), CHUNK).await? {
            let (group, id) = (post.group_id, post.id);
            let when = When::now(at).once(id.to_string());
            jobs::enqueue(tx, at, group, &ExpirePost { group, post: id }, when).await?;
        }
        Ok(())
    }
}

/// Lets go one post.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct ExpirePost {
    group: GroupId,
    post: PostId,
}

impl Payload for ExpirePost {
    const NAME: &'static str = "expire_post";
}

impl Run for ExpirePost {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let Some(post) = store::find_post(tx, self.group, self.post).await? else {
            return Ok(());
        };
        let list = store::find_list(tx, self.group, post.list_id).await?;
        let group = find_group_by_id(tx, self.group).await?;
        let (Some(list), Some(group)) = (list, group) else {
            return Ok(());
        };
        // Also of a list that takes no mail any more.
        let open = OpenList {
            group,
            list,
            domain: context.config.inbound.domain.clone().unwrap_or_default(),
        };
        let office = open.office(at, context);
        actions::expire(tx, &office, &post).await
    }
}

/// [`MemberLeft`] as the lists hear it.
#[derive(Debug, Serialize, Deserialize)]
pub struct SubscriberLeft {
    group: GroupId,
    person: PersonId,
}

impl Payload for SubscriberLeft {
    const NAME: &'static str = MemberLeft::NAME;
}

impl Run for SubscriberLeft {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        store::save_departures(tx, at.now, self.group, self.person).await?;
        Ok(store::remove_subscriptions(tx, self.group, self.person).await?)
    }
}

/// [`PersonForgotten`] as the lists hear it: they are on none, and what they wrote goes too.
#[derive(Debug, Serialize, Deserialize)]
pub struct AuthorForgotten {
    group: GroupId,
    person: PersonId,
}

impl Payload for AuthorForgotten {
    const NAME: &'static str = PersonForgotten::NAME;
}

impl Run for AuthorForgotten {
    async fn run(self, tx: &mut Tx<'_>, _: &Moment, _: &Context) -> anyhow::Result<()> {
        store::remove_subscriptions(tx, self.group, self.person).await?;
        store::remove_departures(tx, self.group, self.person).await?;
        Ok(store::blank_posts(tx, self.group, self.person).await?)
    }
}
