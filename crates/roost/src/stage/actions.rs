use super::model::{Effect, Given, Order, Phase, REASON, Standing, Step, Timer, Verb};
use super::store::{self, Stage};
use crate::clock::Instant;
use crate::db::Tx;
use crate::events::{self, Event};
use crate::groups::{self, Group, Organizer};
use crate::ids::{EventId, GroupId, Moment, OrderId, PauseId, RoundId, TurnId};
use crate::jobs::{self, Context, Payload, When};
use crate::lightning::{self, Move, Round, State, Turn};
use crate::text;
use crate::tokens::{self, Key, Kind, Subject};
use jiff::SignedDuration;

/// How long an order may be on its way before it is a record of what happened without network.
const ON_ITS_WAY: SignedDuration = SignedDuration::from_secs(5);

/// What a record may tell of at the most: an evening.
const OLDEST: SignedDuration = SignedDuration::from_hours(12);

/// The permission to run one round. Only the pages of a stage's or a remote's link and tests make
/// one.
#[derive(Debug, Clone)]
pub struct Moderator {
    pub group: Group,
    pub event: EventId,
    pub round: RoundId,
}

impl Moderator {
    fn key(&self) -> (GroupId, RoundId) {
        (self.group.id, self.round)
    }
}

/// An order as a page sends it.
#[derive(Debug, Clone)]
pub struct Wish {
    pub id: OrderId,
    pub verb: Verb,
    pub turn: TurnId,
    /// What the page's clock said, as far as it knows the server's; `None`: it is asked now.
    pub at: Option<Instant>,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Done,
    /// It was so already, or was asked before.
    Same,
    /// Somebody else was there before, and it is too late for it.
    Stale,
}

impl Answer {
    fn name(self) -> &'static str {
        match self {
            Answer::Done => "done",
            Answer::Same => "same",
            Answer::Stale => "stale",
        }
    }

    /// Asked a second time, what was done is answered the same.
    fn again(name: &str) -> Answer {
        match name {
            "done" => Answer::Done,
            "same" => Answer::Same,
            _ => Answer::Stale,
        }
    }
}

/// The server ends a turn that nobody stopped.
#[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
pub struct EndTurn {
    pub group: GroupId,
    pub event: EventId,
    pub round: RoundId,
}

impl Payload for EndTurn {
    const NAME: &'static str = "end_turn";
}

/// What a link of a round opens.
pub fn subject(kind: Kind, group: GroupId, round: RoundId) -> Subject {
    Subject {
        kind,
        group,
        id: round.uuid(),
    }
}

/// The three screens of a round.
pub const SCREENS: [Kind; 3] = [Kind::Stage, Kind::Front, Kind::Remote];

/// Opens the screens of a round: a link for each. Those that are there stay.
///
/// # Errors
/// If the database refuses.
pub async fn open(
    tx: &mut Tx<'_>,
    at: &Moment,
    key: &Key,
    by: &Organizer,
    (event, round): (&Event, RoundId),
) -> anyhow::Result<()> {
    events::lock_event(tx, by.group, event.id).await?;
    store::insert_stage(tx, (by.group, round), &Timer::new(at.now)).await?;
    for kind in SCREENS {
        tokens::reissue(tx, at, key, subject(kind, by.group, round)).await?;
    }
    groups::audit(tx, at, by, "stage-opened", &event.title, "").await?;
    Ok(())
}

/// Takes one screen's link back and makes another. The others keep theirs.
///
/// # Errors
/// If the database refuses.
pub async fn renew(
    tx: &mut Tx<'_>,
    at: &Moment,
    key: &Key,
    by: &Organizer,
    (event, round, kind): (&Event, RoundId, Kind),
) -> anyhow::Result<()> {
    let subject = subject(kind, by.group, round);
    tokens::revoke_tokens(tx, at.now, subject).await?;
    tokens::reissue(tx, at, key, subject).await?;
    // Open pages look whether their link still opens anything.
    tx.touch(by.group);
    groups::audit(tx, at, by, "stage-link-renewed", &event.title, "").await?;
    Ok(())
}

