//! `roost demo`: an invented world on a fresh database, served at once.

use super::{say, serve};
use crate::accounts;
use crate::config::{Config, Inbound, Mail, Transport};
use crate::demo::{self, Doors, Stage};
use crate::ids::AddressId;
use crate::state::App;
use anyhow::Context;
use jiff::SignedDuration;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use url::Url;

/// How long the printed links can be used.
const LINKS_LAST: SignedDuration = SignedDuration::from_hours(24);

/// Where the kept doors of an earlier demo stand, beside its database.
const DOORS: &str = "demo.json";

/// # Errors
/// If the folder holds something else, or the server cannot start.
pub async fn demo(stage: Stage, port: u16, data: Option<PathBuf>) -> anyhow::Result<()> {
    let folder = Folder::of(data)?;
    let config = Config {
        data: folder.path.clone(),
        listen: SocketAddr::from(([127, 0, 0, 1], port)),
        base_url: Url::parse(&format!("http://localhost:{port}")).context("the port is odd")?,
        mail: Mail {
            transport: Transport::Mailbox,
            keeps_quiet: false,
            ..Mail::default()
        },
        inbound: Inbound {
            domain: Some("lists.example.org".to_owned()),
            // Nobody has to know the port: the demo’s messages come from the demo.
            smtp: Some(SocketAddr::from(([127, 0, 0, 1], 0))),
            ..Inbound::default()
        },
        ..Config::default()
    };
    serve::serve(config, async |app| {
        open_doors(app, stage, &folder.path).await
    })
    .await
}

/// Builds the world unless an earlier demo has left it, and prints the ways in.
async fn open_doors(app: &App, stage: Stage, folder: &Path) -> anyhow::Result<()> {
    let kept = folder.join(DOORS);
    let doors = if kept.exists() {
        serde_json::from_str(&fs::read_to_string(&kept)?).context("demo.json cannot be read")?
    } else {
        let doors = demo::build(app, stage).await?;
        fs::write(&kept, serde_json::to_string(&doors)?)?;
        doors
    };
    let Doors {
        organizer,
        member,
        keeper,
    } = doors;
    say("Sign in with one tap, as");
    for (role, address) in [
        ("organizer", organizer),
        ("member", member),
        ("keeper", keeper),
    ] {
        say(&format!("  {role}: {}", link(app, address).await?));
    }
    say(&format!(
        "Everybody’s mail: {}",
        app.config.link("/mailbox")
    ));
    Ok(())
}

async fn link(app: &App, address: AddressId) -> anyhow::Result<String> {
    let at = &app.moment();
    let write = app.db.write(|tx| {
        Box::pin(async move { Ok(accounts::add_sign_in_link(tx, at, address, LINKS_LAST).await?) })
    });
    Ok(app.config.link(&write.await?))
}

/// The demo's data folder: kept if the person named it, else taken away at the end.
struct Folder {
    path: PathBuf,
    is_kept: bool,
}

impl Folder {
    fn of(named: Option<PathBuf>) -> anyhow::Result<Self> {
        if let Some(path) = named {
            let foreign = path.join("roost.db").exists() && !path.join(DOORS).exists();
            anyhow::ensure!(
                !foreign,
                "{} holds a database that no demo has made. Name an empty folder",
                path.display()
            );
            return Ok(Folder {
                path,
                is_kept: true,
            });
        }
        let path = std::env::temp_dir().join(format!("roost-demo-{}", std::process::id()));
        Ok(Folder {
            path,
            is_kept: false,
        })
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.is_kept {
            // What is left in the temporary folder harms nobody.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}
