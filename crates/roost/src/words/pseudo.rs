//! A language made from English that shows what a translation would break: every sentence is longer,
//! every letter accented, and it runs from right to left.

use std::sync::atomic::{AtomicBool, Ordering};

/// What is added breaks like the words of a language that has long ones.
const LONG_WORD: usize = 14;

static IS_SPOKEN: AtomicBool = AtomicBool::new(false);

/// From now on everything that would be said in English is said in it.
#[cfg(debug_assertions)]
pub fn speak() {
    IS_SPOKEN.store(true, Ordering::Relaxed);
}

pub fn is_spoken() -> bool {
    IS_SPOKEN.load(Ordering::Relaxed)
}

/// The text with accents and a third more length, in brackets that show where it was cut.
pub fn stretch(text: &str) -> String {
    let mut stretched = String::from("[");
    let mut letters = 0_usize;
    for letter in text.chars() {
        letters += usize::from(letter.is_alphabetic());
        stretched.push(accent(letter));
    }
    for longer in 0..letters / 3 {
        if longer % LONG_WORD == LONG_WORD - 1 {
            stretched.push(' ');
        }
        stretched.push('~');
    }
    stretched.push(']');
    stretched
}

fn accent(letter: char) -> char {
    const PLAIN: &str = "aeiounycsglrtzdhkwAEIOUNYCSGLRTZDHKW";
    const ACCENTED: &str = "áéíóúñýçšğľřťžďĥķŵÁÉÍÓÚÑÝÇŠĞĽŘŤŽĎĤĶŴ";
    let position = PLAIN.chars().position(|plain| plain == letter);
    position
        .and_then(|at| ACCENTED.chars().nth(at))
        .unwrap_or(letter)
}
