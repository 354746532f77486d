//! What an address does by whose mail a group announces.

use super::office::Office;
use crate::announcements::{self, Target};
use crate::db::Tx;
use crate::groups::{self, Organizer, people};
use crate::ids::PersonId;
use crate::lists::announced::{self, Unfit};
use crate::lists::model::{Hold, List, Post, PostState};
use crate::lists::store;
use crate::mail::Letter;
use crate::preferences::{self, MailKind, Mode};

/// Why what an organizer wrote is not announced at once; `None`: it is, or goes to a list.
pub(super) async fn hold(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    (list, raw): (&List, &[u8]),
    subject: &str,
) -> anyhow::Result<Option<Hold>> {
    if !list.announces() {
        return Ok(None);
    }
    let goes = list.settings.sends_at_once
        && announced::read(raw, subject).is_ok()
        && count_readers(tx, office).await? > 0;
    Ok((!goes).then_some(Hold::Yes))
}

/// How many get what is announced now; 0 also for a group that may not write to others yet.
pub(super) async fn count_readers(tx: &mut Tx<'_>, office: &Office<'_>) -> anyhow::Result<i64> {
    if !office.group.writes_to_others() {
        return Ok(0);
    }
    let (now, group) = (office.at.now, office.group.id);
    Ok(announcements::count_audience(tx, now, group, Target::Agreed).await?)
}

/// Why a post cannot be announced now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// Nobody gets announcements, or the group may not write to others yet.
    Nobody,
    Unfit(Unfit),
}

impl Obstacle {
    /// The key of the sentence that says it.
    pub fn sentence(self) -> &'static str {
        match self {
            Obstacle::Nobody => "lists-announce-nobody",
            Obstacle::Unfit(unfit) => unfit.sentence(),
        }
    }
}

/// What speaks against announcing a post; `None`: nothing.
pub(super) async fn find_obstacle(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    post: &Post,
) -> anyhow::Result<Option<Obstacle>> {
    let raw = store::find_raw(tx, post.group_id, post.id).await?;
    if let Err(unfit) = announced::read(&raw.unwrap_or_default(), &post.subject) {
        return Ok(Some(Obstacle::Unfit(unfit)));
    }
    let nobody = count_readers(tx, office).await? == 0;
    Ok(nobody.then_some(Obstacle::Nobody))
}

/// Announces a post that was accepted: in the name of whoever wrote it, if they organize the group and
/// it is surely theirs, else of whoever accepted it.
pub(super) async fn announce(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    (post, raw): (&Post, &[u8]),
    accepted_by: Option<&Organizer>,
) -> anyhow::Result<()> {
    let writer = match post.person_id.filter(|_| post.is_proven) {
        Some(person) => office.find_organizer(tx, person).await?,
        None => None,
    };
    let by = writer.as_ref().or(accepted_by);
    if let (Some(by), Ok(announced)) = (by, announced::read(raw, &post.subject)) {
        let message = &announced.message;
        announcements::send_at_once(tx, office.at, office.group, by, message).await?;
    }
    Ok(())
}

/// Asks whoever wrote a post whether it is to be announced, and shows what would go out. What cannot
/// go out at all comes back with a sentence.
pub(super) async fn ask(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    (post, raw): (&Post, &[u8]),
) -> anyhow::Result<()> {
    let (at, group) = (office.at, office.group);
    let to = (post.author_name.as_str(), post.author_email.as_str());
    let Some(person) = post.person_id else {
        return Ok(());
    };
    let announced = match announced::read(raw, &post.subject) {
        Ok(announced) => announced,
        Err(unfit) => {
            let reason = group.words().plain().t(unfit.sentence());
            let end = (PostState::Rejected, None);
            store::settle(tx, at.now, post, end, &reason).await?;
            let letter = office.desk().rejected(to, post, &reason);
            return groups::send(tx, at, group, &letter).await;
        }
    };
    let reply = office.notify(tx, post, person).await?;
    let readers = count_readers(tx, office).await?;
    // It is shown with the name that others call them by.
    let known = people::find_reader(tx, group.id, person).await?;
    let to = known
        .as_ref()
        .map_or(to, |(name, email)| (name.as_str(), email.as_str()));
    let letter = office.desk().announces(to, (&announced, readers), &reply);
    let letter = Letter {
        person: Some(person),
        ..letter
    };
    groups::send(tx, at, group, &letter).await
}

/// Whether somebody gets announcements.
pub(super) async fn gets(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    person: PersonId,
) -> anyhow::Result<bool> {
    let chosen = preferences::find_chosen(tx, office.group.id, person).await?;
    Ok(chosen.is_some_and(|chosen| !chosen.is_gone && chosen.announcements != Mode::Nothing))
}

/// Makes somebody of a person of the group who gets announcements. Whoever gets them in a digest still
/// does.
pub(super) async fn agree(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    person: PersonId,
) -> anyhow::Result<()> {
    if gets(tx, office, person).await? {
        return Ok(());
    }
    let whose = (office.group.id, person);
    let kind = MailKind::Announcements;
    preferences::choose(tx, office.at, whose, kind, Mode::Each).await?;
    if let Some((name, email)) = people::find_reader(tx, office.group.id, person).await? {
        let links = preferences::links(tx, office.at, office.context, whose).await?;
        let letter = office.desk().agreed((&name, &email), &links.choose);
        let letter = Letter {
            person: Some(person),
            ..letter
        };
        groups::send(tx, office.at, office.group, &letter).await?;
    }
    Ok(())
}
