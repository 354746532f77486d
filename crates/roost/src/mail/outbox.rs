//! The postman: takes letters out of the outbox and hands them to the mail server.
//!
//! One loop writes; the connections only send. Each connection holds one letter, whose attempt was
//! committed before, and gets the next one only after the commit that holds the last one's result.
//! So a crash repeats at most one letter per connection, and one commit serves all connections that
//! have finished meanwhile. As many letters again are taken ahead and made at the [`Desk`]; a crash
//! makes those wait for the end of their lease, and repeats none.

use super::desk::{Desk, Ready, Taken};
use super::hosts::{Hosts, host_of};
use super::mime::Envelope;
use super::quiet;
use super::smtp::{Connection, Verdict};
use super::store::{self, Due, End};
use crate::clock::{Clock, Instant};
use crate::config::{Config, Transport};
use crate::db::{self, Db, Tx};
use crate::ids::{DeliveryId, GroupId};
use crate::tokens::Key;
use jiff::SignedDuration;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::{JoinError, JoinSet};

/// Longer than any attempt takes, so two servers never make one at the same time.
const LEASE: SignedDuration = SignedDuration::from_mins(3);

/// The first pause after an attempt; each later one is twice as long.
const PAUSE: SignedDuration = SignedDuration::from_mins(1);
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(4);

/// After that, a letter that the server puts off is given up (RFC 5321 §4.5.4.1 asks for 4 to 5 days).
const PATIENCE: SignedDuration = SignedDuration::from_hours(5 * 24);

/// While the server cannot be reached, one connection tries after so long, then twice as long.
const FIRST_REST: Duration = Duration::from_secs(1);
const LONGEST_REST: Duration = Duration::from_secs(60);

/// How often the outbox is looked at when nothing has been heard.
const POLL: Duration = Duration::from_secs(1);

/// How long letters that are under way may take when the server stops.
const FAREWELL: Duration = Duration::from_secs(3);

/// For so long a letter waits whose host has as many under way as it may have.
const NEXT: SignedDuration = SignedDuration::from_secs(1);

/// What organizers read of a letter that could not leave in time.
pub const TOO_LATE: &str = "its event had begun";

/// Sends what is in the outbox. Several may share one database.
#[derive(Clone)]
pub struct Outbox {
    pub db: Db,
    pub clock: Clock,
    pub config: Arc<Config>,
    /// Makes the addresses that reports come back to.
    pub key: Key,
}

impl Outbox {
    /// Sends letters as they become due, until `stopping` turns true and those under way have arrived.
    pub async fn work(&self, mut stopping: watch::Receiver<bool>) {
        let mut run = Run::new(self);
        let mut work = self.db.work();
        while !*stopping.borrow() {
            // Whatever is written from here on wakes the wait below.
            work.mark_unchanged();
            match run.commit(true).await {
                Ok(true) if !run.is_busy() => {}
                Ok(_) => run.wait(&mut work, &mut stopping).await,
                Err(fault) => {
                    tracing::warn!("the outbox cannot be worked on: {fault:#}");
                    tokio::time::sleep(POLL).await;
                }
            }
        }
        run.end().await;
    }

    /// Makes one attempt for every letter that is due now, and returns: for tests and for the
    /// command line. Stops early if the mail server cannot be reached.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn deliver_due(&self) -> anyhow::Result<()> {
        let mut run = Run::new(self);
        while run.commit(run.rest.is_none()).await? || run.is_busy() {
            run.gather().await;
        }
        Ok(())
    }

    /// One letter as it leaves, signed. Nothing is sent. `None`: there is none, or what it said is
    /// gone.
    ///
    /// # Errors
    /// If the database fails, or the letter can never be sent.
    pub async fn source(&self, id: DeliveryId) -> anyhow::Result<Option<Vec<u8>>> {
        let mut tx = self.db.read().await?;
        let Some(due) = store::find_letter(&mut tx, id).await? else {
            return Ok(None);
        };
        drop(tx);
        match self.desk().make(&due, self.clock.now()).await {
            Ok(envelope) => Ok(Some(envelope.bytes)),
            Err(verdict) => anyhow::bail!("{}", verdict.error()),
        }
    }

    fn connections(&self) -> usize {
        self.config.mail.connections.max(1)
    }

    fn desk(&self) -> Desk {
        Desk::new(self.db.clone(), Arc::clone(&self.config), self.key.clone())
    }
}

