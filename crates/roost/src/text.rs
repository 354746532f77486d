//! Text that people type: what is let in, how it is sorted and how it is searched.

use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// Why a text is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// More than so many characters.
    TooLong { most: usize },
    /// A control character, a line break in one line, or one that turns or hides what follows.
    Invisible,
    /// So many marks on one letter that they cover the lines around it.
    Piled,
}

/// One line: composed, without space around it, with single spaces within.
///
/// # Errors
/// If it is too long or has a character that cannot be seen.
pub fn line(typed: &str, most: usize) -> Result<String, Refusal> {
    let trimmed = typed.trim_matches(|c: char| c.is_whitespace() && !is_refused(c) || c == ' ');
    check(trimmed, most, |_| false)?;
    let composed: String = trimmed.nfc().collect();
    Ok(composed.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Several lines: composed, ends as `\n`, no space around the whole.
///
/// # Errors
/// As [`line()`], but line breaks and tabs may stand in it.
pub fn lines(typed: &str, most: usize) -> Result<String, Refusal> {
    let unix = typed.replace("\r\n", "\n").replace('\r', "\n");
    let trimmed = unix.trim();
    check(trimmed, most, |c| matches!(c, '\n' | '\t'))?;
    Ok(trimmed.nfc().collect())
}

/// One line without the characters that [`line()`] refuses, at most `most` bytes long: for text that
/// nobody can be asked to mend.
pub fn visible_line(text: &str, most: usize) -> String {
    let seen: String = visible(text, most).nfc().collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same for several lines.
pub fn visible_lines(text: &str) -> String {
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept = unix
        .chars()
        .filter(|c| !is_refused(*c) || matches!(c, '\n' | '\t'));
    kept.nfc().collect::<String>().trim().to_owned()
}

fn visible(text: &str, most: usize) -> String {
    let mut seen = String::new();
    for c in text.chars() {
        if seen.len() + c.len_utf8() > most {
            break;
        }
        if c.is_whitespace() {
            seen.push(' ');
        } else if !is_refused(c) {
            seen.push(c);
        }
    }
    // A line of marks alone is a name that nobody can see.
    if seen.chars().any(is_visible) {
        seen
    } else {
        String::new()
    }
}

fn check(text: &str, most: usize, also: fn(char) -> bool) -> Result<(), Refusal> {
    if text.chars().any(|c| is_refused(c) && !also(c)) {
        return Err(Refusal::Invisible);
    }
    // A joiner belongs to Persian, Indic scripts and emoji, but alone it is a name nobody can see.
    if !text.is_empty() && !text.chars().any(is_visible) {
        return Err(Refusal::Invisible);
    }
    if text.chars().count() > most {
        return Err(Refusal::TooLong { most });
    }
    if has_pile(text) {
        return Err(Refusal::Piled);
    }
    Ok(())
}

/// Marks that one letter may carry. Hebrew with its accents and Tibetan need four or five.
const MOST_MARKS: usize = 8;

fn has_pile(text: &str) -> bool {
    use GeneralCategory as Is;
    let mut marks = 0;
    text.nfd().any(|c| {
        let category = get_general_category(c);
        marks = if matches!(category, Is::NonspacingMark | Is::EnclosingMark) {
            marks + 1
        } else {
            0
        };
        marks > MOST_MARKS
    })
}

/// Characters that no name or sentence needs and that mislead whoever reads on.
fn is_refused(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            // Zero-width space, word joiner and invisible operators, byte order mark.
            '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
            // Overrides and embeddings of direction; isolates, which we write ourselves.
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
            // Line and paragraph separators, soft hyphen, the object placeholder, fillers.
            | '\u{2028}' | '\u{2029}' | '\u{ad}' | '\u{fff9}'..='\u{fffc}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{2800}'
            // Tags, which hide text.
            | '\u{e0000}'..='\u{e007f}'
        )
}

fn is_visible(c: char) -> bool {
    use GeneralCategory as Is;
    let category = get_general_category(c);
    !c.is_whitespace()
        && !matches!(
            category,
            Is::Control
                | Is::Format
                | Is::Unassigned
                | Is::PrivateUse
                | Is::NonspacingMark
                | Is::EnclosingMark
        )
}

/// The text as `like … escape '\'` finds it: nothing in it is a wildcard.
pub fn like_literal(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_")
}

/// A link that opens a letter with this subject and text in the reader's own mail program (RFC 6068
/// §5: a plus would be read as a plus, so spaces are written as %20, and lines end with CR LF).
pub fn mailto(subject: &str, body: &str) -> String {
    let encode = |text: &str| {
        let lines = text.replace('\n', "\r\n");
        url::form_urlencoded::byte_serialize(lines.as_bytes())
            .collect::<String>()
            .replace('+', "%20")
    };
    format!("mailto:?subject={}&body={}", encode(subject), encode(body))
}

/// What one calls somebody whom one knows.
pub fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// What a name is ordered by: case and accents folded, the same on both engines.
pub fn sort_key(name: &str) -> String {
    fold(name)
}

/// What a search is done in: case and accents folded, words apart by one space.
pub fn search_key(text: &str) -> String {
    fold(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn fold(text: &str) -> String {
    let unmarked = text
        .nfkd()
        .filter(|c| get_general_category(*c) != GeneralCategory::NonspacingMark);
    caseless::default_case_fold_str(&unmarked.collect::<String>())
}

/// What tells e-mail addresses apart: mail programs do not distinguish case.
pub fn fold_email(email: &str) -> String {
    email.trim().to_lowercase()
}

/// The name as it stands in an address: lower case, hyphens, ASCII. Empty if nothing is left.
pub fn slug(name: &str, most: usize) -> String {
    let ascii = deunicode::deunicode(name).to_lowercase();
    let words = ascii
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        if slug.len() + word.len() + 1 > most {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

/// Equal for names that a person would take for each other.
pub fn skeleton(name: &str) -> String {
    // A capital of another alphabet may look like one of ours where its small letter does not.
    let mut latin = String::new();
    for c in name.chars() {
        if c.is_ascii() {
            latin.push(c);
        } else {
            latin.extend(unicode_security::skeleton(c.encode_utf8(&mut [0; 4])));
        }
    }
    let looks: String = unicode_security::skeleton(&fold(&latin)).collect();
    looks.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The first `most` characters as people count them, never cut within one.
pub fn cut(text: &str, most: usize) -> String {
    text.graphemes(true).take(most).collect()
}

/// The text with every word that may be an e-mail address replaced: for the log, and for what the
/// keeper reads about a fault.
pub fn without_addresses(text: &str) -> String {
    let words = text.split(' ');
    let shown = words.map(|word| if word.contains('@') { "…" } else { word });
    shown.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Refusal, line, lines};

    #[test]
    fn a_name_that_nobody_can_see_is_refused_in_whatever_way_it_hides() {
        let hidden = [
            "\u{200b}",
            "\u{200d}",
            "\u{2800}",
            "\u{3164}",
            "\u{ffa0}",
            "\u{20dd}",
            "\u{301}",
            "a\0b",
            "a\u{202e}b",
        ];
        for name in hidden {
            assert_eq!(line(name, 80), Err(Refusal::Invisible), "{name:?}");
        }
    }

    #[test]
    fn marks_piled_up_on_a_letter_are_refused_and_scripts_that_need_some_are_not() {
        let pile = |marks: usize| format!("Z{}a", "\u{301}".repeat(marks));

        assert_eq!(line(&pile(9), 80), Err(Refusal::Piled));
        assert_eq!(
            lines(&format!("Hello\n{}", pile(60)), 80),
            Err(Refusal::Piled)
        );
        for name in ["Nguyễn Ệ", "שָׁלוֹם", "བསྒྲུབས", "محمد", "👩‍👩‍👧‍👦 Ada", &pile(8)]
        {
            assert!(line(name, 80).is_ok(), "{name}");
        }
    }
}
