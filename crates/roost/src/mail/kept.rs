use super::letter::Message;
use super::store::{self, Kept};
use super::{mime, parts};
use crate::clock::Instant;
use crate::codes;
use crate::db::Tx;
use crate::ids::DeliveryId;
use data_encoding::BASE64;

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
    let message: Message = serde_json::from_str(&kept.message)?;
    let shown = show(kept)?;
    Ok(Shown {
        html: with_code(&message, shown.html),
        ..shown
    })
}

fn show(kept: Kept) -> anyhow::Result<Shown> {
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
