use super::actions::{self, CancelDeliveries, Due, SendScheduled, WriteDeliveries};
use super::mail::{self, Copies};
use super::model::{Announcement, CHUNK, FEEDBACK_OPEN, State};
use super::store;
use crate::db::Tx;
use crate::groups::{self, people};
use crate::ids::Moment;
use crate::jobs::{self, Context, Run, When};
use crate::mail::Letter;
use crate::preferences;
use crate::tokens::{self, Kind, Subject};

impl Run for WriteDeliveries {
    /// One chunk. The next one is enqueued in the same transaction, so a server that stops in
    /// between goes on where this one ended.
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let (group_id, id) = (self.group, self.announcement);
        let found = store::find_announcement(tx, group_id, id).await?;
        let group = groups::find_group_by_id(tx, group_id).await?;
        let (Some(announcement), Some(group)) = (found, group) else {
            return Ok(());
        };
        // Whoever has no copy yet gets none: it was called off.
        if announcement.state == State::Cancelled {
            return Ok(());
        }
        let event = actions::find_event(tx, group_id, announcement.event_id).await?;

        let copies = Copies::new(&context.config, &group, &announcement, event.as_ref());
        let chunk = store::list_recipients(tx, group_id, id, self.after, CHUNK).await?;
        // Somebody whose address was forgotten meanwhile has left.
        let reached = chunk
            .iter()
            .filter_map(|one| Some((one, one.email.as_deref()?)));
        let people: Vec<_> = reached.clone().map(|(one, _)| one.person_id).collect();
        let links = preferences::links_of_all(tx, at, context, (group_id, &people)).await?;
        let mut letters = Vec::with_capacity(people.len());
        for ((recipient, email), links) in reached.zip(&links) {
            let feedback = feedback(tx, at, &announcement).await?;
            let feedback = feedback.map(|token| context.config.link(&format!("/feedback/{token}")));
            letters.push(copies.copy(recipient, email, (links, feedback)));
        }
        groups::send_all(tx, at, &group, &letters).await?;
        let count = i64::try_from(chunk.len()).unwrap_or(i64::MAX);
        store::add_written(tx, group_id, id, count).await?;
        if let Some(last) = chunk.last().filter(|_| chunk.len() == CHUNK) {
            let after = Some(last.person_id);
            let rest = WriteDeliveries { after, ..self };
            jobs::enqueue(tx, at, group_id, &rest, When::now(at)).await?;
        }
        Ok(())
    }
}

impl Run for SendScheduled {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let found = store::find_announcement(tx, self.group, self.announcement).await?;
        let group = groups::find_group_by_id(tx, self.group).await?;
        let (Some(announcement), Some(group)) = (found, group) else {
            return Ok(());
        };
        let due = actions::send_due(tx, at, &group, &announcement, self.send_at).await?;
        let Due::Held(why) = due else {
            return Ok(());
        };
        let author = announcement.author_id;
        if let Some(email) = people::find_email(tx, group.id, author).await? {
            let letter = mail::held(&context.config, &group, (&announcement, self.send_at), why);
            groups::send(
                tx,
                at,
                &group,
                &Letter {
                    to: email,
                    ..letter
                },
            )
            .await?;
        }
        Ok(())
    }
}

impl Run for CancelDeliveries {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        let which = (self.group, self.announcement);
        if actions::cancel_some(tx, at, which).await? {
            jobs::enqueue(tx, at, self.group, &self, When::now(at)).await?;
        }
        Ok(())
    }
}

/// A token that answers the two questions once. It names the event and nobody.
async fn feedback(
    tx: &mut Tx<'_>,
    at: &Moment,
    announcement: &Announcement,
) -> anyhow::Result<Option<String>> {
    let Some(event) = announcement.event_id.filter(|_| announcement.asks_feedback) else {
        return Ok(None);
    };
    let subject = Subject {
        kind: Kind::Feedback,
        group: announcement.group_id,
        id: event.uuid(),
    };
    let asked = announcement.sent_at.unwrap_or(announcement.created_at);
    let closes = asked.after(FEEDBACK_OPEN);
    Ok(Some(tokens::issue(tx, at, subject, Some(closes)).await?))
}
