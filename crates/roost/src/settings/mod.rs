//! What the keeper sets on a running installation.
mod store;

pub use store::{find_settings, save_settings, try_to_write};

use std::str::FromStr;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The installation's name; empty until the first run is done.
    pub name: String,
    pub founding: Founding,
}

impl Settings {
    /// What people read; before the first run is done the installation has no name of its own.
    pub fn shown_name(&self) -> &str {
        if self.name.is_empty() {
            "Roost"
        } else {
            &self.name
        }
    }
}

/// Who may found a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Founding {
    Anybody,
    /// A new group waits: it works wholly for its organizers, but its public pages and its mail to
    /// others wait for the keeper's yes.
    #[default]
    WithKeepersYes,
    Nobody,
}

impl Founding {
    pub fn name(self) -> &'static str {
        match self {
            Founding::Anybody => "anybody",
            Founding::WithKeepersYes => "with_keepers_yes",
            Founding::Nobody => "nobody",
        }
    }
}

impl FromStr for Founding {
    type Err = anyhow::Error;

    fn from_str(name: &str) -> anyhow::Result<Self> {
        [
            Founding::Anybody,
            Founding::WithKeepersYes,
            Founding::Nobody,
        ]
        .into_iter()
        .find(|known| known.name() == name)
        .ok_or_else(|| anyhow::anyhow!("there is no such rule for founding: {name}"))
    }
}
