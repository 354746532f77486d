use crate::print;
use roost::markup::{excerpt, to_html, to_text};
use std::time::Instant;

#[path = "../../roost/tests/data/bombs.rs"]
mod bombs;

/// How long the text that costs most takes as a page, as mail and as an excerpt.
pub fn measure() {
    let mut slowest = (std::time::Duration::ZERO, String::new());
    for bomb in bombs::bombs() {
        let begun = Instant::now();
        let bytes = to_html(&bomb, 3).len() + to_text(&bomb).len() + excerpt(&bomb, 160).len();
        let took = begun.elapsed();
        if took > slowest.0 {
            let start: String = bomb.chars().take(12).collect();
            slowest = (took, format!("{start}…, {bytes} bytes made of it"));
        }
    }
    let (took, which) = slowest;
    let millis = took.as_secs_f64() * 1000.0;
    print(&format!("slowest Markdown: {millis:.1} ms ({which})"));
}
