//! Types and pure rules: what an event is, when it is, and what organizers say about it.

mod wall;
mod schedule;
mod agenda;
mod question;
mod event;
mod details;

pub use agenda::{AgendaLine, MOST_LINES, TalkLinks};
pub use details::{Details, LINK_MINUTES, MOST_GUESTS, MOST_LINK_MINUTES, MOST_SEATS};
pub use event::{AttendanceMode, Closed, Cover, Event, Status};
pub use question::{
    LEAST_OPTIONS, MOST_OPTIONS, MOST_QUESTIONS, Purpose, Question, QuestionKind, Questions,
};
pub use schedule::{
    FormerTime, MOST_DAYS, Misfit, Schedule, Told, Which, doors_before, find_zone, tell,
};
pub use wall::Wall;
