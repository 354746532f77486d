use super::model::{DIGEST, Every, MailKind, Mode, REMINDERS, Was};
use super::store;
use crate::clock::Instant;
use crate::db::{self, Tx};
use crate::groups::{Organizer, audit, people};
use crate::ids::{GroupId, Moment, PersonId};
use crate::jobs::{self, Context, Payload, When};
use crate::mail;
use crate::tokens::{self, Kind, Subject};

/// She gets announcements one by one now, and has not had what waits for the digest that she had
/// chosen before.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct DigestEnded {
    pub group: GroupId,
    pub person: PersonId,
}

impl Payload for DigestEnded {
    const NAME: &'static str = "digest_ended";
}

/// Posts to a list, or to all lists, come to somebody one by one now, and what waits for their digests
/// has not been had.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct ListDigestsEnded {
    pub group: GroupId,
    pub person: PersonId,
}

impl Payload for ListDigestsEnded {
    const NAME: &'static str = "list_digests_ended";
}

/// Changes what somebody gets of one kind. `false`: she is gone, and the group writes to her no more.
///
/// To choose announcements is to agree to them. Reminders know no digest: asked for one, they come
/// each.
///
/// # Errors
/// If the database refuses.
pub async fn choose(
    tx: &mut Tx<'_>,
    at: &Moment,
    (group, person): (GroupId, PersonId),
    kind: MailKind,
    mode: Mode,
) -> anyhow::Result<bool> {
    store::lock_person(tx, group, person).await?;
    let Some(before) = store::find_chosen(tx, group, person).await? else {
        return Ok(false);
    };
    if before.is_gone && mode != Mode::Nothing {
        return Ok(false);
    }
    match kind {
        MailKind::Announcements if mode == before.announcements => {}
        MailKind::Announcements if mode == Mode::Nothing => {
            stop(tx, at.now, group, person).await?;
        }
        MailKind::Announcements => {
            people::agree_to_mail(tx, at.now, group, person).await?;
            choose_announcements(tx, at, (group, person), (before.announcements, mode)).await?;
        }
        MailKind::Reminders if mode == Mode::Nothing => {
            store::save_choice(tx, at.now, (group, person), kind, mode).await?;
            leave_queued(tx, at.now, (group, person), kind).await?;
        }
        MailKind::Lists if mode != Mode::Each => {
            store::save_choice(tx, at.now, (group, person), kind, mode).await?;
        }
        MailKind::Lists => {
            store::remove_choice(tx, (group, person), kind).await?;
            if before.lists == Mode::Digest {
                let payload = ListDigestsEnded { group, person };
                jobs::enqueue(tx, at, group, &payload, When::now(at)).await?;
            }
        }
        MailKind::Reminders => {
            store::remove_choice(tx, (group, person), kind).await?;
        }
    }
    Ok(true)
}

async fn choose_announcements(
    tx: &mut Tx<'_>,
    at: &Moment,
    (group, person): (GroupId, PersonId),
    (before, mode): (Mode, Mode),
) -> anyhow::Result<()> {
    let kind = MailKind::Announcements;
    if mode == Mode::Digest {
        return Ok(store::save_choice(tx, at.now, (group, person), kind, mode).await?);
    }
    store::remove_choice(tx, (group, person), kind).await?;
    if before == Mode::Digest {
        let payload = DigestEnded { group, person };
        jobs::enqueue(tx, at, group, &payload, When::now(at)).await?;
    }
    Ok(())
}

/// Ends announcements, as one click in a mail does. Doing it again changes nothing but the time.
///
/// Announcements about an event come again for events that she answers later.
///
/// # Errors
/// If the database refuses.
pub async fn stop(
    tx: &mut Tx<'_>,
    now: Instant,
    group: GroupId,
    person: PersonId,
) -> db::Result<()> {
    let kind = MailKind::Announcements;
    people::stop_mail(tx, now, group, person).await?;
    store::remove_choice(tx, (group, person), kind).await?;
    leave_queued(tx, now, (group, person), kind).await
}

/// Takes what she does not want any more out of the outbox. Announcements themselves know when she
/// ends them, so of that kind it is her digest.
pub(super) async fn leave_queued(
    tx: &mut Tx<'_>,
    now: Instant,
    whose: (GroupId, PersonId),
    kind: MailKind,
) -> db::Result<()> {
    let letters = match kind {
        MailKind::Reminders => REMINDERS,
        MailKind::Announcements | MailKind::Lists => [DIGEST; 3],
    };
    mail::leave_queued(tx, now, whose, letters).await
}

