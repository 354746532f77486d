//! Mail on its way out, through a mail server of our own.
pub mod sink;
mod delivery;
mod ahead;
mod crash;
mod endurance;
mod reading;
mod signing;
mod mailbox;
mod late;

use crate::world::World;
use roost::config::{Config, Mail, Security, Transport};
use roost::ids::GroupId;
use roost::mail::{self, Block, Body, Letter, Outbox};
use roost::router;
use sink::Sink;
use std::sync::Arc;

/// The world's outbox with this server behind it.
pub fn outbox(world: &World, sink: &Sink) -> Outbox {
    outbox_with(world, sink, |_| {})
}

fn outbox_with(world: &World, sink: &Sink, change: impl FnOnce(&mut Mail)) -> Outbox {
    let mut mail = Mail {
        transport: Transport::Smtp,
        host: "localhost".to_owned(),
        port: sink.address.port(),
        security: Security::None,
        from: "roost@example.org".to_owned(),
        ..Mail::default()
    };
    change(&mut mail);
    let config = Config {
        mail,
        ..(*world.app.config).clone()
    };
    Outbox {
        config: Arc::new(config),
        ..router::outbox(&world.app)
    }
}

async fn post(world: &World, to: &str) {
    post_letter(world, &letter_to(to)).await;
}

fn letter_to(to: &str) -> Letter {
    Letter {
        kind: "sample",
        to: to.to_owned(),
        from_name: "Turku Python".to_owned(),
        subject: "Zwölf Vögel auf einem Draht".to_owned(),
        body: Body {
            heading: "Hello".to_owned(),
            blocks: vec![Block::Paragraph(".\n..\nA dot alone is no end.".to_owned())],
            ..Body::default()
        },
        ..Letter::default()
    }
}

async fn post_letter(world: &World, letter: &Letter) {
    let at = &world.app.moment();
    let write = world
        .app
        .db
        .write(|tx| Box::pin(async move { Ok(mail::send(tx, at, GroupId::NONE, letter).await?) }));
    write.await.unwrap();
}

/// Recipient, state, attempts and last reply of every delivery, in the order of their making.
async fn deliveries(world: &World) -> Vec<(String, String, i64, Option<i64>)> {
    const SQL: &str = "select recipient, state, attempts, last_code from deliveries order by id";
    let mut tx = world.app.db.read().await.unwrap();
    roost::on!(&mut tx, c => sqlx::query_as(SQL).fetch_all(c).await).unwrap()
}
