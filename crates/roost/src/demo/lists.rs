//! The first group's mailing list: what an organizer wrote to it, and two messages that wait.

use crate::config::Config;
use crate::db::Tx;
use crate::groups::{Group, Organizer, people};
use crate::ids::{GroupId, Moment, PersonId};
use crate::inbound::{self, Addressee, Checks, Origin, Outcome, Policy};
use crate::jobs::Context;
use crate::lists::{self, Settings};
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
        ..Settings::of(&group.name)
    };
    let Ok(list) = lists::found(tx, at, organizer, &group.slug, settings).await? else {
        return Ok(());
    };
    lists::join_at(tx, at, context, &list, organizer.person).await?;
    let mut writer = None;
    for member in members.iter().take(SUBSCRIBERS) {
        if email(tx, group.id, *member).await?.is_some() {
            lists::join_at(tx, at, context, &list, *member).await?;
            writer = writer.or(Some(*member));
        }
    }
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
