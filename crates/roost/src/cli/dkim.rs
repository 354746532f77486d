//! Keys that mail is signed with.

use super::say;
use crate::clock::Clock;
use crate::config::Config;
use crate::mail::{self, Pair, sender_domain};
use anyhow::Context;
use jiff::tz::TimeZone;
use std::process::ExitCode;

/// Makes a pair and prints its records.
pub fn new(config: &Config, name: Option<String>) -> anyhow::Result<ExitCode> {
    let today = || {
        let now = Clock::System.now().in_zone(&TimeZone::UTC);
        now.strftime("%Y%m%d").to_string()
    };
    let name = name.unwrap_or_else(today);
    mail::make_keys(&config.data, &name)?;
    for pair in mail::list_keys(&config.data, &domain(config)?)? {
        if pair.name == name {
            print(&pair);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints every pair.
pub fn list(config: &Config) -> anyhow::Result<ExitCode> {
    let pairs = mail::list_keys(&config.data, &domain(config)?)?;
    if pairs.is_empty() {
        say("There are no keys, so mail goes out unsigned. `roost dkim new` makes them.");
    }
    pairs.iter().for_each(print);
    Ok(ExitCode::SUCCESS)
}

/// Signs with another pair.
pub fn choose(config: &Config, name: &str) -> anyhow::Result<ExitCode> {
    mail::choose_keys(&config.data, name)?;
    say(&format!(
        "{name} signs from the next start of the server on."
    ));
    Ok(ExitCode::SUCCESS)
}

/// The domain of the sender, which the signatures speak for.
fn domain(config: &Config) -> anyhow::Result<String> {
    let domain = sender_domain(config);
    domain.context("mail.from must be an e-mail address: the keys are for its domain")
}

fn print(pair: &Pair) {
    let state = match pair.is_active {
        true => "It signs.",
        false => "It waits: `roost dkim use` makes it sign.",
    };
    say(&format!("{}. {state}", pair.name));
    for record in &pair.records {
        say(&format!("  {} TXT \"{}\"", record.name, record.text));
    }
}
