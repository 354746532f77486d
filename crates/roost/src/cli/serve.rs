//! `roost serve`: everything that runs side by side until the program is told to stop.

use super::{data, say};
use crate::clock::Clock;
use crate::config::Config;
use crate::ids::{Ids, Moment};
use crate::state::App;
use crate::{accounts, inbound, invites, mail, router, web};
use anyhow::Context;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// How long workers may take to put down what they hold. With the requests' own grace, the whole
/// stop takes less than twenty seconds.
const GRACE: Duration = Duration::from_secs(4);

/// How often the memory of quiet networks is given back, and other nodes' settings are read.
const HOUSEKEEPING: Duration = Duration::from_secs(60);

/// Serves until told to stop. `prepare` runs before the first request is answered.
///
/// # Errors
/// If the server cannot start.
pub async fn serve(
    config: Config,
    prepare: impl AsyncFnOnce(&App) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    config.check()?;
    mail::check_sender(&config)?;
    let _folder = data::Folder::lock(&config)?;
    let (clock, ids) = (Clock::System, Ids::Random);
    let key = data::key(&config, &Moment::new(clock.now(), ids.clone()))?;
    let listener = TcpListener::bind(config.listen)
        .await
        .with_context(|| format!("{} cannot be listened on", config.listen))?;
    let mail_comes_in = inbound::Listeners::open(&config).await?;
    let db = data::open_database(&config).await?;
    let (stop, stopping) = watch::channel(false);
    let app = App::new(config, db, key, (clock, ids), stopping.clone()).await?;
    raise_open_files();
    prepare(&app).await?;

    let mut workers = start_workers(&app);
    let takes_mail = take_mail(&app, mail_comes_in, &mut workers)?;
    say(&format!(
        "Roost serves {} on {}.",
        app.config.link("/"),
        listener.local_addr()?
    ));
    takes_mail.iter().for_each(|line| say(line));
    offer_first_run(&app).await?;
    let mut serving = tokio::spawn(web::serve(listener, router::router(&app), stopping));
    tokio::select! {
        () = stop_signal() => {}
        ended = &mut serving => ended.context("the accept loop broke")?,
    }
    stop.send_replace(true);
    serving.await.context("the accept loop broke")?;
    let rest = async { while workers.join_next().await.is_some() {} };
    if tokio::time::timeout(GRACE, rest).await.is_err() {
        tracing::warn!("some workers did not end in time");
        workers.shutdown().await;
    }
    put_down(&app).await;
    Ok(())
}

/// Writes what is in memory only, and closes the database.
async fn put_down(app: &App) {
    if let Err(error) = invites::write_visits(app).await {
        tracing::warn!("the last visits could not be written: {error:#}");
    }
    app.db.close().await;
}

/// Tells whoever started an installation that nobody keeps yet how to begin.
async fn offer_first_run(app: &App) -> anyhow::Result<()> {
    let at = &app.moment();
    let offer = app
        .db
        .write(|tx| Box::pin(async move { Ok(accounts::offer_first_run(tx, at).await?) }));
    if let Some(path) = offer.await? {
        let link = app.config.link(&path);
        say(&format!(
            "Nobody keeps it yet. Open this link once to make it yours:\n  {link}"
        ));
    }
    Ok(())
}

/// What goes on beside the requests.
fn start_workers(app: &App) -> JoinSet<()> {
    let mut workers = JoinSet::new();
    workers.spawn(until_stop(
        app.clone(),
        app.db.clone().watch_for_other_writers(),
    ));
    workers.spawn(until_stop(app.clone(), keep_house(app.clone())));
    workers.spawn(until_stop(app.clone(), invites::keep_visits(app.clone())));
    let (worker, outbox, stopping) = (router::worker(app), router::outbox(app), &app.stopping);
    let (stop_jobs, stop_mail) = (stopping.clone(), stopping.clone());
    workers.spawn(async move { worker.work(stop_jobs).await });
    workers.spawn(async move { outbox.work(stop_mail).await });
    workers
}

/// Begins to take mail in, and returns where, a sentence for each.
fn take_mail(
    app: &App,
    listeners: inbound::Listeners,
    workers: &mut JoinSet<()>,
) -> anyhow::Result<Vec<String>> {
    let Some(domain) = &app.config.inbound.domain else {
        return Ok(Vec::new());
    };
    let server = router::mail_server(app);
    // What is wrong with the certificate is said now, and not when the first mail comes.
    let tls = server.tls()?;
    let sentence = |(address, dialect)| match dialect {
        inbound::Dialect::Smtp => format!("Mail for {domain} comes in by SMTP on {address}."),
        inbound::Dialect::Lmtp => format!("Mail for {domain} comes in by LMTP on {address}."),
    };
    let sentences = listeners.addresses().into_iter().map(sentence).collect();
    let stopping = app.stopping.clone();
    workers.spawn(async move { server.work(listeners, tls, stopping).await });
    Ok(sentences)
}

/// Runs `work` until the server stops. For work that may end anywhere.
async fn until_stop(app: App, work: impl Future<Output = ()>) {
    let mut stopping = app.stopping.clone();
    tokio::select! {
        () = work => {}
        _ = stopping.wait_for(|stop| *stop) => {}
    }
}

async fn keep_house(app: App) {
    loop {
        tokio::time::sleep(HOUSEKEEPING).await;
        app.limits.forget();
        if let Err(error) = app.reload_settings().await {
            tracing::warn!("settings could not be read: {error:#}");
        }
    }
}

/// Ends when the person at the terminal or the system asks the program to stop.
async fn stop_signal() {
    let mut interrupt = signal(SignalKind::interrupt()).expect("signals can be listened to");
    let mut terminate = signal(SignalKind::terminate()).expect("signals can be listened to");
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}

/// Every connection and event stream is an open file, and the usual soft limit is 1,024.
fn raise_open_files() {
    match rlimit::increase_nofile_limit(u64::MAX) {
        Ok(limit) => tracing::debug!(limit, "open files"),
        Err(error) => tracing::warn!(%error, "the limit of open files could not be raised"),
    }
}
