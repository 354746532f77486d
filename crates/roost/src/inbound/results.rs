//! What the mail server in front notes of its own checks: `Authentication-Results` (RFC 8601).
//!
//! Only its topmost note is read. It has to take out notes in its own name that came from outside
//! (RFC 8601 §5), as every one does that writes them.

use super::fields::Fields;

/// Whether the front noted that SPF passed for this domain of the envelope.
pub fn passes_spf(raw: &[u8], front: &str, envelope: &str) -> bool {
    let Some(note) = topmost_note(raw, front) else {
        return false;
    };
    note.split(';').skip(1).any(|result| {
        let mut words = result.split_whitespace();
        let passes = words
            .next()
            .is_some_and(|word| word.eq_ignore_ascii_case("spf=pass"));
        let domain = words.find_map(|word| {
            let (name, value) = word.split_once('=')?;
            name.eq_ignore_ascii_case("smtp.mailfrom").then(|| {
                value
                    .trim_matches('"')
                    .rsplit('@')
                    .next()
                    .unwrap_or_default()
            })
        });
        passes && domain.is_some_and(|domain| domain.eq_ignore_ascii_case(envelope))
    })
}

/// The first note of this name above the second `Received`: what stands lower came along with the
/// message. Without comments, on one line.
fn topmost_note(raw: &[u8], front: &str) -> Option<String> {
    let mut stations = 0;
    for (name, value) in Fields::of(raw).iter() {
        if name.eq_ignore_ascii_case("Received") {
            stations += 1;
            if stations > 1 {
                return None;
            }
        }
        if name.eq_ignore_ascii_case("Authentication-Results") {
            let value = without_comments(&value);
            let server = value.split([';', ' ']).find(|word| !word.is_empty());
            if server.is_some_and(|server| server.eq_ignore_ascii_case(front)) {
                return Some(value.trim().to_owned());
            }
        }
    }
    None
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
    use super::passes_spf;

    fn passes(fields: &[&str]) -> bool {
        let raw = format!("{}\r\n\r\nHello\r\n", fields.join("\r\n"));
        passes_spf(raw.as_bytes(), "mx.example.org", "example.com")
    }

    #[test]
    fn the_front_is_believed_and_nobody_else() {
        let good = "Authentication-Results: mx.example.org;\r\n spf=pass (it may) smtp.mailfrom=ann@example.com;\r\n dkim=none";
        let received = "Received: from a by mx.example.org; today";
        assert!(passes(&[good]));
        assert!(passes(&[received, good]));
        assert!(!passes(&[received, received, good]));
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
        assert!(!passes(&[own, good]));
    }
}
