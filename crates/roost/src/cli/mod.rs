//! The command line.
mod data;
mod serve;
mod demo;
mod import;
mod mailbox;
mod roster;
mod dkim;
mod doctor;

use crate::config::Config;
use crate::db::Db;
use crate::demo::Stage;
use crate::groups::{self, Group};
use crate::lists::{self, List, Mode};
use crate::pdf;
use crate::router;
#[cfg(debug_assertions)]
use crate::words;
use anyhow::Context;
use clap::{Parser, Subcommand};
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;
use url::Url;

/// Roost, where a user group lives: its events, its people and its mail, in one program.
#[derive(Parser)]
#[command(
    version,
    about,
    after_help = "Every setting can stand in roost.toml, in the environment, or \
    on the command line, which wins. docs/run/configure.md lists them all."
)]
struct Args {
    /// The file with the settings [default: roost.toml, if there is one].
    #[arg(long, global = true, env = "ROOST_CONFIG")]
    config: Option<PathBuf>,
    /// The folder for the database, pictures and the key.
    #[arg(long, global = true, env = "ROOST_DATA")]
    data: Option<PathBuf>,
    /// A PostgreSQL address. Without it, SQLite in the data folder is used.
    #[arg(long, global = true, env = "DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,
    /// Speak the language that shows what a translation would break.
    #[cfg(debug_assertions)]
    #[arg(long, global = true)]
    pseudo: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the site until told to stop (Ctrl-C or SIGTERM).
    ///
    /// On an empty database it prints a one-time link that makes the keeper's account.
    Serve {
        /// Where to listen, such as 0.0.0.0:8000.
        #[arg(long, env = "ROOST_LISTEN")]
        listen: Option<SocketAddr>,
        /// What links begin with, such as <https://roost.example.org>.
        #[arg(long, env = "ROOST_BASE_URL")]
        base_url: Option<Url>,
    },
    /// Serve an invented world on a fresh database, to try everything out.
    ///
    /// Three groups in two cities, a year of evenings, four hundred members. It prints links that
    /// sign you in with one tap; every mail can be read at /mailbox.
    Demo {
        /// How the world looks when it begins.
        #[arg(long, value_enum, default_value_t = Stage::Growing)]
        stage: Stage,
        #[arg(long, default_value_t = 8000)]
        port: u16,
    },
    /// Bring the database's schema up to date and stop. `serve` does this by itself.
    Migrate,
    /// Check every invariant of the database and name each breach. Changes nothing.
    Check,
    /// Bring in what a group has elsewhere.
    #[command(subcommand)]
    Import(Import),
    /// Take out what a group has here.
    #[command(subcommand)]
    Export(Export),
    /// Keys that mail is signed with (DKIM), and the DNS records for them.
    #[command(subcommand)]
    Dkim(Dkim),
    /// Look at what this installation needs from others, and say what to do. Changes nothing.
    #[command(subcommand)]
    Doctor(Doctor),
    /// Draw the pages of a PDF that comes in, and send them out. The server starts it.
    #[command(hide = true)]
    DrawPages,
}

#[derive(Subcommand)]
enum Dkim {
    /// Make a pair of keys, one for RSA and one for Ed25519, and print what belongs into DNS.
    ///
    /// The first pair signs as soon as the server starts again. A later one waits until
    /// `roost dkim use`, so that its records can stand in DNS before anybody looks for them.
    New {
        /// Up to 32 small letters and digits [default: today, such as 20261126].
        name: Option<String>,
    },
    /// Print every pair with its DNS records, and which one signs.
    List,
    /// Sign with the pair of this name from the next start of the server on.
    ///
    /// Leave the records of the former pair in DNS for a week: mail that is under way was signed
    /// with it.
    Use { name: String },
}

