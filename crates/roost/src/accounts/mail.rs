use super::model::SIGN_IN;
use crate::mail::{Block, Body, Button, Letter, Line, Tone};
use crate::words::Words;

/// The mail with a link and six digits. Nothing in it was typed by whoever asked.
#[derive(Debug, Clone, Copy)]
pub struct SignInMail<'a> {
    pub words: Words,
    pub installation: &'a str,
    /// What links begin with, without a slash at the end.
    pub base_url: &'a str,
}

impl SignInMail<'_> {
    pub fn write(&self, to: &str, token: &str, code: &str) -> Letter {
        let words = self.words.plain();
        let minutes = SIGN_IN.as_mins();
        let named = |key: &str| {
            let phrase = words.with("installation", self.installation.to_owned());
            phrase
                .with("code", code.to_owned())
                .with("minutes", minutes)
                .t(key)
        };
        Letter {
            kind: "sign_in",
            to: to.to_owned(),
            from_name: self.installation.to_owned(),
            // The digits come first, so that a locked telephone shows them. Alone they open
            // nothing: they count only in the browser that asked, or with the link.
            subject: named("accounts-mail-subject"),
            urgent: true,
            body: Body {
                preheader: named("accounts-mail-preheader"),
                masthead: self.installation.to_owned(),
                heading: named("accounts-mail-heading"),
                blocks: vec![
                    Block::Paragraph(words.t("accounts-mail-code")),
                    Block::Code(code.to_owned()),
                    Block::Paragraph(words.t("accounts-mail-link")),
                    Block::Buttons(vec![Button {
                        label: words.t("accounts-mail-button"),
                        href: format!("{}/sign-in/{token}", self.base_url),
                        tone: Tone::Go,
                    }]),
                    Block::Note(named("accounts-mail-until")),
                ],
                footer: vec![Line::Text(words.t("accounts-mail-why"))],
                ..Body::default()
            },
            ..Letter::default()
        }
    }
}
