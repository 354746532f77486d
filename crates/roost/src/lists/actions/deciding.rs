use super::announcing::{self, Obstacle};
use super::office::Office;
use super::posting::distribute;
use crate::clock::Instant;
use crate::db::Tx;
use crate::groups::{self, Organizer, audit, people};
use crate::ids::{NoticeId, PersonId, PostId};
use crate::inbound::{Arrived, End};
use crate::lists::incoming::{text_of, typed_lines};
use crate::lists::model::{Decision, HELD_DAYS, Post, PostState, Standing, Subscription};
use crate::lists::store;
use crate::mail::Letter;
use crate::text;
use jiff::SignedDuration;
use mail_parser::MessageParser;

/// How long the sentence is that an author gets.
const REASON: usize = 500;

/// How a decision ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Settled(PostState),
    /// It waits on: it cannot be announced.
    Not(Obstacle),
    /// Somebody else had decided before.
    Late,
    NoSuchPost,
}

/// Settles a post that waits. Of two organizers at once one wins, and the other learns it.
pub async fn decide(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    (by, id): (&Organizer, PostId),
    decision: &Decision,
) -> anyhow::Result<Outcome> {
    let found = store::find_post(tx, office.group.id, id).await?;
    let Some(post) = found.filter(|post| post.list_id == office.list.id) else {
        return Ok(Outcome::NoSuchPost);
    };
    let (state, reason, verb) = match decision {
        Decision::Accept | Decision::AcceptAndTrust => (PostState::Accepted, "", "post-accepted"),
        Decision::Reject(reason) => (PostState::Rejected, reason.as_str(), "post-rejected"),
        Decision::Discard => (PostState::Discarded, "", "post-discarded"),
    };
    if office.list.announces()
        && (state, post.state) == (PostState::Accepted, PostState::Held)
        && let Some(obstacle) = announcing::find_obstacle(tx, office, &post).await?
    {
        return Ok(Outcome::Not(obstacle));
    }
    if !store::settle(tx, office.at.now, &post, (state, Some(by.person)), reason).await? {
        return Ok(Outcome::Late);
    }
    match decision {
        Decision::Accept | Decision::AcceptAndTrust => {
            let raw = store::find_raw(tx, post.group_id, post.id).await?;
            let raw = raw.unwrap_or_default();
            match office.list.announces() {
                true => announcing::announce(tx, office, (&post, &raw), Some(by)).await?,
                false => distribute(tx, office, (office.list, &post), &raw).await?,
            }
        }
        Decision::Reject(reason) => answer(tx, office, &post, reason).await?,
        Decision::Discard => {}
    }
    if *decision == Decision::AcceptAndTrust {
        trust(tx, office, &post).await?;
    }
    audit(tx, office.at, by, verb, &post.subject, "").await?;
    Ok(Outcome::Settled(state))
}

/// Whoever only says that they are somebody is not trusted from then on.
async fn trust(tx: &mut Tx<'_>, office: &Office<'_>, post: &Post) -> anyhow::Result<()> {
    let Some(person) = post.person_id.filter(|_| post.is_proven) else {
        return Ok(());
    };
    if let Some(known) = store::find_subscription(tx, office.whose(), person).await? {
        let trusted = Subscription {
            standing: Standing::Trusted,
            ..known
        };
        store::update_subscription(tx, &trusted).await?;
    }
    Ok(())
}

/// Tells the author, if the post is from whom it says.
async fn answer(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    post: &Post,
    reason: &str,
) -> anyhow::Result<()> {
    if !post.is_proven {
        return Ok(());
    }
    let to = (post.author_name.as_str(), post.author_email.as_str());
    let letter = office.desk().rejected(to, post, reason);
    groups::send(tx, office.at, office.group, &letter).await
}

/// Lets go a post that nobody looked at, and tells its author.
pub async fn expire(tx: &mut Tx<'_>, office: &Office<'_>, post: &Post) -> anyhow::Result<()> {
    let now = office.at.now;
    let settled = store::settle(tx, now, post, (PostState::Expired, None), "").await?;
    if settled && post.is_proven {
        let to = (post.author_name.as_str(), post.author_email.as_str());
        let letter = office.desk().expired(to, post);
        groups::send(tx, office.at, office.group, &letter).await?;
    }
    Ok(())
}

/// An organizer's answer to the notice of a post that waits. Who has the notice's address has the
/// notice, so it shows who answers; whoever organizes no more decides nothing.
pub async fn answer_notice(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    (notice, post, person): (NoticeId, &Post, PersonId),
    arrived: &Arrived,
) -> anyhow::Result<(End, &'static str)> {
    let Some(by) = office.find_organizer(tx, person).await? else {
        return Ok((End::Dropped, "not-an-organizer"));
    };
    let message = MessageParser::default().parse(&arrived.raw[..]);
    let text = message.map(|message| text_of(&message)).unwrap_or_default();
    let (key, word) = match read_decision(&text) {
        None if office.list.announces() => ("lists-settled-unclear-announce", "unclear"),
        None => ("lists-settled-unclear", "unclear"),
        Some(decision) => match decide(tx, office, (&by, post.id), &decision).await? {
            Outcome::Settled(PostState::Rejected) => ("lists-settled-rejected", "rejected"),
            Outcome::Settled(PostState::Discarded) => ("lists-settled-discarded", "discarded"),
            Outcome::Settled(_) if office.list.announces() => {
                ("lists-settled-announced", "announced")
            }
            Outcome::Settled(_) => ("lists-settled-done", "accepted"),
            Outcome::Not(obstacle) => (obstacle.sentence(), "not-announced"),
            Outcome::Late | Outcome::NoSuchPost => ("lists-settled-late", "late"),
        },
    };
    if let Some((name, email)) = people::find_reader(tx, office.group.id, person).await? {
        let letter = office.desk().settled((&name, &email), post, key);
        let letter = Letter {
            person: Some(person),
            // Once each: two answering machines would write to each other for ever.
            unique_key: Some(format!("list_settled:{notice}:{word}")),
            ..letter
        };
        groups::send(tx, office.at, office.group, &letter).await?;
    }
    Ok((End::Done, word))
}

/// What the first line says that is not quoted; `None`: nothing that is understood.
pub(in crate::lists) fn read_decision(answer: &str) -> Option<Decision> {
    let mut lines = typed_lines(answer);
    let first = lines.next()?;
    let end = first
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(first.len());
    let (word, rest) = first.split_at(end);
    match word.to_lowercase().as_str() {
        "accept" | "approve" | "yes" | "ok" => Some(Decision::Accept),
        "trust" => Some(Decision::AcceptAndTrust),
        "discard" | "delete" | "spam" => Some(Decision::Discard),
        "reject" | "refuse" | "no" => {
            let rest = rest.trim_start_matches([':', ',', '.', '-', ' ']);
            let reason = match rest {
                "" => lines.next().unwrap_or_default(),
                rest => rest,
            };
            Some(Decision::Reject(text::visible_line(reason, REASON)))
        }
        _ => None,
    }
}

/// What was held before then is let go.
pub(in crate::lists) fn held_until(now: Instant) -> Instant {
    now.before(SignedDuration::from_hours(24 * HELD_DAYS))
}
