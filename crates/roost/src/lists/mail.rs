//! The letters of lists: to whoever asks to join or leave, to authors whose posts wait, and to the
//! organizers who look at them.

use super::announced::Announced;
use super::incoming::Facts;
use super::model::{HELD_DAYS, Hold, List, Post, Posting, Standing};
use crate::announcements;
use crate::config::Config;
use crate::groups::Group;
use crate::mail::{Block, Body, Button, Letter, Line, Tone};
use crate::text;
use crate::words::{Phrase, Words};
use fluent_templates::fluent_bundle::FluentValue;

/// How much of a post its organizers read in the letter.
const QUOTED: usize = 1_500;

/// Why a post waits, as organizers read it.
pub fn why(hold: Hold) -> &'static str {
    match hold {
        Hold::Stranger => "lists-hold-stranger",
        Hold::Unproven => "lists-hold-unproven",
        Hold::OrganizersOnly => "lists-hold-organizers-only",
        Hold::First => "lists-hold-first",
        Hold::Moderated => "lists-hold-moderated",
        Hold::Everything => "lists-hold-everything",
        Hold::NotAddressed => "lists-hold-not-addressed",
        Hold::TooLarge => "lists-hold-too-large",
        Hold::TooMany => "lists-hold-too-many",
        Hold::Command => "lists-hold-command",
        Hold::Yes => "lists-hold-yes",
    }
}

/// Why a post waits, as its author reads it. To whom the list does not know it says less.
fn why_to_author(hold: Hold) -> &'static str {
    match hold {
        Hold::Stranger | Hold::Unproven => "lists-waits-stranger",
        Hold::OrganizersOnly => "lists-waits-organizers-only",
        Hold::Command => "lists-waits-command",
        Hold::TooLarge => "lists-waits-too-large",
        Hold::Yes
        | Hold::First
        | Hold::Moderated
        | Hold::Everything
        | Hold::NotAddressed
        | Hold::TooMany => "lists-waits-looked-at",
    }
}

/// What the letters of one list have in common.
pub struct Desk<'a> {
    pub config: &'a Config,
    pub group: &'a Group,
    pub list: &'a List,
    /// What our own addresses end with.
    pub domain: &'a str,
}

