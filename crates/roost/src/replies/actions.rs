use super::mail::{self, Desk, Unclear};
use super::reading::{self, About, Read};
use crate::bounces;
use crate::db::Tx;
use crate::groups::{self, people};
use crate::ids::Moment;
use crate::inbound::{Arrived, End};
use crate::jobs::Context;
use crate::lists::{self, Author};
use crate::mail::Letter;
use crate::rsvps::{self, Opened, Outcome, Said, Wish};
use mail_parser::MessageParser;

/// Does what an answer to a letter says, and passes on what else stands in it.
pub async fn take(
    tx: &mut Tx<'_>,
    (at, context): (&Moment, &Context),
    (opened, token): (Opened, &str),
    arrived: &Arrived,
) -> anyhow::Result<(End, &'static str)> {
    let (group, person) = (opened.group.id, opened.rsvp.person_id);
    let Some((name, email)) = people::find_reader(tx, group, person).await? else {
        return Ok((End::Dropped, "unknown"));
    };
    let Some(message) = MessageParser::default().parse(&arrived.raw[..]) else {
        return Ok((End::Dropped, "unreadable"));
    };
    let uid = opened.event.id.to_string();
    let about = About {
        uid: &uid,
        sequence: opened.event.sequence,
        email: &email,
    };
    let read = reading::read(&message, about);
    // Calendars send their owner's answer without a hand, and say so.
    let is_automatic = arrived.envelope_from.is_empty() || bounces::is_automatic(&message);
    if is_automatic && !read.by_calendar {
        return Ok((End::Dropped, "automatic"));
    }
    let Some(author) = lists::author(&message) else {
        return Ok((End::Dropped, "unreadable"));
    };
    let known = groups::find_person_by_email(tx, group, &author.email).await?;
    let is_theirs = known.is_some_and(|known| known.id == person);
    let desk = (context, (name.as_str(), email.as_str()), token);
    // A message that comes a second time is told about once.
    let key = message
        .message_id()
        .map(|id| format!("{}:{id}", opened.rsvp.id));
    let done = match read.wish {
        _ if !is_theirs => Err(Unclear::Another),
        Some(wish) => answer(tx, at, desk, &opened, (wish, key.as_deref())).await?,
        None if read.by_calendar => Err(Unclear::Calendar),
        None => Err(Unclear::Words),
    };
    let mut word = "answered";
    if let Err(why) = done {
        word = "unclear";
        let letter = desk_of(desk, &opened).unclear(why);
        groups::send(tx, at, &opened.group, &letter).await?;
    }
    pass_on(tx, at, &opened, (&author, &read), key.as_deref()).await?;
    Ok((End::Done, word))
}

fn desk_of<'a>(
    (context, reader, token): (&'a Context, (&'a str, &'a str), &'a str),
    opened: &'a Opened,
) -> Desk<'a> {
    Desk {
        config: &context.config,
        opened,
        reader,
        token,
    }
}

/// Changes the answer, and says so where nothing else does.
async fn answer(
    tx: &mut Tx<'_>,
    at: &Moment,
    desk: (&Context, (&str, &str), &str),
    opened: &Opened,
    (wish, key): (Wish, Option<&str>),
) -> anyhow::Result<Result<(), Unclear>> {
    let Opened { group, event, rsvp } = opened;
    // Where nobody brings anybody, "+1" is a yes.
    let guests = wish.guests.filter(|_| event.guests_allowed > 0);
    let wish = Wish { guests, ..wish };
    let place = (desk.0, group);
    let said = (wish, &Said::default());
    let outcome = match rsvps::answer_by_link(tx, at, place, rsvp, said).await? {
        Outcome::NoSeats(free) => return Ok(Err(Unclear::NoSeats(free))),
        Outcome::Closed(_) | Outcome::Banned | Outcome::MustConfirm => {
            return Ok(Err(Unclear::Closed));
        }
        outcome => outcome,
    };
    let Some(now) = rsvps::find_rsvp_by_id(tx, group.id, rsvp.id).await? else {
        return Ok(Ok(()));
    };
    if !now.is_news_after(rsvp) {
        let now = Opened {
            group: group.clone(),
            event: event.clone(),
            rsvp: now,
        };
        let letter = Letter {
            unique_key: key.map(|key| format!("reply-noted:{key}")),
            ..desk_of(desk, &now).noted(outcome)
        };
        groups::send(tx, at, group, &letter).await?;
    }
    Ok(Ok(()))
}

/// Brings the organizers what they should read.
async fn pass_on(
    tx: &mut Tx<'_>,
    at: &Moment,
    opened: &Opened,
    (author, read): (&Author, &Read),
    key: Option<&str>,
) -> anyhow::Result<()> {
    if read.words.is_empty() && read.files == 0 {
        return Ok(());
    }
    let about = (&opened.group, opened.event.title.as_str());
    let letter = Letter {
        unique_key: key.map(|key| format!("reply-passed:{key}")),
        ..mail::passed_on(about, author, (&read.words, read.files))
    };
    groups::send(tx, at, &opened.group, &letter).await
}
