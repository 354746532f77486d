//! What organizers do with series.
mod make;
mod change;
mod stop;

pub use change::{Foreseen, change, foresee};
pub use make::{NewSeries, extend, make, make_once};
pub use stop::{Drafts, stop};
