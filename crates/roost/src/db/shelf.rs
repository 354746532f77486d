//! What pages are made of, kept in memory from one request to the next.
//!
//! A page for somebody who is signed in cannot be kept as it was sent, but most of what it shows is
//! the same for everybody. That is read once, and stands here as a value under the versions that
//! rendered pages are kept under too.

use super::{Version, Versions};
use crate::clock::Instant;
use crate::ids::GroupId;
use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// An evening with a hundred names takes some ten kilobytes, so all of them take a few megabytes.
const MOST: usize = 1_000;

/// How long something that was read reads the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keep {
    /// Until this group is written; `None`: it is about many, so until any is.
    pub group: Option<GroupId>,
    /// The next instant at which it would read differently by itself; `None`: there is none.
    pub good_until: Option<Instant>,
}

impl Keep {
    /// As long as nobody writes the group.
    pub fn of(group: GroupId) -> Self {
        Keep {
            group: Some(group),
            good_until: None,
        }
    }

    /// Whether what was begun to be read at `version` reads the same `now`.
    pub fn is_good(self, versions: &Versions, version: Version, now: Instant) -> bool {
        versions.still_holds(version, self.group) && self.good_until.is_none_or(|until| now < until)
    }
}

/// Values by their type and a name. A value belongs to no visitor, or its name says to whom.
#[derive(Default)]
pub(super) struct Shelf {
    values: RwLock<HashMap<(TypeId, String), Value>>,
}

#[derive(Clone)]
struct Value {
    value: Arc<dyn Any + Send + Sync>,
    keep: Keep,
    version: Version,
}

impl Shelf {
    pub fn find<T: Any + Send + Sync>(
        &self,
        versions: &Versions,
        name: &str,
        now: Instant,
    ) -> Option<Arc<T>> {
        let values = self.values.read().unwrap_or_else(PoisonError::into_inner);
        let found = values.get(&(TypeId::of::<T>(), name.to_owned()))?;
        let is_good = found.keep.is_good(versions, found.version, now);
        let value = is_good.then(|| Arc::clone(&found.value))?;
        value.downcast().ok()
    }

    pub fn put<T: Any + Send + Sync>(
        &self,
        versions: &Versions,
        name: String,
        (keep, version): (Keep, Version),
        value: Arc<T>,
    ) {
        let mut values = self.values.write().unwrap_or_else(PoisonError::into_inner);
        if values.len() >= MOST {
            values.retain(|_, value| versions.still_holds(value.version, value.keep.group));
        }
        if values.len() >= MOST {
            // All of them are in use, so none is worth more than another: each is read again soon.
            values.clear();
        }
        let value = Value {
            value,
            keep,
            version,
        };
        values.insert((TypeId::of::<T>(), name), value);
    }
}

#[cfg(test)]
mod tests {
    use super::{Keep, MOST, Shelf};
    use crate::clock::{Clock, Instant};
    use crate::db::Versions;
    use crate::ids::{GroupId, Ids, Moment};
    use jiff::SignedDuration;
    use std::sync::Arc;

    struct Stage {
        shelf: Shelf,
        versions: Versions,
        group: GroupId,
        now: Instant,
    }

    impl Stage {
        fn new() -> Self {
            let at = Moment::new(Clock::System.now(), Ids::seeded(1));
            Stage {
                shelf: Shelf::default(),
                versions: Versions::default(),
                group: GroupId::new(&at),
                now: at.now,
            }
        }

        fn put(&self, name: &str, keep: Keep, value: i64) {
            let kept = (keep, self.versions.now());
            let name = name.to_owned();
            self.shelf.put(&self.versions, name, kept, Arc::new(value));
        }

        fn find(&self, name: &str, now: Instant) -> Option<i64> {
            let found = self.shelf.find::<i64>(&self.versions, name, now);
            found.map(|value| *value)
        }
    }

    #[test]
    fn a_value_is_kept_until_its_group_is_written() {
        let stage = Stage::new();
        stage.put("evening", Keep::of(stage.group), 7);

        assert_eq!(stage.find("evening", stage.now), Some(7));
        assert_eq!(stage.find("another", stage.now), None);
        stage.versions.raise(&[stage.group].into());
        assert_eq!(stage.find("evening", stage.now), None);
    }

    #[test]
    fn a_value_is_kept_until_it_would_read_differently_by_itself() {
        let stage = Stage::new();
        let until = stage.now.after(SignedDuration::from_secs(60));
        let keep = Keep {
            group: Some(stage.group),
            good_until: Some(until),
        };
        stage.put("home", keep, 7);

        let just_before = until.before(SignedDuration::from_secs(1));
        assert_eq!(stage.find("home", just_before), Some(7));
        assert_eq!(stage.find("home", until), None);
    }

    #[test]
    fn values_of_two_types_may_have_one_name() {
        let stage = Stage::new();
        stage.put("evening", Keep::of(stage.group), 7);

        let kept = (Keep::of(stage.group), stage.versions.now());
        let words = Arc::new("words".to_owned());
        let name = "evening".to_owned();
        stage.shelf.put(&stage.versions, name, kept, words);

        assert_eq!(stage.find("evening", stage.now), Some(7));
        let found = stage
            .shelf
            .find::<String>(&stage.versions, "evening", stage.now);
        assert_eq!(found.as_deref().map(String::as_str), Some("words"));
    }

    #[test]
    fn a_full_shelf_lets_go_of_what_is_stale_and_then_of_everything() {
        let stage = Stage::new();
        for number in 0..MOST {
            stage.put(&number.to_string(), Keep::of(stage.group), 7);
        }
        stage.versions.raise(&[stage.group].into());
        stage.put("fresh", Keep::of(stage.group), 8);
        assert_eq!(stage.shelf.values.read().expect("no panic").len(), 1);

        for number in 0..MOST {
            stage.put(&number.to_string(), Keep::of(stage.group), 9);
        }
        assert_eq!(stage.find("fresh", stage.now), None);
        assert_eq!(stage.find(&(MOST - 1).to_string(), stage.now), Some(9));
    }
}
