use super::mail::Reader;
use super::model::State;
use crate::calendar::{Reply, Said};
use crate::config::Config;
use crate::tokens;

/// The address where whoever has this manage link answers by mail, such as `r+…@lists.example.org`;
/// `None`: mail does not come in.
pub fn answers_to(config: &Config, token: &str) -> Option<String> {
    let domain = config.inbound.domain.as_ref()?;
    let local = tokens::for_mail(token)?;
    Some(format!("r+{local}@{domain}"))
}

/// How a letter about an answer asks for the next one from the reader's calendar.
pub fn reply(answers_to: &str, reader: &Reader, state: State) -> Reply {
    Reply {
        to: answers_to.to_owned(),
        attendee: (reader.name.clone(), reader.email.clone()),
        said: match state {
            State::Going => Said::Accepted,
            State::Waitlisted => Said::Tentative,
            State::Offered | State::Declined => Said::NeedsAction,
        },
    }
}
