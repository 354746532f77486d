use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::ids::{Ids, Moment};
use crate::jobs;
use crate::limits::Limits;
use crate::live::Hub;
use crate::settings::{self, Settings};
use crate::tally::Tally;
use crate::tokens::Key;
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::watch;

/// Everything a request may need, built once at start.
#[derive(Clone)]
pub struct App {
    pub clock: Clock,
    pub ids: Ids,
    pub db: Db,
    pub config: Arc<Config>,
    pub key: Key,
    pub limits: Arc<Limits>,
    /// What many open pages watch at once.
    pub live: Hub,
    /// Visits that are not written yet.
    pub visits: Arc<Tally>,
    settings: Arc<RwLock<Arc<Settings>>>,
    /// Becomes `true` when the server stops: event streams end then.
    pub stopping: watch::Receiver<bool>,
}

impl App {
    /// # Errors
    /// If the settings cannot be read.
    pub async fn new(
        config: Config,
        db: Db,
        key: Key,
        (clock, ids): (Clock, Ids),
        stopping: watch::Receiver<bool>,
    ) -> anyhow::Result<App> {
        let settings = settings::find_settings(&mut db.read().await?).await?;
        Ok(App {
            live: Hub::new(db.clone(), clock.clone(), stopping.clone()),
            clock,
            ids,
            db,
            limits: Arc::new(Limits::new(&config.limits)),
            visits: Arc::default(),
            config: Arc::new(config),
            key,
            settings: Arc::new(RwLock::new(Arc::new(settings))),
            stopping,
        })
    }

    /// Taken once per request, so that all its rows carry the same instant.
    pub fn moment(&self) -> Moment {
        Moment::new(self.clock.now(), self.ids.clone())
    }

    /// What a job is given.
    pub fn context(&self) -> jobs::Context {
        jobs::Context {
            config: Arc::clone(&self.config),
            key: self.key.clone(),
        }
    }

    /// What the keeper has set, as last read.
    pub fn settings(&self) -> Arc<Settings> {
        Arc::clone(&self.settings.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the settings again: after the keeper changed them, and now and then for other nodes.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn reload_settings(&self) -> anyhow::Result<()> {
        let fresh = settings::find_settings(&mut self.db.read().await?).await?;
        if fresh != *self.settings() {
            *self
                .settings
                .write()
                .unwrap_or_else(PoisonError::into_inner) = Arc::new(fresh);
            self.db.versions().raise_all();
        }
        Ok(())
    }
}
