//! What organizers do with series.
mod make;
mod change;
mod following;
mod stop;

pub use change::{Foreseen, change, foresee};
pub use following::{change_following, foresee_following};
pub use make::{NewSeries, extend, make, make_once};
pub use stop::{Drafts, skip, stop};
