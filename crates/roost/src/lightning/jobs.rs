use super::actions::{Desk, RemindSpeakers, ThankSpeakers, drop_deck, plan_letters, thank_at};
use super::mail::News;
use super::model::{State, Turn};
use super::store;
use crate::db::Tx;
use crate::events::{
    EventCancelled, EventChanged, EventPostponed, EventRedated, Status, hear_events,
};
use crate::groups::{self, PersonForgotten};
use crate::ids::PersonId;
use crate::ids::{EventId, GroupId, Moment};
use crate::jobs::Payload;
use crate::jobs::{Context, Run};
use crate::rsvps::{self, State as Answered, remind_at};

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

// Whoever answered it is told by `rsvps`; speakers who did not are told here, and letters may be due
// on another day.
hear_events! {
    follow:
    HeardChanged = EventChanged, News::Changed;
    HeardRedated = EventRedated, News::Changed;
    HeardPostponed = EventPostponed, News::Postponed;
    HeardCancelled = EventCancelled, News::Cancelled;
}

async fn follow(
    tx: &mut Tx<'_>,
    at: &Moment,
    context: &Context,
    (group, event, news): (GroupId, EventId, News),
) -> anyhow::Result<()> {
    let Some(group) = groups::find_group_by_id(tx, group).await? else {
        return Ok(());
    };
    for round in store::list_rounds(tx, group.id, event).await? {
        let Some(desk) = Desk::open(tx, at, (context, &group), round.id).await? else {
            continue;
        };
        plan_letters(tx, at, &desk.event, round.id).await?;
        // Once it has begun an organizer only mends what was written down.
        if desk.event.has_begun(at.now) && desk.event.status != Status::Postponed {
            continue;
        }
        for turn in desk.turns.iter().filter(|turn| turn.waits()) {
            let rsvp = rsvps::find_rsvp(tx, group.id, event, turn.person_id).await?;
            if rsvp.is_none_or(|rsvp| rsvp.state == Answered::Declined) {
                desk.tell(tx, turn, news).await?;
            }
        }
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
                drop_deck(tx, at, &turn).await?;
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
