use super::model::{Given, KEPT};
use super::store;
use crate::db::{Result, Tx};
use crate::events::{Event, Question, QuestionKind, Status};
use crate::ids::{EventId, GroupId, Moment, PersonId, QuestionId};
use crate::jobs::{self, Payload, When};

/// Forgets the sensitive answers to an event.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct ForgetAnswers {
    pub group: GroupId,
    pub event: EventId,
}

impl Payload for ForgetAnswers {
    const NAME: &'static str = "forget_answers";
}

/// Writes what a person says in place of what she said before, and sees to it that what is sensitive
/// is forgotten. `event` is locked; what it does not ask any more is left out.
///
/// # Errors
/// If the database refuses.
pub async fn save(
    tx: &mut Tx<'_>,
    at: &Moment,
    event: &Event,
    person: PersonId,
    given: &[Given],
) -> Result<()> {
    let key = (event.group_id, event.id);
    store::delete_given(tx, key, person).await?;
    let is_asked = |given: &&Given| event.questions.iter().any(|it| it.id == given.question);
    for given in given.iter().filter(is_asked) {
        store::insert_given(tx, key, person, given).await?;
    }
    plan_forgetting(tx, at, event).await
}

/// Takes back what a person said: she is not coming.
///
/// # Errors
/// If the database refuses.
pub async fn withdraw(tx: &mut Tx<'_>, event: &Event, person: PersonId) -> Result<()> {
    if event.questions.is_empty() {
        return Ok(());
    }
    store::delete_given(tx, (event.group_id, event.id), person).await
}

/// Whether somebody has not answered what nobody can come without: an organizer added her, or it was
/// asked later.
///
/// # Errors
/// If the database cannot be read.
pub async fn lacks_answers(tx: &mut Tx<'_>, event: &Event, person: PersonId) -> Result<bool> {
    if !event.questions.iter().any(|question| question.required) {
        return Ok(false);
    }
    let given = store::list_given(tx, (event.group_id, event.id), person).await?;
    let lacks = |it: &Question| it.required && given.iter().all(|given| given.question != it.id);
    Ok(event.questions.iter().any(lacks))
}

/// Plans the forgetting for the time at which it is due as things stand.
pub(super) async fn plan_forgetting(tx: &mut Tx<'_>, at: &Moment, event: &Event) -> Result<()> {
    if event.questions.sensitive().next().is_none() {
        return Ok(());
    }
    // An event without a date has no end to count from.
    let due = match event.status {
        Status::Postponed => at.now.after(KEPT),
        _ => event.ends_at.after(KEPT).max(at.now),
    };
    let (group, event) = (event.group_id, event.id);
    let when = When::at(due).once(event.to_string());
    jobs::enqueue(tx, at, group, &ForgetAnswers { group, event }, when).await
}

/// Forgets sensitive answers that are due, and keeps their numbers.
pub(super) async fn forget_sensitive(tx: &mut Tx<'_>, at: &Moment, event: &Event) -> Result<()> {
    let is_due = event.status != Status::Postponed && event.ends_at.after(KEPT) <= at.now;
    if !is_due {
        return plan_forgetting(tx, at, event).await;
    }
    let key = (event.group_id, event.id);
    for question in event.questions.sensitive() {
        store::count_up(tx, key, counted(question), None).await?;
        store::delete_answers(tx, key, question.id).await?;
    }
    Ok(())
}

/// Forgets the answers to what an event does not ask any more.
pub(super) async fn forget_unasked(tx: &mut Tx<'_>, at: &Moment, event: &Event) -> Result<()> {
    let (group, id) = (event.group_id, event.id);
    for question in store::list_answered(tx, group, id).await? {
        if event.questions.iter().all(|asked| asked.id != question) {
            store::delete_answers(tx, (group, id), question).await?;
        }
    }
    plan_forgetting(tx, at, event).await
}

/// Forgets all that a person said to an event, and keeps the numbers.
pub(super) async fn forget_person(tx: &mut Tx<'_>, event: &Event, person: PersonId) -> Result<()> {
    let key = (event.group_id, event.id);
    for question in event.questions.iter() {
        store::count_up(tx, key, counted(question), Some(person)).await?;
    }
    store::delete_given(tx, key, person).await
}

/// The question, and whether it is answered in words of one's own.
fn counted(question: &Question) -> (QuestionId, bool) {
    (question.id, question.kind == QuestionKind::Text)
}
