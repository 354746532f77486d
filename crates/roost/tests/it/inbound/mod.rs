//! Mail comes in: by real programs, over real sockets.
pub mod client;
mod swaks;
mod checks;
mod sockets;
mod crash;
mod leaving;
mod returns;
mod desk;
mod poison;

use crate::world::World;
use roost::config::Config;
use roost::inbound::{Dialect, Listeners};
use roost::router;
use std::net::SocketAddr;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// What our addresses end with.
pub const DOMAIN: &str = "lists.example.org";

/// An installation that takes mail in on free ports.
pub fn takes_mail(config: &mut Config) {
    let free = SocketAddr::from(([127, 0, 0, 1], 0));
    config.inbound.domain = Some(DOMAIN.to_owned());
    config.inbound.smtp = Some(free);
    config.inbound.lmtp = Some(free);
}

/// The doors of one world.
pub struct Doors {
    pub smtp: SocketAddr,
    pub lmtp: SocketAddr,
    stop: watch::Sender<bool>,
    serving: JoinHandle<()>,
}

impl Doors {
    pub async fn open(world: &World) -> Doors {
        let listeners = Listeners::open(&world.app.config).await.unwrap();
        let of = |wanted: Dialect| {
            let addresses = listeners.addresses();
            let found = addresses.iter().find(|(_, dialect)| *dialect == wanted);
            found.unwrap().0
        };
        let (smtp, lmtp) = (of(Dialect::Smtp), of(Dialect::Lmtp));
        let server = router::mail_server(&world.app);
        let tls = server.tls().unwrap();
        let (stop, stopping) = watch::channel(false);
        let serving = tokio::spawn(async move { server.work(listeners, tls, stopping).await });
        Doors {
            smtp,
            lmtp,
            stop,
            serving,
        }
    }

    /// Tells them to close, and waits until they have.
    pub async fn close(self) {
        self.stop.send_replace(true);
        self.serving.await.unwrap();
    }
}

/// Local part, state and reason of everything that came in, in the order of its coming.
pub async fn arrivals(world: &World) -> Vec<(String, String, String)> {
    const SQL: &str = "select r.local, r.state, r.why from received_recipients r
                       join received m on m.id = r.received_id
                       order by m.received_at, m.id, r.position";
    let mut tx = world.app.db.read().await.unwrap();
    roost::on!(&mut tx, c => sqlx::query_as(SQL).fetch_all(c).await).unwrap()
}