#[derive(Subcommand)]
enum Doctor {
    /// Ask DNS, the mail server and our own port whether mail can leave, arrive and come in.
    ///
    /// Each thing is ok, warn (it works, and could be better) or wrong, with what to do; then come
    /// the DNS records that are missing, to copy. It ends with 0 only if nothing is wrong. A server
    /// may run meanwhile. Run it as the server's user, with its settings: nobody else can read the
    /// keys.
    Mail {
        /// Send one letter there too, past the outbox, and say what the mail server answered.
        #[arg(long, value_name = "ADDRESS")]
        to: Option<String>,
        /// What links begin with, where the server is told so.
        #[arg(long, env = "ROOST_BASE_URL")]
        base_url: Option<Url>,
    },
}

#[derive(Subcommand)]
enum Import {
    /// Bring the events of a calendar into a group: a file, or an address.
    ///
    /// It reads iCalendar as Google, Outlook, Nextcloud, Apple and Meetup write it, and says for
    /// each event whether it is new, changed, the same, kept as it is here, or cannot come, and why.
    /// Past events come as pages that everybody can see, coming ones as drafts, private ones always
    /// as drafts. Nobody gets an e-mail. The same calendar again changes nothing, and what was
    /// changed here by hand stays. A server may run meanwhile.
    ///
    /// Take it back under Organize, Settings, Bring events in.
    #[command(after_help = "Examples:\n  \
        roost import ics --group turku-python --dry-run calendar.ics\n  \
        roost import ics --group turku-python https://calendar.example.org/turku.ics\n\n\
        Limits: 40 MB and 20,000 events. Rules are followed two years back and two years ahead.\n\
        Addresses that are not on the public internet are refused; save those as a file.")]
    Ics {
        /// The group’s address, such as turku-python.
        #[arg(long, value_name = "SLUG")]
        group: String,
        /// Print what would come, and write nothing.
        #[arg(long)]
        dry_run: bool,
        /// Files that end with .ics, or an address that begins with https:// or webcal://.
        #[arg(value_name = "FILE|URL", required = true)]
        from: Vec<String>,
    },
    /// Bring the events of a group at Meetup in: from its calendar, and from pages that were saved.
    ///
    /// The group’s calendar (its address with /events/ical/ at the end) holds the next ten events and
    /// not where they are. The page of each event, saved in a browser as .html or .mhtml, holds the
    /// rest, and so does that of the group’s past events; put many into a .zip. An event that several
    /// tell is one event here, also where Meetup has given it another number meanwhile. An event that
    /// is here already by another way stays as it is. For the rest it does what `roost import ics` does.
    #[command(after_help = "Examples:\n  \
        roost import meetup --group turku-python https://www.meetup.com/turku-python/events/ical/\n  \
        roost import meetup --group turku-python --dry-run pages.zip\n\n\
        Limits: 16 MB a page, 40 MB a calendar or .zip, 20,000 events.")]
    Meetup {
        /// The group’s address here, such as turku-python.
        #[arg(long, value_name = "SLUG")]
        group: String,
        /// Print what would come, and write nothing.
        #[arg(long)]
        dry_run: bool,
        /// Files that end with .ics, .html, .mhtml or .zip, or the calendar's address.
        #[arg(value_name = "FILE|URL", required = true)]
        from: Vec<String>,
    },
    /// Put people on a mailing list who were on it elsewhere.
    ///
    /// It reads what `mailman members` of Mailman 3 and `list_members -f` of Mailman 2 print, and a table
    /// (CSV) whose heading has a column for addresses: with names, and with how each gets messages, if it
    /// has columns for those. They are on the list at once, and members of the group; nobody gets an
    /// e-mail. Whoever was banned, left the group or the list here, wants no lists, or whose mail came back
    /// is left out, and said. The same file again changes nothing, so what was ended in the middle goes on
    /// when it is run again. A server may run meanwhile.
    #[command(after_help = "Examples:\n  \
        mailman members --output people.txt turku@lists.example.org\n  \
        roost import members --group turku-python --list turku-python --dry-run people.txt")]
    Members {
        #[command(flatten)]
        list: ListArgs,
        /// Say what would happen, and write nothing.
        #[arg(long)]
        dry_run: bool,
        /// How those get messages of whom the file does not say it: each, digest or none [default: each].
        #[arg(long, value_name = "HOW", value_parser = roster::read_mode)]
        delivery: Option<Mode>,
        file: PathBuf,
    },
    /// Let a mailing list do what it did with Mailman.
    ///
    /// It reads what `config_list -o` of Mailman 2 prints, and the answer of Mailman 3 to
    /// `/3.1/lists/turku@lists.example.org/config` (JSON). It says of each setting what becomes of it, and
    /// names those that have no place here.
    Settings {
        #[command(flatten)]
        list: ListArgs,
        /// Say what would change, and write nothing.
        #[arg(long)]
        dry_run: bool,
        file: PathBuf,
    },
    /// Put the messages of a mailbox (mbox) into the archive of a mailing list.
    ///
    /// It reads what Mailman, Google Takeout, Thunderbird and mutt write. Nobody gets an e-mail. A
    /// message that is there already is not written twice, so what was ended in the middle goes on when
    /// it is run again. A server may run meanwhile.
    #[command(
        after_help = "Limits: a message of more than 50 MB is left out. Mailboxes of any size \
        are read with a few megabytes of memory."
    )]
    Mbox {
        #[command(flatten)]
        list: ListArgs,
        file: PathBuf,
    },
}

