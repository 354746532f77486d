//! The question by mail, with buttons that need no account.

use crate::groups::{Group, Organizer};
use crate::ids::PersonId;
use crate::mail::{Block, Body, Button, Letter, Line, Tone};
use crate::markup;

/// A question in an organizer's own words.
pub struct Draft<'d> {
    pub person: PersonId,
    pub name: &'d str,
    pub email: &'d str,
    pub subject: &'d str,
    /// Markdown.
    pub body: &'d str,
    /// The whole address where she answers.
    pub link: &'d str,
    pub has_event: bool,
    pub unique_key: String,
}

/// Answers by mail go to the group, so that they reach whoever looks after it.
pub fn letter(group: &Group, by: &Organizer, draft: &Draft<'_>) -> Letter {
    let words = group.words().plain();
    let from = words
        .with("author", by.name.clone())
        .with("group", group.name.clone());
    let button = |key: &str, say: &str, tone| Button {
        label: words.t(key),
        href: format!("{}?say={say}", draft.link),
        tone,
    };
    let yes = if draft.has_event {
        "asks-mail-yes-event"
    } else {
        "asks-mail-yes"
    };
    let why = words
        .with("author", by.name.clone())
        .with("group", group.name.clone());
    Letter {
        kind: "ask",
        to: draft.email.to_owned(),
        to_name: draft.name.to_owned(),
        person: Some(draft.person),
        from_name: from.t("announcements-from"),
        reply_to: Some(group.contact_email.clone()),
        subject: draft.subject.to_owned(),
        body: Body {
            language: words.language.tag().to_owned(),
            preheader: markup::excerpt(draft.body, 120),
            masthead: group.name.clone(),
            heading: draft.subject.to_owned(),
            blocks: vec![
                Block::Html {
                    html: markup::to_html(draft.body, 3),
                    text: markup::to_text(draft.body),
                },
                Block::Buttons(vec![
                    button(yes, "yes", Tone::Go),
                    button("asks-mail-next-time", "next_time", Tone::Plain),
                    button("asks-mail-not-now", "not_yet", Tone::Plain),
                ]),
            ],
            footer: vec![
                Line::Text(why.t("asks-mail-why")),
                Line::Link {
                    label: words.t("asks-never"),
                    href: format!("{}?say=never", draft.link),
                },
            ],
            ..Body::default()
        },
        unique_key: Some(draft.unique_key.clone()),
        ..Letter::default()
    }
}
