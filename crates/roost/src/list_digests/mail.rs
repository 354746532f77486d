use super::model::{Kind, Piece, Room, USEFUL, in_threads};
use crate::archive::{self, File};
use crate::lists::{DigestReader, Office};
use crate::mail::{Block, Body, Letter, Line, ListFields};
use crate::words::Words;

/// What the digests of one list share.
pub struct Desk<'d> {
    pub office: &'d Office<'d>,
}

impl Desk<'_> {
    /// The letter of one reader. `choices` is the path where they choose what they get.
    pub fn digest(
        &self,
        reader: &DigestReader,
        (kind, pieces): (Kind, &[&Piece]),
        choices: &str,
    ) -> Letter {
        let Office {
            at,
            group,
            list,
            domain,
            ..
        } = self.office;
        let count = i64::try_from(pieces.len()).unwrap_or(i64::MAX);
        let named = |key: &str| {
            let phrase = self.words().with("list", list.settings.title.clone());
            phrase.with("count", count).t(key)
        };
        let (subject, why, unique) = match kind {
            Kind::Daily(due) => {
                let due = due.timestamp().as_microsecond();
                let key = format!("list_digest:{}:{}:{due}", list.name, reader.id);
                ("lists-digest-subject", "lists-digest-why", key)
            }
            Kind::Last => {
                let now = at.now.timestamp().as_microsecond();
                let key = format!("list_digest:{}:{}:last-{now}", list.name, reader.id);
                ("lists-digest-last", "lists-digest-why-last", key)
            }
        };
        let threads = in_threads(pieces);
        let may_read = list.settings.archive.is_open_to(reader.is_member, true);
        let subjects = threads
            .iter()
            .map(|thread| archive::subject(self.words(), &thread[0].subject));
        let preheader = subjects.collect::<Vec<_>>().join(" · ");
        let leave = self.link(&format!("{choices}/leave"));
        Letter {
            kind: "list_digest",
            to: reader.email.clone(),
            to_name: reader.name.clone(),
            person: Some(reader.person_id),
            from_name: group.name.clone(),
            reply_to: Some(list.address_for("owner", domain)),
            subject: named(subject),
            body: Body {
                language: group.language.clone(),
                preheader,
                masthead: group.name.clone(),
                heading: named(subject),
                blocks: self.blocks(&threads, (may_read, choices)),
                footer: vec![
                    Line::Text(named(why)),
                    self.line("lists-choose", self.link(choices)),
                    self.line("lists-digest-leave", leave.clone()),
                ],
                ..Body::default()
            },
            list: Some(format!("{}.{domain}", list.name)),
            list_fields: Some(self.fields()),
            unsubscribe: Some(leave),
            quiet_zone: Some(group.zone.clone()),
            expires_at: Some(at.now.after(USEFUL)),
            unique_key: Some(unique),
            ..Letter::default()
        }
    }

    fn words(&self) -> Words {
        self.office.group.words().plain()
    }

    fn link(&self, path: &str) -> String {
        self.office.context.config.link(path)
    }

    fn line(&self, key: &str, href: String) -> Line {
        Line::Link {
            label: self.words().t(key),
            href,
        }
    }

    /// The whole address of the list's archive.
    fn archive(&self) -> String {
        let path = self.office.group.path();
        self.link(&self.office.list.archive_path(&path))
    }

    /// As copies have them.
    fn fields(&self) -> ListFields {
        let (list, domain) = (self.office.list, self.office.domain);
        let mail = |address: String| format!("mailto:{address}");
        ListFields {
            group: self.office.group.slug.clone(),
            post: mail(list.address(domain)),
            help: mail(list.address_for("help", domain)),
            owner: mail(list.address_for("owner", domain)),
            subscribe: mail(list.address_for("join", domain)),
            archive: self.archive(),
        }
    }

    /// "Ada Kivi, Tue 24 Nov, 10:00"
    fn by(&self, piece: &Piece) -> String {
        let words = self.words();
        let author = match piece.entry.author() {
            nobody if nobody.is_empty() => words.t("archive-nobody"),
            author => author,
        };
        let written = piece.entry.written_at.in_zone(&self.office.group.zone());
        let phrase = words.with("author", author);
        let phrase = phrase.with("when", words.near_moment(&written));
        phrase.t("lists-digest-by")
    }

    /// What it holds, and below that each post in its thread.
    fn blocks(&self, threads: &[Vec<&Piece>], (may_read, choices): (bool, &str)) -> Vec<Block> {
        let mut blocks = Vec::new();
        let count = threads.iter().map(Vec::len).sum::<usize>();
        if count > 1 {
            let contents = threads.iter().map(|thread| self.contents(thread));
            let contents = contents.collect::<Vec<_>>().join("\n\n");
            blocks.push(Block::Typed(contents));
        }
        let mut room = Room::default();
        for thread in threads {
            blocks.push(Block::Heading(archive::subject(
                self.words(),
                &thread[0].subject,
            )));
            for piece in thread {
                blocks.extend(self.post(piece, &mut room, may_read));
            }
            let mute = self.link(&format!("{choices}/threads/{}", thread[0].entry.permalink));
            blocks.push(Block::Links(vec![self.line("lists-digest-mute", mute)]));
        }
        blocks
    }

    fn contents(&self, thread: &[&Piece]) -> String {
        let mut lines = vec![archive::subject(self.words(), &thread[0].subject)];
        lines.extend(thread.iter().map(|piece| format!("    {}", self.by(piece))));
        lines.join("\n")
    }

    fn post(&self, piece: &Piece, room: &mut Room, may_read: bool) -> Vec<Block> {
        let mut blocks = vec![Block::Note(self.by(piece))];
        let (text, is_cut) = room.take(&piece.entry.blocks());
        if !text.is_empty() {
            blocks.push(Block::Typed(text));
        }
        let page = format!("{}/{}", self.archive(), piece.entry.permalink);
        let files = piece.files.iter().enumerate().map(|(number, file)| {
            let label = self.file(file);
            match may_read {
                true => Line::Link {
                    label,
                    href: format!("{page}/files/{number}"),
                },
                false => Line::Text(label),
            }
        });
        let mut lines: Vec<Line> = files.collect();
        if may_read {
            let key = match is_cut {
                true => "lists-digest-whole",
                false => "lists-digest-answer",
            };
            lines.push(self.line(key, page.clone()));
        }
        if !lines.is_empty() {
            blocks.push(Block::Links(lines));
        }
        blocks
    }

    /// "agenda.pdf, 12 kB"
    fn file(&self, file: &File) -> String {
        let kilobytes = (file.bytes + 1023) / 1024;
        let size = self.words().with("size", kilobytes).t("archive-size");
        let phrase = self.words().with("name", file.name.clone());
        phrase.with("size", size).t("lists-digest-file")
    }
}
