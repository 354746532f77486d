use super::store::contact::Recipient;
use crate::config::Config;
use crate::groups::Group;
use crate::mail::{Block, Body, Button, Letter, Line, Tone};

/// What somebody writes to the organizers of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub name: String,
    pub email: String,
    pub text: String,
    /// The title of the event on whose page she began.
    pub event: Option<String>,
}

/// One organizer's copy. Its text is the sender's, so it goes to nobody but organizers.
pub fn to_organizers(
    config: &Config,
    group: &Group,
    message: &Message,
    recipient: &Recipient,
    unique_key: String,
) -> Letter {
    let words = group.words().plain();
    let named = || {
        words
            .with("name", message.name.clone())
            .with("email", message.email.clone())
            .with("group", group.name.clone())
    };
    let mut blocks = Vec::new();
    if let Some(event) = &message.event {
        let about = words.with("event", event.clone());
        blocks.push(Block::Note(about.t("organize-contact-mail-event")));
    }
    let lines = message.text.lines().filter(|line| !line.trim().is_empty());
    blocks.extend(lines.map(|line| Block::Paragraph(line.to_owned())));
    blocks.push(Block::Note(named().t("organize-contact-mail-answer")));
    blocks.push(Block::Buttons(vec![Button {
        label: words.t("organize-contact-mail-organize"),
        href: config.link(&format!("{}/organize", group.path())),
        tone: Tone::Plain,
    }]));
    Letter {
        kind: "contact",
        to: recipient.email.clone(),
        to_name: recipient.name.clone(),
        person: Some(recipient.id),
        from_name: named().t("organize-contact-mail-from"),
        reply_to: Some(message.email.clone()),
        subject: named().t("organize-contact-mail-subject"),
        body: Body {
            language: words.language.tag().to_owned(),
            preheader: String::new(),
            masthead: group.name.clone(),
            cover: None,
            heading: named().t("organize-contact-mail-heading"),
            blocks,
            footer: vec![Line::Text(named().t("organize-contact-mail-why"))],
        },
        unique_key: Some(unique_key),
        ..Letter::default()
    }
}
