//! Announcements to many, through the server's own pages into a mail server that takes everything.

use crate::client::Connection;
use crate::fill::{self, SESSION};
use crate::print;
use crate::viewers::memory;
use anyhow::Context;
use roost::clock::Clock;
use roost::db::Db;
use roost::ids::{AccountId, Ids, Moment};
use roost::on;
use std::time::{Duration, Instant};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::sleep;

/// The group whose letters are counted.
const LARGE: &str = "mail-large";

/// Nine that write at the same time as the small one, each to a tenth of what the large one has.
const OTHERS: usize = 9;

const SMALL: &str = "mail-small";
const SMALL_PEOPLE: usize = 20;

/// So many people are added in one commit.
const CHUNK: usize = 5_000;

/// How often it is looked how far the letters are.
const LOOK: Duration = Duration::from_millis(250);

/// Readers of the event's page while mail goes out, and how long each of them pauses.
const READERS: usize = 4;
const PAUSE: Duration = Duration::from_millis(20);
const PAGE: &str = "/group-0/events/event-0";

/// As long as people write them.
const BODY: &str = "Dear+%7Bname%7D%2C%0A%0Awe+meet+on+Thursday+at+six%2C+with+short+talks%2C+soup%2C\
    +and+time+to+talk.+Whoever+has+built+something+can+show+it+in+five+minutes.%0A%0AThe+door+is+open\
    +from+half+past+five+on.+The+second+floor+can+be+reached+by+lift.+Bring+a+cup%2C+please%2C+and\
    +whoever+you+think+would+like+it+here.%0A%0ASee+you+there";

pub async fn fill(database: &str, letters: usize) -> anyhow::Result<()> {
    const ACCOUNT: &str = "select id from accounts limit 1";
    let db = fill::open(database).await?;
    let mut tx = db.read().await?;
    let account: AccountId = on!(&mut tx, c => sqlx::query_scalar(ACCOUNT).fetch_one(c).await)?;
    drop(tx);
    add_crowd(&db, LARGE, letters, account).await?;
    for number in 0..OTHERS {
        add_crowd(&db, &other(number), letters / 10, account).await?;
    }
    add_crowd(&db, SMALL, SMALL_PEOPLE, account).await?;
    db.write(|tx| Box::pin(async move { fill::analyze(tx).await }))
        .await?;
    db.close().await;
    Ok(())
}

fn other(number: usize) -> String {
    format!("mail-{number}")
}

async fn add_crowd(db: &Db, slug: &str, people: usize, account: AccountId) -> anyhow::Result<()> {
    let at = &Moment::new(Clock::System.now(), Ids::Random);
    let group = db
        .write(|tx| Box::pin(async move { fill::insert_group(tx, at, slug).await }))
        .await?;
    for first in (0..people).step_by(CHUNK) {
        let some = first..people.min(first + CHUNK);
        let add = db.write(|tx| {
            let some = some.clone();
            Box::pin(async move {
                for number in some {
                    let account = (number == 0).then_some(account);
                    fill::add_person(tx, at, group, number, account).await?;
                }
                Ok(())
            })
        });
        add.await?;
    }
    Ok(())
}

/// One announcement to everybody in the large group.
pub async fn to_many(database: &str, port: u16, server: u32) -> anyhow::Result<()> {
    let db = fill::open(database).await?;
    let (stop, stopping) = watch::channel(false);
    let mut readers = JoinSet::new();
    for _ in 0..READERS {
        readers.spawn(read_page(port, stopping.clone()));
    }
    let begun = Instant::now();
    let sent = send(port, LARGE).await?;
    let answered = sent.since.elapsed().as_secs_f64();
    let mut written = None;
    let letters = loop {
        let (waiting, gone, all) = sent.look(&db).await?;
        if waiting + gone == all {
            written.get_or_insert_with(|| sent.since.elapsed().as_secs_f64());
        }
        if gone == all {
            break all;
        }
        anyhow::ensure!(
            begun.elapsed() < Duration::from_secs(1_800),
            "{gone} of {all} have left"
        );
        sleep(LOOK).await;
    };
    let seconds = sent.since.elapsed().as_secs_f64();
    stop.send_replace(true);
    let mut times = Vec::new();
    while let Some(read) = readers.join_next().await {
        times.extend(read??);
    }
    times.sort_unstable();
    let p95 = times
        .get(times.len() * 95 / 100)
        .context("no page was read")?;
    print(&format!(
        "{letters} letters: answered after {answered:.2} s, written after {:.1} s, left after \
         {seconds:.1} s: {:.0} a second; {} pages meanwhile, p95 {} ms; at the most {} MB of memory",
        written.unwrap_or(seconds),
        f64::from(u32::try_from(letters)?) / seconds,
        times.len(),
        p95.as_millis(),
        memory(server, "VmHWM:")? / 1000,
    ));
    db.close().await;
    Ok(())
}