/// A round that is locked together with its event.
struct Desk<'d> {
    at: &'d Moment,
    context: &'d Context,
    by: &'d Moderator,
    round: Round,
    timer: Timer,
}

impl<'d> Desk<'d> {
    /// `None`: the round is not there any more, or nobody has opened its screens.
    async fn open(
        tx: &mut Tx<'_>,
        at: &'d Moment,
        context: &'d Context,
        by: &'d Moderator,
    ) -> anyhow::Result<Option<Desk<'d>>> {
        let (group, id) = by.key();
        events::lock_event(tx, group, by.event).await?;
        let round = lightning::find_round(tx, group, id).await?;
        let stage = store::find_stage(tx, group, id).await?;
        Ok(round.zip(stage).map(|(round, stage)| Desk {
            at,
            context,
            by,
            round,
            timer: stage.timer(),
        }))
    }

    fn place(&self) -> (&'d Context, &'d Group, RoundId) {
        (self.context, &self.by.group, self.round.id)
    }

    async fn take(&mut self, tx: &mut Tx<'_>, order: &Order) -> anyhow::Result<Answer> {
        self.settle(tx, order.at).await?;
        let standing = self.standing(tx, order.turn).await?;
        let lengths = (
            self.round.limit_secs * 1000,
            self.round.changeover_secs * 1000,
        );
        match self.timer.take(order, standing, lengths) {
            Step::Same => Ok(Answer::Same),
            Step::Stale => Ok(Answer::Stale),
            Step::Done(timer, effect) => {
                if !self.tell(tx, effect, timer.since).await? {
                    return Ok(Answer::Stale);
                }
                self.note_pause(tx, &timer, order).await?;
                self.save(tx, timer).await?;
                Ok(Answer::Done)
            }
        }
    }

    /// Ends a turn whose time and changeover were over at `now`.
    async fn settle(&mut self, tx: &mut Tx<'_>, now: Instant) -> anyhow::Result<()> {
        if let Some((timer, effect)) = self.timer.settle(now) {
            self.tell(tx, effect, now).await?;
            self.save(tx, timer).await?;
        }
        Ok(())
    }

    async fn standing(&self, tx: &mut Tx<'_>, turn: TurnId) -> anyhow::Result<Standing> {
        let turns = lightning::line_up(tx, self.by.group.id, self.round.id).await?;
        let called = called(&self.round, &turns).map(|turn| turn.id);
        let Some(found) = turns.into_iter().find(|it| it.id == turn) else {
            return Ok(Standing::Gone);
        };
        Ok(match (found.state, found.began_at, found.took_ms) {
            (State::Waiting, ..) if called == Some(turn) => Standing::Called,
            (State::Waiting, ..) => Standing::Waiting,
            (State::OnStage, ..) => Standing::OnStage,
            (State::Given, Some(began_at), Some(took_ms)) => Standing::Given(Given {
                began_at,
                took_ms,
                paused_ms: store::count_paused_ms(tx, self.by.group.id, turn).await?,
            }),
            _ => Standing::Gone,
        })
    }

    /// `false`: the line-up does not allow it, and nothing was written.
    async fn tell(&self, tx: &mut Tx<'_>, effect: Effect, at: Instant) -> anyhow::Result<bool> {
        let place = self.place();
        match effect {
            Effect::Begin(turn) => lightning::begin(tx, self.at, place, (turn, at)).await,
            Effect::End(turn, took) => lightning::end(tx, self.at, place, turn, (took, "")).await,
            Effect::Skip(turn) => lightning::skip(tx, self.at, place, turn).await,
            Effect::NotHere(turn) => lightning::absent(tx, self.at, place, turn).await,
            Effect::Correct(turn, took) => {
                lightning::end_earlier(tx, self.at, place, turn, took).await
            }
            Effect::Nothing => Ok(true),
        }
    }

    /// Keeps why the clock stands, or that it does no more.
    async fn note_pause(
        &self,
        tx: &mut Tx<'_>,
        timer: &Timer,
        order: &Order,
    ) -> anyhow::Result<()> {
        let group = self.by.group.id;
        if self.timer.phase == Phase::Paused {
            store::end_pause(tx, timer.since, group, order.turn).await?;
        }
        if let Verb::Pause(reason) = &order.verb {
            let id = PauseId::new(self.at);
            let what = (self.round.id, order.turn);
            store::insert_pause(tx, timer.since, (group, id), what, reason).await?;
        }
        Ok(())
    }

    /// Writes the clock, and sees to it that it ends by itself.
    async fn save(&mut self, tx: &mut Tx<'_>, timer: Timer) -> anyhow::Result<()> {
        let is_written = store::save_timer(tx, self.by.key(), &timer).await?;
        anyhow::ensure!(is_written, "a locked clock was changed by somebody else");
        if let Some(due) = timer.ends_itself_at() {
            let end = EndTurn {
                group: self.by.group.id,
                event: self.by.event,
                round: self.round.id,
            };
            let when = When::at(due).once(self.round.id.to_string());
            jobs::enqueue(
                tx,
                self.at,
                end.group,
                &end,
                When {
                    priority: 1,
                    ..when
                },
            )
            .await?;
        }
        self.timer = timer;
        Ok(())
    }
}