/// What the loop holds from one commit to the next.
struct Run<'a> {
    outbox: &'a Outbox,
    desk: Desk,
    /// The result of each one's last letter is committed.
    idle: Vec<Connection>,
    /// Their results wait for the next commit.
    done: Vec<Connection>,
    making: JoinSet<(Taken, Result<Envelope, Verdict>)>,
    ready: Ready,
    sending: JoinSet<(Connection, Due, Verdict)>,
    /// Waiting for the next commit.
    results: Vec<(Due, Verdict)>,
    /// Whom of each priority the last letter was of: the next one is of the group after it.
    last: HashMap<i64, GroupId>,
    /// The server that could not be reached is left alone.
    rest: Option<Rest>,
    /// How the hosts of recipients fare.
    hosts: Hosts,
    /// Nothing is begun any more.
    ends: bool,
}

/// How long to leave a server alone, and until when.
#[derive(Debug, Clone)]
struct Rest {
    pause: Duration,
    until: tokio::time::Instant,
    /// Why.
    error: String,
}

impl Rest {
    fn is_over(&self) -> bool {
        self.until <= tokio::time::Instant::now()
    }
}

impl<'a> Run<'a> {
    fn new(outbox: &'a Outbox) -> Self {
        Run {
            outbox,
            desk: outbox.desk(),
            idle: (0..outbox.connections())
                .map(|_| Connection::default())
                .collect(),
            done: Vec::new(),
            making: JoinSet::new(),
            ready: Ready::default(),
            sending: JoinSet::new(),
            results: Vec::new(),
            last: HashMap::new(),
            rest: None,
            hosts: Hosts::default(),
            ends: false,
        }
    }

    fn is_busy(&self) -> bool {
        self.ahead() > 0 || !self.sending.is_empty()
    }

    /// How many letters are taken and with no connection yet.
    fn ahead(&self) -> usize {
        self.making.len() + self.ready.len()
    }

    /// How many letters may be taken now: one for each connection without one, and as many ahead as
    /// there are connections.
    fn places(&self) -> usize {
        match &self.rest {
            None => {
                let most = 2 * self.outbox.connections();
                most.saturating_sub(self.sending.len() + self.ahead())
            }
            // One tries on behalf of all.
            Some(rest) if rest.is_over() && !self.is_busy() => 1,
            Some(_) => 0,
        }
    }

    /// Waits until there may be something to write or to send.
    async fn wait(&mut self, work: &mut watch::Receiver<()>, stopping: &mut watch::Receiver<bool>) {
        let may_start = self.places() > 0;
        tokio::select! {
            () = self.gather(), if self.is_busy() => {}
            _ = work.changed(), if may_start => {}
            _ = stopping.changed() => {}
            () = tokio::time::sleep(POLL) => {}
        }
        for connection in &mut self.idle {
            connection.hang_up_if_idle().await;
        }
    }

    /// Lets letters under way arrive, and writes what became of them.
    async fn end(&mut self) {
        self.ends = true;
        let farewell = async {
            while self.is_busy() {
                self.gather().await;
            }
        };
        let in_time = tokio::time::timeout(FAREWELL, farewell).await.is_ok();
        let written = self.commit(false).await.is_ok();
        if !(in_time && written) {
            tracing::warn!("stopped while letters were under way: some may arrive twice");
        }
        for connection in self.idle.iter_mut().chain(&mut self.done) {
            connection.hang_up().await;
        }
    }

    /// Waits for one letter that is being made or under way, takes whatever else has finished, and
    /// hands on what is ready.
    async fn gather(&mut self) {
        tokio::select! {
            Some(made) = self.making.join_next() => self.note_made(made),
            Some(sent) = self.sending.join_next() => self.note_sent(sent),
            else => {}
        }
        while let Some(made) = self.making.try_join_next() {
            self.note_made(made);
        }
        while let Some(sent) = self.sending.try_join_next() {
            self.note_sent(sent);
        }
        self.hand_on();
    }

