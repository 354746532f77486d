//! What people do about who they are: ask to sign in, sign in, sign out, change how they appear.
mod accounts;
mod appearance;
mod sessions;
mod sign_ins;
mod first_run;

pub use accounts::{AddressConfirmed, NameChanged, NewAccount, add_account};
pub use appearance::{change_appearance, change_picture};
pub use first_run::{FirstRun, finish_first_run, offer_first_run};
pub use sessions::{close_session, open_session};
pub use sign_ins::{
    Arrival, Asked, Asking, SigningIn, add_sign_in_link, ask_to_sign_in, sign_in_by_code,
    sign_in_by_link,
};
