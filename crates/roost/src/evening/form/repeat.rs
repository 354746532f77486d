use crate::series::{End, MOST_EVERY, MOST_TIMES, Pattern, Rule};
use crate::web::Form;
use crate::words::Words;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// More dates than anybody skips by hand.
const MOST_SKIPPED: usize = 200;

/// How the evening comes again; `None`: the form has a mistake there, which it now names. `first` is
/// the day of the first one.
pub fn read_rule(form: &mut Form, words: Words, first: Option<Date>) -> Option<Rule> {
    let pattern: Option<Pattern> = form.choice("pattern");
    let every = form.number("every", 1..=MOST_EVERY.into()).unwrap_or(1);
    let end = read_end(form, words, first);
    let skipped = read_skipped(form, words);
    let every = u16::try_from(every).unwrap_or(1);
    Some(Rule {
        end: end?,
        skipped: skipped?,
        ..Rule::new(pattern?, every, first?)
    })
}

fn read_end(form: &mut Form, words: Words, first: Option<Date>) -> Option<End> {
    let until = match form.value("until").trim() {
        "" => None,
        _ => Some(form.date("until")?),
    };
    let times = form.number("times", 1..=MOST_TIMES.into());
    if form.problem("times").is_some() {
        return None;
    }
    match (until, times) {
        (Some(_), Some(_)) => {
            form.refuse("times", words.t("series-two-ends"));
            None
        }
        (Some(day), None) if first.is_some_and(|first| day < first) => {
            form.refuse("until", words.t("series-ends-first"));
            None
        }
        (Some(day), None) => Some(End::On(day)),
        (None, Some(times)) => Some(End::After(u16::try_from(times).unwrap_or(MOST_TIMES))),
        (None, None) => Some(End::Never),
    }
}

/// Dates as they were typed, with spaces, commas or new lines between them.
fn read_skipped(form: &mut Form, words: Words) -> Option<BTreeSet<Date>> {
    let typed = form.text("skipped", MOST_SKIPPED * 12);
    let mut days = BTreeSet::new();
    for word in typed.split([' ', ',', ';', '\n', '\t']) {
        let word = word.trim_end_matches('.');
        if word.is_empty() {
            continue;
        }
        let Ok(day) = word.parse::<Date>() else {
            let sentence = words
                .with("word", word.to_owned())
                .t("series-skip-unreadable");
            form.refuse("skipped", sentence);
            return None;
        };
        days.insert(day);
    }
    Some(days)
}

/// Fills in how an evening comes again.
pub fn with_rule(form: Form, rule: &Rule) -> Form {
    let (until, times) = match rule.end {
        End::Never => (String::new(), String::new()),
        End::On(day) => (day.to_string(), String::new()),
        End::After(times) => (String::new(), times.to_string()),
    };
    let skipped = rule.skipped.iter().map(Date::to_string);
    form.with("pattern", rule.pattern.value())
        .with("every", rule.every.to_string())
        .with("until", until)
        .with("times", times)
        .with("skipped", skipped.collect::<Vec<_>>().join("\n"))
}
