//! What happens to lists, their posts and their people. Each verb runs in its caller's transaction.
mod office;
mod founding;
mod announcing;
mod people;
mod muting;
mod posting;
mod deciding;
mod importing;
mod enrolling;

pub(super) use deciding::held_until;
#[cfg(test)]
pub(super) use deciding::read_decision;
pub use deciding::{Outcome, answer_notice, decide, expire};
pub use enrolling::{Fate, Why, Written, enroll, judge, take_people, write_people};
pub use founding::{FoundList, FoundLists, close, found, found_first, reopen, save};
pub use importing::{Imported, import};
pub use muting::{merge_mutes, mute};
pub use office::{Office, OpenList, open_list, open_list_by_id};
pub(super) use people::help;
pub use people::{
    Confirmed, ask_to_join, ask_to_leave, change, confirm, join_as, join_at, leave, own_link,
    set_standing,
};
pub(super) use posting::NOTICES;
pub use posting::{PostAccepted, SendPost, Taken, post, receive, send_chunk};
