use super::Settings;
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::{execute, on};

/// Settings as stored; what was never set has its default.
///
/// # Errors
/// If the database cannot be read.
pub async fn find_settings(tx: &mut Tx<'_>) -> Result<Settings> {
    const SQL: &str = "select name, value from settings order by name";
    let rows: Vec<(String, String)> = on!(tx, c => sqlx::query_as(SQL).fetch_all(c).await)?;
    let value = |wanted: &str| {
        rows.iter()
            .find(|(name, _)| name == wanted)
            .map(|(_, value)| value)
    };
    Ok(Settings {
        name: value("name").cloned().unwrap_or_default(),
        founding: value("founding")
            .and_then(|v| v.parse().ok())
            .unwrap_or_default(),
    })
}

/// Writes a row that nobody reads: shows that the database takes writes.
///
/// # Errors
/// If the database refuses, because the disk is full for instance.
pub async fn try_to_write(tx: &mut Tx<'_>, now: Instant) -> Result<()> {
    const SQL: &str = "insert into settings (name, value) values ('tried_at', $1)
                       on conflict (name) do update set value = excluded.value";
    execute!(tx, sqlx::query(SQL).bind(now.timestamp().to_string()))?;
    Ok(())
}

/// # Errors
/// If the database refuses.
pub async fn save_settings(tx: &mut Tx<'_>, settings: &Settings) -> Result<()> {
    const SQL: &str = "insert into settings (name, value) values ($1, $2)
                       on conflict (name) do update set value = excluded.value";
    let rows = [
        ("name", settings.name.as_str()),
        ("founding", settings.founding.name()),
    ];
    for (name, value) in rows {
        execute!(tx, sqlx::query(SQL).bind(name).bind(value))?;
    }
    Ok(())
}
