//! Types and pure rules: what a round is, who has a turn in it, and in which order.
mod turn;
mod round;
mod order;

pub use order::{arrange, promote};
pub use round::{
    CHANGEOVER, Format, LIMIT, LONGEST_CHANGEOVER, LONGEST_LIMIT, LONGEST_ROUND, MOST_ROUNDS,
    MOST_TURNS, Policy, Round, SHORTEST_LIMIT, SHORTEST_ROUND, Shut, capacity, parse_span, span,
};
pub use turn::{Entry, NAME, NEEDS, State, TITLE, Turn};
