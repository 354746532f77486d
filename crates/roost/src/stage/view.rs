//! What a screen shows: the round's row and its line-up in one, without anything that the audience
//! may not see.

use super::actions::{Whisper, called};
use super::fit;
use super::model::{Phase, WHISPER};
use super::store::Stage;
use crate::clock::Instant;
use crate::ids::TurnId;
use crate::lightning::{Round, Turn};
use crate::pictures;
use crate::words::Words;
use std::collections::BTreeMap;

/// Who comes next, as far as a screen without network goes on by itself.
const AHEAD: usize = 20;

/// One turn as it stands on the screen.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Shown {
    pub turn: Option<TurnId>,
    /// "Talk 3 of 8"; may be empty.
    pub line: String,
    pub name: String,
    pub title: String,
    /// How large name and title can stand, from 1 to 5.
    pub fit: u8,
    /// The same for the name in the line at the foot.
    pub foot: u8,
    /// Paths of the pages of her slides; empty: she has none, or this screen does not show them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub slides: Vec<String>,
}

/// What the speaker alone sees, until it goes away.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Said {
    pub text: String,
    /// In milliseconds since 1970.
    pub until: i64,
}

/// The state of a round's screens. Instants are the server's, in milliseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct View {
    pub version: i64,
    /// As [`Phase`], or `finished`.
    pub phase: &'static str,
    /// What the turn gets, in milliseconds.
    pub duration: i64,
    /// What the next one gets.
    pub length: i64,
    /// When the clock reaches zero, while it runs.
    pub ends: Option<i64>,
    /// What is left, while it stands or is over.
    pub left: Option<i64>,
    #[serde(flatten)]
    pub now: Shown,
    pub next: Vec<Shown>,
    /// The page of the slides that is shown, from 1.
    pub page: i64,
    /// How long each page is shown, in milliseconds; `None`: until somebody turns it.
    pub each: Option<i64>,
    /// What is shown when nobody comes next any more.
    pub thanks: String,
    /// `None` on every screen but the speaker's.
    pub whisper: Option<Said>,
}

/// Milliseconds since 1970, as scripts count.
pub fn millis(instant: Instant) -> i64 {
    instant.timestamp().as_millisecond()
}

impl View {
    /// `pages` are the blobs of what the screen shows of slides.
    pub fn new(
        words: Words,
        round: &Round,
        (turns, pages): (&[Turn], &BTreeMap<TurnId, Vec<String>>),
        stage: &Stage,
    ) -> View {
        let timer = stage.timer();
        let length = round.limit_secs * 1000;
        // Those who were passed over have no number on the screen.
        let counted: Vec<&Turn> = turns.iter().filter(|turn| turn.takes_place()).collect();
        let show = |turn: &Turn| Shown {
            slides: pages
                .get(&turn.id)
                .map_or_else(Vec::new, |blobs| paths(blobs)),
            ..shown(words, turn, &counted)
        };
        let on = timer
            .turn
            .and_then(|id| turns.iter().find(|it| it.id == id));
        let first = called(round, turns);
        let thanks = words.t("stage-everybody");
        let (phase, now) = match (timer.phase, on, first) {
            (Phase::Ready, _, Some(turn)) => ("ready", show(turn)),
            (Phase::Ready, _, None) => ("finished", nobody(thanks.clone())),
            (phase, on, _) => (name(phase), on.map_or_else(|| nobody(String::new()), show)),
        };
        let shown_now = now.turn;
        let waiting = turns
            .iter()
            .filter(move |turn| turn.waits() && Some(turn.id) != shown_now);
        let is_on = first.is_some();
        View {
            version: timer.version,
            phase,
            duration: if timer.phase == Phase::Ready {
                length
            } else {
                timer.limit_ms
            },
            length,
            ends: timer.ends_at.map(millis),
            left: timer.left_ms,
            now,
            next: waiting.filter(|_| is_on).take(AHEAD).map(show).collect(),
            page: stage.page,
            each: round.format.each_secs().map(|secs| secs * 1000),
            thanks,
            whisper: None,
        }
    }

