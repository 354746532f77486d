//! An event's questions as fields of a form, and what somebody typed there.

use super::model::{Given, NO, YES};
use crate::events::{Purpose, Question, QuestionKind, Questions};
use crate::web::Form;
use crate::words::Words;

/// The longest answer in words of one's own.
const LONGEST: usize = 300;

/// Says that the form asked, so that a button alone takes no answer back.
const ASKED: &str = "asked";

/// One question as `answers/fields.html` shows it.
pub struct Field {
    pub name: String,
    pub label: String,
    /// Who sees the answer, where that matters; may be empty.
    pub hint: String,
    pub kind: QuestionKind,
    pub required: bool,
    /// Values and words; empty for words of one's own.
    pub options: Vec<(String, String)>,
}

fn name(question: &Question) -> String {
    format!("question-{}", question.id)
}

/// The questions to be asked.
pub fn fields(words: Words, questions: &Questions) -> Vec<Field> {
    questions.iter().map(|it| field(words, it)).collect()
}

fn field(words: Words, question: &Question) -> Field {
    let own = |option: &String| (option.clone(), option.clone());
    let hint = match (question.purpose, question.sensitive) {
        (Purpose::DoorName, _) => words.t("answers-hint-door"),
        (_, true) => words.t("answers-hint-sensitive"),
        (_, false) => String::new(),
    };
    Field {
        name: name(question),
        label: match question.required {
            true => words
                .with("question", question.words.clone())
                .t("answers-needed"),
            false => question.words.clone(),
        },
        hint,
        kind: question.kind,
        required: question.required,
        options: match question.kind {
            QuestionKind::Text => Vec::new(),
            QuestionKind::YesNo => vec![
                (YES.to_owned(), words.t("answers-yes")),
                (NO.to_owned(), words.t("answers-no")),
            ],
            QuestionKind::OneOf | QuestionKind::SeveralOf => {
                question.options.iter().map(own).collect()
            }
        },
    }
}

/// The form with what she said before.
pub fn filled(mut form: Form, questions: &Questions, given: &[Given]) -> Form {
    for question in questions.iter() {
        let known = given.iter().find(|given| given.question == question.id);
        for value in known.iter().flat_map(|given| &given.values) {
            form.fields.add(&name(question), value.clone());
        }
    }
    form
}

/// What somebody says, with a sentence at each question that she must answer and did not. `None`: the
/// form asked nothing, and nothing has to be answered.
pub fn read(form: &mut Form, words: Words, questions: &Questions) -> Option<Vec<Given>> {
    let is_needed = questions.iter().any(|question| question.required);
    if !form.flag(ASKED) && !is_needed {
        return None;
    }
    let given = questions.iter().filter_map(|it| read_one(form, words, it));
    Some(given.collect())
}

/// Whether the form asked.
pub fn was_asked(form: &Form) -> bool {
    form.flag(ASKED)
}

/// `None`: she says nothing to it.
fn read_one(form: &mut Form, words: Words, question: &Question) -> Option<Given> {
    let name = name(question);
    let is_known = |value: &&str| match question.kind {
        QuestionKind::Text => true,
        QuestionKind::YesNo => [YES, NO].contains(value),
        QuestionKind::OneOf | QuestionKind::SeveralOf => {
            question.options.iter().any(|option| option == value)
        }
    };
    let values: Vec<String> = match question.kind {
        QuestionKind::Text => {
            let line = form.optional_line(&name, LONGEST);
            (!line.is_empty()).then_some(line).into_iter().collect()
        }
        QuestionKind::SeveralOf => {
            let chosen = form.fields.all(&name).filter(is_known);
            chosen.map(str::to_owned).collect()
        }
        QuestionKind::OneOf | QuestionKind::YesNo => {
            let chosen = Some(form.value(&name)).filter(is_known);
            chosen.map(str::to_owned).into_iter().collect()
        }
    };
    if values.is_empty() {
        if question.required {
            form.refuse(&name, words.t("answers-missing"));
        }
        return None;
    }
    Some(Given {
        question: question.id,
        values,
    })
}
