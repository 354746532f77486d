//! What many open pages watch at once: one look at the rows serves them all.
//!
//! A *topic* is what they watch, such as the timer of a round. The first page that follows it starts a
//! task that looks, the last one that leaves ends it. The task looks after each write of the topic's
//! group and every ten seconds, and every follower is handed the same bytes.
//!
//! What always holds:
//! - The rows are the truth and a write only a hint: a state is told because it was read, never
//!   because somebody said that it changed.
//! - A follower that is slow misses states between, never the last one.
//! - A topic that is no more, a link that was revoked for instance, ends every follower's stream.
#[cfg(test)]
mod tests;

use crate::clock::Clock;
use crate::db::Db;
use crate::ids::GroupId;
use hyper::body::Bytes;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch::{self, Receiver, Sender};

/// Finds what no hint told, and tells the time to whoever measures it.
pub const POLL: Duration = Duration::from_secs(10);

/// What pages follow: whose writes it is about, and a name that no other topic has.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Topic {
    pub group: GroupId,
    pub name: String,
}

/// A state as every follower gets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Another one for another content; what a page names when it comes back.
    pub id: String,
    /// The whole event, ready to be sent (WHATWG HTML §9.2.5).
    pub frame: Bytes,
}

impl State {
    /// `content` is one line, such as JSON.
    pub fn new(content: &str) -> Self {
        let digest = Sha256::digest(content.as_bytes());
        let id = data_encoding::HEXLOWER.encode(&digest[..8]);
        let frame = format!("event: state\nid: {id}\ndata: {content}\n\n");
        State {
            id,
            frame: frame.into(),
        }
    }
}

/// What a topic's task has told so far.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// `None`: it has not looked yet.
    pub state: Option<State>,
    /// The server's time, as an event of its own, which also shows that the stream lives.
    pub time: Option<Bytes>,
}

/// Where topics are followed. Copies are the same hub.
#[derive(Clone)]
pub struct Hub {
    db: Db,
    clock: Clock,
    stopping: Receiver<bool>,
    topics: Arc<Mutex<HashMap<Topic, Sender<Told>>>>,
}

impl Hub {
    pub fn new(db: Db, clock: Clock, stopping: Receiver<bool>) -> Self {
        Hub {
            db,
            clock,
            stopping,
            topics: Arc::default(),
        }
    }

    /// Follows a topic. `look` reads what it is like now, as one line; `None`: it is no more. It is
    /// asked for the first follower only, so it must not depend on who follows.
    ///
    /// The receiver ends when the topic does, or the server stops.
    pub fn follow<L, F>(&self, topic: Topic, look: L) -> Receiver<Told>
    where
        L: Fn() -> F + Send + Sync + 'static,
        F: Future<Output = anyhow::Result<Option<String>>> + Send + 'static,
    {
        let mut topics = self.topics();
        if let Some(sender) = topics.get(&topic) {
            return sender.subscribe();
        }
        let (sender, receiver) = watch::channel(Told::default());
        topics.insert(topic.clone(), sender.clone());
        drop(topics);
        tokio::spawn(self.clone().tell(topic, sender, look));
        receiver
    }

    /// How many topics are followed.
    pub fn count_topics(&self) -> usize {
        self.topics().len()
    }

    fn topics(&self) -> MutexGuard<'_, HashMap<Topic, Sender<Told>>> {
        self.topics.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn tell<L, F>(mut self, topic: Topic, sender: Sender<Told>, look: L)
    where
        L: Fn() -> F + Send + Sync,
        F: Future<Output = anyhow::Result<Option<String>>> + Send + 'static,
    {
        let mut changes = self.db.versions().changes();
        loop {
            // Before the first row is read, so that a write in the meantime is looked after again.
            let seen = self.db.versions().now();
            match look().await {
                Ok(Some(content)) => tell_state(&sender, &content),
                Ok(None) => break,
                Err(fault) => tracing::warn!("a live page cannot be looked after: {fault:#}"),
            }
            let waited = loop {
                let stop = async {
                    if self.stopping.wait_for(|stop| *stop).await.is_err() {
                        // Whoever could have stopped the server is gone, so nobody ever will.
                        std::future::pending::<()>().await;
                    }
                };
                tokio::select! {
                    changed = changes.changed() => {
                        let holds = self.db.versions().still_holds(seen, Some(topic.group));
                        if changed.is_err() || !holds { break changed.is_ok(); }
                    }
                    () = tokio::time::sleep(POLL) => {
                        self.tell_time(&sender);
                        break true;
                    }
                    () = stop => break false,
                }
            };
            if self.ends_unfollowed(&topic, &sender) {
                return;
            }
            if !waited {
                break;
            }
        }
        self.topics().remove(&topic);
    }

    /// Whether nobody follows the topic any more; then nobody can begin to without a new task.
    fn ends_unfollowed(&self, topic: &Topic, sender: &Sender<Told>) -> bool {
        let mut topics = self.topics();
        let is_unfollowed = sender.receiver_count() == 0;
        if is_unfollowed {
            topics.remove(topic);
        }
        is_unfollowed
    }

    fn tell_time(&self, sender: &Sender<Told>) {
        let time = time_frame(&self.clock);
        sender.send_modify(|told| told.time = Some(time));
    }

    /// The server's time as an event, for a page that has just come.
    pub fn time(&self) -> Bytes {
        time_frame(&self.clock)
    }
}

fn time_frame(clock: &Clock) -> Bytes {
    let now = clock.now().timestamp().as_millisecond();
    format!("event: now\ndata: {now}\n\n").into()
}

fn tell_state(sender: &Sender<Told>, content: &str) {
    let state = State::new(content);
    sender.send_if_modified(|told| {
        let is_new = told.state.as_ref().is_none_or(|known| known.id != state.id);
        if is_new {
            told.state = Some(state);
        }
        is_new
    });
}