    /// The same for who speaks, with what was whispered to her lately.
    pub fn for_speaker(self, words: Words, stage: &Stage) -> View {
        let whisper = Whisper::from_value(&stage.whisper).map(|whisper| Said {
            text: words.t(whisper.key()),
            until: millis(stage.whispered_at.after(WHISPER)),
        });
        View { whisper, ..self }
    }

    /// What is left of the turn at an instant, in milliseconds.
    pub fn left_at(&self, now: Instant) -> i64 {
        match self.ends {
            Some(ends) => (ends - millis(now)).clamp(0, self.duration),
            None => self.left.unwrap_or(self.duration),
        }
    }

    /// What the screen looks like at an instant: by this name its colours and its word are chosen.
    pub fn look(&self, now: Instant) -> &'static str {
        let left = self.left_at(now);
        match self.phase {
            "running" if left == 0 => "over",
            "running" if left <= (self.duration / 15).min(20_000) => "last",
            "running" if left <= (self.duration / 5).min(60_000) => "wrap",
            "running" => "go",
            "over" if left > 0 => "done",
            "ready" => "hold",
            phase => phase,
        }
    }

    /// The page of her slides at an instant, from 1; `None`: none is shown.
    pub fn page_at(&self, now: Instant) -> Option<usize> {
        let is_shown = matches!(self.look(now), "go" | "wrap" | "last" | "paused");
        let last = Some(self.now.slides.len()).filter(|pages| is_shown && *pages > 0)?;
        let page = match self.each {
            Some(each) => 1 + (self.duration - self.left_at(now)) / each,
            None => self.page,
        };
        Some(usize::try_from(page).unwrap_or(1).clamp(1, last))
    }

    /// The path of that page.
    pub fn slide(&self, now: Instant) -> Option<&str> {
        let page = self.page_at(now)?;
        self.now.slides.get(page - 1).map(String::as_str)
    }

    /// The clock as it stands, in minutes and seconds.
    pub fn clock(&self, now: Instant) -> String {
        clock(self.left_at(now))
    }

    /// How much of the line is gone, of a thousand.
    pub fn gone(&self, now: Instant) -> i64 {
        1000 - self.left_at(now) * 1000 / self.duration.max(1)
    }

    /// A limit whose minutes have two digits.
    pub fn is_wide(&self) -> bool {
        self.duration >= 600_000
    }
}

/// Milliseconds as minutes and seconds; what has begun counts.
pub fn clock(left: i64) -> String {
    let seconds = (left + 999) / 1000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

fn name(phase: Phase) -> &'static str {
    match phase {
        Phase::Ready => "ready",
        Phase::Running => "running",
        Phase::Paused => "paused",
        Phase::Over => "over",
    }
}

fn paths(blobs: &[String]) -> Vec<String> {
    blobs.iter().map(|blob| pictures::path(blob)).collect()
}

fn shown(words: Words, turn: &Turn, counted: &[&Turn]) -> Shown {
    let name = turn.shown_name().map(str::to_owned);
    let name = name.unwrap_or_else(|| words.t("stage-name-hidden"));
    let title = turn.shown_title().unwrap_or_default().to_owned();
    let number = counted.iter().position(|it| it.id == turn.id);
    let line = number.map(|number| {
        let number = words.with("number", number + 1);
        number.with("all", counted.len()).t("stage-talk")
    });
    Shown {
        turn: Some(turn.id),
        line: line.unwrap_or_default(),
        fit: fit::fit(&name, &title),
        foot: fit::foot(&name),
        name,
        title,
        slides: Vec::new(),
    }
}

fn nobody(words: String) -> Shown {
    Shown {
        turn: None,
        line: String::new(),
        fit: fit::fit(&words, ""),
        foot: 1,
        name: words,
        title: String::new(),
        slides: Vec::new(),
    }
}
