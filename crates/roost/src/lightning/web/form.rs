//! What organizers type about a round, for a new one and for one that is changed.

use crate::events::Event;
use crate::groups::Here;
use crate::lightning::actions::Plan;
use crate::lightning::model::{
    Format, LONGEST_CHANGEOVER, LONGEST_LIMIT, LONGEST_ROUND, Policy, SHORTEST_LIMIT,
    SHORTEST_ROUND, TITLE, capacity, parse_span, span,
};
use crate::web::Form;
use crate::words::Words;

/// What can be chosen for a round.
pub struct Options {
    pub formats: Vec<(String, String)>,
    pub policies: Vec<(String, String)>,
}

impl Options {
    pub fn new(words: Words) -> Options {
        let format = |it: Format| (it.value().to_owned(), words.t(it.key()));
        let policy = |it: Policy| (it.value().to_owned(), words.t(it.key()));
        Options {
            formats: Format::ALL.map(format).to_vec(),
            policies: Policy::ALL.map(policy).to_vec(),
        }
    }
}

/// Where the organizers see the rounds of an event.
pub fn path(here: &Here, event: &Event) -> String {
    let (group, slug) = (here.group.path(), &event.slug);
    format!("{group}/organize/events/{slug}/lightning")
}

/// What an organizer says of a round; `None`: something in it is to mend.
pub fn read(form: &mut Form, words: Words, event: &Event) -> Option<Plan> {
    let title = form.optional_line("round_title", TITLE);
    let starts_after = form.time("starts").map(|time| {
        let starts = event.starts();
        // Whoever names an hour before the start means the night after.
        let minutes = starts.time().duration_until(time).as_mins();
        minutes.rem_euclid(24 * 60)
    });
    let minutes = form.number("minutes", SHORTEST_ROUND..=LONGEST_ROUND);
    let format = form.choice::<Format>("format");
    let policy = form.choice::<Policy>("policy");
    let limit = match format.and_then(Format::limit) {
        Some(limit) => Some(limit),
        None => read_span(form, words, ("limit", SHORTEST_LIMIT, LONGEST_LIMIT)),
    };
    let changeover = read_span(form, words, ("changeover", 0, LONGEST_CHANGEOVER));
    let plan = Plan {
        title,
        starts_after: starts_after?,
        minutes: minutes?,
        format: format?,
        limit_secs: limit?,
        changeover_secs: changeover?,
        policy: policy?,
    };
    if capacity(plan.minutes * 60, plan.limit_secs, plan.changeover_secs) == 0 {
        form.refuse("minutes", words.t("lightning-too-short"));
    }
    form.is_fine().then_some(plan)
}

fn read_span(form: &mut Form, words: Words, (name, least, most): (&str, i64, i64)) -> Option<i64> {
    let read = parse_span(form.value(name)).filter(|secs| (least..=most).contains(secs));
    if read.is_none() {
        let sentence = words
            .with("least", span(least))
            .with("most", span(most))
            .t("lightning-span-wrong");
        form.refuse(name, sentence);
    }
    read
}