    fn note_made(&mut self, joined: Result<(Taken, Result<Envelope, Verdict>), JoinError>) {
        match joined {
            Ok((taken, Ok(envelope))) => self.ready.push(taken, envelope),
            Ok((taken, Err(verdict))) => self.note_result(taken.due, verdict),
            Err(broken) => self.note_broken(&broken),
        }
    }

    fn note_sent(&mut self, joined: Result<(Connection, Due, Verdict), JoinError>) {
        match joined {
            Ok((connection, due, verdict)) => {
                self.heed(&due, &verdict);
                self.done.push(connection);
                self.note_result(due, verdict);
            }
            Err(broken) => {
                self.note_broken(&broken);
                self.idle.push(Connection::default());
            }
        }
    }

    fn note_result(&mut self, due: Due, verdict: Verdict) {
        self.hosts.note_ended(&due.recipient);
        self.results.push((due, verdict));
    }

    /// The letter's lease ends by itself, as if this server had died.
    fn note_broken(&mut self, broken: &JoinError) {
        tracing::error!("sending a letter broke off: {broken}");
        // Nor is it known any more which host it was under way to.
        self.hosts = Hosts::default();
    }

    /// Gives letters that are ready to idle connections. While the server is left alone, and when this
    /// one stops, they go back into the queue instead, as if they had never been taken.
    fn hand_on(&mut self) {
        let now = self.outbox.clock.now();
        let most = match &self.rest {
            _ if self.ends => 0,
            None => self.idle.len(),
            Some(rest) if rest.is_over() && self.sending.is_empty() => 1,
            Some(_) => 0,
        };
        for _ in 0..most {
            let Some(connection) = self.idle.pop() else {
                break;
            };
            match self.ready.pop(now, &self.hosts) {
                Some(Ok((due, envelope))) => {
                    let config = Arc::clone(&self.outbox.config);
                    self.sending
                        .spawn(attempt(connection, due, envelope, config));
                }
                Some(Err(due)) => {
                    self.idle.push(connection);
                    let error = String::new();
                    self.note_result(due, Verdict::Unreachable { error });
                }
                None => {
                    self.idle.push(connection);
                    break;
                }
            }
        }
        if self.ends || self.rest.is_some() {
            let error = self.rest.as_ref().map(|rest| rest.error.clone());
            let error = error.unwrap_or_default();
            let back: Vec<_> = self.ready.clear().collect();
            for due in back {
                let error = error.clone();
                self.note_result(due, Verdict::Unreachable { error });
            }
        }
    }

    /// Rests when the server cannot be reached, and goes on when it can.
    fn heed(&mut self, due: &Due, verdict: &Verdict) {
        match verdict {
            Verdict::Sent | Verdict::Refused { .. } => self.hosts.note_well(&due.recipient),
            // Without a code it was the connection to our own server that broke.
            Verdict::Later { code: Some(_), .. } => {
                let now = self.outbox.clock.now();
                self.hosts.note_put_off(&due.recipient, now);
            }
            Verdict::Later { .. } | Verdict::Unreachable { .. } => {}
        }
        let Verdict::Unreachable { error } = verdict else {
            self.rest = None;
            return;
        };
        let pause = match &self.rest {
            None => FIRST_REST,
            Some(rest) if rest.is_over() => (rest.pause * 2).min(LONGEST_REST),
            // Several connections noticed the same.
            Some(rest) => rest.pause,
        };
        tracing::warn!("the mail server cannot be reached: {error}");
        self.rest = Some(Rest {
            pause,
            until: tokio::time::Instant::now() + pause,
            error: error.clone(),
        });
    }

