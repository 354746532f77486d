//! A language made from English that shows what a translation would break: every sentence is longer,
//! every letter accented, and it runs from right to left.

/// The text with accents and a third more length, in brackets that show where it was cut.
pub fn stretch(text: &str) -> String {
    let mut stretched = String::from("[");
    let mut letters = 0_usize;
    for letter in text.chars() {
        letters += usize::from(letter.is_alphabetic());
        stretched.push(accent(letter));
    }
    for _ in 0..letters / 3 {
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
