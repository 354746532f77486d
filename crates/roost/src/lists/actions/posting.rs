use super::announcing;
use super::muting::find_muting;
use super::office::Office;
use super::people::own_tokens;
use crate::db::Tx;
use crate::groups::{self, Person};
use crate::ids::{BodyId, GroupId, PostId, SubscriptionId};
use crate::inbound::{Arrived, Checks, End};
use crate::jobs::{self, Payload, When};
use crate::lists::incoming::{self, Author, Facts};
use crate::lists::model::{Hold, List, Mode, Post, PostState, Style};
use crate::lists::outgoing::{self, Place, Typed};
use crate::lists::rules::{Poster, Verdict, judge};
use crate::lists::store;
use crate::mail::{self, Copied, Letter, Slip};
use crate::text;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// Copies written in one transaction, so that none is long.
const CHUNK: i64 = 500;

/// So many letters about posts that wait get to one organizer within a quarter of an hour. A flood is
/// seen on the page.
pub(in crate::lists) const NOTICES: i64 = 10;

/// An author is told once a day that a post waits.
const TOLD: SignedDuration = SignedDuration::from_hours(24);

/// Writes the copies of a post to the outbox, and keeps it for digests, some at a time.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct SendPost {
    pub group: GroupId,
    pub post: PostId,
    /// The last subscriber who was seen to; `None`: nobody has one yet.
    pub after: Option<SubscriptionId>,
}

impl Payload for SendPost {
    const NAME: &'static str = "send_post";
}

/// A post goes out. What else happens then is told by whoever listens.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct PostAccepted {
    pub group: GroupId,
    pub post: PostId,
}

impl Payload for PostAccepted {
    const NAME: &'static str = "post_accepted";
}

/// Takes a message to the list: it goes out, waits for an organizer, or is let go. Says what became of
/// it, in one word for the keeper.
pub async fn receive(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    arrived: &Arrived,
) -> anyhow::Result<(End, &'static str)> {
    let Some(list) = office.lock(tx).await? else {
        return Ok((End::Dropped, "closed"));
    };
    let address = list.address(office.domain);
    let ours = (address.as_str(), office.domain);
    let facts = match incoming::read(&arrived.raw, &arrived.envelope_from, ours) {
        Ok(facts) => facts,
        Err(noise) => return Ok((End::Dropped, noise.word())),
    };
    let checks = arrived.checks();
    let checks = checks.as_ref();
    let shown = Shown {
        is_proven: checks.is_some_and(Checks::proves_author),
        munges: outgoing::must_munge(&list, &arrived.raw, checks),
    };
    let took = take(tx, office, &list, (&arrived.raw, &facts), shown).await?;
    Ok(match took {
        Taken::Dropped(word) => (End::Dropped, word),
        Taken::Posted(post) if post.state == PostState::Held => (End::Done, "held"),
        Taken::Posted(_) => (End::Done, "accepted"),
    })
}

