//! Types and pure rules: what an ask is, and whom it is worth asking.
mod ask;
mod worth;

pub use ask::{
    Answer, Ask, AskWay, Day, KEPT, OwnAsk, OwnPause, PAUSED, Shown, Step, TOPIC, TalkInLine,
    answer_by,
};
pub use worth::{Candidate, LATELY, Presence, Why, Worth, worth_asking};
