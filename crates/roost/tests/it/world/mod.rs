//! The world that tests tell their stories in.
//!
//! ```ignore
//! #[tokio::test]
//! async fn a_full_room_puts_people_on_the_waitlist() {
//!     World::tell(async |world| {
//!         let mut ada = world.browser();
//!         let page = ada.get("/turku-python").await;
//!         …
//!     })
//!     .await;
//! }
//! ```
//!
//! [`World::tell`] tells the story on SQLite and, if `TEST_DATABASE_URL` names a PostgreSQL server,
//! there too. The clock stands at [`MORNING`] until the story moves it. After the story, no job that
//! is due may be left, no mail unread, and no invariant broken.
//!
//! This folder is compiled twice: into the `it` binary, and into the library's own tests.
mod browser;
mod groups;
mod letters;
mod mails;
mod answers;
mod people;
mod storage;

pub use browser::{Browser, Page};
pub use groups::{Evening, FOUNDER, ZONE};
pub use mails::Mail;
pub use people::Human;
pub use storage::Storage;

use jiff::SignedDuration;
use roost::clock::{Clock, Instant};
use roost::config::{Config, Mail as MailConfig, Transport};
use roost::ids::{DeliveryId, Ids};
use roost::router;
use roost::state::App;
use roost::tokens::Key;
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Mutex;
use tokio::sync::watch;

/// Tuesday 24 November 2026, 09:00 in UTC: eleven in the morning in Turku.
pub const MORNING: &str = "2026-11-24T09:00:00Z";

pub struct World {
    pub app: App,
    storage: Storage,
    /// Ids of mails that the story has read.
    read: Mutex<HashSet<DeliveryId>>,
}

impl World {
    /// Tells one story on each engine, each in a world of its own.
    pub async fn tell(story: impl AsyncFn(&World)) {
        for storage in Storage::on_each_engine().await {
            let world = World::new(storage).await;
            story(&world).await;
            world.finish().await;
        }
    }

    /// As [`World::tell`], on an installation that is set up otherwise.
    pub async fn tell_in(change: impl Fn(&mut Config), story: impl AsyncFn(&World)) {
        for storage in Storage::on_each_engine().await {
            let mut config = World::config(&storage);
            change(&mut config);
            let world = World::with(storage, config).await;
            story(&world).await;
            world.finish().await;
        }
    }

    /// As [`World::tell`], with rows that no verb made: nothing is looked at after the story.
    pub async fn tell_of_made_up_rows(story: impl AsyncFn(&World)) {
        for storage in Storage::on_each_engine().await {
            let world = World::new(storage).await;
            story(&world).await;
            world.leave().await;
        }
    }

    /// What opens the same database from another process; `None`: SQLite in the data folder.
    pub fn database_url(&self) -> Option<String> {
        self.storage.url()
    }

    async fn new(storage: Storage) -> World {
        let config = World::config(&storage);
        World::with(storage, config).await
    }

    fn config(storage: &Storage) -> Config {
        Config {
            data: storage.folder().to_owned(),
            mail: MailConfig {
                transport: Transport::Mailbox,
                ..MailConfig::default()
            },
            program: option_env!("CARGO_BIN_EXE_roost").map_or_else(PathBuf::new, PathBuf::from),
            ..Config::default()
        }
    }

    /// A world that is set up otherwise.
    pub async fn with(storage: Storage, config: Config) -> World {
        let now: jiff::Timestamp = MORNING.parse().expect("it is a timestamp");
        let (_, stopping) = watch::channel(false);
        let clock = (Clock::set(now.into()), Ids::seeded(1));
        let app = App::new(
            config,
            storage.open().await,
            Key::new([7; 32]),
            clock,
            stopping,
        )
        .await
        .expect("the database is new and empty");
        World {
            app,
            storage,
            read: Mutex::default(),
        }
    }

    pub fn now(&self) -> Instant {
        self.app.clock.now()
    }

    /// Lets time pass and does the work that fell due meanwhile.
    pub async fn wait(&self, span: SignedDuration) {
        self.app.clock.move_to(self.now().after(span));
        self.work().await;
    }

    /// A browser that knows nobody and has no cookies.
    pub fn browser(&self) -> Browser {
        Browser::new(router::router(&self.app))
    }

    /// Takes every mail so far for read: for what a story needs but is not about.
    pub async fn throw_away_mail(&self) {
        const SQL: &str = "select id from deliveries order by id";
        let mut tx = self.app.db.read().await.expect("the database answers");
        let all: Vec<DeliveryId> =
            roost::on!(&mut tx, c => sqlx::query_scalar(SQL).fetch_all(c).await).expect("it lists");
        self.read
            .lock()
            .expect("nobody panics while holding it")
            .extend(all);
    }

    /// The same once everything that is due is done.
    pub async fn throw_away_mail_after_work(&self) {
        self.work().await;
        self.throw_away_mail().await;
    }

    /// One number from the database.
    pub async fn count(&self, sql: &'static str) -> i64 {
        let mut tx = self.app.db.read().await.expect("the database answers");
        roost::on!(&mut tx, c => sqlx::query_scalar(sql).fetch_one(c).await).expect("it counts")
    }

    /// Every broken invariant, one sentence each.
    pub async fn verify(&self) -> Vec<String> {
        let mut broken = Vec::new();
        for feature in router::FEATURES {
            let mut tx = self.app.db.read().await.expect("the database answers");
            broken.extend(
                (feature.verify)(&mut tx)
                    .await
                    .expect("verifying reads only"),
            );
        }
        broken
    }

    async fn finish(self) {
        assert_eq!(
            self.leftover_jobs().await,
            Vec::<String>::new(),
            "jobs are due and not done"
        );
        assert_eq!(
            self.unread_mail().await,
            Vec::<String>::new(),
            "mails were not read"
        );
        assert_eq!(
            self.verify().await,
            Vec::<String>::new(),
            "invariants are broken"
        );
        self.keep_letters().await;
        self.leave().await;
    }

    async fn leave(self) {
        self.app.db.close().await;
        self.storage.remove().await;
    }
}
