use crate::events::{Question, QuestionKind, Questions};
use crate::ids::{PersonId, QuestionId};
use crate::words::Words;
use jiff::SignedDuration;

/// How long sensitive answers are kept after the event.
pub const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What stands in a row for yes and for no, in any language.
pub const YES: &str = "yes";
pub const NO: &str = "no";

/// What one person says to one question; several of several options are several values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    pub question: QuestionId,
    pub values: Vec<String>,
}

/// One value of one person's answer, as its row says.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Answer {
    pub person_id: PersonId,
    pub name: String,
    /// Whether she has a seat; otherwise she waits for one.
    pub comes: bool,
    pub question_id: QuestionId,
    pub value: String,
}

/// What somebody said to one question, in the order of its options, for people to read; empty:
/// nothing. `answers` are all of hers.
pub fn says(words: Words, question: &Question, answers: &[&Answer]) -> String {
    let hers = answers.iter().filter(|it| it.question_id == question.id);
    let mut values: Vec<&str> = hers.map(|it| it.value.as_str()).collect();
    values.sort_by_key(|value| place(question, value));
    let said = values.into_iter().map(|it| in_words(words, question, it));
    said.collect::<Vec<_>>().join(", ")
}

/// A value as people read it.
pub fn in_words(words: Words, question: &Question, value: &str) -> String {
    match (question.kind, value) {
        (QuestionKind::YesNo, YES) => words.t("answers-yes"),
        (QuestionKind::YesNo, NO) => words.t("answers-no"),
        _ => value.to_owned(),
    }
}

/// How many said one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Empty: words of one's own.
    pub value: String,
    pub comes: i64,
    pub waits: i64,
}

/// What was said to one question, and by how many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    pub question: Question,
    /// In the order of the options, each once, those that nobody chose too.
    pub counts: Vec<Count>,
}

/// Counts the answers that are there, and adds those that were counted before they were forgotten.
pub fn tally(
    questions: &Questions,
    answers: &[Answer],
    forgotten: &[(QuestionId, String, i64)],
) -> Vec<Tally> {
    let count = |question: &Question| {
        let own_words = question.kind == QuestionKind::Text;
        let mut counts: Vec<Count> = Vec::new();
        let mut add = |value: &str, comes: i64, waits: i64| {
            let value = if own_words { "" } else { value };
            match counts.iter_mut().find(|count| count.value == value) {
                Some(count) => {
                    count.comes += comes;
                    count.waits += waits;
                }
                None => counts.push(Count {
                    value: value.to_owned(),
                    comes,
                    waits,
                }),
            }
        };
        match question.kind {
            QuestionKind::Text => add("", 0, 0),
            QuestionKind::YesNo => [YES, NO].into_iter().for_each(|value| add(value, 0, 0)),
            QuestionKind::OneOf | QuestionKind::SeveralOf => {
                question.options.iter().for_each(|value| add(value, 0, 0));
            }
        }
        for answer in answers.iter().filter(|it| it.question_id == question.id) {
            let comes = i64::from(answer.comes);
            add(&answer.value, comes, 1 - comes);
        }
        for (_, value, people) in forgotten.iter().filter(|(id, _, _)| *id == question.id) {
            add(value, *people, 0);
        }
        Tally {
            question: question.clone(),
            counts,
        }
    };
    questions.iter().map(count).collect()
}

/// Where an answer stands among the options; one that is no option any more comes last.
fn place(question: &Question, value: &str) -> usize {
    let known = question.options.iter().position(|option| option == value);
    known.unwrap_or(question.options.len())
}
