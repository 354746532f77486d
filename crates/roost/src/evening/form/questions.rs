use crate::events::{
    LEAST_OPTIONS, MOST_OPTIONS, MOST_QUESTIONS, Purpose, Question, QuestionKind, Questions,
};
use crate::ids::{Moment, QuestionId};
use crate::text;
use crate::web::Form;
use crate::words::Words;

const WORDS: usize = 160;
const OPTION: usize = 80;

/// Longest list of options as it is typed: each on its line.
const OPTIONS: usize = MOST_OPTIONS * (OPTION + 2);

/// A question that many evenings need, so that nobody has to find the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Preset {
    Own,
    Diet,
    Access,
    DoorName,
}

impl Preset {
    fn of(value: &str) -> Preset {
        match value {
            "diet" => Preset::Diet,
            "access" => Preset::Access,
            "door_name" => Preset::DoorName,
            _ => Preset::Own,
        }
    }
}

/// The names of one question's fields.
pub struct QuestionRow {
    /// Counted from one, as people do.
    pub number: usize,
    pub id: String,
    pub words: String,
    pub kind: String,
    pub options: String,
    pub required: String,
    pub sensitive: String,
    pub purpose: String,
}

impl QuestionRow {
    fn at(index: usize) -> Self {
        let name = |part| format!("question-{index}-{part}");
        QuestionRow {
            number: index + 1,
            id: name("id"),
            words: name("words"),
            kind: name("kind"),
            options: name("options"),
            required: name("required"),
            sensitive: name("sensitive"),
            purpose: name("purpose"),
        }
    }

    fn names(&self) -> [&str; 7] {
        [
            &self.id,
            &self.words,
            &self.kind,
            &self.options,
            &self.required,
            &self.sensitive,
            &self.purpose,
        ]
    }

    /// Whether its answers stand for names at the building's door.
    pub fn is_for_the_door(&self, form: &Form) -> bool {
        form.value(&self.purpose) == "door_name"
    }

    /// Whether what can be chosen is written down, or is to be.
    pub fn has_options(&self, form: &Form) -> bool {
        let kind: Option<QuestionKind> = form.value(&self.kind).parse().ok();
        kind.is_some_and(QuestionKind::has_options)
            || !form.value(&self.options).is_empty()
            || form.problem(&self.options).is_some()
    }

    fn fill(&self, mut form: Form, question: &Question) -> Form {
        let purpose = match question.purpose {
            Purpose::Read => "",
            Purpose::DoorName => "door_name",
        };
        form = form
            .with(&self.words, &question.words)
            .with(&self.kind, question.kind.value())
            .with(&self.options, question.options.join("\n"))
            .with(&self.purpose, purpose);
        for (name, is) in [
            (&self.required, question.required),
            (&self.sensitive, question.sensitive),
        ] {
            if is {
                form = form.with(name, "yes");
            }
        }
        form
    }

    /// A box that is not ticked is no field at all, so a row is copied by taking its fields anew.
    fn take(&self, from: &QuestionRow, form: &mut Form) {
        for (name, other) in self.names().into_iter().zip(from.names()) {
            let value = form.fields.has(other).then(|| form.value(other).to_owned());
            form.fields.remove(name);
            if let Some(value) = value {
                form.fields.set(name, value);
            }
        }
    }
}

/// The questions as the form shows them.
pub struct QuestionFields {
    pub rows: Vec<QuestionRow>,
    /// Values and words.
    pub kinds: Vec<(String, String)>,
}

impl QuestionFields {
    pub fn of(form: &Form, words: Words) -> Self {
        let kinds = QuestionKind::ALL.into_iter();
        QuestionFields {
            rows: question_rows(form),
            kinds: kinds
                .map(|kind| (kind.value().to_owned(), words.t(kind_key(kind))))
                .collect(),
        }
    }

    pub fn is_full(&self) -> bool {
        self.rows.len() >= MOST_QUESTIONS
    }
}

fn kind_key(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Text => "evening-question-text",
        QuestionKind::OneOf => "evening-question-one-of",
        QuestionKind::SeveralOf => "evening-question-several-of",
        QuestionKind::YesNo => "evening-question-yes-no",
    }
}

fn question_rows(form: &Form) -> Vec<QuestionRow> {
    let shown = form.value("questions").parse().unwrap_or(0);
    (0..usize::min(shown, MOST_QUESTIONS))
        .map(QuestionRow::at)
        .collect()
}

/// Fills in what an event asks.
pub fn with_questions(form: Form, questions: &Questions) -> Form {
    let form = form.with("questions", questions.len().to_string());
    questions
        .iter()
        .enumerate()
        .fold(form, |form, (index, question)| {
            let row = QuestionRow::at(index);
            row.fill(form.with(&row.id, question.id.to_string()), question)
        })
}

