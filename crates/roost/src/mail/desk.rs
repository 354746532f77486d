//! The desk: letters that were taken are composed and signed here, ahead of the connections.
//!
//! A signature costs more than sending the letter, so a connection does not wait for it: as many
//! letters as there are connections are made while others are under way.

use super::copies::{self, Bodies};
use super::dkim::Signer;
use super::hosts::Hosts;
use super::mime::{self, Envelope};
use super::smtp::Verdict;
use super::store::{Due, URGENT};
use crate::clock::Instant;
use crate::config::Config;
use crate::db::Db;
use crate::text;
use crate::tokens::Key;
use jiff::SignedDuration;
use std::collections::VecDeque;
use std::panic;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// A letter that waited for a connection for longer goes back into the queue: its lease is to end
/// after the attempt.
const FRESH: SignedDuration = SignedDuration::from_secs(60);

/// What a letter is made with.
#[derive(Clone)]
pub(super) struct Desk {
    config: Arc<Config>,
    key: Key,
    /// `None`: letters go out unsigned.
    signer: Option<Arc<Signer>>,
    bodies: Bodies,
    /// Signing keeps a core busy, and whoever asks for a page is to find one.
    cores: Arc<Semaphore>,
}

impl Desk {
    pub fn new(db: Db, config: Arc<Config>, key: Key) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Desk {
            signer: signer(&config),
            config,
            key,
            bodies: Bodies::new(db),
            cores: Arc::new(Semaphore::new(cores)),
        }
    }

    /// The letter as it leaves, or what becomes of it instead.
    pub async fn make(&self, due: &Due, now: Instant) -> Result<Envelope, Verdict> {
        let body = self.bodies.of(due).await;
        let body = body.map_err(|error| Verdict::Later { code: None, error })?;
        let _core = self.cores.acquire().await;
        let (desk, due) = (self.clone(), due.clone());
        let making = move || desk.compose(&due, now, body.as_deref());
        match tokio::task::spawn_blocking(making).await {
            Ok(made) => made.map_err(|fault| Verdict::Refused {
                code: None,
                error: text::without_addresses(&format!("{fault:#}")),
            }),
            Err(broken) => panic::resume_unwind(broken.into_panic()),
        }
    }

    fn compose(&self, due: &Due, now: Instant, body: Option<&[u8]>) -> anyhow::Result<Envelope> {
        let mut envelope = match body {
            Some(body) => copies::compose(due, body, &self.config, &self.key)?,
            None => mime::compose(due, now, &self.config, &self.key)?,
        };
        if let Some(signer) = &self.signer {
            signer.sign(&mut envelope)?;
        }
        Ok(envelope)
    }
}

/// The keys that were chosen. Keys that cannot be read keep no mail back.
fn signer(config: &Config) -> Option<Arc<Signer>> {
    match Signer::load(&config.data, &mime::sender_domain(config)?) {
        Ok(signer) => signer.map(Arc::new),
        Err(fault) => {
            tracing::error!("letters go out unsigned: {fault:#}");
            None
        }
    }
}

/// A letter whose attempt is committed, and when that was.
#[derive(Debug)]
pub(super) struct Taken {
    pub priority: i64,
    pub due: Due,
    pub at: Instant,
}

impl Taken {
    /// Whether it may still leave: soon enough, and to a host that has not put everybody off meanwhile.
    fn may_leave(&self, now: Instant, hosts: &Hosts) -> bool {
        now.since(self.at) < FRESH
            && self.due.expires_at.is_none_or(|expires| expires > now)
            && hosts.rests_until(&self.due.recipient, now).is_none()
    }
}

/// Letters that wait for a connection, urgent ones first.
#[derive(Default)]
pub(super) struct Ready(VecDeque<(Taken, Envelope)>);

impl Ready {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn push(&mut self, taken: Taken, envelope: Envelope) {
        let place = match taken.priority {
            URGENT => self.0.partition_point(|(one, _)| one.priority == URGENT),
            _ => self.0.len(),
        };
        self.0.insert(place, (taken, envelope));
    }

    /// The next one; an error if it may not leave now.
    pub fn pop(&mut self, now: Instant, hosts: &Hosts) -> Option<Result<(Due, Envelope), Due>> {
        let (taken, envelope) = self.0.pop_front()?;
        Some(match taken.may_leave(now, hosts) {
            true => Ok((taken.due, envelope)),
            false => Err(taken.due),
        })
    }

    /// All that waited, which leave the desk.
    pub fn clear(&mut self) -> impl Iterator<Item = Due> {
        self.0.drain(..).map(|(taken, _)| taken.due)
    }
}