#[derive(Subcommand)]
enum Export {
    /// Write the messages of a mailing list to a mailbox (mbox, of the kind mboxrd), the oldest first.
    ///
    /// They are as they came, with their authors’ addresses: take care who gets the file. Mailman, its
    /// archives, neomutt and Thunderbird read it. A server may run meanwhile.
    Mbox {
        #[command(flatten)]
        list: ListArgs,
        /// It must not be there yet.
        file: PathBuf,
    },
    /// Write who is on a mailing list to a file, a name and an address on each line.
    ///
    /// `mailman addmembers` reads it, and most other list servers. Those who get no mail stand at the end,
    /// below a line that begins with #. A server may run meanwhile.
    Members {
        #[command(flatten)]
        list: ListArgs,
        /// Only those who get messages so: each, digest or none.
        #[arg(long, value_name = "HOW", value_parser = roster::read_mode)]
        delivery: Option<Mode>,
        /// It must not be there yet.
        file: PathBuf,
    },
}

/// Which mailing list.
#[derive(clap::Args)]
struct ListArgs {
    /// The group’s address, such as turku-python.
    #[arg(long, value_name = "SLUG")]
    group: String,
    /// What stands before the @ of the list’s address.
    #[arg(long, value_name = "NAME")]
    list: String,
}

impl ListArgs {
    fn whose(&self) -> (&str, &str) {
        (&self.group, &self.list)
    }
}

/// Runs the program and says how it ended.
pub fn run() -> ExitCode {
    let args = Args::parse();
    #[cfg(debug_assertions)]
    if args.pseudo {
        words::speak_pseudo();
    }
    if let Command::DrawPages = args.command {
        return pdf::draw_pages(io::stdin().lock(), io::stdout().lock());
    }
    let runtime = tokio::runtime::Runtime::new().expect("the system starts threads");
    match runtime.block_on(dispatch(args)) {
        Ok(code) => code,
        Err(fault) => {
            say(&format!("roost: {fault:#}"));
            ExitCode::FAILURE
        }
    }
}