/// Takes a click back: announcements come as they `was`. `false`: she is gone.
///
/// # Errors
/// If the database refuses.
pub async fn take_back_stop(
    tx: &mut Tx<'_>,
    at: &Moment,
    (group, person): (GroupId, PersonId),
    was: Was,
) -> anyhow::Result<bool> {
    let kind = MailKind::Announcements;
    match was {
        Was::Each => choose(tx, at, (group, person), kind, Mode::Each).await,
        Was::Digest => choose(tx, at, (group, person), kind, Mode::Digest).await,
        Was::OwnEvents => {
            people::forget_mail_stop(tx, group, person).await?;
            Ok(true)
        }
        Was::Nothing => Ok(true),
    }
}

/// Ends everything that nobody asks for: announcements, reminders and posts to lists.
///
/// # Errors
/// If the database refuses.
pub async fn end_everything(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: GroupId,
    person: PersonId,
) -> anyhow::Result<()> {
    stop(tx, at.now, group, person).await?;
    for kind in [MailKind::Reminders, MailKind::Lists] {
        choose(tx, at, (group, person), kind, Mode::Nothing).await?;
    }
    Ok(())
}

/// Nothing comes before `until` but what she asks for herself; `None`: the pause is over. What falls
/// into a pause is not sent later.
///
/// # Errors
/// If the database refuses.
pub async fn pause_until(
    tx: &mut Tx<'_>,
    now: Instant,
    (group, person): (GroupId, PersonId),
    until: Option<Instant>,
) -> anyhow::Result<()> {
    people::save_mail_pause(tx, group, person, until).await?;
    if until.is_some_and(|until| until > now) {
        for kind in [MailKind::Announcements, MailKind::Reminders] {
            leave_queued(tx, now, (group, person), kind).await?;
        }
    }
    Ok(())
}

/// Changes how often the group's digest goes out.
///
/// # Errors
/// If the database refuses.
pub async fn set_every(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    every: Every,
) -> anyhow::Result<()> {
    if store::find_every(tx, by.group).await? == every {
        return Ok(());
    }
    store::save_every(tx, by.group, every).await?;
    Ok(audit(tx, at, by, "digest-set", every.value(), "").await?)
}

/// Where a letter leads whoever wants less of its kind. Whole addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Links {
    /// What each of them leads by.
    pub token: String,
    /// Ends announcements by one POST.
    pub stop: String,
    /// Ends reminders likewise.
    pub stop_reminders: String,
    /// The page of everything that she can choose.
    pub choose: String,
}

/// # Errors
/// If the database refuses.
pub async fn links(
    tx: &mut Tx<'_>,
    at: &Moment,
    context: &Context,
    whose: (GroupId, PersonId),
) -> db::Result<Links> {
    let token = own_token(tx, at, context, whose).await?;
    Ok(links_with(context, token))
}

/// The same for many people of a group, in their order.
///
/// # Errors
/// If the database refuses.
pub async fn links_of_all(
    tx: &mut Tx<'_>,
    at: &Moment,
    context: &Context,
    (group, people): (GroupId, &[PersonId]),
) -> db::Result<Vec<Links>> {
    let ids: Vec<_> = people.iter().map(|person| person.uuid()).collect();
    let of = (Kind::Unsubscribe, group);
    let tokens = tokens::reissue_all(tx, at, &context.key, of, &ids).await?;
    let links = tokens.into_iter().map(|token| links_with(context, token));
    Ok(links.collect())
}

fn links_with(context: &Context, token: String) -> Links {
    let stop = context.config.link(&format!("/unsubscribe/{token}"));
    Links {
        stop_reminders: format!("{stop}/reminders"),
        choose: context.config.link(&format!("/mail/{token}")),
        stop,
        token,
    }
}

/// Where somebody chooses what they get, without signing in: a path.
///
/// # Errors
/// If the database refuses.
pub async fn own_path(
    tx: &mut Tx<'_>,
    at: &Moment,
    context: &Context,
    whose: (GroupId, PersonId),
) -> db::Result<String> {
    let token = own_token(tx, at, context, whose).await?;
    Ok(format!("/mail/{token}"))
}

async fn own_token(
    tx: &mut Tx<'_>,
    at: &Moment,
    context: &Context,
    (group, person): (GroupId, PersonId),
) -> db::Result<String> {
    let subject = Subject {
        kind: Kind::Unsubscribe,
        group,
        id: person.uuid(),
    };
    tokens::reissue(tx, at, &context.key, subject).await
}
