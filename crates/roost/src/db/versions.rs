//! How often each group has been written since this server started: what a kept page is kept under.

use crate::ids::GroupId;
use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock};

/// Versions live in memory, since reading one from the database would cost most of what a kept
/// page saves. A restart forgets them together with the pages.
#[derive(Default)]
pub struct Versions {
    by_group: RwLock<HashMap<GroupId, u64>>,
    /// Raised when it is not known which groups were written, and by each write at all.
    all: AtomicU64,
    /// Raised by each write to any group: what a page about many groups is kept under.
    any: AtomicU64,
}

impl Versions {
    /// The version of a page about `group`, or about all groups if `None`.
    pub fn of(&self, group: Option<GroupId>) -> (u64, u64) {
        let all = self.all.load(Ordering::Acquire);
        let Some(group) = group else {
            return (all, self.any.load(Ordering::Acquire));
        };
        let versions = self.by_group.read().unwrap_or_else(PoisonError::into_inner);
        (all, versions.get(&group).copied().unwrap_or(0))
    }

    /// Makes every page about one of `groups` stale, and every page about many groups.
    pub fn raise(&self, groups: &BTreeSet<GroupId>) {
        if groups.is_empty() {
            return;
        }
        let mut versions = self
            .by_group
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        for group in groups {
            *versions.entry(*group).or_default() += 1;
        }
        self.any.fetch_add(1, Ordering::AcqRel);
    }

    /// Makes every page stale: somebody else has written, it is not known what.
    pub fn raise_all(&self) {
        self.all.fetch_add(1, Ordering::AcqRel);
    }
}