/// Who is called to the front: the first who waits. `None`: nobody does, or the round is over.
pub fn called<'t>(round: &Round, turns: &'t [Turn]) -> Option<&'t Turn> {
    let mut waiting = turns.iter().filter(|turn| turn.waits());
    waiting.next().filter(|_| round.ended_at.is_none())
}

/// Does what a page wishes, once: the same wish again is answered the same.
///
/// # Errors
/// If the database refuses.
pub async fn order(
    tx: &mut Tx<'_>,
    at: &Moment,
    context: &Context,
    by: &Moderator,
    wish: &Wish,
) -> anyhow::Result<Answer> {
    let Some(mut desk) = Desk::open(tx, at, context, by).await? else {
        return Ok(Answer::Stale);
    };
    if let Some(outcome) = store::find_outcome(tx, by.group.id, wish.id).await? {
        return Ok(Answer::again(&outcome));
    }
    let asked_at = wish.at.unwrap_or(at.now);
    let order = Order {
        verb: wish.verb.clone(),
        turn: wish.turn,
        at: asked_at.min(at.now).max(at.now.before(OLDEST)),
        is_record: at.now.since(asked_at) > ON_ITS_WAY,
    };
    let answer = desk.take(tx, &order).await?;
    desk.settle(tx, at.now).await?;
    let outcome = (wish.id, answer.name());
    store::insert_outcome(tx, at.now, by.key(), outcome).await?;
    Ok(answer)
}

/// Ends the turn of a round if its time and changeover are over. Doing it again changes nothing.
pub(super) async fn end_turn(
    tx: &mut Tx<'_>,
    at: &Moment,
    context: &Context,
    by: &Moderator,
) -> anyhow::Result<()> {
    if let Some(mut desk) = Desk::open(tx, at, context, by).await? {
        desk.settle(tx, at.now).await?;
    }
    Ok(())
}

/// What can be said quietly to the speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whisper {
    Louder,
    Closer,
    Repeat,
}

impl Whisper {
    pub const ALL: [Whisper; 3] = [Whisper::Louder, Whisper::Closer, Whisper::Repeat];

