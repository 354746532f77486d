//! The pages of groups, and which group an address is about.
mod here;
mod organize_nav;
mod place;
mod describe;
mod found;
mod settings;
mod membership;
mod conduct;
mod cover;

pub use here::Here;
pub use organize_nav::{OrganizeNav, OrganizeTab};

use crate::accounts::{self, Account};
use crate::groups::model::Newcomer;
use crate::state::App;
use crate::web::{Error, Routes};

pub fn routes() -> Routes {
    Routes::default()
        .get("/start", found::new)
        .post("/start", found::create)
        .get("/places", place::index)
        .get("/{group}/join", membership::new)
        .post("/{group}/join", membership::create)
        .get("/{group}/leave", membership::confirm_delete)
        .post("/{group}/leave", membership::delete)
        .get("/{group}/conduct", conduct::show)
        .get("/{group}/cover.svg", cover::card)
        .get("/{group}/cover-wide.svg", cover::wide)
        .get("/{group}/cover.png", cover::png)
        .get("/{group}/organize/settings", settings::edit)
        .post("/{group}/organize/settings", settings::update)
        .get("/{group}/organize/close", settings::confirm_close)
        .post("/{group}/organize/close", settings::close)
        .post("/{group}/organize/reopen", settings::reopen)
}

/// The account as a group will know it, and its address to show.
///
/// # Errors
/// If the database cannot be read.
pub async fn newcomer(app: &App, account: &Account) -> Result<(Newcomer, String), Error> {
    let addresses = accounts::list_addresses(&mut app.db.read().await?, account.id).await?;
    let confirmed = addresses.into_iter().find(|a| a.confirmed_at.is_some());
    let address = confirmed.ok_or_else(|| anyhow::anyhow!("an account has no address"))?;
    let newcomer = Newcomer {
        account: account.id,
        address: address.id,
        name: account.name.clone(),
    };
    Ok((newcomer, address.email))
}
