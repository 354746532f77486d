//! All SQL of lists.
mod list;
mod post;
mod request;
mod subscription;
mod departure;
mod waiting;
mod mute;
mod own;
mod verify;

pub use departure::{
    has_departed, remove_departure, remove_departures, save_departure, save_departures,
};
pub use list::{
    find_list, find_list_by_address, insert_list, insert_name, is_name_taken, list_groups_without,
    list_lists, lock_list, save_closed, update_list,
};
pub use mute::{
    copy_mutes, has_mutes, insert_mute, is_muted, list_muting, remove_mute, remove_mutes,
};
pub use own::{OwnPlace, OwnPost, list_places_of, list_posts_of};
pub use post::{
    Held, blank_post, blank_posts, count_accepted, count_held, count_held_lately, expire_posts,
    find_notice, find_post, find_raw, has_message, insert_notice, insert_post,
    list_groups_with_held, list_held, list_unarchived, mark_archived, settle,
};
pub use request::{Request, count_requests, delete_requests, find_request, insert_request};
pub use subscription::{
    DigestReader, count_subscribers, find_subscription, find_subscription_by_id,
    insert_subscription, list_digest_places, list_digest_readers, list_readers, list_subscribers,
    lock_digest, remove_subscription, remove_subscriptions, save_digested, update_subscription,
};
pub use verify::find_breaches;
pub use waiting::{
    forget_waiting, insert_waiting, list_digest_groups, list_waiting, remove_all_waiting,
    remove_waiting,
};
