//! What an announcement is made of that comes by mail. Bytes in, message out.

use crate::announcements::{BODY_LENGTH, Message, SUBJECT_LENGTH, Target};
use crate::inbound::{split_signature, typed_text};
use crate::markup;
use crate::text;
use mail_parser::MessageParser;

/// What a mail says to everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announced {
    pub message: Message,
    /// So many files are attached, which nobody gets.
    pub files: usize,
}

/// Why nothing can be announced of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    NoSubject,
    NoText,
    TooLong,
}

impl Unfit {
    /// The key of the sentence that says it.
    pub fn sentence(self) -> &'static str {
        match self {
            Unfit::NoSubject => "lists-announce-no-subject",
            Unfit::NoText => "lists-announce-no-text",
            Unfit::TooLong => "lists-announce-too-long",
        }
    }
}

/// What a mail with this subject says, without its writer's signature. Lines stay where they ended.
///
/// # Errors
/// If nothing can be made of it.
pub fn read(raw: &[u8], subject: &str) -> Result<Announced, Unfit> {
    let message = MessageParser::default().parse(raw);
    let message = message.ok_or(Unfit::NoText)?;
    let typed = typed_text(&message, 4 * BODY_LENGTH);
    let (typed, _) = split_signature(typed.trim_end());
    let body = markup::from_plain(typed.trim_matches('\n'));
    let subject = text::cut(subject.trim(), SUBJECT_LENGTH);
    if subject.is_empty() {
        return Err(Unfit::NoSubject);
    }
    if body.trim().is_empty() {
        return Err(Unfit::NoText);
    }
    if body.chars().count() > BODY_LENGTH {
        return Err(Unfit::TooLong);
    }
    Ok(Announced {
        files: message.attachments().count(),
        message: Message {
            target: Target::Agreed,
            about: None,
            subject,
            body,
        },
    })
}
