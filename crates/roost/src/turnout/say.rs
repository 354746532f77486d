//! What organizers are told before they give more seats than a room has.

use super::model::{self, Evening};
use crate::words::Words;

/// "Of 100 who said yes, 72 to 83 came on your last 9 evenings", or that nobody can say.
pub fn rate(words: Words, evenings: &[Evening]) -> String {
    let Some(expected) = model::expected(evenings, 100) else {
        return words.t("turnout-rate-unknown");
    };
    words
        .with("low", expected.range.0)
        .with("high", expected.range.1)
        .with("evenings", expected.evenings)
        .t("turnout-rate")
}

/// "With 46 yes you can expect 33 to 38; the room holds 40", and on how many evenings more would
/// have come than fit; or how many have no seat at worst, where nobody can say.
pub fn risk(words: Words, evenings: &[Evening], (yes, room): (i64, i64)) -> String {
    let Some(risk) = model::risk(evenings, yes, room) else {
        return words
            .with("yes", yes)
            .with("over", (yes - room).max(0))
            .t("turnout-risk-unknown");
    };
    let (low, high) = risk.expected.range;
    let said = words
        .with("yes", yes)
        .with("low", low)
        .with("high", high)
        .with("room", room)
        .t(if low == high {
            "turnout-risk-sure"
        } else {
            "turnout-risk"
        });
    let over = words
        .with("over", risk.over)
        .with("evenings", risk.expected.evenings)
        .t("turnout-risk-over");
    format!("{said} {over}")
}
