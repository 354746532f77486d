//! What is left of an evening: closing it, thanks, feedback without a name, and the page of the past.
mod closing;
mod feedback;
mod photos;
mod thanks;

use crate::world::{Browser, FOUNDER, Page, World};
use jiff::SignedDuration;
use jiff::civil::date;
use roost::events::{AgendaLine, Event};
use roost::groups::Group;

const EVENING: &str = "/turku-python/events/winter-night";
const RECAP: &str = "/turku-python/organize/events/winter-night/recap";
const FEEDBACK: &str = "/turku-python/organize/feedback";

/// A group with an evening on this very day: two talks, soup, and a room.
struct Night {
    group: Group,
    event: Event,
    marta: Browser,
}

impl Night {
    /// It is still to come.
    async fn planned(world: &World) -> Night {
        let group = world.group("Turku Python").await;
        let event = world
            .evening(&group, "Winter night")
            .at(date(2026, 11, 24).at(18, 0, 0, 0))
            .venue("Old Post Office")
            .agenda(&[
                line("Packaging without tears", "Ada Example"),
                line("Soup", ""),
                line("Birds", "Linus Example"),
            ])
            .published()
            .await;
        Night {
            event,
            marta: world.signed_in(FOUNDER).await,
            group,
        }
    }

    /// It is over since an hour, and these people had said yes.
    async fn over(world: &World, people: &[&str]) -> Night {
        let night = Night::planned(world).await;
        for name in people {
            world.goes(&night.group, &night.event, name).await;
        }
        night.passes(world).await;
        night
    }

    async fn passes(&self, world: &World) {
        world.wait(SignedDuration::from_hours(10)).await;
        world.throw_away_mail().await;
    }

    async fn recap(&mut self) -> Page {
        self.marta.get(RECAP).await
    }

    /// Thanks everybody who came, as it is prefilled.
    async fn thank_everybody(&mut self, recap: &str) -> Page {
        let page = self.marta.get(recap).await;
        let preview = self.marta.press(&page, "Look at it", &[]).await;
        self.marta.press(&preview, "do=send", &[]).await
    }
}

fn line(title: &str, speaker: &str) -> AgendaLine {
    AgendaLine {
        title: title.to_owned(),
        speaker: speaker.to_owned(),
        ..AgendaLine::default()
    }
}

/// Runs a statement that no verb runs.
async fn execute(world: &World, sql: &'static str) {
    let write = world
        .app
        .db
        .write(|tx| Box::pin(async move { Ok(roost::execute!(tx, sqlx::query(sql))?) }));
    write.await.expect("the database answers");
    world.app.db.versions().raise_all();
}
