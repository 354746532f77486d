//! `roost import members`, `roost import settings` and `roost export members`: who is on a list, and what
//! it does, from Mailman and back.

use super::{data, find, say};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::groups::{Actor, Group};
use crate::ids::{Ids, Moment};
use crate::lists::mailman::{self, LARGEST};
use crate::lists::roster::{Foreign, Line, Member, Roster, recognise};
use crate::lists::{self, Fate, List, Mode, Why};
use crate::text;
use anyhow::{Context, bail, ensure};
use std::collections::HashSet;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;

/// People that are written in one transaction, so that a server beside it goes on.
const PEOPLE: usize = 100;

/// How one gets messages, as it is typed.
///
/// # Errors
/// If there is no such way.
pub fn read_mode(typed: &str) -> Result<Mode, String> {
    typed.parse().map_err(|()| "it is none of those".to_owned())
}

/// What became of the people of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    read: u64,
    added: u64,
    known: u64,
    left_out: u64,
}

/// Where people are brought to.
struct Move<'a> {
    db: &'a Db,
    group: Group,
    list: List,
    /// How those get messages of whom the file does not say it.
    mode: Option<Mode>,
    is_dry: bool,
    counts: Counts,
    /// Whom a dry run has met, by a hash: a real one finds them in the database.
    met: HashSet<u64>,
}

/// Puts whoever stands in a file on a list. Ended in the middle it goes on where it was when it is run
/// again, since whoever is there is not put there twice.
///
/// # Errors
/// If there is no such list or file, the file is something else, or the database refuses.
pub async fn import(
    config: &Config,
    (slug, name): (&str, &str),
    path: &Path,
    (mode, is_dry): (Option<Mode>, bool),
) -> anyhow::Result<()> {
    let file = File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let mut roster = Roster::new(BufReader::new(file));
    if let Some(foreign) = roster.recognise()? {
        bail!("{}", instead(foreign, name));
    }
    let db = data::open_database(config).await?;
    let done = async {
        let (group, list) = find_with_people(&db, slug, name).await?;
        let takes_people = group.is_open() && list.closed_at.is_none();
        ensure!(
            takes_people,
            "{name} takes no mail, so nobody can be put on it; open it first"
        );
        let mut moving = Move {
            db: &db,
            group,
            list,
            mode,
            is_dry,
            counts: Counts::default(),
            met: HashSet::new(),
        };
        moving.bring(&mut roster).await?;
        say(&moving.told());
        anyhow::Ok(())
    };
    let done = done.await;
    db.close().await;
    done
}

/// The list, unless nobody is on it: whoever gets announcements has chosen that for themselves.
async fn find_with_people(db: &Db, slug: &str, name: &str) -> anyhow::Result<(Group, List)> {
    let (group, list) = find(db, slug, name).await?;
    ensure!(
        !list.announces(),
        "{name} is the address for announcements, and nobody is on it: each person chooses what they get"
    );
    Ok((group, list))
}

/// What to do with a file that holds no people, or no settings.
fn instead(foreign: Foreign, name: &str) -> String {
    match foreign {
        Foreign::Pickle | Foreign::Dump => format!(
            "that is how Mailman 2 keeps a list for itself. There, run\n  \
             list_members -f -o people.txt {name}\n  config_list -o settings.txt {name}\n\
             and hand those to `roost import members` and `roost import settings`"
        ),
        Foreign::Json => format!(
            "that is JSON. For who is on a list, run\n  mailman members --output people.txt {name}@…\n\
             there; for what it does, hand it to `roost import settings`"
        ),
        Foreign::Wide => "that is UTF-16; save it as UTF-8".to_owned(),
    }
}

