//! What the mail server in front notes of its own checks: `Authentication-Results` (RFC 8601).
//!
//! It has to take out notes in its own name that came from outside (RFC 8601 §5), as every one does that
//! writes them. Several of its programs may each write a note; of two about one method the topmost counts.

use super::fields::Fields;

/// What the front found to hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Noted {
    /// The domain of the envelope for which SPF passed.
    pub spf: Option<String>,
    /// The domains whose signatures hold.
    pub dkim: Vec<String>,
    /// The domain in From for which DMARC passed.
    pub dmarc: Option<String>,
}

/// One result of a note, in lower case: what was asked, what was found, and about what.
struct Found<'a> {
    method: &'a str,
    passes: bool,
    properties: Vec<(&'a str, &'a str)>,
}

impl Found<'_> {
    fn property(&self, name: &str) -> Option<&str> {
        let mut named = self.properties.iter().filter(|(known, _)| *known == name);
        named.next().map(|(_, value)| *value)
    }
}

/// Reads what the front of this name noted above the message.
pub fn noted(raw: &[u8], front: &str) -> Noted {
    let mut noted = Noted::default();
    let mut known: Vec<String> = Vec::new();
    for note in notes(raw, front) {
        let found: Vec<Found<'_>> = note.split(';').skip(1).filter_map(read).collect();
        let new: Vec<&Found<'_>> = found
            .iter()
            .filter(|found| !known.iter().any(|method| method == found.method))
            .collect();
        for found in new.iter().filter(|found| found.passes) {
            match found.method {
                "spf" => noted.spf = found.property("smtp.mailfrom").map(domain_of),
                "dkim" => {
                    let signer = found.property("header.d");
                    let signer = signer.or_else(|| found.property("header.i"));
                    noted.dkim.extend(signer.map(domain_of));
                }
                "dmarc" => noted.dmarc = found.property("header.from").map(domain_of),
                _ => {}
            }
        }
        let methods = new.iter().map(|found| found.method.to_owned());
        known.extend(methods.collect::<Vec<_>>());
    }
    noted
}

fn read(result: &str) -> Option<Found<'_>> {
    let mut words = result.split_whitespace();
    let (method, outcome) = words.next()?.split_once('=')?;
    Some(Found {
        // A version may follow (RFC 8601 §2.2).
        method: method.split('/').next().unwrap_or_default(),
        passes: outcome == "pass",
        properties: words.filter_map(|word| word.split_once('=')).collect(),
    })
}

fn domain_of(value: &str) -> String {
    let value = value.trim_matches('"');
    value.rsplit('@').next().unwrap_or_default().to_owned()
}

/// The notes of this name above the second `Received`, the topmost first: what stands lower came along
/// with the message. Without comments, in lower case, on one line each, with no space around `=`.
fn notes(raw: &[u8], front: &str) -> Vec<String> {
    let (mut notes, mut stations) = (Vec::new(), 0);
    for (name, value) in Fields::of(raw).iter() {
        if name.eq_ignore_ascii_case("Received") {
            stations += 1;
            if stations > 1 {
                break;
            }
        }
        if name.eq_ignore_ascii_case("Authentication-Results") {
            let value = without_comments(&value).to_ascii_lowercase();
            let server = value.split([';', ' ']).find(|word| !word.is_empty());
            if server.is_some_and(|server| server.eq_ignore_ascii_case(front)) {
                let words: Vec<&str> = value.split_whitespace().collect();
                notes.push(words.join(" ").replace(" =", "=").replace("= ", "="));
            }
        }
    }
    notes
}

/// Comments may hold anything, a result that looks like one too (RFC 5322 §3.2.2).
fn without_comments(value: &str) -> String {
    let (mut plain, mut depth, mut quoted) = (String::new(), 0_usize, false);
    let mut characters = value.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => {
                characters.next();
            }
            '"' if depth == 0 => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            // What is quoted is one word, and no result begins in it.
            ';' if quoted => {}
            c if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{Noted, noted};

    const GOOD: &str = "Authentication-Results: mx.example.org;\r\n spf=pass (it may) smtp.mailfrom=ann@example.com;\r\n dkim=none";
    const RECEIVED: &str = "Received: from a by mx.example.org; today";

    fn read(fields: &[&str]) -> Noted {
        let raw = format!("{}\r\n\r\nHello\r\n", fields.join("\r\n"));
        noted(raw.as_bytes(), "mx.example.org")
    }

    fn passes(fields: &[&str]) -> bool {
        read(fields).spf.as_deref() == Some("example.com")
    }

    #[test]
    fn the_front_is_believed_and_nobody_else() {
        assert!(passes(&[GOOD]));
        assert!(passes(&[RECEIVED, GOOD]));
        assert!(!passes(&[RECEIVED, RECEIVED, GOOD]));
        for other in [
            "Authentication-Results: mx.example.net; spf=pass smtp.mailfrom=example.com",
            "Authentication-Results: mx.example.org; spf=pass smtp.mailfrom=example.net",
            "Authentication-Results: mx.example.org; spf=fail smtp.mailfrom=example.com",
            "Authentication-Results: mx.example.org; none (; spf=pass smtp.mailfrom=example.com)",
            "Authentication-Results: mx.example.org; dkim=pass header.i=\"; spf=pass smtp.mailfrom=example.com\"",
            "Authentication-Results: (mx.example.org;) evil; spf=pass smtp.mailfrom=example.com",
            "X-Authentication-Results: mx.example.org; spf=pass smtp.mailfrom=example.com",
        ] {
            assert!(!passes(&[other]), "{other}");
        }
        // Its own note stands above the one that came along.
        let own = "Authentication-Results: mx.example.org; spf=fail smtp.mailfrom=example.com";
        assert!(!passes(&[own, GOOD]));
    }

    #[test]
    fn each_of_its_programs_may_write_a_note() {
        let dmarc = "Authentication-Results: MX.example.org; dmarc=pass (p=reject dis=none) header.from=Example.com";
        let dkim = "Authentication-Results: mx.example.org 1; dkim/1 = pass (2048-bit key) header.d=example.com header.i=@news.example.com header.b=\"a/b=\";\r\n\tdkim=fail header.d=example.net; dkim=pass header.i=@lists.example.com";
        let forged = "Authentication-Results: mx.example.org; dkim=pass header.d=bank.example; dmarc=pass header.from=bank.example; arc=pass";
        let all = read(&[
            RECEIVED,
            dmarc,
            GOOD.trim_end_matches(";\r\n dkim=none"),
            dkim,
            forged,
        ]);
        let expected = Noted {
            spf: Some("example.com".to_owned()),
            dkim: vec!["example.com".to_owned(), "lists.example.com".to_owned()],
            dmarc: Some("example.com".to_owned()),
        };
        assert_eq!(all, expected);
    }
}
