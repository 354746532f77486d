//! What people answer to events, by the verbs that pages use.

use super::World;
use roost::events::Event;
use roost::groups::{Choices, Group};
use roost::jobs::Context;
use roost::rsvps::{self, Said, Stranger, Wish};

impl World {
    fn context(&self) -> Context {
        Context {
            config: self.app.config.clone(),
            key: self.app.key.clone(),
        }
    }

    /// Somebody with an account says that she comes; the mail about it is thrown away.
    pub async fn goes(&self, group: &Group, event: &Event, name: &str) {
        let newcomer = &self.human(name).await.newcomer();
        let (at, context) = (&self.app.moment(), &self.context());
        let to = (context, group, event.id);
        let answered = self.app.db.write(|tx| {
            Box::pin(async move {
                let said = (Wish::going(), &Said::default());
                rsvps::answer_as_account(tx, at, to, newcomer, said).await
            })
        });
        answered.await.expect("the database answers");
        self.throw_away_mail().await;
    }

    /// Somebody without an account does, and nobody has shown that the address is hers.
    pub async fn goes_unconfirmed(&self, group: &Group, event: &Event, name: &str) {
        let stranger = &Stranger {
            name: name.to_owned(),
            email: format!("{}@example.org", roost::text::slug(name, 60)),
            choices: Choices {
                show_name: false,
                mail: false,
                photos: None,
            },
        };
        let (at, context) = (&self.app.moment(), &self.context());
        let to = (context, group, event.id);
        let answered = self.app.db.write(|tx| {
            Box::pin(async move {
                let said = (Wish::going(), &Said::default());
                rsvps::answer_as_visitor(tx, at, to, stranger, said).await
            })
        });
        answered.await.expect("the database answers");
        self.throw_away_mail().await;
    }
}
