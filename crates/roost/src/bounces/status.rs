//! What the reply of a mail server says of an address: its status (RFC 3463) and, where there is none
//! or it says little, its words.

use super::model::Weight;

/// The mailbox is there and takes nothing just now.
const FULL: &[&str] = &[
    "mailbox full",
    "mailbox is full",
    "over quota",
    "overquota",
    "quota exceeded",
    "exceeded storage",
    "out of storage",
    "not enough storage",
    "insufficient system storage",
];

/// It is about us, or what we said.
const POLICY: &[&str] = &[
    "spam",
    "blocked",
    "blacklist",
    "block list",
    "policy",
    "reputation",
    "dmarc",
    "spf ",
    "dkim",
    "not authorized",
    "rate limit",
    "too many",
    "virus",
    "rejected due to content",
    "message content",
    "too large",
    "greylist",
    "graylist",
];

/// There is no such mailbox.
const DEAD: &[&str] = &[
    "user unknown",
    "unknown user",
    "no such user",
    "no such recipient",
    "no such address",
    "no such person",
    "no mailbox here",
    "no such mailbox",
    "mailbox unavailable",
    "mailbox not found",
    "mailbox does not exist",
    "does not exist",
    "doesn't exist",
    "doesn\u{2019}t exist",
    "unknown recipient",
    "recipient unknown",
    "recipient not found",
    "unrouteable address",
    "unknown local part",
    "address not found",
    "address couldn't be found",
    "address couldn\u{2019}t be found",
    "wasn't found at",
    "wasn\u{2019}t found at",
    "not a valid",
    "invalid recipient",
    "invalid mailbox",
    "user not found",
    "account is disabled",
    "account has been disabled",
    "account that you tried to reach is inactive",
    "mailbox disabled",
    "not our customer",
    "this user doesn't have",
    "host or domain name not found",
    "domain not found",
    "couldn't find any host",
    "no longer on server",
    "is not listed",
    "unbekannt",
    "existiert nicht",
    "n'existe pas",
];

/// The first status within a text, such as `5.1.1`.
pub fn find(text: &str) -> Option<&str> {
    let is_part = |c: char| c.is_ascii_digit() || c == '.';
    let mut words = text.split(|c: char| !is_part(c));
    words.find_map(|word| {
        let word = word.trim_end_matches('.');
        parse(word).map(|_| word)
    })
}

/// Class, subject and detail.
fn parse(status: &str) -> Option<(u16, u16, u16)> {
    let mut parts = status.split('.').map(|part| {
        let digits = (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse::<u16>().ok()).flatten()
    });
    let status = (parts.next()??, parts.next()??, parts.next()??);
    let whole = parts.next().is_none() && matches!(status.0, 2 | 4 | 5);
    whole.then_some(status)
}

/// The reply's three digits, where it begins with them.
fn code(text: &str) -> Option<u16> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let codes = words.filter(|word| word.len() == 3);
    codes
        .filter_map(|word| word.parse().ok())
        .find(|code| matches!(code, 420..=459 | 500..=559))
}

/// What a refusal for good says of the address. `status` may be empty.
pub fn weigh(status: &str, text: &str) -> Weight {
    let text = text.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(FULL) {
        return Weight::None;
    }
    let by_words = |otherwise: Weight| match (says(DEAD), says(POLICY)) {
        (true, _) => Weight::Hard,
        (false, true) => Weight::None,
        (false, false) => otherwise,
    };
    match parse(status) {
        Some((5, 1, 1 | 2 | 3 | 6 | 10)) => Weight::Hard,
        // About the sender (RFC 3463 §3.2).
        Some((4 | 5, 1, 7 | 8)) => Weight::None,
        Some((5, 2, 1)) => Weight::Hard,
        Some((4 | 5, 2, 2 | 3)) => Weight::None,
        // What Exchange says where nobody has the address, and hosts without a way to them.
        Some((5, 4, 1 | 4)) => Weight::Hard,
        Some((4 | 5, 6 | 7, _)) => Weight::None,
        Some((2, ..)) => Weight::None,
        Some((4, ..)) => by_words(Weight::Soft).min(Weight::Soft),
        Some(_) => by_words(Weight::Soft),
        None => match code(&text) {
            Some(420..=459) => by_words(Weight::Soft).min(Weight::Soft),
            _ => by_words(Weight::Soft),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{find, weigh};
    use crate::bounces::model::Weight::{Hard, None, Soft};

    #[test]
    fn a_status_is_found_among_words_and_an_ip_address_is_none() {
        let cases = [
            ("550 5.1.1 <…> unknown", Some("5.1.1")),
            ("smtp; 550-5.1.10 nobody", Some("5.1.10")),
            ("#5.1.1#", Some("5.1.1")),
            ("host 5.1.2.3 said: 550 no", Option::None),
            ("Postfix 3.5.1 says 4.4.1.", Some("4.4.1")),
            ("5.1", Option::None),
            ("5.1.1111", Option::None),
            ("", Option::None),
        ];
        for (text, status) in cases {
            assert_eq!(find(text), status, "{text}");
        }
    }

    #[test]
    fn what_a_refusal_says_of_the_address() {
        let cases = [
            ("5.1.1", "550 5.1.1 user unknown", Hard),
            ("5.1.10", "recipient not found", Hard),
            ("5.1.8", "sender address rejected", None),
            ("5.2.1", "the account is disabled", Hard),
            ("5.2.2", "552 5.2.2 mailbox full", None),
            ("5.0.0", "552 mailbox is full", None),
            ("5.7.1", "550 5.7.1 message looks like spam", None),
            (
                "5.7.515",
                "access denied, does not meet the required level",
                None,
            ),
            ("5.6.0", "content", None),
            ("5.4.1", "recipient address rejected: access denied", Hard),
            ("4.4.7", "message expired", Soft),
            ("4.7.1", "greylisted", None),
            ("5.0.0", "something odd", Soft),
            ("5.5.0", "550 mailbox unavailable", Hard),
            ("", "550 no such user here", Hard),
            ("", "554 rejected by policy", None),
            ("", "451 user unknown just now", Soft),
            ("", "what", Soft),
        ];
        for (status, text, weight) in cases {
            assert_eq!(weigh(status, text), weight, "{status} {text}");
        }
    }
}
