//! All SQL of invitation links, split by noun. No statement here makes a kept page stale, since none
//! shows a link.
mod links;
mod ways;
mod visits;
mod checks;

pub use checks::list_breaches;
pub use links::{
    cut_off, find_inviter, find_link, find_link_by_code, find_own_link, insert_link, list_tagged,
};
pub use visits::{add_visits, count_visits};
pub use ways::{
    Came, Shown, comes, count_brought, count_brought_by_people, delete_way, find_inviter_of,
    find_standing, find_way, hold_ways, insert_way, list_groups_with_past_ways, list_past_ways,
    list_tellers, list_ways_of_account, note_former_link, note_former_way,
};
