//! When a series is, and what its evenings are unless somebody says otherwise.

mod held;
mod rule;
mod defaults;
mod row;

pub use defaults::{Defaults, Part};
pub use held::Held;
pub use row::{Occurrence, PublicDate, Series, StandingOf};
pub use rule::{AHEAD, End, MOST_EVERY, MOST_TIMES, Pattern, Rule};
