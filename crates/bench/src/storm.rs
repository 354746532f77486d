use crate::client::Connection;
use crate::print;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use tokio::task::JoinSet;

/// Everybody answers once, as somebody without an account does: a name and an address.
pub async fn storm(
    port: u16,
    path: &str,
    answers: usize,
    connections: usize,
) -> anyhow::Result<()> {
    let next = Arc::new(AtomicUsize::new(0));
    let begun = Instant::now();
    let mut people = JoinSet::new();
    for _ in 0..connections {
        let (next, path) = (Arc::clone(&next), path.to_owned());
        people.spawn(async move { answer_in_turn(port, &path, answers, &next).await });
    }
    let mut statuses: BTreeMap<u16, usize> = BTreeMap::new();
    let mut slowest = 0.0_f64;
    while let Some(done) = people.join_next().await {
        let (counts, worst) = done??;
        slowest = slowest.max(worst);
        for (status, count) in counts {
            *statuses.entry(status).or_default() += count;
        }
    }
    let seconds = begun.elapsed().as_secs_f64();
    let rate = f64::from(u32::try_from(answers)?) / seconds;
    print(&format!(
        "{rate:.0} answers/s, {seconds:.1} s, slowest {slowest:.3} s, {statuses:?}"
    ));
    Ok(())
}

type Counts = BTreeMap<u16, usize>;

async fn answer_in_turn(
    port: u16,
    path: &str,
    answers: usize,
    next: &AtomicUsize,
) -> anyhow::Result<(Counts, f64)> {
    let mut connection = Connection::open(port).await?;
    let (mut counts, mut slowest) = (Counts::new(), 0.0_f64);
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= answers {
            return Ok((counts, slowest));
        }
        let form = format!("answer=going&name=Person+{number}&email=person{number}%40example.org");
        let begun = Instant::now();
        let status = connection.post(path, &form).await?.status;
        slowest = slowest.max(begun.elapsed().as_secs_f64());
        *counts.entry(status).or_default() += 1;
    }
}
