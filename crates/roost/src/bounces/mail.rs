use crate::db::{self, Tx};
use crate::ids::{GroupId, Moment};
use crate::inbound::Arrived;
use crate::mail::{self, Block, Body, Letter, Line};
use crate::text;
use crate::words::Words;
use mail_parser::Message;

/// How much of a message and of its headers is quoted.
const QUOTED: usize = 20_000;
const HEADER: usize = 300;

/// Sends a keeper what was written to `postmaster@` or `abuse@`.
pub async fn forward(
    tx: &mut Tx<'_>,
    at: &Moment,
    arrived: &Arrived,
    message: Option<&Message<'_>>,
    to: (&str, &str),
) -> db::Result<()> {
    let letter = forwarded(arrived, message, to);
    mail::send(tx, at, GroupId::NONE, &letter).await
}

/// What a keeper gets of a message to `postmaster@` or `abuse@`. Everything of it is quoted as text: no
/// header, no markup, no attachment of a stranger goes out under our name.
fn forwarded(
    arrived: &Arrived,
    message: Option<&Message<'_>>,
    (name, email): (&str, &str),
) -> Letter {
    let words = Words::default().plain();
    let local = || words.with("local", arrived.local.clone());
    let header = |name: &'static str| {
        let value = message.and_then(|m| m.header_raw(name)).unwrap_or_default();
        text::visible_line(value, HEADER)
    };
    let from = message.and_then(|m| m.from()).and_then(|from| from.first());
    let from = from.and_then(|from| from.address()).map(str::to_owned);
    let subject = message.and_then(|m| m.subject()).unwrap_or_default();
    let subject = text::visible_line(subject, HEADER);
    let body = message.and_then(|m| m.body_text(0)).unwrap_or_default();
    let quoted: String = text::visible_lines(&body).chars().take(QUOTED).collect();
    let facts = words
        .with("from", header("From"))
        .with(
            "envelope",
            text::visible_line(&arrived.envelope_from, HEADER),
        )
        .with("date", header("Date"))
        .with("subject", subject.clone());
    let mut blocks = vec![
        Block::Paragraph(local().t("bounces-forward-first")),
        Block::Paragraph(facts.t("bounces-forward-facts")),
    ];
    if !quoted.is_empty() {
        blocks.push(Block::Paragraph(quoted));
    }
    blocks.push(Block::Note(words.t("bounces-forward-note")));
    Letter {
        kind: "forwarded_to_keeper",
        to: email.to_owned(),
        to_name: name.to_owned(),
        from_name: words.t("bounces-forward-sender"),
        reply_to: from,
        subject: local()
            .with("subject", subject)
            .t("bounces-forward-subject"),
        body: Body {
            language: words.language.tag().to_owned(),
            preheader: local().t("bounces-forward-first"),
            masthead: words.t("bounces-forward-sender"),
            heading: local().t("bounces-forward-heading"),
            blocks,
            footer: vec![Line::Text(words.t("bounces-forward-why"))],
            ..Body::default()
        },
        ..Letter::default()
    }
}