    /// Writes the results, takes the next letters in the same commit, and begins to send them. Says
    /// whether there was anything to write.
    async fn commit(&mut self, go_on: bool) -> anyhow::Result<bool> {
        let now = self.outbox.clock.now();
        let places = match go_on {
            true => self.places().min(self.allowed(now).await?),
            false => 0,
        };
        // Looking is free for others; writing takes the writer's lock, and is done anyway for results.
        // While there are letters to hand on, more are taken only in such a commit.
        let due = places > 0
            && (!self.results.is_empty()
                || self.ahead() == 0
                    && store::is_any_due(&mut self.outbox.db.glance().await?, now).await?);
        if self.results.is_empty() && !due {
            return Ok(false);
        }
        let (results, host) = (&self.results, &self.host());
        let (last, hosts) = (&self.last, &self.hosts);
        let terms = Terms {
            places: if due { places } else { 0 },
            keeps_quiet: self.outbox.config.mail.keeps_quiet,
            per_host: self.outbox.config.mail.per_host.unwrap_or(usize::MAX),
        };
        let keep = self.outbox.config.mail.transport == Transport::Mailbox;
        let write = self.outbox.db.write(|tx| {
            Box::pin(async move {
                record_sent(tx, now, results, keep).await?;
                for (due, verdict) in results {
                    record_unsent(tx, now, due, verdict).await?;
                }
                take(tx, now, host, terms, (last, hosts)).await
            })
        });
        let taken = write.await?;
        self.results.clear();
        self.idle.append(&mut self.done);
        for (priority, due) in taken {
            self.last.insert(priority, due.group_id);
            self.hosts.note_begun(&due.recipient);
            let at = now;
            let taken = Taken { priority, due, at };
            self.making.spawn(make(self.desk.clone(), taken, now));
        }
        self.hand_on();
        Ok(true)
    }

    /// How many letters more may leave in this minute.
    async fn allowed(&self, now: Instant) -> anyhow::Result<usize> {
        let Some(most) = self.outbox.config.mail.per_minute else {
            return Ok(usize::MAX);
        };
        let minute = now.before(SignedDuration::from_mins(1));
        let left = store::count_left(&mut self.outbox.db.glance().await?, minute).await?;
        let under_way = self.sending.len() + self.ahead() + self.results.len();
        let begun = usize::try_from(left)? + under_way;
        Ok(most.saturating_sub(begun))
    }

    fn host(&self) -> String {
        let host = self.outbox.config.base_url.host_str();
        host.unwrap_or("localhost").to_owned()
    }
}

async fn make(desk: Desk, taken: Taken, now: Instant) -> (Taken, Result<Envelope, Verdict>) {
    let made = desk.make(&taken.due, now).await;
    (taken, made)
}

async fn attempt(
    mut connection: Connection,
    due: Due,
    envelope: Envelope,
    config: Arc<Config>,
) -> (Connection, Due, Verdict) {
    let verdict = connection.deliver(&config, &envelope).await;
    (connection, due, verdict)
}

/// `keep` tells whether what a letter said stays once it has left.
async fn record_sent(
    tx: &mut Tx<'_>,
    now: Instant,
    results: &[(Due, Verdict)],
    keep: bool,
) -> db::Result<()> {
    let sent = results
        .iter()
        .filter(|(_, verdict)| *verdict == Verdict::Sent);
    let mut sent: Vec<_> = sent.map(|(due, _)| (due.group_id, due.id)).collect();
    sent.sort_unstable();
    for of_group in sent.chunk_by(|one, next| one.0 == next.0) {
        for some in of_group.chunks(store::BATCH) {
            let ids: Vec<_> = some.iter().map(|(_, id)| *id).collect();
            store::settle_sent(tx, now, (some[0].0, &ids), keep).await?;
        }
    }
    Ok(())
}

async fn record_unsent(
    tx: &mut Tx<'_>,
    now: Instant,
    due: &Due,
    verdict: &Verdict,
) -> db::Result<()> {
    match verdict {
        Verdict::Sent => Ok(()),
        Verdict::Refused { code, error } => {
            store::settle(tx, now, due, End::Failed, (*code, error)).await
        }
        Verdict::Later { code, error } if now.since(due.created_at) > PATIENCE => {
            store::settle(tx, now, due, End::Failed, (*code, error)).await
        }
        Verdict::Later { code, error } => store::end_attempt(tx, due, (*code, error)).await,
        Verdict::Unreachable { error } => store::take_back_attempt(tx, now, due, error).await,
    }
}

