use crate::clock::Instant;
use crate::ids::TurnId;
use jiff::SignedDuration;

/// How long after its event a stage still opens: somebody puts the chairs away, and a laptop that
/// lost its network comes back.
pub const OPEN_AFTER: SignedDuration = SignedDuration::from_hours(12);

/// How long a whisper stands on the speaker's screen.
pub const WHISPER: SignedDuration = SignedDuration::from_secs(15);

/// Since when the projector must have asked to be thought to hear.
pub const HEARS: SignedDuration = SignedDuration::from_secs(15);

/// The longest reason of a pause, in bytes.
pub const REASON: usize = 200;

/// What goes on at the front.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Phase {
    /// Between turns: the first who waits is called to the front.
    Ready,
    /// The clock runs, or has run to zero and nobody has stopped it yet.
    Running,
    /// Technical trouble: the clock stands.
    Paused,
    /// "Time. Applause.", until somebody goes on to the next.
    Over,
}

/// The clock of one round, as its row holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timer {
    /// Raised by each change.
    pub version: i64,
    pub phase: Phase,
    /// Who is on; `None` exactly when [`Phase::Ready`].
    pub turn: Option<TurnId>,
    /// What a turn gets, in milliseconds, as it was when the turn began.
    pub limit_ms: i64,
    /// What lies between two turns, likewise.
    pub changeover_ms: i64,
    /// When the clock reaches zero; only while it runs.
    pub ends_at: Option<Instant>,
    /// What is left, in milliseconds, 0 to the limit: while it is paused, and when it is over.
    pub left_ms: Option<i64>,
    /// Since when it is in this phase.
    pub since: Instant,
}

/// What somebody wants done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verb {
    Start,
    /// Only for technical trouble, with what it is.
    Pause(String),
    Resume,
    Stop,
    Next,
    Skip,
    NotHere,
}

/// A wish with the turn that it was meant for, so that two who moderate cannot fight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    pub verb: Verb,
    pub turn: TurnId,
    /// When it was given, which is earlier than now where a laptop had no network.
    pub at: Instant,
    /// Whether it was kept on a laptop meanwhile: then it tells what happened, and asks nothing.
    pub is_record: bool,
}

/// What became of a turn that had its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    pub began_at: Instant,
    pub took_ms: i64,
    /// Of pauses in it, in milliseconds.
    pub paused_ms: i64,
}

/// How the turn of an order stands in the line-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It waits and is the first who does.
    Called,
    /// It waits behind others.
    Waiting,
    OnStage,
    Given(Given),
    /// Skipped, or not here, or it was taken away.
    Gone,
}

/// What the line-up is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    Begin(TurnId),
    /// So many milliseconds were used: at most the limit and the changeover.
    End(TurnId, i64),
    Skip(TurnId),
    NotHere(TurnId),
    /// It ended earlier than was thought.
    Correct(TurnId, i64),
    Nothing,
}

/// What comes of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Done(Timer, Effect),
    /// It is so already.
    Same,
    /// It was meant for what is over.
    Stale,
}

fn millis(span: SignedDuration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}

impl Timer {
    /// A round's clock before its first turn.
    pub fn new(now: Instant) -> Self {
        Timer {
            version: 0,
            phase: Phase::Ready,
            turn: None,
            limit_ms: 0,
            changeover_ms: 0,
            ends_at: None,
            left_ms: None,
            since: now,
        }
    }

    /// What is left at an instant, in milliseconds, 0 at the least.
    pub fn left(&self, now: Instant) -> i64 {
        match self.ends_at {
            Some(ends_at) => millis(ends_at.since(now)).clamp(0, self.limit_ms),
            None => self.left_ms.unwrap_or(self.limit_ms),
        }
    }

    /// Whether the time of who is on is over, whoever has noticed it.
    pub fn is_over(&self, now: Instant) -> bool {
        match self.phase {
            Phase::Over => true,
            Phase::Running => self.ends_at.is_some_and(|ends_at| ends_at <= now),
            Phase::Ready | Phase::Paused => false,
        }
    }

    /// When the server ends the turn by itself; `None`: the clock does not run.
    pub fn ends_itself_at(&self) -> Option<Instant> {
        let changeover = SignedDuration::from_millis(self.changeover_ms);
        self.ends_at.map(|ends_at| ends_at.after(changeover))
    }

    /// Ends a turn that nobody stopped. It is thought to have been over at the limit.
    pub fn settle(&self, now: Instant) -> Option<(Timer, Effect)> {
        let turn = self.turn?;
        let ends_at = self.ends_at.filter(|_| self.phase == Phase::Running)?;
        (self.ends_itself_at()? <= now).then(|| {
            let over = Timer {
                turn: self.turn,
                left_ms: Some(0),
                ..self.moved(Phase::Over, ends_at)
            };
            (over, Effect::End(turn, self.limit_ms))
        })
    }

