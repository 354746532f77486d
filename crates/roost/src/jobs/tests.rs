use super::{
    Context, Every, Listener, Payload, Ran, Run, When, Worker, count_waiting, drop_poison, enqueue,
    list_poison, retry_poison,
};
use crate::clock::Instant;
use crate::db::Tx;
use crate::ids::{GroupId, Moment};
use crate::world::World;
use crate::{execute, on, router};
use jiff::SignedDuration;
use std::time::Duration;
use tokio::sync::watch;

/// Adds a line to a story kept in `settings`, so that the order of runs can be read.
#[derive(serde::Serialize, serde::Deserialize)]
struct Tell {
    line: String,
}

impl Payload for Tell {
    const NAME: &'static str = "tell";
}

impl Run for Tell {
    async fn run(self, tx: &mut Tx<'_>, _: &Moment, _: &Context) -> anyhow::Result<()> {
        const SQL: &str = "insert into settings (name, value) values ('story', $1)
                           on conflict (name) do update
                           set value = settings.value || ' ' || excluded.value";
        execute!(tx, sqlx::query(SQL).bind(&self.line))?;
        anyhow::ensure!(self.line != "fails", "ada@example.org does not answer");
        assert!(self.line != "panics", "as it was told");
        Ok(())
    }
}

static TELL: Listener = Listener::of::<Tell>();
static TELL_AGAIN: Listener = Listener::of::<Tell>();