/// What keeps a letter from being taken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms {
    /// How many are taken at the most.
    pub places: usize,
    /// Whether reminders wait for the morning.
    pub keeps_quiet: bool,
    /// How many letters to one host may be under way.
    pub per_host: usize,
}

/// Takes up to `places` letters: urgent ones first, then one group after the other, going on after
/// the group that had the last turn. Those whose readers have left are settled on the way.
pub(super) async fn take(
    tx: &mut Tx<'_>,
    now: Instant,
    host: &str,
    terms: Terms,
    (last, hosts): (&HashMap<i64, GroupId>, &Hosts),
) -> anyhow::Result<Vec<(i64, Due)>> {
    let (mut taken, places) = (Vec::new(), terms.places);
    for priority in [store::URGENT, store::BULK] {
        if taken.len() >= places {
            break;
        }
        let mut groups = store::list_queuing_groups(tx, priority).await?;
        let next = last
            .get(&priority)
            .map_or(0, |last| groups.partition_point(|g| g <= last));
        groups.rotate_left(next);
        let share = (places - taken.len()).div_ceil(groups.len().max(1));
        for group in groups {
            let (begun, most) = (taken.len(), share.min(places - taken.len()));
            for mut due in store::list_due(tx, now, group, priority, i64::try_from(most)?).await? {
                if let Some(end) = due.ends {
                    store::settle(tx, now, &due, end, (None, "")).await?;
                    continue;
                }
                if due.expires_at.is_some_and(|expires| expires <= now) {
                    let why = (None, TOO_LATE);
                    store::settle(tx, now, &due, End::Cancelled, why).await?;
                    continue;
                }
                if let Some(then) = waits_until(now, &due, terms, (&taken, hosts)) {
                    store::put_off(tx, &due, then).await?;
                    continue;
                }
                due.attempts += 1;
                if !due.message_id.contains('@') {
                    due.message_id = format!("{}@{host}", due.message_id);
                }
                taken.push((priority, due));
            }
            begin(tx, now, host, &taken[begun..]).await?;
            if taken.len() >= places {
                break;
            }
        }
    }
    Ok(taken)
}

/// Until when a letter that is due waits all the same; `None`: it does not.
fn waits_until(
    now: Instant,
    due: &Due,
    terms: Terms,
    (taken, hosts): (&[(i64, Due)], &Hosts),
) -> Option<Instant> {
    let zone = due.quiet_zone.as_deref().filter(|_| terms.keeps_quiet);
    if let Some(morning) = quiet::until(now, zone, due.expires_at) {
        return Some(morning);
    }
    if let Some(well) = hosts.rests_until(&due.recipient, now) {
        return Some(well);
    }
    let host = host_of(&due.recipient);
    let is_there = |(_, other): &&(i64, Due)| host_of(&other.recipient).eq_ignore_ascii_case(host);
    let busy = hosts.under_way(&due.recipient) + taken.iter().filter(is_there).count();
    (busy >= terms.per_host).then(|| now.after(NEXT))
}

/// Commits the attempts of letters of one group, as [`store::begin_attempts`].
async fn begin(tx: &mut Tx<'_>, now: Instant, host: &str, taken: &[(i64, Due)]) -> db::Result<()> {
    for alike in taken.chunk_by(|(_, one), (_, next)| one.attempts == next.attempts) {
        for some in alike.chunks(store::BATCH) {
            let (_, first) = &some[0];
            let ids: Vec<_> = some.iter().map(|(_, due)| due.id).collect();
            let times = (now.after(pause_after(first.attempts)), now.after(LEASE));
            store::begin_attempts(tx, (first.group_id, &ids), host, times).await?;
        }
    }
    Ok(())
}

/// One minute after the first attempt, then twice as long each time, up to four hours.
pub(super) fn pause_after(attempts: i64) -> SignedDuration {
    let doublings = u32::try_from(attempts - 1).unwrap_or(0).min(16);
    (PAUSE * (1 << doublings)).min(LONGEST_PAUSE)
}
