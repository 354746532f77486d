//! Where turns are counted and speakers told: everything that moves a turn passes here.

use super::payloads::{RemindSpeakers, ThankSpeakers};
use crate::blobs;
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::events::{self, Event};
use crate::groups::{self, Group, people};
use crate::ids::{GroupId, Moment, RoundId, TurnId};
use crate::invites;
use crate::jobs::{self, Context, When};
use crate::lightning::mail::{About, News, Reader};
use crate::lightning::model::{Round, Turn, arrange, promote};
use crate::lightning::store;
use crate::rsvps::remind_at;
use crate::tokens::{self, Kind, Subject};
use jiff::SignedDuration;

/// How long after the event's end speakers are thanked: on the next day, when they are awake.
const THANKS: SignedDuration = SignedDuration::from_hours(14);

/// A round whose event is locked: nobody else moves its turns until the transaction ends.
pub struct Desk<'d> {
    pub at: &'d Moment,
    pub context: &'d Context,
    pub group: &'d Group,
    pub event: Event,
    pub round: Round,
    pub turns: Vec<Turn>,
}

impl<'d> Desk<'d> {
    /// Locks the event. `None`: the group has no such round, or no longer.
    pub async fn open(
        tx: &mut Tx<'_>,
        at: &'d Moment,
        (context, group): (&'d Context, &'d Group),
        round: RoundId,
    ) -> Result<Option<Desk<'d>>> {
        let Some(found) = store::find_round(tx, group.id, round).await? else {
            return Ok(None);
        };
        let event = events::lock_event(tx, group.id, found.event_id).await?;
        // It may have changed until the lock was had.
        let Some(round) = store::find_round(tx, group.id, round).await? else {
            return Ok(None);
        };
        let turns = store::line_up(tx, group.id, round.id).await?;
        Ok(Some(Desk {
            at,
            context,
            group,
            event,
            round,
            turns,
        }))
    }

    pub fn key(&self) -> (GroupId, RoundId) {
        (self.group.id, self.round.id)
    }

    pub fn find(&self, turn: TurnId) -> Option<&Turn> {
        self.turns.iter().find(|it| it.id == turn)
    }

    pub fn find_mut(&mut self, turn: TurnId) -> Option<&mut Turn> {
        self.turns.iter_mut().find(|it| it.id == turn)
    }

    /// Gives the places that are free to those who stand by, and puts the line-up in order.
    pub async fn settle(&mut self, tx: &mut Tx<'_>) -> anyhow::Result<()> {
        if self.round.ended_at.is_none() {
            for id in promote(&self.round, &self.turns) {
                self.set_place(tx, id, true).await?;
            }
        }
        self.renumber(tx).await
    }

    /// Gives a turn a place, or takes it, and tells her.
    pub async fn set_place(
        &mut self,
        tx: &mut Tx<'_>,
        id: TurnId,
        has_place: bool,
    ) -> anyhow::Result<()> {
        store::save_place(tx, (self.group.id, id), has_place).await?;
        let Some(turn) = self.find_mut(id) else {
            return Ok(());
        };
        turn.has_place = has_place;
        let turn = turn.clone();
        let news = if has_place {
            News::MovedUp
        } else {
            News::StandsBy
        };
        self.tell(tx, &turn, news).await
    }

    /// Writes the positions that differ.
    pub async fn renumber(&mut self, tx: &mut Tx<'_>) -> anyhow::Result<()> {
        let group = self.group.id;
        for (position, id) in (1..).zip(arrange(&self.round, &self.turns)) {
            let Some(turn) = self.find_mut(id) else {
                continue;
            };
            if turn.position != position {
                turn.position = position;
                store::save_position(tx, (group, id), position).await?;
            }
        }
        self.turns.sort_by_key(|turn| turn.position);
        Ok(())
    }

    /// Takes a turn away, and with it the link that opened it.
    pub async fn forget(&mut self, tx: &mut Tx<'_>, turn: TurnId) -> anyhow::Result<()> {
        let key = (self.group.id, turn);
        if let Some(turn) = self.find(turn) {
            drop_deck(tx, self.at, turn).await?;
        }
        tokens::revoke_tokens(tx, self.at.now, turn_subject(key.0, turn)).await?;
        store::delete_turn(tx, key).await?;
        self.turns.retain(|it| it.id != turn);
        Ok(())
    }

    /// Writes to the speaker, if she gave an address.
    pub async fn tell(&self, tx: &mut Tx<'_>, turn: &Turn, news: News) -> anyhow::Result<()> {
        let reader = people::find_reader(tx, self.group.id, turn.person_id).await?;
        let Some((_, email)) = reader else {
            return Ok(());
        };
        let subject = turn_subject(self.group.id, turn.id);
        let token = tokens::reissue(tx, self.at, &self.context.key, subject).await?;
        let config = &self.context.config;
        let invitation = if news.has_invitation() {
            let link = invites::link_for(tx, self.at, &self.event, turn.person_id).await?;
            Some(config.link(&link.path()))
        } else {
            None
        };
        let reader = Reader {
            person: turn.person_id,
            email,
            invitation,
            link: config.link(&format!("/turn/{token}")),
        };
        let about = About {
            group: self.group,
            event: &self.event,
            round: &self.round,
            page: &config.link(&self.event.path(&self.group.slug)),
            cover: &config.link(&format!("{}/cover.png", self.group.path())),
        };
        groups::send(tx, self.at, self.group, &about.write(&reader, turn, news)).await
    }
}

/// Takes away what a turn has of slides.
pub(in crate::lightning) async fn drop_deck(
    tx: &mut Tx<'_>,
    at: &Moment,
    turn: &Turn,
) -> anyhow::Result<()> {
    if turn.deck.is_empty() {
        return Ok(());
    }
    let key = (turn.group_id, turn.id);
    for picture in store::list_pages_of_turn(tx, key).await? {
        blobs::release(tx, at.now, &picture).await?;
    }
    store::delete_pages(tx, key).await?;
    blobs::release(tx, at.now, &turn.deck).await?;
    Ok(store::save_deck(tx, key, ("", "", 0)).await?)
}

/// What the link of a turn opens.
pub fn turn_subject(group: GroupId, turn: TurnId) -> Subject {
    Subject {
        kind: Kind::Turn,
        group,
        id: turn.uuid(),
    }
}

/// Has the letters of the day before and of the day after written when their time comes, as the
/// event's date says now.
pub(in crate::lightning) async fn plan_letters(
    tx: &mut Tx<'_>,
    at: &Moment,
    event: &Event,
    round: RoundId,
) -> Result<()> {
    let group = event.group_id;
    let before = remind_at(event.starts_at, &event.tz());
    if at.now < before {
        let when = When::at(before).once(format!("before:{round}"));
        jobs::enqueue(tx, at, group, &RemindSpeakers { group, round }, when).await?;
    }
    let after = thank_at(event);
    if at.now < after {
        let when = When::at(after).once(format!("after:{round}"));
        jobs::enqueue(tx, at, group, &ThankSpeakers { group, round }, when).await?;
    }
    Ok(())
}

/// When those who spoke are thanked.
pub(in crate::lightning) fn thank_at(event: &Event) -> Instant {
    event.ends_at.after(THANKS)
}
