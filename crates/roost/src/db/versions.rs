//! How often each group has been written since this server started: what a kept page is kept under.

use crate::ids::GroupId;
use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock};
use tokio::sync::watch::{Receiver, Sender};

/// Versions live in memory, since reading one from the database would cost most of what a kept
/// page saves. A restart forgets them together with the pages.
#[derive(Default)]
pub struct Versions {
    /// How many writes there have been: the version of a page about many groups.
    writes: AtomicU64,
    /// Which of those writes was the group's last.
    last_write: RwLock<HashMap<GroupId, u64>>,
    /// Raised when somebody else has written, it is not known what.
    epoch: AtomicU64,
    /// Changes with each of these, so that an open page looks again.
    changed: Sender<()>,
}

/// What was true when a page began to be rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    writes: u64,
    epoch: u64,
}

impl Versions {
    /// Taken before the first row of a page is read.
    pub fn now(&self) -> Version {
        Version {
            writes: self.writes.load(Ordering::Acquire),
            epoch: self.epoch.load(Ordering::Acquire),
        }
    }

    /// Whether a page about `group` (`None`: about many) that was begun at `version` reads the same
    /// today.
    pub fn still_holds(&self, version: Version, group: Option<GroupId>) -> bool {
        if self.epoch.load(Ordering::Acquire) != version.epoch {
            return false;
        }
        let Some(group) = group else {
            return self.writes.load(Ordering::Acquire) == version.writes;
        };
        let last_write = self.last_write.read();
        let last_write = last_write.unwrap_or_else(PoisonError::into_inner);
        last_write.get(&group).copied().unwrap_or(0) <= version.writes
    }

    /// Makes every page about one of `groups` stale, and every page about many groups.
    pub fn raise(&self, groups: &BTreeSet<GroupId>) {
        if groups.is_empty() {
            return;
        }
        let last_write = self.last_write.write();
        let mut last_write = last_write.unwrap_or_else(PoisonError::into_inner);
        let number = self.writes.fetch_add(1, Ordering::AcqRel) + 1;
        for group in groups {
            last_write.insert(*group, number);
        }
        drop(last_write);
        self.changed.send_replace(());
    }

    /// Makes every page stale: somebody else has written, it is not known what.
    pub fn raise_all(&self) {
        self.epoch.fetch_add(1, Ordering::AcqRel);
        self.changed.send_replace(());
    }

    /// Changes after each write that this server knows of: a hint to look again, never a promise.
    pub fn changes(&self) -> Receiver<()> {
        self.changed.subscribe()
    }
}

#[cfg(test)]
mod tests {
    use super::Versions;
    use crate::clock::Clock;
    use crate::ids::{GroupId, Ids, Moment};

    #[test]
    fn a_write_makes_its_groups_pages_stale_and_no_others() {
        let at = Moment::new(Clock::System.now(), Ids::seeded(1));
        let (rust, python) = (GroupId::new(&at), GroupId::new(&at));
        let versions = Versions::default();
        let before = versions.now();

        versions.raise(&[rust].into());

        assert!(!versions.still_holds(before, Some(rust)));
        assert!(!versions.still_holds(before, None));
        assert!(versions.still_holds(before, Some(python)));
        assert!(versions.still_holds(versions.now(), Some(rust)));
        versions.raise_all();
        assert!(!versions.still_holds(before, Some(python)));
    }
}
