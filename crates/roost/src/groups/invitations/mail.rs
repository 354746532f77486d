use super::model::{Answer, Invitation};
use crate::config::Config;
use crate::groups::model::Group;
use crate::mail::{Block, Body, Button, Letter, Line, Tone};

/// Asks the reader to organize the group too. Both buttons lead to the same page, which asks again:
/// a scanner that opens links must not answer for her.
pub fn invitation(config: &Config, group: &Group, invitation: &Invitation, token: &str) -> Letter {
    let words = group.words().plain();
    let named = || {
        words
            .with("group", group.name.clone())
            .with("inviter", invitation.inviter.clone())
    };
    let href = config.link(&format!("/invitations/{token}"));
    let until = words.near_date(invitation.expires_at.in_zone(&group.zone()).date());
    let button = |label, tone| Button {
        label,
        href: href.clone(),
        tone,
    };
    let body = Body {
        language: words.language.tag().to_owned(),
        preheader: named().t("invitations-mail-preheader"),
        masthead: group.name.clone(),
        cover: None,
        heading: named().t("invitations-mail-heading"),
        blocks: vec![
            Block::Paragraph(named().t("invitations-mail-what")),
            Block::Paragraph(words.t("invitations-mail-duties")),
            Block::Buttons(vec![button(words.t("invitations-mail-look"), Tone::Go)]),
            Block::Note(words.with("until", until).t("invitations-mail-until")),
        ],
        footer: vec![
            Line::Text(named().t("invitations-mail-why")),
            Line::Link {
                label: group.name.clone(),
                href: config.link(&group.path()),
            },
        ],
    };
    Letter {
        kind: "invitation",
        to: invitation.email.clone(),
        from_name: group.name.clone(),
        reply_to: Some(group.contact_email.clone()),
        subject: named().t("invitations-mail-subject"),
        body,
        urgent: true,
        unique_key: Some(format!("invitation:{}", invitation.id)),
        ..Letter::default()
    }
}

/// Tells who invited what became of it. `who` is the name of the account that accepted, or the
/// address that declined.
pub fn answered(
    config: &Config,
    group: &Group,
    invitation: &Invitation,
    (inviter_email, who): (&str, &str),
    answer: Answer,
) -> Letter {
    let words = group.words().plain();
    let named = || {
        words
            .with("group", group.name.clone())
            .with("who", who.to_owned())
    };
    let (subject, sentence) = match answer {
        Answer::Accepted => (
            "invitations-accepted-subject",
            "invitations-accepted-sentence",
        ),
        Answer::Declined | Answer::Withdrawn => (
            "invitations-declined-subject",
            "invitations-declined-sentence",
        ),
    };
    let subject = named().t(subject);
    let body = Body {
        language: words.language.tag().to_owned(),
        preheader: String::new(),
        masthead: group.name.clone(),
        cover: None,
        heading: subject.clone(),
        blocks: vec![
            Block::Paragraph(named().t(sentence)),
            Block::Buttons(vec![Button {
                label: words.t("invitations-answered-organize"),
                href: config.link(&format!("{}/organize", group.path())),
                tone: Tone::Plain,
            }]),
        ],
        footer: vec![Line::Text(named().t("invitations-answered-why"))],
    };
    Letter {
        kind: "invitation_answered",
        to: inviter_email.to_owned(),
        to_name: invitation.inviter.clone(),
        person: Some(invitation.invited_by),
        from_name: group.name.clone(),
        reply_to: Some(group.contact_email.clone()),
        subject,
        body,
        unique_key: Some(format!("invitation_answered:{}", invitation.id)),
        ..Letter::default()
    }
}