impl Move<'_> {
    async fn bring(&mut self, roster: &mut Roster<impl BufRead>) -> anyhow::Result<()> {
        let mut chunk = Vec::with_capacity(PEOPLE);
        while let Some(Line { number, member }) = roster.read_next()? {
            self.counts.read += 1;
            match member {
                Ok(member) => chunk.push(Member {
                    mode: member.mode.or(self.mode),
                    ..member
                }),
                Err(begin) => {
                    self.counts.left_out += 1;
                    say(&format!(
                        "line {number}: no address that mail can be sent to: {begin}"
                    ));
                }
            }
            if chunk.len() >= PEOPLE {
                self.write(&chunk).await?;
                chunk.clear();
            }
        }
        self.write(&chunk).await
    }

    async fn write(&mut self, chunk: &[Member]) -> anyhow::Result<()> {
        let fates = match self.is_dry {
            true => self.judge(chunk).await?,
            false => {
                let at = &Moment::new(Clock::System.now(), Ids::Random);
                let (whose, note) = ((&self.group, &self.list), self.counts.added == 0);
                let write = self
                    .db
                    .write(|tx| Box::pin(lists::enroll(tx, at, whose, chunk, note)));
                write.await?
            }
        };
        for (member, fate) in chunk.iter().zip(fates) {
            match fate {
                Fate::Added(_) => self.counts.added += 1,
                Fate::Known => self.counts.known += 1,
                Fate::LeftOut(why) => {
                    self.counts.left_out += 1;
                    say(&format!("{}: {}", member.email, said(why)));
                }
            }
        }
        Ok(())
    }

    async fn judge(&mut self, chunk: &[Member]) -> anyhow::Result<Vec<Fate>> {
        let mut tx = self.db.read().await?;
        let mut fates = Vec::with_capacity(chunk.len());
        for member in chunk {
            let fate = lists::judge(&mut tx, &self.list, &member.email).await?;
            fates.push(match fate {
                Fate::Added(person) => {
                    let mut hasher = DefaultHasher::new();
                    match person {
                        Some(person) => person.uuid().hash(&mut hasher),
                        None => text::fold_email(&member.email).hash(&mut hasher),
                    }
                    match self.met.insert(hasher.finish()) {
                        true => fate,
                        false => Fate::Known,
                    }
                }
                fate => fate,
            });
        }
        Ok(fates)
    }

    fn told(&self) -> String {
        let Counts {
            read,
            added,
            known,
            left_out,
        } = self.counts;
        let (would, end) = match self.is_dry {
            true => ("would be put", "Nothing was written."),
            false => ("put", "Nobody got a letter."),
        };
        format!(
            "{read} read: {added} {would} on the list, {known} on it before, {left_out} left out. {end}"
        )
    }
}

fn said(why: Why) -> &'static str {
    match why {
        Why::Banned => "left out, the group keeps them out",
        Why::LeftGroup => "left out, they left the group",
        Why::LeftList => "left out, they left the list here",
        Why::EndedLists => "left out, they want no messages of lists",
        Why::Suppressed => "left out, mail to them came back or was called spam",
    }
}

/// Lets a list do what the file says, and says it of each setting.
///
/// # Errors
/// If there is no such list or file, the file is something else, or the database refuses.
pub async fn settings(
    config: &Config,
    (slug, name): (&str, &str),
    path: &Path,
    is_dry: bool,
) -> anyhow::Result<()> {
    let unreadable = || format!("{} cannot be read", path.display());
    let mut bytes = Vec::new();
    let file = File::open(path).with_context(unreadable)?;
    file.take(LARGEST as u64 + 1)
        .read_to_end(&mut bytes)
        .with_context(unreadable)?;
    match recognise(&bytes) {
        None | Some(Foreign::Json) => {}
        Some(foreign) => bail!("{}", instead(foreign, name)),
    }
    let found = mailman::read(&bytes).filter(|_| bytes.len() <= LARGEST);
    let found = found.with_context(|| {
        format!(
            "{} holds no settings of a list; config_list -o writes them",
            path.display()
        )
    })?;
    let db = data::open_database(config).await?;
    let done = async {
        let (group, list) = find_with_people(&db, slug, name).await?;
        let adapted = mailman::adapt(&list.settings, found);
        for (name, sentence) in &adapted.said {
            say(&format!("{name}: {sentence}"));
        }
        if !adapted.left.is_empty() {
            say(&format!("No place here: {}.", adapted.left.join(", ")));
        }
        let end = match (is_dry, adapted.settings == list.settings) {
            (_, true) => "The list does all that already.",
            (true, false) => "Nothing was written.",
            (false, false) => {
                let at = &Moment::new(Clock::System.now(), Ids::Random);
                let (by, what) = (Actor::roost(&group), (&list, &adapted.settings));
                let save = db.write(|tx| Box::pin(lists::save(tx, at, by.clone(), what)));
                save.await?;
                "The list does that now."
            }
        };
        say(end);
        anyhow::Ok(())
    };
    let done = done.await;
    db.close().await;
    done
}

/// Writes who is on a list to a file.
///
/// # Errors
/// If there is no such list, the file is there already or cannot be written, or the database refuses.
pub async fn export(
    config: &Config,
    (slug, name): (&str, &str),
    path: &Path,
    only: Option<Mode>,
) -> anyhow::Result<()> {
    let db = data::open_database(config).await?;
    let done = async {
        let (_, list) = find_with_people(&db, slug, name).await?;
        let file = File::create_new(path);
        let file = file.with_context(|| format!("{} cannot be written", path.display()))?;
        let mut out = BufWriter::new(file);
        let mut tx = db.read().await?;
        let written = lists::write_people(&mut tx, &list, only, &mut out).await?;
        drop(tx);
        out.flush()?;
        out.into_inner().map_err(std::io::Error::from)?.sync_all()?;
        say(&format!(
            "{} people written to {}.",
            written.people,
            path.display()
        ));
        if only.is_none() && written.without_mail > 0 {
            say(&format!(
                "{} of them get no mail, and stand below the line that begins with #. --delivery none writes \
                 only those.",
                written.without_mail
            ));
        }
        anyhow::Ok(())
    };
    let done = done.await;
    db.close().await;
    done
}