/// What becomes of a message that somebody wrote.
pub enum Taken {
    /// Nothing, for this reason.
    Dropped(&'static str),
    /// It went out or is held.
    Posted(Box<Post>),
}

/// Takes what a person of the group typed on a page. Who is signed in is who they say, so it is as good
/// as a message that is proven; its copies are from the list, since no domain but ours can sign them.
pub async fn post(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    author: &Author,
    typed: &Typed<'_>,
) -> anyhow::Result<Taken> {
    let Some(list) = office.lock(tx).await? else {
        return Ok(Taken::Dropped("closed"));
    };
    let address = list.address(office.domain);
    let id = format!("{}@{}", office.at.chance(), office.domain);
    let raw = outgoing::compose(author, (&address, &id), typed, office.at.now)?;
    let facts = match incoming::read(&raw, &author.email, (&address, office.domain)) {
        Ok(facts) => facts,
        Err(noise) => return Ok(Taken::Dropped(noise.word())),
    };
    let shown = Shown {
        is_proven: true,
        munges: true,
    };
    take(tx, office, &list, (&raw, &facts), shown).await
}

/// What is known of where a message comes from.
#[derive(Debug, Clone, Copy)]
struct Shown {
    /// Whether it is from whom it says.
    is_proven: bool,
    /// Whether its copies have to be from the list.
    munges: bool,
}

async fn take(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    list: &List,
    (raw, facts): (&[u8], &Facts),
    Shown { is_proven, munges }: Shown,
) -> anyhow::Result<Taken> {
    let id = PostId::new(office.at);
    let given = facts.message_id.clone();
    let message_id = given.unwrap_or_else(|| format!("{id}@{}", office.domain));
    if store::has_message(tx, office.whose(), &message_id).await? {
        return Ok(Taken::Dropped("again"));
    }
    let person = office.find_person(tx, &facts.author.email).await?;
    let poster = find_poster(tx, office, person.as_ref()).await?;
    let hold = match judge(list, facts, poster, (is_proven, raw.len())) {
        Verdict::Drop(word) => return Ok(Taken::Dropped(word)),
        Verdict::Accept => announcing::hold(tx, office, (list, raw), &facts.subject).await?,
        Verdict::Hold(hold) => Some(hold),
    };
    let now = office.at.now;
    let post = Post {
        group_id: office.group.id,
        id,
        list_id: list.id,
        message_id,
        person_id: person.map(|person| person.id),
        author_name: facts.author.name.clone(),
        author_email: facts.author.email.clone(),
        is_proven,
        subject: facts.subject.clone(),
        munges,
        state: hold.map_or(PostState::Accepted, |_| PostState::Held),
        hold: hold.map_or_else(String::new, |hold| hold.value().to_owned()),
        received_at: now,
        settled_at: hold.is_none().then_some(now),
        settled_by: None,
        reason: String::new(),
    };
    store::insert_post(tx, &post, raw).await?;
    match hold {
        None if list.announces() => announcing::announce(tx, office, (&post, raw), None).await?,
        None => distribute(tx, office, (list, &post), raw).await?,
        Some(Hold::Yes) => announcing::ask(tx, office, (&post, raw)).await?,
        Some(hold) => tell(tx, office, (&post, facts), hold).await?,
    }
    Ok(Taken::Posted(Box::new(post)))
}

/// What the list knows of whoever stands in From.
async fn find_poster(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    person: Option<&Person>,
) -> anyhow::Result<Poster> {
    let Some(person) = person else {
        return Ok(Poster::default());
    };
    let subscription = store::find_subscription(tx, office.whose(), person.id).await?;
    Ok(Poster {
        standing: subscription.map(|subscription| subscription.standing),
        organizes: office.organizes(tx, person.id).await?,
        is_banned: person.is_banned(),
        accepted: store::count_accepted(tx, office.whose(), person.id).await?,
    })
}

/// Makes what all copies of a post have in common, and begins to write them.
pub(super) async fn distribute(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    (list, post): (&List, &Post),
    raw: &[u8],
) -> anyhow::Result<()> {
    let words = office.group.words().plain();
    let via = words.with("list", list.settings.title.clone());
    let config = &office.context.config;
    let place = Place {
        domain: office.domain,
        page: &office.desk().page(),
        archive: &config.link(&list.archive_path(&office.group.path())),
        group: &office.group.slug,
        via: &via.t("lists-via"),
    };
    let author = Author {
        name: post.author_name.clone(),
        email: post.author_email.clone(),
    };
    // The list may have been decorated while the post waited.
    let munges = post.munges || list.settings.style == Style::Decorated;
    let about = (&author, post.message_id.as_str());
    let bytes = outgoing::prepare((list, raw), about, munges, &place)?;
    let body = BodyId::from(post.id.uuid());
    mail::keep_body(tx, office.at, (post.group_id, body), &bytes).await?;
    let (group, post) = (post.group_id, post.id);
    let when = || When::now(office.at);
    // The archive comes first, as far as it can: it knows the thread that somebody may have muted.
    let accepted = PostAccepted { group, post };
    jobs::enqueue(tx, office.at, group, &accepted, when()).await?;
    let job = SendPost {
        group,
        post,
        after: None,
    };
    Ok(jobs::enqueue(tx, office.at, group, &job, when()).await?)
}

/// One chunk: a copy for whoever gets each post, and for the others a note that it waits for their
/// digest. The next chunk is enqueued in the same transaction, so a server that stops in between goes
/// on where this one ended.
pub async fn send_chunk(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    (post, job): (&Post, SendPost),
) -> anyhow::Result<()> {
    let from = (job.after, CHUNK);
    let (now, whose) = (office.at.now, office.whose());
    let readers = store::list_readers(tx, now, whose, post.person_id, from).await?;
    let muting = find_muting(tx, office, post).await?;
    let reached = readers.iter().filter(|one| !muting.contains(&one.id));
    let (digest, each): (Vec<_>, Vec<_>) = reached.partition(|one| one.mode == Mode::Digest);
    for reader in digest {
        let place = (office.group.id, reader.id);
        store::insert_waiting(tx, now, place, post.id).await?;
    }
    let ids: Vec<_> = each.iter().map(|reader| reader.id).collect();
    let tokens = own_tokens(tx, office, &ids).await?;
    let copies = each.iter().zip(&tokens).map(|(reader, token)| {
        let path = format!("/subscription/{token}/leave");
        Copied {
            kind: "list_post",
            to: reader.email.clone(),
            person: reader.person_id,
            body: BodyId::from(post.id.uuid()),
            unique_key: format!("post:{}:{}", post.id, reader.person_id),
            slip: Slip {
                unsubscribe: office.context.config.link(&path),
                leave: office.token_address("l", token),
            },
        }
    });
    let copies: Vec<_> = copies.collect();
    groups::send_copies(tx, office.at, office.group, &copies).await?;
    let is_full = i64::try_from(readers.len()).is_ok_and(|count| count == CHUNK);
    if let (true, Some(last)) = (is_full, readers.last()) {
        let rest = SendPost {
            after: Some(last.id),
            ..job
        };
        jobs::enqueue(tx, office.at, office.group.id, &rest, When::now(office.at)).await?;
    }
    Ok(())
}

/// Tells organizers of a post that waits, and its author, if that is who it says.
async fn tell(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    (post, facts): (&Post, &Facts),
    hold: Hold,
) -> anyhow::Result<()> {
    let (at, group) = (office.at, office.group);
    let waiting = store::count_held(tx, group.id).await?;
    let waiting = waiting.iter().find(|one| one.list_id == post.list_id);
    let waiting = waiting.map_or(0, |one| one.posts);
    for (person, name, email) in office.organizers(tx).await? {
        let whose = (group.id, person);
        if mail::count_lately(tx, whose, ["list_held", "list_owner"], at.now).await? >= NOTICES {
            continue;
        }
        let reply = office.notify(tx, post, person).await?;
        let to = (name.as_str(), email.as_str());
        let letter = office
            .desk()
            .held(to, (post, facts), (hold, waiting), &reply);
        let letter = Letter {
            person: Some(person),
            ..letter
        };
        groups::send(tx, at, group, &letter).await?;
    }
    // Whoever forges an address shall not make us write to it.
    if post.is_proven {
        let folded = text::fold_email(&post.author_email);
        let since = at.now.before(TOLD);
        let (_, theirs) = store::count_held_lately(tx, office.whose(), since, &folded).await?;
        if theirs == 1 {
            let to = (post.author_name.as_str(), post.author_email.as_str());
            groups::send(tx, at, group, &office.desk().waits(to, post, hold)).await?;
        }
    }
    Ok(())
}
