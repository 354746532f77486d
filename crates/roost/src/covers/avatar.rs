use super::{fnv, is_alphanumeric};
use unicode_segmentation::UnicodeSegmentation;

/// How many colours avatars have; the style sheet names them `data-h="0"` to `"7"`.
const HUES: u32 = 8;

/// The colour of a person without a picture, from 0 to 7: the same name always has the same one.
pub fn hue(name: &str) -> u32 {
    fnv(name) % HUES
}

/// One or two characters that stand for a name: the first of its first and of its last word.
///
/// Characters are what people see as one, so an accent or a flag is never split. A name without
/// letters and numbers gets a dot.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(first_letter);
    let Some(first) = words.next() else {
        return "·".to_owned();
    };
    first + &words.next_back().unwrap_or_default()
}

fn first_letter(word: &str) -> Option<String> {
    word.graphemes(true)
        .find(|shown| shown.starts_with(is_alphanumeric))
        .map(str::to_uppercase)
}
