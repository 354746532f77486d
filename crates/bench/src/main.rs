//! What `bin/bench` measures Roost against: a database of a size, a server that does nothing but send
//! bytes, a storm of answers, a crowd that watches a timer, mail to many, and the fastest updates that the same engine makes of one row.
//!
//! Nothing here is part of Roost, and none of it checks anything: it prints figures.
mod bare;
mod client;
mod contend;
mod fill;
mod mail;
mod markup;
mod storm;
mod viewers;

use clap::{Parser, Subcommand};
use std::path::PathBuf;

#[derive(Parser)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Fill an empty database with groups and events, and print the cookie of a signed-in member.
    Fill {
        /// `sqlite:FILE` or `postgres://…`.
        #[arg(long)]
        database: String,
        #[arg(long, default_value_t = 200)]
        groups: usize,
        #[arg(long, default_value_t = 500)]
        events: usize,
    },
    /// Serve the bytes of a file from memory, with its content type and encoding, until ended.
    Bare {
        #[arg(long)]
        port: u16,
        #[arg(long)]
        file: PathBuf,
        #[arg(long, default_value = "")]
        encoding: String,
    },
    /// Send answers from many connections to one event, and print how long they took.
    Storm {
        #[arg(long)]
        port: u16,
        #[arg(long)]
        path: String,
        #[arg(long, default_value_t = 10_000)]
        answers: usize,
        #[arg(long, default_value_t = 64)]
        connections: usize,
    },
    /// Watch one front view in many browsers while a moderator presses, and print how long the last
    /// of them waits, and the memory that each takes.
    Viewers {
        #[arg(long)]
        port: u16,
        /// The process id of the server.
        #[arg(long)]
        server: u32,
        #[arg(long, default_value_t = 2000)]
        count: usize,
    },
    /// Add groups of many people to a filled database, for `mail`.
    FillMail {
        #[arg(long)]
        database: String,
        #[arg(long, default_value_t = 100_000)]
        letters: usize,
    },
    /// Write to everybody in the large group, and print how long it takes until that is answered,
    /// until every letter is written and until every letter has left, how soon a page is answered
    /// meanwhile, and the memory that it takes.
    Mail {
        #[arg(long)]
        database: String,
        #[arg(long)]
        port: u16,
        /// The process id of the server.
        #[arg(long)]
        server: u32,
        /// Write from ten groups at once, one of them small, and print how long that one takes.
        #[arg(long)]
        turns: bool,
    },
    /// Render texts that are made to cost much, and print how long the slowest takes.
    Markup,
    /// Update one row durably from many tasks, and print how many updates a second there were.
    Contend {
        #[arg(long)]
        database: String,
        #[arg(long, default_value_t = 64)]
        tasks: usize,
        #[arg(long, default_value_t = 10)]
        seconds: u64,
    },
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    match Args::parse().command {
        Command::Fill {
            database,
            groups,
            events,
        } => fill::fill(&database, groups, events).await,
        Command::Bare {
            port,
            file,
            encoding,
        } => bare::serve(port, &file, &encoding).await,
        Command::Storm {
            port,
            path,
            answers,
            connections,
        } => storm::storm(port, &path, answers, connections).await,
        Command::Viewers {
            port,
            server,
            count,
        } => viewers::viewers(port, server, count).await,
        Command::FillMail { database, letters } => mail::fill(&database, letters).await,
        Command::Mail {
            database,
            port,
            server,
            turns: false,
        } => mail::to_many(&database, port, server).await,
        Command::Mail {
            database,
            port,
            turns: true,
            ..
        } => mail::in_turn(&database, port).await,
        Command::Markup => {
            markup::measure();
            Ok(())
        }
        Command::Contend {
            database,
            tasks,
            seconds,
        } => contend::contend(&database, tasks, seconds).await,
    }
}

/// Prints a figure for the script that asked.
#[expect(clippy::print_stdout, reason = "figures are what this program is for")]
fn print(line: &str) {
    println!("{line}");
}
