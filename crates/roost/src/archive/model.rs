//! What an archive holds. Pure.

use super::blocks::{Block, blocks};
use super::reading::cut_addresses;
use crate::clock::Instant;
use crate::ids::{GroupId, ListId, PersonId, PostId, ThreadId};
use crate::words::Words;

/// Messages that belong together.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Thread {
    pub group_id: GroupId,
    pub id: ThreadId,
    pub list_id: ListId,
    /// Of its first post, without Re; may be empty.
    pub subject: String,
    /// How many, at least one.
    pub posts: i64,
    pub started_at: Instant,
    pub last_at: Instant,
}

/// Who took a post out of the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Remover {
    Organizer,
    Author,
    /// Its author asked to be forgotten.
    Forgotten,
}

/// What an author is called, without the host of an address; empty if nobody knows.
pub fn author(name: &str, email: &str) -> String {
    cut_addresses(match name {
        "" => email,
        name => name,
    })
}

/// A subject as readers see it; what has none is called so.
pub fn subject(words: Words, subject: &str) -> String {
    match subject {
        "" => words.t("archive-no-subject"),
        subject => cut_addresses(subject),
    }
}

/// A post as it stands in the archive.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Entry {
    pub group_id: GroupId,
    pub post_id: PostId,
    pub list_id: ListId,
    pub thread_id: ThreadId,
    /// What its address ends with.
    pub permalink: String,
    pub message_id: String,
    /// `None`: the group does not know the author.
    pub person_id: Option<PersonId>,
    pub author_name: String,
    pub author_email: String,
    pub subject: String,
    /// As its author's clock says, where that can be.
    pub written_at: Instant,
    /// What it answers: ids with a space between, the nearest last.
    pub ancestors: String,
    pub text: String,
    pub removed_at: Option<Instant>,
    /// `None`: it is there.
    pub removed_by: Option<Remover>,
    /// What readers are told of why it was removed.
    pub reason: String,
}

impl Entry {
    /// As [`author`].
    pub fn author(&self) -> String {
        author(&self.author_name, &self.author_email)
    }

    pub fn blocks(&self) -> Vec<Block> {
        blocks(&self.text)
    }

    /// Its first words that are neither quoted nor code.
    pub fn begin(&self, most: usize) -> String {
        let mut begin = String::new();
        for line in self.text.lines().filter(|line| !line.starts_with('>')) {
            if !begin.is_empty() {
                begin.push(' ');
            }
            begin.push_str(line.trim());
            if begin.len() > most {
                break;
            }
        }
        crate::text::cut(begin.trim(), most)
    }

    /// What an answer to it names: everything that it answers, and itself.
    pub fn answered_by(&self) -> Vec<String> {
        let above = self.ancestors.split_whitespace().map(str::to_owned);
        above.chain([self.message_id.clone()]).collect()
    }
}
