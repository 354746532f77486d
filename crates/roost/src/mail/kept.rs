use super::letter::{Message, Slip};
use super::store::{self, Kept};
use super::{mime, parts};
use crate::clock::Instant;
use crate::codes;
use crate::db::Tx;
use crate::ids::DeliveryId;
use anyhow::Context;
use data_encoding::BASE64;
use mail_parser::MessageParser;

/// A message that has left, rendered as its reader gets it: for the local mailbox and for tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    pub id: DeliveryId,
    pub kind: String,
    pub from: String,
    pub to: String,
    pub to_name: String,
    pub reply_to: Option<String>,
    pub subject: String,
    /// Without angle brackets.
    pub message_id: String,
    pub unsubscribe: Option<String>,
    pub text: String,
    pub html: String,
    pub calendar: Option<String>,
    pub sent_at: Instant,
}

/// The newest first. Their HTML names the code and does not hold it: drawing two hundred of them for
/// a list of subjects would take longer than anybody waits.
///
/// # Errors
/// If the database cannot be read.
pub async fn list_shown(tx: &mut Tx<'_>, most: i64) -> anyhow::Result<Vec<Shown>> {
    let kept = store::list_kept(tx, most).await?;
    kept.into_iter().map(show).collect()
}

/// # Errors
/// As [`list_shown`].
pub async fn find_shown(tx: &mut Tx<'_>, id: DeliveryId) -> anyhow::Result<Option<Shown>> {
    let kept = store::find_kept(tx, id).await?;
    kept.map(show_with_code).transpose()
}

fn show_with_code(kept: Kept) -> anyhow::Result<Shown> {
    if kept.bytes.is_some() {
        return show(kept);
    }
    let message: Message = serde_json::from_str(&kept.message)?;
    let shown = show(kept)?;
    Ok(Shown {
        html: with_code(&message, shown.html),
        ..shown
    })
}

fn show(kept: Kept) -> anyhow::Result<Shown> {
    if let Some(bytes) = &kept.bytes {
        return show_copy(&kept, bytes);
    }
    let message: Message = serde_json::from_str(&kept.message)?;
    let subject = mime::one_line(&message.subject);
    Ok(Shown {
        id: kept.id,
        kind: kept.kind,
        from: mime::sender(&message, kept.group_id),
        to: kept.recipient,
        to_name: mime::one_line(&message.to_name),
        text: parts::text(&message.body)?,
        html: parts::html(&subject, &message.body)?,
        subject,
        reply_to: message.reply_to,
        message_id: kept.message_id,
        unsubscribe: message.unsubscribe,
        calendar: message.calendar,
        sent_at: kept.settled_at,
    })
}

/// A copy of what somebody else wrote, read as mail programs read it.
fn show_copy(kept: &Kept, bytes: &[u8]) -> anyhow::Result<Shown> {
    let slip: Slip = serde_json::from_str(&kept.message)?;
    let message = MessageParser::default().parse(bytes);
    let message = message.context("what was copied is no message")?;
    let field = |name: &'static str| message.header_raw(name).map(mime::one_line);
    let name = |found: Option<&mail_parser::Address<'_>>| {
        let first = found.and_then(|found| found.first());
        let named = first.and_then(|first| first.name().or(first.address()));
        mime::one_line(named.unwrap_or_default())
    };
    Ok(Shown {
        id: kept.id,
        kind: kept.kind.clone(),
        from: name(message.from()),
        to: kept.recipient.clone(),
        to_name: name(message.to()),
        reply_to: field("Reply-To"),
        subject: mime::one_line(message.subject().unwrap_or_default()),
        message_id: message.message_id().unwrap_or_default().to_owned(),
        unsubscribe: Some(slip.unsubscribe),
        text: message.body_text(0).unwrap_or_default().into_owned(),
        html: message.body_html(0).unwrap_or_default().into_owned(),
        calendar: None,
        sent_at: kept.settled_at,
    })
}

/// The HTML as a program shows it that has found the code among the letter's parts.
fn with_code(message: &Message, html: String) -> String {
    match message.body.scan().and_then(codes::png) {
        Some(png) => {
            let picture = format!("data:image/png;base64,{}", BASE64.encode(&png));
            html.replace("cid:scan", &picture)
        }
        None => html,
    }
}