    /// What comes of an order. `round` is what a turn gets and what lies between two.
    pub fn take(&self, order: &Order, standing: Standing, round: (i64, i64)) -> Step {
        let is_mine = self.turn == Some(order.turn);
        match (&order.verb, self.phase) {
            (Verb::Start, Phase::Ready) => self.start(order, standing, round),
            (Verb::Start, Phase::Running | Phase::Over) if is_mine => Step::Same,
            (Verb::Pause(_), Phase::Running) if is_mine => self.pause(order),
            (Verb::Pause(_), Phase::Paused) if is_mine => Step::Same,
            (Verb::Resume, Phase::Paused) if is_mine => self.resume(order),
            (Verb::Resume, Phase::Running) if is_mine => Step::Same,
            (Verb::Stop, Phase::Running | Phase::Paused) if is_mine => self.stop(order),
            (Verb::Stop, Phase::Over) if is_mine && !order.is_record => Step::Same,
            (Verb::Stop, _) => self.correct(order, standing),
            (Verb::Next, _) if is_mine => self.go_on(order),
            (Verb::Next, _) => Self::settled(standing),
            (Verb::Skip, Phase::Ready) if standing == Standing::Called => {
                Step::Done(self.moved(Phase::Ready, order.at), Effect::Skip(order.turn))
            }
            (Verb::NotHere, Phase::Ready) if standing == Standing::Called => {
                let effect = Effect::NotHere(order.turn);
                Step::Done(self.moved(Phase::Ready, order.at), effect)
            }
            (Verb::Skip | Verb::NotHere, _) if standing == Standing::Gone => Step::Same,
            _ => Step::Stale,
        }
    }

    fn start(&self, order: &Order, standing: Standing, (limit, changeover): (i64, i64)) -> Step {
        match standing {
            Standing::Called => {}
            // The laptop tells who stood there, whatever the order became meanwhile.
            Standing::Waiting if order.is_record => {}
            Standing::Given(_) => return Step::Same,
            Standing::Waiting | Standing::OnStage | Standing::Gone => return Step::Stale,
        }
        // A record cannot begin before what ended last.
        let at = order.at.max(self.since);
        let timer = Timer {
            turn: Some(order.turn),
            limit_ms: limit,
            changeover_ms: changeover,
            ends_at: Some(at.after(SignedDuration::from_millis(limit))),
            ..self.moved(Phase::Running, at)
        };
        Step::Done(timer, Effect::Begin(order.turn))
    }

    /// Nothing is left to pause once the clock is at zero.
    fn pause(&self, order: &Order) -> Step {
        let at = order.at.max(self.since);
        if self.is_over(at) {
            return Step::Stale;
        }
        let timer = Timer {
            turn: self.turn,
            left_ms: Some(self.left(at)),
            ..self.moved(Phase::Paused, at)
        };
        Step::Done(timer, Effect::Nothing)
    }

    fn resume(&self, order: &Order) -> Step {
        let at = order.at.max(self.since);
        let left = SignedDuration::from_millis(self.left(at));
        let timer = Timer {
            turn: self.turn,
            ends_at: Some(at.after(left)),
            ..self.moved(Phase::Running, at)
        };
        Step::Done(timer, Effect::Nothing)
    }

    /// Whoever stops says when it ended, up to the changeover.
    fn stop(&self, order: &Order) -> Step {
        let at = order.at.max(self.since);
        let took = self.used(at).clamp(0, self.limit_ms + self.changeover_ms);
        let timer = Timer {
            turn: self.turn,
            left_ms: Some((self.limit_ms - took).max(0)),
            ..self.moved(Phase::Over, at)
        };
        Step::Done(timer, Effect::End(order.turn, took))
    }

    /// Of two who stopped the same turn, the earlier counts.
    fn correct(&self, order: &Order, standing: Standing) -> Step {
        let Standing::Given(given) = standing else {
            return Step::Stale;
        };
        let took = millis(order.at.since(given.began_at)) - given.paused_ms;
        if !order.is_record || took >= given.took_ms || took < 0 {
            return Step::Same;
        }
        let is_shown = self.phase == Phase::Over && self.turn == Some(order.turn);
        let timer = Timer {
            version: self.version + 1,
            left_ms: match self.left_ms {
                Some(_) if is_shown => Some((self.limit_ms - took).max(0)),
                left => left,
            },
            ..self.clone()
        };
        Step::Done(timer, Effect::Correct(order.turn, took))
    }

    /// On to the next. A turn that nobody stopped ended now, or at the limit.
    fn go_on(&self, order: &Order) -> Step {
        let at = order.at.max(self.since);
        let effect = match self.phase {
            Phase::Running | Phase::Paused => {
                Effect::End(order.turn, self.used(at).clamp(0, self.limit_ms))
            }
            Phase::Ready | Phase::Over => Effect::Nothing,
        };
        Step::Done(self.moved(Phase::Ready, at), effect)
    }

    /// What of the turn's time was used, in milliseconds, beyond the limit too.
    fn used(&self, at: Instant) -> i64 {
        match self.ends_at {
            Some(ends_at) => self.limit_ms.saturating_sub(millis(ends_at.since(at))),
            None => self.limit_ms - self.left(at),
        }
    }

    fn settled(standing: Standing) -> Step {
        match standing {
            Standing::Given(_) | Standing::Gone => Step::Same,
            Standing::Called | Standing::Waiting | Standing::OnStage => Step::Stale,
        }
    }

    fn moved(&self, phase: Phase, at: Instant) -> Timer {
        Timer {
            version: self.version + 1,
            phase,
            turn: None,
            limit_ms: self.limit_ms,
            changeover_ms: self.changeover_ms,
            ends_at: None,
            left_ms: None,
            since: at,
        }
    }
}
