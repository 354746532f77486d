//! How large a text can stand on the screen. The widths are guessed and rather too large, since no
//! server knows a projector's typefaces; so nothing overflows whatever somebody is called.

/// How wide the text is, in tenths of the size of its type.
pub fn width(text: &str) -> u32 {
    text.chars().map(advance).sum()
}

fn advance(c: char) -> u32 {
    match c {
        // Combining marks, joiners and what turns the direction take no room.
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => 0,
        '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' => 0,
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | ' ' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 4,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '…' => 10,
        'A'..='Z' => 8,
        '\0'..='\u{24f}' => 6,
        // Greek to Thai, with their wide letters.
        '\u{250}'..='\u{10ff}' => 8,
        // Hangul, Han, Kana, full forms and pictures are squares; some pictures are a little more.
        _ => 13,
    }
}

/// The size of a turn's name and title: 1 is the largest, 5 the smallest. In hundredths of the
/// screen's width, a name has 5.4 and a title 3 at 1, beside each other; below each other 4.2 and
/// 2.7 in one and two lines at 2, then 3.4 and 2.4 in two lines each, 2.4 and 2 in three, and 1.7
/// and 1.5 in more.
pub fn fit(name: &str, title: &str) -> u8 {
    let (name, title) = (width(name), width(title));
    let is_beside = name * 54 + title * 30 <= 8_600 && name <= 100;
    match (name, title) {
        _ if is_beside => 1,
        (0..=200, 0..=600) => 2,
        (0..=480, 0..=660) => 3,
        (0..=1_000, 0..=1_200) => 4,
        _ => 5,
    }
}

/// The size of the next one's name in the line at the foot, from 1 to 5.
pub fn foot(name: &str) -> u8 {
    match width(name) {
        0..=170 => 1,
        171..=300 => 2,
        301..=420 => 3,
        421..=800 => 4,
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::{fit, foot, width};

    #[test]
    fn the_longer_a_text_the_smaller_it_stands() {
        assert_eq!(fit("Mei Tanaka", "A bird-feeder camera in 80 lines"), 1);
        assert_eq!(
            fit(
                "Maria da Conceição Oliveira",
                "What I learned from a hundred reviews of code"
            ),
            2
        );
        let sixty = "An average sentence as a title has about sixty characters...";
        assert_eq!(fit(sixty, sixty), 3);
        assert_eq!(fit(&"W".repeat(100), &"W".repeat(120)), 4);
        assert_eq!(fit(&"W".repeat(200), &"🦜".repeat(200)), 5);
        assert_eq!((foot("Jonas Lindqvist"), foot(&"🦜".repeat(100))), (1, 5));
    }

    #[test]
    fn marks_that_stand_on_letters_take_no_room() {
        assert_eq!(width("e\u{301}\u{202e}"), width("e"));
    }
}
