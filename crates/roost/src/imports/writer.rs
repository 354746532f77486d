use super::book;
use super::matching;
use super::model::{Import, Verdict, details, digest, schedule, status};
use super::store::{self, Written};
use crate::db::Tx;
use crate::events::{self, Event};
use crate::groups::{self, Group};
use crate::ics::Item;
use crate::ids::{EventId, ImportId, Moment, PersonId, VenueId};
use crate::venues::{self, Venue};
use anyhow::Context;

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
        let name = (item.uid.as_str(), item.occurrence.as_str());
        let mut known = store::find_known(tx, group, name).await?;
        if known.is_none() {
            known = store::find_by_alias(tx, group, name).await?;
        }
        if known.is_none() && matching::is_own(tx, group, item).await? {
            return Ok(Verdict::Same);
        }
        let found = matching::judge(tx, at.now, group, item, known).await?;
        match (found.verdict, &found.known) {
            (Verdict::New, _) => self.add(tx, at, &found.item).await?,
            (Verdict::Changed, Some(known)) => {
                let item = matching::named(&found.item, known);
                self.change(tx, at, &item, known.event_id).await?;
            }
            _ => {}
        }
        if let Some(known) = found.known.filter(|_| found.is_renamed) {
            store::insert_alias(tx, group, name, known.event_id).await?;
        }
        Ok(found.verdict)
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