fn worker(world: &World, listeners: &[&'static Listener]) -> Worker {
    Worker {
        listeners: listeners.into(),
        ..router::worker(&world.app)
    }
}

async fn tell(world: &World, group: GroupId, line: &str, when: When) {
    let (at, tale) = (
        &world.app.moment(),
        &Tell {
            line: line.to_owned(),
        },
    );
    let when = &when;
    let write = world
        .app
        .db
        .write(|tx| Box::pin(async move { Ok(enqueue(tx, at, group, tale, when.clone()).await?) }));
    write.await.unwrap();
}

async fn story(world: &World) -> String {
    const SQL: &str = "select value from settings where name = 'story'";
    let mut tx = world.app.db.read().await.unwrap();
    let story: Option<String> =
        on!(&mut tx, c => sqlx::query_scalar(SQL).fetch_optional(c).await).unwrap();
    story.unwrap_or_default()
}

async fn move_on(world: &World, span: SignedDuration) {
    world.app.clock.move_to(world.now().after(span));
}

fn group(world: &World) -> GroupId {
    GroupId::new(&world.app.moment())
}

#[tokio::test]
async fn jobs_run_when_they_are_due_by_priority_and_groups_take_turns() {
    World::tell(async |world| {
        let (busy, quiet) = (group(world), group(world));
        let now = When::now(&world.app.moment());
        for line in ["busy-1", "busy-2", "busy-3"] {
            tell(world, busy, line, now.clone()).await;
        }
        tell(world, quiet, "quiet-1", now.clone()).await;
        let urgent = When {
            priority: 0,
            ..now.clone()
        };
        tell(world, busy, "urgent", urgent).await;
        let tomorrow = world.now().after(SignedDuration::from_hours(24));
        tell(world, quiet, "tomorrow", When::at(tomorrow)).await;
        let worker = worker(world, &[&TELL]);
        let mut first = worker.lease(3).await.unwrap();
        first.sort_by_key(|job| job.group_id);
        let groups: Vec<GroupId> = first.iter().map(|job| job.group_id).collect();
        assert_eq!(
            groups,
            [busy, busy, quiet],
            "the urgent one, then one of each"
        );
        for job in &first {
            worker.release(job).await.unwrap();
        }

        assert_eq!(worker.run_due().await.unwrap().done, 5);
        assert!(story(world).await.starts_with("urgent "));
        move_on(world, SignedDuration::from_hours(24)).await;
        assert_eq!(worker.run_due().await.unwrap().done, 1);
    })
    .await;
}

#[tokio::test]
async fn a_failing_job_leaves_nothing_behind_rests_longer_each_time_and_is_set_aside() {
    World::tell(async |world| {
        let group = group(world);
        tell(world, group, "fails", When::now(&world.app.moment())).await;
        let worker = worker(world, &[&TELL]);
        let failed = Ran {
            done: 0,
            failed: vec!["tell: … does not answer".to_owned()],
        };

        for pause in [10, 60, 600, 3600] {
            assert_eq!(worker.run_due().await.unwrap(), failed);
            move_on(world, SignedDuration::from_secs(pause - 1)).await;
            assert_eq!(worker.run_due().await.unwrap(), Ran::default());
            move_on(world, SignedDuration::from_secs(1)).await;
        }
        assert_eq!(worker.run_due().await.unwrap(), failed);

        assert_eq!(story(world).await, "", "what it wrote went with it");
        let poison = list_poison(&mut world.app.db.read().await.unwrap())
            .await
            .unwrap();
        assert_eq!(poison.len(), 1);
        assert_eq!(
            (poison[0].attempts, poison[0].last_error.as_str()),
            (5, "tell: … does not answer")
        );
        move_on(world, SignedDuration::from_hours(100)).await;
        assert_eq!(worker.run_due().await.unwrap(), Ran::default());

        let (now, id) = (world.now(), poison[0].id);
        let retry = world
            .app
            .db
            .write(|tx| Box::pin(async move { Ok(retry_poison(tx, now, group, id).await?) }));
        retry.await.unwrap();
        assert_eq!(waiting(world).await, 1);
        assert_eq!(worker.run_due().await.unwrap(), failed);
        let remove = "update jobs set poisoned_at = 1, due_at = 1 where name = 'tell'";
        let drop = world.app.db.write(|tx| {
            Box::pin(async move {
                execute!(tx, sqlx::query(remove))?;
                Ok(drop_poison(tx, group, id).await?)
            })
        });
        drop.await.unwrap();
        assert_eq!(world.count("select count(*) from jobs").await, 0);
    })
    .await;
}

async fn waiting(world: &World) -> i64 {
    let mut tx = world.app.db.read().await.unwrap();
    count_waiting(&mut tx, world.now()).await.unwrap()
}

#[tokio::test]
async fn a_panic_is_one_jobs_failure_and_a_job_nobody_knows_is_kept() {
    World::tell(async |world| {
        let now = When::now(&world.app.moment());
        tell(world, group(world), "panics", now.clone()).await;
        tell(world, group(world), "fine", now).await;

        let ran = worker(world, &[&TELL]).run_due().await.unwrap();

        assert_eq!((ran.done, ran.failed.len()), (1, 1));
        assert_eq!(story(world).await, "fine");
        move_on(world, SignedDuration::from_mins(1)).await;
        let ran = worker(world, &[]).run_due().await.unwrap();
        assert_eq!(ran.failed, ["tell: nobody listens to this job"]);
        clear(world).await;
    })
    .await;
}

#[tokio::test]
async fn several_listeners_run_in_their_order_in_one_transaction() {
    World::tell(async |world| {
        let now = When::now(&world.app.moment());
        tell(world, group(world), "twice", now.clone()).await;
        let ran = worker(world, &[&TELL, &TELL_AGAIN])
            .run_due()
            .await
            .unwrap();
        assert_eq!(ran.done, 1);
        assert_eq!(story(world).await, "twice twice");
    })
    .await;
}

#[tokio::test]
async fn a_job_under_a_key_is_replaced_even_while_it_is_leased() {
    World::tell(async |world| {
        let group = group(world);
        let once = When::now(&world.app.moment()).once("k".to_owned());
        tell(world, group, "old", once.clone()).await;
        let worker = worker(world, &[&TELL]);
        let leased = worker.lease(8).await.unwrap();
        assert_eq!(leased.len(), 1);

        tell(world, group, "new", once).await;

        assert_eq!(worker.run_due().await.unwrap().done, 1);
        assert_eq!(story(world).await, "new");
        worker.run(leased[0].clone()).await.unwrap();
        assert_eq!(story(world).await, "new", "the old lease is worth nothing");
    })
    .await;
}

#[tokio::test]
async fn what_a_dead_server_had_leased_is_run_after_its_lease() {
    World::tell(async |world| {
        tell(world, group(world), "left", When::now(&world.app.moment())).await;
        let worker = worker(world, &[&TELL]);
        worker.lease(8).await.unwrap();

        assert_eq!(worker.run_due().await.unwrap(), Ran::default());
        move_on(world, SignedDuration::from_mins(5)).await;
        assert_eq!(worker.run_due().await.unwrap().done, 1);
    })
    .await;
}

#[tokio::test]
async fn a_worker_hears_of_a_job_at_once_and_ends_when_it_is_told() {
    World::tell(async |world| {
        let worker = worker(world, &[&TELL]);
        let (stop, stopping) = watch::channel(false);
        let working = tokio::spawn(async move { worker.work(stopping).await });
        let mut work = world.app.db.work();

        tell(world, group(world), "heard", When::now(&world.app.moment())).await;
        work.changed().await.unwrap();
        while story(world).await != "heard" {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }

        stop.send_replace(true);
        working.await.unwrap();
        assert_eq!(
            world
                .count("select count(*) from jobs where due_at > 0")
                .await,
            i64::try_from(super::RECURRING.len()).unwrap(),
            "what comes again waits for its time"
        );
    })
    .await;
}

#[tokio::test]
async fn every_recurring_job_has_somebody_who_does_it() {
    World::tell(async |world| {
        let listeners = router::worker(&world.app).listeners;
        for recurring in super::RECURRING {
            assert!(
                listeners
                    .iter()
                    .any(|listener| listener.job == recurring.job),
                "nobody does {}",
                recurring.job
            );
        }
    })
    .await;
}

#[test]
fn a_day_has_its_hour_and_the_next_one_comes_after_it() {
    let at = |text: &str| -> Instant { text.parse::<jiff::Timestamp>().unwrap().into() };
    let three = Every::DayAt(3);
    assert_eq!(
        three.next(at("2026-11-24T02:59:59Z")),
        at("2026-11-24T03:00:00Z")
    );
    assert_eq!(
        three.next(at("2026-11-24T03:00:00Z")),
        at("2026-11-25T03:00:00Z")
    );
    assert_eq!(
        three.next(at("2026-12-31T23:00:00Z")),
        at("2027-01-01T03:00:00Z")
    );
    assert_eq!(
        Every::Minutes(5).next(at("2026-11-24T03:00:00Z")),
        at("2026-11-24T03:05:00Z")
    );
}

async fn clear(world: &World) {
    let write = world.app.db.write(|tx| {
        Box::pin(async move {
            execute!(tx, sqlx::query("delete from jobs"))?;
            Ok(())
        })
    });
    write.await.unwrap();
}