/// Announcements of ten groups at once, the small one's last.
pub async fn in_turn(database: &str, port: u16) -> anyhow::Result<()> {
    let db = fill::open(database).await?;
    let mut others = Vec::new();
    for number in 0..OTHERS {
        others.push(send(port, &other(number)).await?);
    }
    let small = send(port, SMALL).await?;
    loop {
        let (_, gone, all) = small.look(&db).await?;
        if gone == all {
            break;
        }
        sleep(LOOK / 5).await;
    }
    let seconds = small.since.elapsed().as_secs_f64();
    let mut left = 0;
    for sent in &others {
        let (_, gone, all) = sent.look(&db).await?;
        left += all - gone;
    }
    print(&format!(
        "ten groups at once: the small one's {SMALL_PEOPLE} letters had left after {seconds:.1} s, \
         {left} of the others waited then"
    ));
    db.close().await;
    Ok(())
}

/// An announcement that was sent.
struct Sent {
    /// When the organizer pressed.
    since: Instant,
    slug: String,
}

impl Sent {
    /// How many letters wait, how many are gone, and how many there are to be.
    async fn look(&self, db: &Db) -> anyhow::Result<(i64, i64, i64)> {
        const SQL: &str = "select
                (select count(*) from deliveries d
                 where d.group_id = n.group_id and d.announcement_id = n.id and d.state = 'queued'),
                (select count(*) from deliveries d
                 where d.group_id = n.group_id and d.announcement_id = n.id and d.state = 'sent'),
                n.recipients
            from announcements n join groups g on g.id = n.group_id
            where g.slug = $1 order by n.created_at desc limit 1";
        let mut tx = db.glance().await?;
        Ok(on!(&mut tx, c => sqlx::query_as(SQL).bind(&self.slug).fetch_one(c).await)?)
    }
}

/// Writes a message to everybody in the group and presses; returns once that is answered.
async fn send(port: u16, slug: &str) -> anyhow::Result<Sent> {
    let mut organizer = Connection::open_as(port, SESSION).await?;
    let form =
        format!("key={slug}-{port}&to=agreed&about=&when=now&subject=Our+next+evening&body={BODY}");
    let draft = organizer
        .post(&format!("/{slug}/organize/write"), &form)
        .await?;
    let path = draft.location.split('#').next().unwrap_or_default();
    anyhow::ensure!(
        draft.status == 303,
        "the message is answered with {}",
        draft.status
    );
    let since = Instant::now();
    let sent = organizer.post(path, "do=now").await?;
    anyhow::ensure!(
        sent.status == 303,
        "sending is answered with {}",
        sent.status
    );
    Ok(Sent {
        since,
        slug: slug.to_owned(),
    })
}

/// Reads a page again and again until it is told to stop, and says how long each took.
async fn read_page(port: u16, stopping: watch::Receiver<bool>) -> anyhow::Result<Vec<Duration>> {
    let mut reader = Connection::open_as(port, SESSION).await?;
    let mut times = Vec::new();
    while !*stopping.borrow() {
        let begun = Instant::now();
        reader.get(PAGE).await?;
        times.push(begun.elapsed());
        sleep(PAUSE).await;
    }
    Ok(times)
}
