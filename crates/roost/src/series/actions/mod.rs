//! What organizers do with series.
mod standing;
mod make;
mod change;
mod following;
mod stop;

pub use change::{Foreseen, change, foresee};
pub use following::{change_following, foresee_following};
pub use make::{NewSeries, extend, make, make_once};
pub use standing::{CountIn, Standing, count_in, count_out, look_after, publish, seat};
pub use stop::{Drafts, skip, stop};
