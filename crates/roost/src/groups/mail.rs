use crate::groups::model::{Group, Person};
use crate::mail::{Block, Body, Button, Letter, Line, Tone};

/// What a new member gets, once: where the group is, and how to leave it.
pub fn welcome(group: &Group, person: &Person, email: &str, base: &str) -> Letter {
    let words = group.words().plain();
    let named = || words.with("group", group.name.clone());
    let page = format!("{base}{}", group.path());
    let first = words
        .with("name", person.name.clone())
        .with("group", group.name.clone());
    Letter {
        kind: "welcome",
        to: email.to_owned(),
        to_name: person.name.clone(),
        person: Some(person.id),
        from_name: group.name.clone(),
        reply_to: Some(group.contact_email.clone()),
        subject: named().t("groups-welcome-subject"),
        body: Body {
            language: group.language.clone(),
            preheader: group.sentence.clone(),
            masthead: group.name.clone(),
            cover: Some(format!("{page}/cover.png")),
            heading: named().t("groups-welcome-heading"),
            blocks: vec![
                Block::Paragraph(first.t("groups-welcome-first")),
                Block::Paragraph(words.t("groups-welcome-answer")),
                Block::Buttons(vec![Button {
                    label: words.t("groups-welcome-open"),
                    href: page.clone(),
                    tone: Tone::Go,
                }]),
            ],
            footer: vec![
                Line::Text(named().t("groups-welcome-why")),
                Line::Link {
                    label: words.t("groups-welcome-leave"),
                    href: format!("{page}/leave"),
                },
            ],
        },
        ..Letter::default()
    }
}

/// What an organizer gets when the keeper has said yes to the group.
pub fn opened(group: &Group, person: &Person, email: &str, base: &str) -> Letter {
    let words = group.words().plain();
    let named = || words.with("group", group.name.clone());
    Letter {
        kind: "group_opened",
        to: email.to_owned(),
        to_name: person.name.clone(),
        person: Some(person.id),
        from_name: group.name.clone(),
        subject: named().t("groups-opened-subject"),
        body: Body {
            language: group.language.clone(),
            preheader: named().t("groups-opened-first"),
            masthead: group.name.clone(),
            heading: named().t("groups-opened-heading"),
            blocks: vec![
                Block::Paragraph(named().t("groups-opened-first")),
                Block::Buttons(vec![Button {
                    label: words.t("groups-opened-organize"),
                    href: format!("{base}{}/organize", group.path()),
                    tone: Tone::Go,
                }]),
            ],
            ..Body::default()
        },
        ..Letter::default()
    }
}

/// What an organizer gets when the keeper has said no to the group.
pub fn refused(group: &Group, person: &Person, email: &str, reason: &str) -> Letter {
    let words = group.words().plain();
    let named = || words.with("group", group.name.clone());
    let mut blocks = vec![Block::Paragraph(named().t("groups-refused-first"))];
    if !reason.is_empty() {
        blocks.push(Block::Paragraph(words.t("groups-refused-reason")));
        blocks.push(Block::Paragraph(reason.to_owned()));
    }
    Letter {
        kind: "group_refused",
        to: email.to_owned(),
        to_name: person.name.clone(),
        person: Some(person.id),
        from_name: group.name.clone(),
        subject: named().t("groups-refused-subject"),
        body: Body {
            language: group.language.clone(),
            preheader: named().t("groups-refused-first"),
            masthead: group.name.clone(),
            heading: named().t("groups-refused-heading"),
            blocks,
            ..Body::default()
        },
        ..Letter::default()
    }
}
