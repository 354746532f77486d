use super::actions::{Desk, RemindSpeakers, ThankSpeakers, plan_letters, thank_at};
use super::mail::News;
use super::model::{State, Turn};
use super::store;
use crate::db::Tx;
use crate::events::{self, EventChanged, EventRedated};
use crate::groups::{self, PersonForgotten};
use crate::ids::PersonId;
use crate::ids::{EventId, GroupId, Moment};
use crate::jobs::Payload;
use crate::jobs::{Context, Run};
use crate::rsvps::remind_at;

impl Run for RemindSpeakers {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let Some(group) = groups::find_group_by_id(tx, self.group).await? else {
            return Ok(());
        };
        let Some(desk) = Desk::open(tx, at, (context, &group), self.round).await? else {
            return Ok(());
        };
        // Another date has a job of its own.
        let is_time = remind_at(desk.event.starts_at, &desk.event.tz()) <= at.now;
        if !is_time || !desk.event.is_on() || desk.event.has_begun(at.now) {
            return Ok(());
        }
        for turn in desk.turns.iter().filter(|turn| turn.waits()) {
            desk.tell(tx, turn, News::Tomorrow).await?;
        }
        Ok(())
    }
}

impl Run for ThankSpeakers {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let Some(group) = groups::find_group_by_id(tx, self.group).await? else {
            return Ok(());
        };
        let Some(desk) = Desk::open(tx, at, (context, &group), self.round).await? else {
            return Ok(());
        };
        if thank_at(&desk.event) > at.now {
            return Ok(());
        }
        let was_given = |turn: &&Turn| turn.state == State::Given && turn.thanked_at.is_none();
        for turn in desk.turns.iter().filter(was_given) {
            desk.tell(tx, turn, News::Thanks).await?;
            store::save_thanked(tx, at.now, (group.id, turn.id)).await?;
        }
        Ok(())
    }
}

/// [`EventChanged`] as the rounds hear it: its letters may be due on another day.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct LettersToMove {
    group: GroupId,
    event: EventId,
}

impl Payload for LettersToMove {
    const NAME: &'static str = EventChanged::NAME;
}

impl Run for LettersToMove {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        plan_again(tx, at, (self.group, self.event)).await
    }
}

/// [`EventRedated`] as the rounds hear it.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct LettersToDate {
    group: GroupId,
    event: EventId,
}

impl Payload for LettersToDate {
    const NAME: &'static str = EventRedated::NAME;
}

impl Run for LettersToDate {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        plan_again(tx, at, (self.group, self.event)).await
    }
}

/// The event's date may be another one now.
async fn plan_again(
    tx: &mut Tx<'_>,
    at: &Moment,
    (group, event): (GroupId, EventId),
) -> anyhow::Result<()> {
    let event = events::lock_event(tx, group, event).await?;
    for round in store::list_rounds(tx, group, event.id).await? {
        plan_letters(tx, at, &event, round.id).await?;
    }
    Ok(())
}

/// [`PersonForgotten`] as the line-ups hear it.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct SpeakerForgotten {
    group: GroupId,
    person: PersonId,
}

impl Payload for SpeakerForgotten {
    const NAME: &'static str = PersonForgotten::NAME;
}

impl Run for SpeakerForgotten {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let Some(group) = groups::find_group_by_id(tx, self.group).await? else {
            return Ok(());
        };
        for turn in store::list_turns_of_person(tx, self.group, self.person).await? {
            let Some(mut desk) = Desk::open(tx, at, (context, &group), turn.round_id).await? else {
                continue;
            };
            if matches!(turn.state, State::OnStage | State::Given) {
                // Name and title stand in the program, as those of any talk. The rest was for the
                // evening.
                let bare = Turn {
                    say: String::new(),
                    needs: String::new(),
                    recording: None,
                    leaves_early: false,
                    ..turn
                };
                store::save_entry(tx, &bare).await?;
            } else {
                desk.forget(tx, turn.id).await?;
                desk.settle(tx).await?;
            }
        }
        Ok(())
    }
}