async fn dispatch(args: Args) -> anyhow::Result<ExitCode> {
    let mut config = Config::read(args.config.as_deref())?;
    let data = args.data;
    config.data = data.clone().unwrap_or(config.data);
    config.database_url = args.database_url.or(config.database_url);
    start_log(&config);
    match args.command {
        Command::Serve { listen, base_url } => {
            config.listen = listen.unwrap_or(config.listen);
            config.base_url = base_url.unwrap_or(config.base_url);
            serve::serve(config, async |_| Ok(())).await?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Demo { stage, port } => {
            demo::demo(stage, port, data).await?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Migrate => {
            let _lock = data::Folder::lock(&config)?;
            data::open_database(&config).await?.close().await;
            say("The schema is up to date.");
            Ok(ExitCode::SUCCESS)
        }
        Command::Import(import) => {
            bring_in(&config, import).await?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Export(export) => {
            take_out(&config, export).await?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Dkim(Dkim::New { name }) => dkim::new(&config, name),
        Command::Dkim(Dkim::List) => dkim::list(&config),
        Command::Dkim(Dkim::Use { name }) => dkim::choose(&config, &name),
        Command::Doctor(Doctor::Mail { to, base_url }) => {
            config.base_url = base_url.unwrap_or(config.base_url);
            doctor::mail(&config, to.as_deref()).await
        }
        Command::Check => check(&data::open_database(&config).await?).await,
        Command::DrawPages => unreachable!("it needs none of this and has been run"),
    }
}

/// Brings in what a group has elsewhere.
async fn bring_in(config: &Config, import: Import) -> anyhow::Result<()> {
    match import {
        Import::Ics {
            group,
            dry_run,
            from,
        }
        | Import::Meetup {
            group,
            dry_run,
            from,
        } => import::events(config, &group, &from, dry_run).await,
        Import::Members {
            list,
            dry_run,
            delivery,
            file,
        } => roster::import(config, list.whose(), &file, (delivery, dry_run)).await,
        Import::Settings {
            list,
            dry_run,
            file,
        } => roster::settings(config, list.whose(), &file, dry_run).await,
        Import::Mbox { list, file } => mailbox::import(config, list.whose(), &file).await,
    }
}

/// Takes out what a group has here.
async fn take_out(config: &Config, export: Export) -> anyhow::Result<()> {
    match export {
        Export::Mbox { list, file } => mailbox::export(config, list.whose(), &file).await,
        Export::Members {
            list,
            delivery,
            file,
        } => roster::export(config, list.whose(), &file, delivery).await,
    }
}

/// Names every broken invariant on its own line.
async fn check(db: &Db) -> anyhow::Result<ExitCode> {
    let mut breaches = Vec::new();
    for feature in router::FEATURES {
        let mut tx = db.read().await?;
        breaches.extend(
            (feature.verify)(&mut tx)
                .await
                .context("checking stopped")?,
        );
    }
    for breach in &breaches {
        say(breach);
    }
    say(&match breaches.len() {
        0 => "Everything holds.".to_owned(),
        count => format!("{count} breaches."),
    });
    Ok(if breaches.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// A group's list, by their names.
async fn find(db: &Db, slug: &str, name: &str) -> anyhow::Result<(Group, List)> {
    let mut tx = db.read().await?;
    let group = groups::find_group(&mut tx, slug).await?;
    let group = group.with_context(|| format!("there is no group {slug}"))?;
    let all = lists::list_lists(&mut tx, group.id).await?;
    let list = all.into_iter().find(|list| list.name == name);
    let list = list.with_context(|| {
        format!("{slug} has no list {name}; begin one under Organize, Settings, Mailing lists")
    })?;
    Ok((group, list))
}

/// Writes a line to the terminal, where the person waits who gave the command.
#[expect(clippy::print_stdout, reason = "this is the command line")]
fn say(line: &str) {
    println!("{line}");
}

fn start_log(config: &Config) {
    let filter = EnvFilter::try_from_env("ROOST_LOG")
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx::query=warn,tower_http=warn"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        // It would complain on the same stream, and a stream that cannot be written ends the program.
        .log_internal_errors(false)
        .with_writer(io::stderr);
    if config.log_json {
        log.json().init();
    } else {
        log.compact().init();
    }
}