/// Does what the buttons beside the questions ask: one more, one away, or one further up. `false`:
/// none was pressed.
pub fn change_questions(form: &mut Form, words: Words) -> bool {
    let shown = question_rows(form).len();
    let pressed = |form: &Form, name: &str| form.value(name).parse::<usize>().ok();
    if form.flag("add_question") {
        if shown < MOST_QUESTIONS {
            let row = QuestionRow::at(shown);
            for name in row.names() {
                form.fields.remove(name);
            }
            *form = with_preset(std::mem::take(form), &row, words);
            form.fields.set("questions", (shown + 1).to_string());
        }
        return true;
    }
    if let Some(number) = pressed(form, "remove_question") {
        for index in number.saturating_sub(1)..shown {
            QuestionRow::at(index).take(&QuestionRow::at(index + 1), form);
        }
        let left = shown.saturating_sub(1);
        form.fields.set("questions", left.to_string());
        return true;
    }
    if let Some(number) = pressed(form, "raise_question") {
        if (2..=shown).contains(&number) {
            let (above, row) = (QuestionRow::at(number - 2), QuestionRow::at(number - 1));
            let beside = QuestionRow::at(MOST_QUESTIONS);
            beside.take(&above, form);
            above.take(&row, form);
            row.take(&beside, form);
            for name in beside.names() {
                form.fields.remove(name);
            }
        }
        return true;
    }
    false
}

fn with_preset(form: Form, row: &QuestionRow, words: Words) -> Form {
    let t = |key: &str| words.t(key);
    match Preset::of(form.value("add_question")) {
        Preset::Own => form.with(&row.kind, QuestionKind::Text.value()),
        Preset::Diet => form
            .with(&row.words, t("evening-preset-diet"))
            .with(&row.kind, QuestionKind::SeveralOf.value())
            .with(&row.options, t("evening-preset-diet-options"))
            .with(&row.sensitive, "yes"),
        Preset::Access => form
            .with(&row.words, t("evening-preset-access"))
            .with(&row.kind, QuestionKind::Text.value())
            .with(&row.sensitive, "yes"),
        Preset::DoorName => form
            .with(&row.words, t("evening-preset-door-name"))
            .with(&row.kind, QuestionKind::Text.value())
            .with(&row.required, "yes")
            .with(&row.sensitive, "yes")
            .with(&row.purpose, "door_name"),
    }
}

/// The questions as typed, those of which no words are left out. A new one gets its id here.
pub fn read_questions(form: &mut Form, words: Words, at: &Moment) -> Questions {
    let mut questions: Vec<Question> = Vec::new();
    for row in question_rows(form) {
        let is_empty = |name: &String| form.value(name).trim().is_empty();
        if is_empty(&row.words) && is_empty(&row.options) {
            continue;
        }
        let known = form.value(&row.id).parse::<QuestionId>().ok();
        let known = known.filter(|id| questions.iter().all(|question| question.id != *id));
        let id = known.unwrap_or_else(|| QuestionId::new(at));
        questions.extend(read_question(form, words, &row, id));
    }
    Questions(questions)
}

fn read_question(
    form: &mut Form,
    words: Words,
    row: &QuestionRow,
    id: QuestionId,
) -> Option<Question> {
    let asked = form.line(&row.words, WORDS);
    let kind: QuestionKind = form.choice(&row.kind)?;
    let options = read_options(form, words, row, kind);
    let is_for_the_door = row.is_for_the_door(form) && kind == QuestionKind::Text;
    Some(Question {
        id,
        words: asked,
        kind,
        options,
        required: form.flag(&row.required),
        // Names for the door are nobody's but the door's.
        sensitive: form.flag(&row.sensitive) || is_for_the_door,
        purpose: match is_for_the_door {
            true => Purpose::DoorName,
            false => Purpose::Read,
        },
    })
}

/// One option per line; of two that read the same one is kept.
fn read_options(
    form: &mut Form,
    words: Words,
    row: &QuestionRow,
    kind: QuestionKind,
) -> Vec<String> {
    let typed = form.text(&row.options, OPTIONS);
    if !kind.has_options() || form.problem(&row.options).is_some() {
        return Vec::new();
    }
    let mut options: Vec<String> = Vec::new();
    for line in typed.lines().filter(|line| !line.trim().is_empty()) {
        match text::line(line, OPTION) {
            Ok(option) if options.contains(&option) => {}
            Ok(option) => options.push(option),
            Err(_) => {
                let sentence = words.with("most", OPTION).t("evening-option-too-long");
                form.refuse(&row.options, sentence);
            }
        }
    }
    if !(LEAST_OPTIONS..=MOST_OPTIONS).contains(&options.len()) {
        let sentence = words
            .with("least", LEAST_OPTIONS)
            .with("most", MOST_OPTIONS)
            .t("evening-options-count");
        form.refuse(&row.options, sentence);
    }
    options
}
