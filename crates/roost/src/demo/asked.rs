//! What an evening of the demo asks, and what its people say.

use super::plan::EveningPlan;
use crate::answers::Given;
use crate::events::{Purpose, Question, QuestionKind, Questions};
use crate::ids::{Moment, QuestionId};

/// Soup is cooked for the next evening, and its organizers want to know for whom.
pub fn questions(at: &Moment, evening: &EveningPlan) -> Questions {
    if evening.weeks != 0 || evening.agenda.is_empty() {
        return Questions::default();
    }
    let question = |words: &str, kind, options: &[&str], sensitive| Question {
        id: QuestionId::new(at),
        words: words.to_owned(),
        kind,
        options: options.iter().map(|option| (*option).to_owned()).collect(),
        required: false,
        sensitive,
        purpose: Purpose::Read,
    };
    Questions(vec![
        question(
            "What should we know about what you eat?",
            QuestionKind::SeveralOf,
            &["Vegetarian", "Vegan", "No gluten", "No nuts"],
            true,
        ),
        question(
            "Is there anything that you need to take part?",
            QuestionKind::Text,
            &[],
            true,
        ),
        question("Do you stay for soup?", QuestionKind::YesNo, &[], false),
    ])
}

/// What the person who answered as the `place`th says.
pub fn given(questions: &Questions, place: usize) -> Vec<Given> {
    let says = |(index, question): (usize, &Question)| {
        let option = |nth: usize| question.options.get(nth).cloned();
        let values: Vec<String> = match index {
            0 if place.is_multiple_of(3) => option(place % 4).into_iter().collect(),
            1 if place % 17 == 5 => vec!["A place near the loudspeaker.".to_owned()],
            2 if place % 5 != 4 => vec![if place % 4 == 3 { "no" } else { "yes" }.to_owned()],
            _ => Vec::new(),
        };
        (!values.is_empty()).then_some(Given {
            question: question.id,
            values,
        })
    };
    questions.iter().enumerate().filter_map(says).collect()
}
