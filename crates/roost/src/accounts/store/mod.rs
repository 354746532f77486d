//! Rows of accounts, addresses and sessions, and nothing else.
mod accounts;
mod addresses;
mod sessions;

pub use accounts::{find_account, find_account_by_address, insert_account};
pub use addresses::{
    address_email, confirm_address, find_address, find_or_add_address, give_address,
};
pub use sessions::{find_signed_in, insert_session, update_session_seen};
