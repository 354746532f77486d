use super::model::{Answer, Given};
use crate::db::{Result, Tx};
use crate::ids::{EventId, GroupId, PersonId, QuestionId};
use crate::{execute, on};

/// What one person said to an event.
pub async fn list_given(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    person: PersonId,
) -> Result<Vec<Given>> {
    const SQL: &str = "select question_id, value from answers
                       where group_id = $1 and event_id = $2 and person_id = $3
                       order by question_id, value";
    let rows: Vec<(QuestionId, String)> = on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(event).bind(person)
        .fetch_all(c).await)?;
    let mut given: Vec<Given> = Vec::new();
    for (question, value) in rows {
        match given.last_mut().filter(|last| last.question == question) {
            Some(last) => last.values.push(value),
            None => given.push(Given {
                question,
                values: vec![value],
            }),
        }
    }
    Ok(given)
}

/// What everybody said who comes or waits, by name.
pub async fn list_answers(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<Vec<Answer>> {
    const SQL: &str = "select a.person_id, p.name, r.state = 'going' as comes, a.question_id,
                              a.value
                       from answers a
                       join people p on p.group_id = a.group_id and p.id = a.person_id
                       join rsvps r on r.group_id = a.group_id and r.event_id = a.event_id
                                   and r.person_id = a.person_id
                       where a.group_id = $1 and a.event_id = $2 and p.erased_at is null
                       order by p.sort_key, p.id, a.question_id, a.value";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).fetch_all(c).await)
}

/// How many had said what before it was forgotten who.
pub async fn list_counts(
    tx: &mut Tx<'_>,
    group: GroupId,
    event: EventId,
) -> Result<Vec<(QuestionId, String, i64)>> {
    const SQL: &str = "select question_id, value, people from answer_counts
                       where group_id = $1 and event_id = $2 order by question_id, value";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).fetch_all(c).await)
}

/// Writes what a person says to one question. No page that is kept shows it, so none becomes stale.
pub async fn insert_given(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    person: PersonId,
    given: &Given,
) -> Result<()> {
    const SQL: &str = "insert into answers (group_id, event_id, person_id, question_id, value)
                       values ($1, $2, $3, $4, $5) on conflict do nothing";
    for value in &given.values {
        execute!(
            tx,
            sqlx::query(SQL)
                .bind(group)
                .bind(event)
                .bind(person)
                .bind(given.question)
                .bind(value)
        )?;
    }
    Ok(())
}

/// Takes back all that a person said to an event.
pub async fn delete_given(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    person: PersonId,
) -> Result<()> {
    const SQL: &str = "delete from answers
                       where group_id = $1 and event_id = $2 and person_id = $3";
    execute!(tx, sqlx::query(SQL).bind(group).bind(event).bind(person))?;
    Ok(())
}

/// The questions of an event to which somebody has said something.
pub async fn list_answered(
    tx: &mut Tx<'_>,
    group: GroupId,
    event: EventId,
) -> Result<Vec<QuestionId>> {
    const SQL: &str = "select distinct question_id from answers
                       where group_id = $1 and event_id = $2 order by question_id";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(event).fetch_all(c).await)
}

/// Takes away what was said to one question.
pub async fn delete_answers(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    question: QuestionId,
) -> Result<()> {
    const SQL: &str = "delete from answers
                       where group_id = $1 and event_id = $2 and question_id = $3";
    execute!(tx, sqlx::query(SQL).bind(group).bind(event).bind(question))?;
    Ok(())
}

/// The numbers of what is forgotten next, for whoever came.
macro_rules! count_up {
    ($which:literal) => {
        concat!(
            "insert into answer_counts (group_id, event_id, question_id, value, people)
             select a.group_id, a.event_id, a.question_id,
                    case when $4 then '' else a.value end, count(*)
             from answers a
             join rsvps r on r.group_id = a.group_id and r.event_id = a.event_id
                         and r.person_id = a.person_id
             where a.group_id = $1 and a.event_id = $2 and a.question_id = $3
               and r.state = 'going' ",
            $which,
            " group by a.group_id, a.event_id, a.question_id,
                      case when $4 then '' else a.value end
             on conflict (group_id, event_id, question_id, value)
             do update set people = answer_counts.people + excluded.people"
        )
    };
}

/// Notes how many said what to one question. `own_words` are counted together.
pub async fn count_up(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    (question, own_words): (QuestionId, bool),
    of: Option<PersonId>,
) -> Result<()> {
    const ALL: &str = count_up!("");
    const ONE: &str = count_up!("and a.person_id = $5");
    match of {
        None => execute!(
            tx,
            sqlx::query(ALL)
                .bind(group)
                .bind(event)
                .bind(question)
                .bind(own_words)
        )?,
        Some(person) => execute!(
            tx,
            sqlx::query(ONE)
                .bind(group)
                .bind(event)
                .bind(question)
                .bind(own_words)
                .bind(person)
        )?,
    };
    Ok(())
}

/// The events to which a person said something.
pub async fn list_events_answered(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
) -> Result<Vec<EventId>> {
    const SQL: &str = "select distinct event_id from answers
                       where group_id = $1 and person_id = $2 order by event_id";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(person).fetch_all(c).await)
}

/// One sentence for each answer that nobody should have.
pub async fn list_breaches(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    const SQL: &str = "
        select distinct 'somebody who is not coming to event ' || e.slug || ' has answers'
        from answers a
        join events e on e.group_id = a.group_id and e.id = a.event_id
        where not exists (select 1 from rsvps r
                          where r.group_id = a.group_id and r.event_id = a.event_id
                            and r.person_id = a.person_id and r.state <> 'declined')
        order by 1";
    on!(tx, c => sqlx::query_scalar(SQL).fetch_all(c).await)
}
