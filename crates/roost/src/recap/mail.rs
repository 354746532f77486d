use crate::events::Event;
use crate::groups::{Group, Organizer};
use crate::mail::{Block, Body, Letter, Line};
use crate::markup;
use crate::recap::model::ThanksKind;

/// A letter of thanks in an organizer's own words.
pub struct Draft<'d> {
    pub kind: ThanksKind,
    pub name: &'d str,
    pub email: &'d str,
    pub subject: &'d str,
    /// Markdown.
    pub body: &'d str,
}

/// Answers go to the group, so that a speaker who answers reaches whoever looks after it.
pub fn letter(
    group: &Group,
    event: &Event,
    by: &Organizer,
    draft: &Draft<'_>,
    unique_key: String,
) -> Letter {
    let words = group.words().plain();
    let why = words
        .with("event", event.title.clone())
        .t(match draft.kind {
            ThanksKind::Speaker => "recap-mail-why-speaker",
            ThanksKind::Venue => "recap-mail-why-venue",
            ThanksKind::Sponsor => "recap-mail-why-sponsor",
        });
    let from = words
        .with("author", by.name.clone())
        .with("group", group.name.clone());
    Letter {
        kind: "thanks",
        to: draft.email.to_owned(),
        to_name: draft.name.to_owned(),
        from_name: from.t("announcements-from"),
        reply_to: Some(group.contact_email.clone()),
        subject: draft.subject.to_owned(),
        body: Body {
            language: words.language.tag().to_owned(),
            preheader: markup::excerpt(draft.body, 120),
            masthead: group.name.clone(),
            heading: draft.subject.to_owned(),
            blocks: vec![Block::Html {
                html: markup::to_html(draft.body, 3),
                text: markup::to_text(draft.body),
            }],
            footer: vec![Line::Text(why)],
            ..Body::default()
        },
        unique_key: Some(unique_key),
        ..Letter::default()
    }
}
