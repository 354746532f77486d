use crate::ids::QuestionId;
use serde::{Deserialize, Serialize};

/// More than anybody answers on a telephone; a bound on what one form may write.
pub const MOST_QUESTIONS: usize = 10;
/// Options of one question.
pub const LEAST_OPTIONS: usize = 2;
pub const MOST_OPTIONS: usize = 12;

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// In words of one's own, on one line.
    Text,
    OneOf,
    SeveralOf,
    YesNo,
}

impl QuestionKind {
    pub const ALL: [QuestionKind; 4] = [
        QuestionKind::Text,
        QuestionKind::OneOf,
        QuestionKind::SeveralOf,
        QuestionKind::YesNo,
    ];

    /// The value that a form carries.
    pub fn value(self) -> &'static str {
        match self {
            QuestionKind::Text => "text",
            QuestionKind::OneOf => "one_of",
            QuestionKind::SeveralOf => "several_of",
            QuestionKind::YesNo => "yes_no",
        }
    }

    /// Whether the organizers write down what can be said.
    pub fn has_options(self) -> bool {
        matches!(self, QuestionKind::OneOf | QuestionKind::SeveralOf)
    }
}

impl std::str::FromStr for QuestionKind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        QuestionKind::ALL
            .into_iter()
            .find(|known| known.value() == text)
            .ok_or(())
    }
}

/// What an answer is used for besides being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    #[default]
    Read,
    /// It stands for the person's name on the list for the building's door.
    DoorName,
}

/// One thing that an event asks of whoever comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub id: QuestionId,
    pub words: String,
    pub kind: QuestionKind,
    /// What can be said, in the organizers' words; empty unless the kind has options.
    pub options: Vec<String>,
    pub required: bool,
    /// Answers are shown to organizers who ask for them, are in no export by default, and are
    /// forgotten [`crate::answers::KEPT`] after the event.
    pub sensitive: bool,
    #[serde(default)]
    pub purpose: Purpose,
}

/// All that an event asks, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Questions(pub Vec<Question>);

impl Questions {
    /// As a row keeps them.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("it is a plain struct")
    }

    /// Those whose answers are forgotten soon after the event.
    pub fn sensitive(&self) -> impl Iterator<Item = &Question> {
        self.iter().filter(|question| question.sensitive)
    }
}

impl TryFrom<String> for Questions {
    type Error = serde_json::Error;

    fn try_from(text: String) -> Result<Self, serde_json::Error> {
        serde_json::from_str(&text)
    }
}

impl std::ops::Deref for Questions {
    type Target = [Question];

    fn deref(&self) -> &[Question] {
        &self.0
    }
}
