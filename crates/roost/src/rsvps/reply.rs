use super::mail::Reader;
use super::model::State;
use crate::calendar::{Reply, Said};
use crate::config::Mail;

/// How a letter about an answer asks for the next one from the reader's calendar; `None` as long as
/// mail cannot come in. The token of her manage link says whose answer it is that comes back.
pub fn reply(mail: &Mail, token: &str, reader: &Reader, state: State) -> Option<Reply> {
    let (local, host) = mail.answers_to.as_ref()?.rsplit_once('@')?;
    Some(Reply {
        to: format!("{local}+{token}@{host}"),
        attendee: (reader.name.clone(), reader.email.clone()),
        said: match state {
            State::Going => Said::Accepted,
            State::Waitlisted => Said::Tentative,
            State::Offered | State::Declined => Said::NeedsAction,
        },
    })
}
