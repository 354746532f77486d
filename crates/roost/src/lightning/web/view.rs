//! What everybody sees of the rounds of an event.

use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::events::Event;
use crate::groups::Group;
use crate::lightning::model::{Policy, Round, Shut, State, Turn, span};
use crate::lightning::store;
use crate::words::Words;

/// The rounds of one event with their line-ups, and the form to sign up where one is open.
pub struct LineUps {
    pub rounds: Vec<RoundView>,
    /// Where one signs up.
    pub path: String,
    /// The rounds that can be signed up to, as a form's options; empty: none.
    pub open: Vec<(String, String)>,
    /// When the next round shuts by itself, for pages that are kept.
    pub good_until: Option<Instant>,
}

/// One round as everybody sees it.
pub struct RoundView {
    /// The end of its headings' ids.
    pub id: String,
    pub title: String,
    /// "19:15 to 19:45".
    pub when: String,
    /// How many turns fit, and how long each is.
    pub fits: String,
    /// In which order people go on stage, and why.
    pub order: String,
    pub lines: Vec<Line>,
    pub stand_by: Vec<Line>,
    /// So many turns nobody has taken, while they can be.
    pub free: Vec<Free>,
    /// Why one cannot sign up; empty: one can.
    pub shut: String,
}

/// A turn that nobody has taken; a key of what stands there.
pub struct Free {
    pub key: &'static str,
    pub hint: &'static str,
}

/// One turn as everybody sees it.
pub struct Line {
    pub title: String,
    pub name: String,
    /// How far it is, in a word; empty: it waits.
    pub state: String,
    pub tone: &'static str,
    pub first_time: bool,
    /// Once it was given; may be empty.
    pub slides_link: String,
}

/// A turn that this browser has signed up to.
pub struct Own {
    pub title: String,
    pub path: String,
}

/// The rounds of `event`, read anew.
///
/// # Errors
/// If the database cannot be read.
pub async fn line_ups(
    tx: &mut Tx<'_>,
    group: &Group,
    event: &Event,
    now: Instant,
) -> Result<LineUps> {
    let mut found = LineUps {
        rounds: Vec::new(),
        path: format!("{}/lightning", event.path(&group.slug)),
        open: Vec::new(),
        good_until: None,
    };
    let rounds = store::list_rounds(tx, group.id, event.id).await?;
    let is_alone = rounds.len() == 1;
    for round in rounds {
        let turns = store::line_up(tx, group.id, round.id).await?;
        let view = RoundView::new(group.words(), event, (&round, &turns), now);
        if view.shut.is_empty() {
            let name = format!("{}, {}", view.title, view.when);
            found.open.push((round.id.to_string(), name));
            let shuts = round.shuts_at(event);
            found.good_until = found.good_until.into_iter().chain([shuts]).min();
        }
        found.rounds.push(view);
    }
    if is_alone && let Some(round) = found.rounds.first_mut() {
        round.id.clear();
    }
    Ok(found)
}

impl RoundView {
    fn new(
        words: Words,
        event: &Event,
        (round, turns): (&Round, &[Turn]),
        now: Instant,
    ) -> RoundView {
        let shut = round.accepts(event, turns, now).err();
        let line = |turn: &Turn| Line::new(words, turn);
        let placed = turns.iter().filter(|turn| !turn.stands_by());
        let stand_by = turns.iter().filter(|turn| turn.stands_by());
        let taken = turns.iter().filter(|turn| turn.takes_place()).count();
        let capacity = usize::try_from(round.capacity()).unwrap_or(0);
        let free = match shut {
            None => capacity.saturating_sub(taken),
            Some(_) => 0,
        };
        RoundView {
            id: format!("-{}", round.id),
            title: title(words, round),
            when: when(words, event, round),
            fits: fits(words, round),
            order: order(words, round),
            lines: placed.map(line).collect(),
            stand_by: stand_by.map(line).collect(),
            free: (0..free).map(Free::nth).collect(),
            shut: shut.map_or_else(String::new, |shut| words.t(why(shut))),
        }
    }
}

impl Free {
    fn nth(index: usize) -> Free {
        let (key, hint) = if index == 0 {
            ("lightning-free-first", "lightning-free-first-hint")
        } else {
            ("lightning-free", "lightning-free-hint")
        };
        Free { key, hint }
    }
}

impl Line {
    fn new(words: Words, turn: &Turn) -> Line {
        let (state, tone) = match turn.state {
            State::Waiting => (String::new(), ""),
            State::OnStage => (words.t("lightning-on-stage"), "five"),
            State::Given => (given(words, turn), "leaf"),
            State::Skipped => (words.t("lightning-skipped"), ""),
            State::Absent => (words.t("lightning-absent"), ""),
        };
        let was_given = turn.state == State::Given;
        Line {
            title: shown_title(words, turn),
            name: shown_name(words, turn),
            state,
            tone,
            first_time: turn.first_time,
            slides_link: turn.slides().filter(|_| was_given).unwrap_or_default(),
        }
    }
}

/// The minutes and seconds that she talked: "4:51".
pub fn given(words: Words, turn: &Turn) -> String {
    match turn.took_ms {
        Some(took) => span(took / 1000),
        None => words.t("lightning-given"),
    }
}

/// The title for everybody.
pub fn shown_title(words: Words, turn: &Turn) -> String {
    match turn.shown_title() {
        Some(title) => title.to_owned(),
        None if turn.shows_title => words.t("lightning-untitled"),
        None => words.t("lightning-title-hidden"),
    }
}

/// The name for everybody.
pub fn shown_name(words: Words, turn: &Turn) -> String {
    match turn.shown_name() {
        Some(name) => name.to_owned(),
        None => words.t("lightning-name-hidden"),
    }
}

pub fn title(words: Words, round: &Round) -> String {
    if round.title.is_empty() {
        words.t("lightning")
    } else {
        round.title.clone()
    }
}

/// "19:15 to 19:45".
pub fn when(words: Words, event: &Event, round: &Round) -> String {
    let zone = event.tz();
    let time = |at: Instant| words.time(at.in_zone(&zone).time());
    words
        .with("starts", time(round.starts_at(event)))
        .with("ends", time(round.ends_at(event)))
        .t("lightning-when")
}

pub fn fits(words: Words, round: &Round) -> String {
    words
        .with("turns", round.capacity())
        .with("limit", span(round.limit_secs))
        .with("changeover", span(round.changeover_secs))
        .t("lightning-fits")
}

pub fn order(words: Words, round: &Round) -> String {
    if round.arranged {
        return words.t("lightning-order-arranged");
    }
    let key = match round.policy {
        Policy::FirstTimers => "lightning-order-first-timers",
        Policy::Arrival => "lightning-order-arrival",
        Policy::Draw => "lightning-order-draw",
        Policy::Shorter => "lightning-order-shorter",
    };
    words.with("seed", round.seed.to_string()).t(key)
}

/// Key of why nobody can sign up.
pub fn why(shut: Shut) -> &'static str {
    match shut {
        Shut::NoEvent => "lightning-shut-no-event",
        Shut::Over => "lightning-shut-over",
        Shut::LastTurn => "lightning-shut-last-turn",
        Shut::Full => "lightning-shut-full",
    }
}

/// The turns of this event that a browser may come back to.
pub fn own(words: Words, turns: &[(Turn, String)]) -> Vec<Own> {
    let own = turns.iter().map(|(turn, path)| Own {
        title: if turn.title.is_empty() {
            words.t("lightning-untitled")
        } else {
            turn.title.clone()
        },
        path: path.clone(),
    });
    own.collect()
}
