use super::book;
use super::model::{Import, Verdict, details, digest, schedule, status, verdict};
use super::store::{self, Written};
use crate::db::{self, Tx};
use crate::events::{self, Event};
use crate::groups::{self, Group};
use crate::ics::Item;
use crate::ids::{EventId, GroupId, ImportId, Moment, PersonId, VenueId};
use crate::venues::{self, Venue};
use anyhow::Context;

/// Whether the item is an event of this very group that has come back from its own feed.
async fn is_own(tx: &mut Tx<'_>, group: GroupId, item: &Item) -> db::Result<bool> {
    match item.uid.parse::<EventId>() {
        Ok(id) => Ok(events::find_event_by_id(tx, group, id).await?.is_some()),
        Err(_) => Ok(false),
    }
}

/// Turns items into events, with the venue book at hand.
pub struct Writer<'w> {
    pub group: &'w Group,
    pub import: ImportId,
    /// In whose name they stand.
    by: PersonId,
    book: Vec<Venue>,
}

impl<'w> Writer<'w> {
    pub async fn open(
        tx: &mut Tx<'_>,
        group: &'w Group,
        import: &Import,
    ) -> anyhow::Result<Writer<'w>> {
        let by = match import.person_id {
            Some(person) => person,
            None => {
                let organizers = groups::list_organizers(tx, group.id).await?;
                organizers.first().context("a group has an organizer")?.id
            }
        };
        Ok(Writer {
            group,
            import: import.id,
            by,
            book: venues::list_venues(tx, group.id).await?,
        })
    }

    /// Judges the item as things are now, and writes what has to be written.
    pub async fn write(
        &mut self,
        tx: &mut Tx<'_>,
        at: &Moment,
        item: &Item,
    ) -> anyhow::Result<Verdict> {
        let group = self.group.id;
        let known = store::find_known(tx, group, (&item.uid, &item.occurrence)).await?;
        if known.is_none() && is_own(tx, group, item).await? {
            return Ok(Verdict::Same);
        }
        let verdict = verdict(item, known.as_ref(), at.now);
        match (verdict, known) {
            (Verdict::New, _) => self.add(tx, at, item).await?,
            (Verdict::Changed, Some(known)) => self.change(tx, at, item, known.event_id).await?,
            _ => {}
        }
        Ok(verdict)
    }

    /// Gives an event back what it was before an import changed it.
    pub async fn restore(
        &mut self,
        tx: &mut Tx<'_>,
        at: &Moment,
        item: &Item,
        event: &Event,
    ) -> anyhow::Result<()> {
        let Ok(schedule) = schedule(item, at.now) else {
            return Ok(());
        };
        let status = status(item, &schedule, at.now);
        let venue = self.venue(tx, at, item).await?;
        let details = details(item, schedule, venue, self.group.words());
        events::bring_up_to_date(tx, at, event, &details, status).await?;
        let (digest, json) = (digest(item), serde_json::to_string(item)?);
        let written = self.written(item, event.id, (&digest, &json), at);
        store::restore_written(tx, written).await?;
        Ok(())
    }

    async fn add(&mut self, tx: &mut Tx<'_>, at: &Moment, item: &Item) -> anyhow::Result<()> {
        let Ok(schedule) = schedule(item, at.now) else {
            return Ok(());
        };
        let status = status(item, &schedule, at.now);
        let venue = self.venue(tx, at, item).await?;
        let details = details(item, schedule, venue, self.group.words());
        let by = (self.group.id, self.by);
        let event = events::bring_in(tx, at, by, &details, status).await?;
        let (digest, json) = (digest(item), serde_json::to_string(item)?);
        let written = self.written(item, event.id, (&digest, &json), at);
        store::insert_written(tx, written).await?;
        Ok(())
    }

    async fn change(
        &mut self,
        tx: &mut Tx<'_>,
        at: &Moment,
        item: &Item,
        id: EventId,
    ) -> anyhow::Result<()> {
        let Ok(schedule) = schedule(item, at.now) else {
            return Ok(());
        };
        let event = events::lock_event(tx, self.group.id, id).await?;
        let status = status(item, &schedule, at.now);
        let venue = self.venue(tx, at, item).await?;
        let details = details(item, schedule, venue, self.group.words());
        events::bring_up_to_date(tx, at, &event, &details, status).await?;
        let (digest, json) = (digest(item), serde_json::to_string(item)?);
        let written = self.written(item, id, (&digest, &json), at);
        store::update_written(tx, written).await?;
        Ok(())
    }

    fn written<'i>(
        &self,
        item: &'i Item,
        event: EventId,
        (digest, json): (&'i str, &'i str),
        at: &Moment,
    ) -> Written<'i> {
        Written {
            group: self.group.id,
            uid: &item.uid,
            occurrence: &item.occurrence,
            event,
            digest,
            item: json,
            at: at.now,
            import: self.import,
        }
    }

    /// The place of the book that the item means, entered if it is not there.
    async fn venue(
        &mut self,
        tx: &mut Tx<'_>,
        at: &Moment,
        item: &Item,
    ) -> anyhow::Result<Option<VenueId>> {
        let Some(place) = book::entry(item) else {
            return Ok(None);
        };
        if let Some(id) = book::find(&self.book, &item.place) {
            return Ok(Some(id));
        }
        let group = self.group.id;
        let id = venues::insert_venue(tx, at, group, &place).await?;
        store::insert_venue(tx, (group, self.import), id).await?;
        self.book.push(Venue {
            group_id: group,
            id,
            place,
            created_at: at.now,
        });
        Ok(Some(id))
    }
}
