//! All SQL of mail.
mod queue;
mod writing;
mod ledger;
mod kept;
mod bodies;

pub use bodies::{delete_bodies, find_body, insert_body};
pub use kept::{Kept, find_kept, list_kept};
pub use ledger::{
    Counts, Fate, Rates, Returned, clear_recipients, count_deliveries, count_lately, count_left,
    count_rates, count_sent_to, delete_settled, find_last_fault, find_returned, list_fates,
    mark_bounced, oldest_queued, verify,
};
pub use queue::{
    BATCH, BULK, Due, End, URGENT, begin_attempts, call_off, cancel_deliveries, end_attempt,
    find_letter, is_any_due, leave_queued, list_due, list_queuing_groups, put_off, put_off_domain,
    settle, settle_sent, take_back_attempt,
};
pub use writing::{Written, insert_deliveries};
