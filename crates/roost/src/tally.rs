//! Counts that are kept in memory until somebody writes them down together, so that ten thousand of
//! a kind are one write.
//!
//! What is in here is lost if the program is killed: so nothing is counted here that anybody is
//! promised.

use crate::ids::GroupId;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

/// Whose group, what, and on which day in UTC.
pub type Counted = (GroupId, Uuid, Date);

/// As many entries as there are things that were counted since the last write, one for each day.
#[derive(Debug, Default)]
pub struct Tally(Mutex<BTreeMap<Counted, i64>>);

impl Tally {
    pub fn add(&self, what: Counted, times: i64) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.entry(what).or_default() += times;
    }

    /// What was counted since it was last taken, in the order of groups. Whoever cannot write it adds
    /// it again.
    pub fn take(&self) -> Vec<(Counted, i64)> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *counts).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;
    use crate::ids::GroupId;
    use jiff::civil::date;
    use std::sync::Arc;
    use uuid::Uuid;

    #[test]
    fn what_many_count_at_once_is_counted_once_each_and_taken_once() {
        let tally = Arc::new(Tally::default());
        let what = (GroupId::NONE, Uuid::nil(), date(2026, 12, 3));
        let counting: Vec<_> = (0..8)
            .map(|_| {
                let tally = Arc::clone(&tally);
                std::thread::spawn(move || (0..1250).for_each(|_| tally.add(what, 1)))
            })
            .collect();
        for thread in counting {
            thread.join().unwrap();
        }

        assert_eq!(tally.take(), [(what, 10_000)]);
        assert_eq!(tally.take(), []);
    }
}
