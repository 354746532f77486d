//! What somebody's calendar answers (RFC 5546 §3.2.3).

use super::lines;
use super::parts::{self, Component, Kind, Name};
use calcard::icalendar::{ICalendarMethod, ICalendarParameterName};

/// Larger answers are none.
const BYTES: usize = 256 << 10;

/// One attendee's word about one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub uid: String,
    /// Which version of the event it answers; `None`: it does not say.
    pub sequence: Option<i64>,
    pub said: Answered,
    /// What was typed beside it; may be empty.
    pub comment: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    Accepted,
    Declined,
    /// Perhaps, somebody else instead, or nothing yet.
    Other,
}

/// Reads an answer of whoever has this address. Some programs name all whom they know to be invited;
/// some know their owner by another address. `None`: it is no answer, or one about several events.
pub fn read_reply(bytes: &[u8], email: &str) -> Option<Reply> {
    if bytes.len() > BYTES {
        return None;
    }
    let parts = parts::parse(&lines::logical(bytes));
    let mut events = parts.iter().flat_map(|part| part.all(&Kind::VEvent));
    let (Some((event, calendar)), None) = (events.next(), events.next()) else {
        return None;
    };
    if !is_reply(calendar) {
        return None;
    }
    let sequence = parts::find(event, &Name::Sequence).and_then(|entry| entry.values.first());
    Some(Reply {
        uid: parts::text(event, &Name::Uid),
        sequence: sequence.and_then(parts::Value::as_integer),
        said: said(event, email)?,
        comment: parts::text(event, &Name::Comment),
    })
}

fn is_reply(calendar: &Component) -> bool {
    let method = parts::find(calendar, &Name::Method);
    let value = method.and_then(|entry| entry.values.first());
    matches!(value, Some(parts::Value::Method(ICalendarMethod::Reply)))
}

/// What this attendee says, or the only one; `None`: nobody says anything.
fn said(event: &Component, email: &str) -> Option<Answered> {
    let all: Vec<_> = parts::all(event, &Name::Attendee).collect();
    let own = all.iter().find(|entry| {
        let address = entry.calendar_address();
        address.is_some_and(|address| address.trim().eq_ignore_ascii_case(email))
    });
    let entry = match (own, all.as_slice()) {
        (Some(entry), _) => entry,
        (None, [only]) => only,
        (None, _) => return None,
    };
    let said = entry
        .parameters(&ICalendarParameterName::Partstat)
        .find_map(|value| value.as_text())?;
    Some(match said.to_ascii_uppercase().as_str() {
        "ACCEPTED" => Answered::Accepted,
        "DECLINED" => Answered::Declined,
        _ => Answered::Other,
    })
}
