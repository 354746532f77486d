//! The first group's mailing list: what was written to it, and two messages that wait.

use crate::archive;
use crate::config::Config;
use crate::db::Tx;
use crate::groups::{Group, Organizer, people};
use crate::ids::{GroupId, Moment, PersonId};
use crate::inbound::{self, Addressee, Checks, Origin, Outcome, Policy};
use crate::jobs::Context;
use crate::lists::{self, Archive, List, Settings};
use jiff::SignedDuration;
use std::net::{IpAddr, Ipv4Addr};

/// So many members are on the list.
const SUBSCRIBERS: usize = 4;

/// Their domain stands for each of the demo's messages.
const PROVEN: Checks = Checks {
    spf: Outcome::Pass,
    dkim: Outcome::Pass,
    dmarc: Outcome::Pass,
    policy: Policy::None,
};

const WRITTEN: [(&str, &str); 2] = [
    (
        "Soup pot for 3 December",
        "Who has a pot that holds soup for sixty?\n\nMine holds forty, and last time we counted.",
    ),
    (
        "Which time zone library do you trust?",
        "We store meeting times for a choir that travels.\n\nTwice a year somebody sings alone in an empty church.\nWhat do you all do?",
    ),
];

/// What was written in the weeks before, by the organizer and members in turn: hours ago, what it
/// answers, subject and text.
const READ: [(i64, Option<usize>, &str, &str); 6] = [
    (
        240,
        None,
        "Who has taught children to program?",
        "The library asked whether we would do a Saturday for ten-year-olds.\n\nI have a room, eleven laptops and no idea. What works?",
    ),
    (
        239,
        Some(0),
        "Re: Who has taught children to program?",
        "> I have a room, eleven laptops and no idea. What works?\n\nTurtles. Ten lines, and something moves:\n\n    from turtle import forward, left\n\n    for _ in range(4):\n        forward(100)\n        left(90)\n\nThey change the numbers before you have said what a loop is.\n\nhttps://docs.python.org/3/library/turtle.html has every word you need.",
    ),
    (
        230,
        Some(1),
        "Re: Who has taught children to program?",
        "> Turtles. Ten lines, and something moves:\n\nAnd let two share a laptop. One types, one finds the mistake.\n\nI can come and find mistakes, too.",
    ),
    (
        228,
        Some(0),
        "Re: Who has taught children to program?",
        "Ask the library for a projector that stands behind them, not in front. Nobody looks at you anyway.",
    ),
    (
        200,
        Some(2),
        "Re: Who has taught children to program?",
        "> I can come and find mistakes, too.\n\nThen there are two of us. Saturday the twelfth, ten o’clock?",
    ),
    (
        90,
        None,
        "A room for fifty in March",
        "The usual one is being painted. Does your office have chairs and an evening?",
    ),
];

/// Begins the list, unless no mail comes in.
///
/// # Errors
/// If the database refuses.
pub async fn write_to_list(
    tx: &mut Tx<'_>,
    at: &Moment,
    context: &Context,
    (group, organizer, members): (&Group, &Organizer, &[PersonId]),
) -> anyhow::Result<()> {
    let config = &context.config;
    let Some(domain) = &config.inbound.domain else {
        return Ok(());
    };
    let settings = Settings {
        about: "Questions, jobs, jokes about snakes.".to_owned(),
        archive: Archive::Public,
        ..Settings::of(&group.name)
    };
    let Ok(list) = lists::found(tx, at, organizer, &group.slug, settings).await? else {
        return Ok(());
    };
    // There is a list now, so it makes the address to announce by.
    lists::found_first(tx, at, group).await?;
    lists::join_at(tx, at, context, &list, organizer.person).await?;
    let mut writer = None;
    for member in members.iter().take(SUBSCRIBERS) {
        if email(tx, group.id, *member).await?.is_some() {
            lists::join_at(tx, at, context, &list, *member).await?;
            writer = writer.or(Some(*member));
        }
    }
    let mut writers = Vec::new();
    for person in members.iter().take(SUBSCRIBERS).chain([&organizer.person]) {
        writers.extend(email(tx, group.id, *person).await?);
    }
    write_earlier(tx, at, (&list, domain), &writers).await?;
    let to = (list.address(domain), list.name.clone());
    let organizer = email(tx, group.id, organizer.person).await?;
    post(tx, at, (config, &to), organizer, WRITTEN[0]).await?;
    if let Some(writer) = writer {
        let writer = email(tx, group.id, writer).await?;
        post(tx, at, (config, &to), writer, WRITTEN[1]).await?;
    }
    let stranger = ("Vilho".to_owned(), "vilho@example.org".to_owned());
    let offer = ("Cheap keyboards", "Only today, and only for you.");
    post(tx, at, (config, &to), Some(stranger), offer).await
}

/// Puts into the archive what was written before; it goes to nobody.
async fn write_earlier(
    tx: &mut Tx<'_>,
    at: &Moment,
    (list, domain): (&List, &str),
    writers: &[(String, String)],
) -> anyhow::Result<()> {
    let mut ids: Vec<String> = Vec::new();
    // The organizer stands last and asks first.
    let mut turns = writers.iter().rev().cycle();
    for (hours, answers, subject, text) in READ {
        let Some((name, email)) = turns.next() else {
            break;
        };
        let then = at.now.before(SignedDuration::from_hours(hours));
        let date = then.timestamp().strftime("%a, %d %b %Y %H:%M:%S +0000");
        let id = format!("{}@example.org", at.chance());
        let answered = answers.and_then(|number| ids.get(number));
        let above = answered.map_or_else(String::new, |id| format!("In-Reply-To: <{id}>\r\n"));
        let message = format!(
            "From: {name} <{email}>\r\nTo: {}\r\nSubject: {subject}\r\nDate: {date}\r\n\
             Message-ID: <{id}>\r\n{above}Content-Type: text/plain; charset=utf-8\r\n\r\n{}\r\n",
            list.address(domain),
            text.replace('\n', "\r\n")
        );
        archive::import(tx, at, list, (message.as_bytes(), then)).await?;
        ids.push(id);
    }
    Ok(())
}

async fn email(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
) -> anyhow::Result<Option<(String, String)>> {
    Ok(people::find_reader(tx, group, person).await?)
}

/// Hands a message over, as a mail server would. `None`: its writer
/// has no address.
async fn post(
    tx: &mut Tx<'_>,
    at: &Moment,
    (config, (address, name)): (&Config, &(String, String)),
    writer: Option<(String, String)>,
    (subject, text): (&str, &str),
) -> anyhow::Result<()> {
    let Some((writer, email)) = writer else {
        return Ok(());
    };
    let date = at.now.timestamp().strftime("%a, %d %b %Y %H:%M:%S +0000");
    let message = format!(
        "From: {writer} <{email}>\r\nTo: {address}\r\nSubject: {subject}\r\nDate: {date}\r\n\
         Message-ID: <{}@example.org>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{}\r\n",
        at.chance(),
        text.replace('\n', "\r\n")
    );
    let origin = Origin {
        remote: IpAddr::V4(Ipv4Addr::LOCALHOST),
        helo: "mx.example.org".to_owned(),
        from: email,
        secure: true,
    };
    let recipient = Addressee {
        inbox: &lists::INBOX,
        local: name.clone(),
    };
    let bytes = (message.as_bytes(), config.inbound.hourly_bytes);
    inbound::receive(tx, at, (&origin, Some(&PROVEN)), &[recipient], bytes).await?;
    Ok(())
}