impl Desk<'_> {
    fn words(&self) -> Words {
        self.group.words().plain()
    }

    fn named(&self) -> Phrase {
        let settings = &self.list.settings;
        self.words()
            .with("list", settings.title.clone())
            .with("group", self.group.name.clone())
            .with("address", self.list.address(self.domain))
    }

    fn with(&self, name: &'static str, value: impl Into<FluentValue<'static>>) -> Phrase {
        self.named().with(name, value)
    }

    /// The first key for a list, the other for an address that announces.
    fn either(&self, list: &'static str, announces: &'static str) -> &'static str {
        match self.list.announces() {
            false => list,
            true => announces,
        }
    }

    /// The whole address of the list's page.
    pub fn page(&self) -> String {
        self.config.link(&self.list.path(&self.group.path()))
    }

    /// The whole address of the page where its posts wait.
    fn desk(&self) -> String {
        let path = format!("{}/organize/lists/{}", self.group.path(), self.list.name);
        self.config.link(&path)
    }

    fn letter(
        &self,
        kind: &'static str,
        to: (&str, &str),
        (subject, blocks): (String, Vec<Block>),
    ) -> Letter {
        let (name, email) = to;
        let preheader = blocks.iter().find_map(|block| match block {
            Block::Paragraph(text) => Some(text::cut(text, 120)),
            _ => None,
        });
        Letter {
            kind,
            to: email.to_owned(),
            to_name: name.to_owned(),
            from_name: self.group.name.clone(),
            reply_to: Some(self.list.address_for("owner", self.domain)),
            body: Body {
                language: self.group.language.clone(),
                preheader: preheader.unwrap_or_default(),
                masthead: self.group.name.clone(),
                heading: subject.clone(),
                blocks,
                ..Body::default()
            },
            subject,
            urgent: true,
            ..Letter::default()
        }
    }

    fn button(&self, key: &str, href: String) -> Block {
        let button = Button {
            label: self.words().t(key),
            href,
            tone: Tone::Go,
        };
        Block::Buttons(vec![button])
    }

    /// Asks whoever has the address whether they want to join. It holds nothing that a stranger typed.
    pub fn join(&self, email: &str, (token, reply): (&str, &str)) -> Letter {
        let link = self.config.link(&format!("/list/{token}"));
        let blocks = vec![
            Block::Paragraph(
                self.named()
                    .t(self.either("lists-join-first", "lists-announce-join-first")),
            ),
            self.button("lists-join-go", link),
            Block::Paragraph(self.words().t("lists-join-or-answer")),
            Block::Note(self.words().t("lists-join-not-you")),
        ];
        let letter = self.letter(
            "list_join",
            ("", email),
            (
                self.named()
                    .t(self.either("lists-join-subject", "lists-announce-join-subject")),
                blocks,
            ),
        );
        Letter {
            reply_to: Some(reply.to_owned()),
            ..letter
        }
    }

    /// Tells a subscriber who asks to join that they have.
    pub fn known(&self, to: (&str, &str), choices: &str) -> Letter {
        let blocks = vec![
            Block::Paragraph(
                self.named()
                    .t(self.either("lists-known-first", "lists-announce-known-first")),
            ),
            self.button("lists-choose", choices.to_owned()),
        ];
        self.letter(
            "list_known",
            to,
            (
                self.named()
                    .t(self.either("lists-known-subject", "lists-announce-known-subject")),
                blocks,
            ),
        )
    }

    /// Welcomes a new subscriber: where to write, and the way out.
    pub fn joined(&self, to: (&str, &str), choices: &str, standing: Standing) -> Letter {
        let settings = &self.list.settings;
        let mut blocks = vec![Block::Paragraph(self.named().t("lists-joined-first"))];
        if !settings.about.is_empty() {
            blocks.push(Block::Paragraph(settings.about.clone()));
        }
        blocks.push(Block::Paragraph(match settings.posting {
            Posting::Members => self.named().t("lists-joined-write"),
            Posting::Organizers => self.words().t("lists-joined-read"),
        }));
        let is_looked_at = standing == Standing::New && settings.first_posts > 0;
        if is_looked_at && settings.posting == Posting::Members {
            blocks.push(Block::Paragraph(self.words().t("lists-joined-looked-at")));
        }
        if settings.begins_with_digest {
            blocks.push(Block::Paragraph(self.words().t("lists-joined-digest")));
        }
        blocks.push(self.button("lists-choose", choices.to_owned()));
        let mut letter = self.letter(
            "list_joined",
            to,
            (self.named().t("lists-joined-subject"), blocks),
        );
        letter.body.footer = vec![
            Line::Text(self.named().t("lists-joined-why")),
            Line::Link {
                label: self.named().t("lists-page"),
                href: self.page(),
            },
        ];
        letter
    }

    /// Welcomes somebody who gets announcements from now on.
    pub fn agreed(&self, to: (&str, &str), choices: &str) -> Letter {
        let mut blocks = vec![Block::Paragraph(
            self.named().t("lists-announce-agreed-first"),
        )];
        if !self.list.settings.about.is_empty() {
            blocks.push(Block::Paragraph(self.list.settings.about.clone()));
        }
        blocks.push(self.button("lists-choose", choices.to_owned()));
        self.letter(
            "list_joined",
            to,
            (self.named().t("lists-announce-agreed-subject"), blocks),
        )
    }

    /// Shows an organizer what their mail would say to so many readers, and asks for a yes.
    pub fn announces(
        &self,
        to: (&str, &str),
        (announced, readers): (&Announced, i64),
        reply: &str,
    ) -> Letter {
        let message = &announced.message;
        let phrase = || {
            self.with("subject", message.subject.clone())
                .with("count", readers)
                .with("days", HELD_DAYS)
        };
        let said = (message.subject.as_str(), message.body.as_str());
        let (subject, text) = announcements::said_to(self.words(), to.0, said);
        let mut blocks = vec![
            Block::Paragraph(phrase().t("lists-announce-ask-first")),
            Block::Heading(subject),
            text,
        ];
        if announced.files > 0 {
            let files = i64::try_from(announced.files).unwrap_or(i64::MAX);
            let files = self.with("count", files);
            blocks.push(Block::Note(files.t("lists-announce-files")));
        }
        blocks.push(self.button("lists-announce-open", self.desk()));
        blocks.push(Block::Paragraph(phrase().t("lists-announce-answer")));
        let subject = phrase().t("lists-announce-ask-subject");
        let letter = self.letter("list_announce", to, (subject, blocks));
        Letter {
            reply_to: Some(reply.to_owned()),
            ..letter
        }
    }

    /// Asks a subscriber whether they want to leave: anybody could have written in their name.
    pub fn leave(&self, to: (&str, &str), choices: &str, reply: &str) -> Letter {
        let blocks = vec![
            Block::Paragraph(
                self.named()
                    .t(self.either("lists-leave-first", "lists-announce-leave-first")),
            ),
            self.button(
                self.either("lists-leave-go", "preferences-stop-go"),
                choices.to_owned(),
            ),
            Block::Paragraph(
                self.words()
                    .t(self.either("lists-leave-or-answer", "lists-announce-leave-or-answer")),
            ),
        ];
        let letter = self.letter(
            "list_leave",
            to,
            (
                self.named()
                    .t(self.either("lists-leave-subject", "lists-announce-leave-subject")),
                blocks,
            ),
        );
        Letter {
            reply_to: Some(reply.to_owned()),
            ..letter
        }
    }

    /// Tells somebody who asked to leave that this address is not on the list.
    pub fn not_on(&self, email: &str) -> Letter {
        let blocks = vec![
            Block::Paragraph(
                self.named()
                    .t(self.either("lists-not-on-first", "lists-announce-not-on-first")),
            ),
            Block::Paragraph(self.words().t("lists-not-on-other")),
        ];
        self.letter(
            "list_not_on",
            ("", email),
            (
                self.named()
                    .t(self.either("lists-not-on-subject", "lists-announce-not-on-subject")),
                blocks,
            ),
        )
    }

    /// What can be done by mail.
    pub fn help(&self, email: &str) -> Letter {
        let for_word = |word: &str| self.list.address_for(word, self.domain);
        let ways = self
            .named()
            .with("join", for_word("join"))
            .with("leave", for_word("leave"))
            .with("owner", for_word("owner"));
        let blocks = vec![
            Block::Paragraph(
                self.named()
                    .t(self.either("lists-help-first", "lists-announce-help-first")),
            ),
            Block::Paragraph(ways.t("lists-help-ways")),
            self.button("lists-help-page", self.page()),
        ];
        self.letter(
            "list_help",
            ("", email),
            (self.named().t("lists-help-subject"), blocks),
        )
    }

    /// Tells an author that the post waits.
    pub fn waits(&self, to: (&str, &str), post: &Post, hold: Hold) -> Letter {
        let subject = self.with("subject", shown(&post.subject, self.words()));
        let blocks = vec![
            Block::Paragraph(subject.t("lists-waits-first")),
            Block::Paragraph(self.named().t(why_to_author(hold))),
            Block::Note(self.words().t("lists-waits-no-need")),
        ];
        let subject = self.with("subject", shown(&post.subject, self.words()));
        let letter = self.letter("list_waits", to, (subject.t("lists-waits-subject"), blocks));
        Letter {
            urgent: false,
            ..letter
        }
    }

    /// Tells an author that the post did not go out, and why.
    pub fn rejected(&self, to: (&str, &str), post: &Post, reason: &str) -> Letter {
        let subject = || self.with("subject", shown(&post.subject, self.words()));
        let blocks = match reason {
            "" => vec![Block::Paragraph(subject().t("lists-rejected-first"))],
            reason => vec![
                Block::Paragraph(subject().t("lists-rejected-first")),
                Block::Paragraph(self.words().t("lists-rejected-reason")),
                Block::Paragraph(reason.to_owned()),
            ],
        };
        self.letter(
            "list_rejected",
            to,
            (subject().t("lists-rejected-subject"), blocks),
        )
    }

    /// Tells an author that nobody looked at the post in time.
    pub fn expired(&self, to: (&str, &str), post: &Post) -> Letter {
        let subject = || self.with("subject", shown(&post.subject, self.words()));
        let first = subject().with("days", HELD_DAYS);
        let blocks = vec![Block::Paragraph(first.t("lists-expired-first"))];
        self.letter(
            "list_expired",
            to,
            (subject().t("lists-expired-subject"), blocks),
        )
    }

    /// Shows an organizer a post that waits. Everything of it is quoted as text: no header, no markup and
    /// no attachment of a stranger goes out under our name.
    pub fn held(
        &self,
        to: (&str, &str),
        (post, facts): (&Post, &Facts),
        (hold, waiting): (Hold, i64),
        reply: &str,
    ) -> Letter {
        let phrase = || {
            self.with("subject", shown(&post.subject, self.words()))
                .with("author", author(post))
                .with("days", HELD_DAYS)
        };
        let mut blocks = vec![
            Block::Paragraph(phrase().t("lists-held-first")),
            Block::Paragraph(self.named().t(why(hold))),
        ];
        let quoted: String = facts.text.chars().take(QUOTED).collect();
        if !quoted.is_empty() {
            let lines = quoted.lines().map(|line| format!("> {line}"));
            blocks.push(Block::Paragraph(lines.collect::<Vec<_>>().join("\n")));
        }
        blocks.push(self.button("lists-held-open", self.desk()));
        blocks.push(Block::Paragraph(phrase().t("lists-held-answer")));
        if waiting > 1 {
            blocks.push(Block::Note(
                self.with("count", waiting).t("lists-held-more"),
            ));
        }
        let letter = self.letter("list_held", to, (phrase().t("lists-held-subject"), blocks));
        Letter {
            reply_to: Some(reply.to_owned()),
            urgent: false,
            ..letter
        }
    }

    /// Answers an organizer whose answer to a notice said nothing that is understood, or came second.
    pub fn settled(&self, to: (&str, &str), post: &Post, key: &'static str) -> Letter {
        let phrase = || self.with("subject", shown(&post.subject, self.words()));
        let blocks = vec![
            Block::Paragraph(phrase().t(key)),
            self.button("lists-held-open", self.desk()),
        ];
        self.letter(
            "list_settled",
            to,
            (phrase().t("lists-settled-subject"), blocks),
        )
    }

    /// Brings an organizer what was written to the list's owner. Quoted likewise.
    pub fn to_owner(&self, to: (&str, &str), facts: &Facts) -> Letter {
        let author = match facts.author.name.as_str() {
            "" => facts.author.email.clone(),
            name => format!("{name} ({})", facts.author.email),
        };
        let phrase = || {
            self.with("subject", shown(&facts.subject, self.words()))
                .with("author", author.clone())
        };
        let blocks = vec![
            Block::Paragraph(phrase().t("lists-owner-first")),
            Block::Paragraph(facts.text.clone()),
            Block::Note(self.words().t("lists-owner-note")),
        ];
        let letter = self.letter(
            "list_owner",
            to,
            (phrase().t("lists-owner-subject"), blocks),
        );
        Letter {
            reply_to: Some(facts.author.email.clone()),
            urgent: false,
            ..letter
        }
    }
}

/// A subject as it stands within a sentence.
fn shown(subject: &str, words: Words) -> String {
    match subject {
        "" => words.t("lists-no-subject"),
        subject => subject.to_owned(),
    }
}

fn author(post: &Post) -> String {
    match post.author_name.as_str() {
        "" => post.author_email.clone(),
        name => format!("{name} ({})", post.author_email),
    }
}
