//! Letters to a speaker, to organizers about her, and from another group to her.

use super::model::Proposal;
use crate::events::Event;
use crate::groups::{Group, Organizer};
use crate::ids::PersonId;
use crate::mail::{Block, Body, Button, Letter, Line, Tone};
use crate::markup;
use crate::rsvps::neutral;
use crate::text;
use crate::words::{Phrase, Words};

/// Whom a letter is for.
pub struct Reader {
    pub person: PersonId,
    pub name: String,
    pub email: String,
    /// The whole address of her proposal's page.
    pub link: String,
}

/// What happened to the event of a scheduled talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    Changed,
    Postponed,
    Cancelled,
}

/// Thanks for a proposal, with the link to its page. Anybody can cause it by typing an address, so
/// it carries nothing that a program makes a link of.
pub fn thanks(group: &Group, reader: &Reader, proposal: &Proposal) -> Letter {
    let phrase = || about(group, proposal);
    let summary = phrase().t("proposals-mail-thanks");
    Letter {
        kind: "proposal_thanks",
        urgent: true,
        ..to_her(
            (group, reader),
            phrase().t("proposals-mail-thanks-subject"),
            vec![
                Block::Paragraph(summary),
                Block::Paragraph(phrase().t("proposals-mail-thanks-next")),
            ],
        )
    }
}

/// What an organizer writes: subject and Markdown. Answers go to whoever looks after the group.
pub fn letter(
    group: &Group,
    by: &Organizer,
    (reader, subject, body): (&Reader, &str, &str),
) -> Letter {
    let words = group.words().plain();
    let from = words
        .with("author", by.name.clone())
        .with("group", group.name.clone());
    Letter {
        kind: "proposal_letter",
        from_name: from.t("announcements-from"),
        ..to_her(
            (group, reader),
            subject.to_owned(),
            vec![Block::Html {
                html: markup::to_html(body, 3),
                text: markup::to_text(body),
            }],
        )
    }
}

/// What became of the event where her talk is scheduled.
pub fn news(
    group: &Group,
    (reader, proposal): (&Reader, &Proposal),
    (event, news): (&Event, News),
) -> Letter {
    let words = group.words().plain();
    let phrase = || {
        about(group, proposal)
            .with("event", event.title.clone())
            .with("when", words.near_moment(&event.starts()))
    };
    let (subject, sentence) = match news {
        News::Changed => ("proposals-mail-moved-subject", "proposals-mail-moved"),
        News::Postponed => ("proposals-mail-put-off-subject", "proposals-mail-put-off"),
        News::Cancelled => ("proposals-mail-off-subject", "proposals-mail-off"),
    };
    Letter {
        kind: "proposal_news",
        unique_key: Some(format!("proposal:{}:{}", proposal.id, event.sequence)),
        ..to_her(
            (group, reader),
            phrase().t(subject),
            vec![Block::Paragraph(phrase().t(sentence))],
        )
    }
}

/// To the organizers: somebody proposes a talk, or takes back one that was accepted.
pub fn notice(group: &Group, proposal: &Proposal, page: &str) -> Letter {
    let words = group.words().plain();
    let phrase = || about(group, proposal);
    let (subject, sentence) = if proposal.state.is_open() {
        ("proposals-mail-new-subject", "proposals-mail-new")
    } else {
        ("proposals-mail-back-subject", "proposals-mail-back")
    };
    Letter {
        kind: "proposal_notice",
        to: group.contact_email.clone(),
        to_name: group.name.clone(),
        from_name: group.name.clone(),
        subject: phrase().t(subject),
        body: Body {
            heading: phrase().t(subject),
            preheader: phrase().t(sentence),
            blocks: vec![
                Block::Paragraph(phrase().t(sentence)),
                Block::Buttons(vec![Button {
                    label: words.t("proposals-mail-look"),
                    href: page.to_owned(),
                    tone: Tone::Go,
                }]),
            ],
            footer: vec![Line::Text(phrase().t("proposals-mail-organizers-why"))],
            ..frame(group)
        },
        ..Letter::default()
    }
}

/// An organizer of another group asks her to give it there; she answers by herself.
pub fn wanted(
    group: &Group,
    (reader, proposal): (&Reader, &Proposal),
    (asker, name, body): (&Group, &str, &str),
) -> Letter {
    let words = group.words().plain();
    let phrase = || {
        about(group, proposal)
            .with("author", name.to_owned())
            .with("other", asker.name.clone())
    };
    let mut letter = to_her(
        (group, reader),
        phrase().t("proposals-mail-wanted-subject"),
        vec![
            Block::Paragraph(phrase().t("proposals-mail-wanted")),
            Block::Html {
                html: markup::to_html(body, 3),
                text: markup::to_text(body),
            },
            Block::Paragraph(phrase().t("proposals-mail-wanted-answer")),
        ],
    );
    letter.kind = "proposal_wanted";
    letter.reply_to = Some(asker.contact_email.clone());
    letter.from_name = words
        .with("author", name.to_owned())
        .with("group", asker.name.clone())
        .t("announcements-from");
    letter
}

/// What letters say of a talk. Its words may be anybody's.
fn about(group: &Group, proposal: &Proposal) -> Phrase {
    let words: Words = group.words().plain();
    words
        .with(
            "name",
            text::first_name(&neutral(&proposal.name)).to_owned(),
        )
        .with("speaker", neutral(&proposal.name))
        .with("title", neutral(&proposal.title))
        .with("group", group.name.clone())
}

fn frame(group: &Group) -> Body {
    Body {
        language: group.words().language.tag().to_owned(),
        masthead: group.name.clone(),
        ..Body::default()
    }
}

/// A letter with a button to her proposal.
fn to_her((group, reader): (&Group, &Reader), subject: String, mut blocks: Vec<Block>) -> Letter {
    let words = group.words().plain();
    let preheader = match blocks.first() {
        Some(Block::Paragraph(text)) => text.clone(),
        Some(Block::Html { text, .. }) => markup::excerpt(text, 120),
        _ => String::new(),
    };
    blocks.push(Block::Buttons(vec![Button {
        label: words.t("proposals-mail-open"),
        href: reader.link.clone(),
        tone: Tone::Go,
    }]));
    Letter {
        kind: "proposal_letter",
        to: reader.email.clone(),
        to_name: neutral(&reader.name),
        person: Some(reader.person),
        from_name: group.name.clone(),
        reply_to: Some(group.contact_email.clone()),
        subject: subject.clone(),
        body: Body {
            heading: subject,
            preheader,
            blocks,
            footer: vec![Line::Text(
                words
                    .with("group", group.name.clone())
                    .t("proposals-mail-why"),
            )],
            ..frame(group)
        },
        ..Letter::default()
    }
}
