//! Rows of accounts, addresses, sessions and sign-ins, and nothing else.
mod accounts;
mod addresses;
mod sessions;
mod sign_ins;
mod verify;

pub use accounts::{
    count_keepers, find_account, find_account_by_address, find_appearance, insert_account,
    lock_picture, update_appearance, update_picture,
};
pub use addresses::{
    address_email, confirm_address, find_address, find_address_id, find_or_add_address,
    give_address, list_addresses, list_keepers, lock_address,
};
pub use sessions::{
    delete_ended_sessions, delete_session, find_signed_in, insert_session, list_sessions,
    update_session_seen,
};
pub use sign_ins::{
    add_wrong_code, count_sign_ins, count_wrong_codes, delete_ended_sign_ins, end_older_sign_ins,
    find_newest_sign_in, find_sign_in, insert_sign_in, lock_sign_in, lock_sign_ins_of_browser,
    update_sign_in_used,
};
pub use verify::list_breaches;
