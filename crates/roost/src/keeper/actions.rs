use crate::db::{self, Tx};
use crate::settings::{self, Founding, Settings};

/// Says who may start a group from now on. Groups that wait already still wait.
pub async fn let_found(tx: &mut Tx<'_>, founding: Founding) -> db::Result<()> {
    let settings = Settings {
        founding,
        ..settings::find_settings(tx).await?
    };
    settings::save_settings(tx, &settings).await
}