    /// The value that a form carries.
    pub fn value(self) -> &'static str {
        match self {
            Whisper::Louder => "louder",
            Whisper::Closer => "closer",
            Whisper::Repeat => "repeat",
        }
    }

    /// Key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Whisper::Louder => "stage-whisper-louder",
            Whisper::Closer => "stage-whisper-closer",
            Whisper::Repeat => "stage-whisper-repeat",
        }
    }

    /// `None`: there is no such whisper.
    pub fn from_value(value: &str) -> Option<Whisper> {
        Whisper::ALL.into_iter().find(|it| it.value() == value)
    }
}

/// Says something that only the speaker's view shows, for a while.
///
/// # Errors
/// If the database refuses.
pub async fn whisper(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Moderator,
    whisper: Whisper,
) -> anyhow::Result<()> {
    events::lock_event(tx, by.group.id, by.event).await?;
    Ok(store::save_whisper(tx, at.now, by.key(), whisper.value()).await?)
}

/// Shows another page of the slides of who is on; one that is not there is the nearest that is.
/// Meant for somebody who is not on any more, it changes nothing.
///
/// # Errors
/// If the database refuses.
pub async fn turn_page(
    tx: &mut Tx<'_>,
    by: &Moderator,
    (turn, page): (TurnId, i64),
) -> anyhow::Result<()> {
    events::lock_event(tx, by.group.id, by.event).await?;
    let stage = store::find_stage(tx, by.group.id, by.round).await?;
    let is_on = |stage: &Stage| {
        stage.turn_id == Some(turn) && matches!(stage.phase, Phase::Running | Phase::Paused)
    };
    let Some(stage) = stage.filter(is_on) else {
        return Ok(());
    };
    let turn = lightning::find_turn(tx, by.key(), turn).await?;
    let page = page.min(turn.map_or(1, |turn| turn.deck_pages)).max(1);
    if page != stage.page {
        store::save_page(tx, by.key(), page).await?;
    }
    Ok(())
}

/// The projector's page has asked how it stands.
///
/// # Errors
/// If the database refuses.
pub async fn hear(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Moderator,
    was_silent: bool,
) -> anyhow::Result<()> {
    Ok(store::save_heard(tx, at.now, by.key(), was_silent).await?)
}

/// A reason as it is kept; empty if nothing can be seen of it.
pub fn reason(typed: &str) -> String {
    text::visible_line(typed, REASON)
}

/// Moves a turn that waits, once for each press.
///
/// # Errors
/// If the database refuses.
pub async fn move_turn(
    tx: &mut Tx<'_>,
    at: &Moment,
    context: &Context,
    by: &Moderator,
    (id, turn, to): (OrderId, TurnId, Move),
) -> anyhow::Result<()> {
    events::lock_event(tx, by.group.id, by.event).await?;
    if store::find_outcome(tx, by.group.id, id).await?.is_some() {
        return Ok(());
    }
    let place = (context, &by.group, by.round);
    lightning::move_turn(tx, at, place, (turn, to)).await?;
    Ok(store::insert_outcome(tx, at.now, by.key(), (id, Answer::Done.name())).await?)
}

/// Adds somebody in the room to the line, once for each form. `false`: the round is over, or its
/// line is too long.
///
/// # Errors
/// If the database refuses.
pub async fn add(
    tx: &mut Tx<'_>,
    at: &Moment,
    context: &Context,
    by: &Moderator,
    (id, who): (OrderId, (&str, &str)),
) -> anyhow::Result<bool> {
    events::lock_event(tx, by.group.id, by.event).await?;
    if let Some(outcome) = store::find_outcome(tx, by.group.id, id).await? {
        return Ok(Answer::again(&outcome) == Answer::Done);
    }
    let place = (context, &by.group, by.round);
    let is_added = lightning::add_from_floor(tx, at, place, who).await?;
    let answer = if is_added {
        Answer::Done
    } else {
        Answer::Stale
    };
    store::insert_outcome(tx, at.now, by.key(), (id, answer.name())).await?;
    Ok(is_added)
}
