//! Every address that ever left the house still answers: with its page, a redirect, or 410 and words.

use crate::world::{Browser, FOUNDER, World};
use axum::body::Body;
use axum::http::Method;
use roost::archive;
use roost::blobs::{self, Blobs};
use roost::covers::cover_png;
use roost::events::Event;
use roost::groups::{self, Group};
use roost::ids::PersonId;
use roost::lists;
use roost::tokens::{self, Kind, Subject};
use std::collections::BTreeMap;

const ADDRESSES: &str = include_str!("../../../../docs/addresses.txt");

#[tokio::test]
async fn every_address_that_was_ever_given_away_still_answers() {
    World::tell_in(crate::inbound::takes_mail, async |world| {
        let examples = examples(world).await;
        let mut organizer = world.signed_in(FOUNDER).await;
        let mut silent = Vec::new();
        for pattern in ADDRESSES.lines().filter(|line| line.starts_with('/')) {
            let path = fill(pattern, &examples);
            let page = organizer
                .send_once(Method::GET, &path, Body::empty(), None)
                .await;
            let status = page.status.as_u16();
            if !matches!(status, 200 | 301..=308 | 410) {
                silent.push(format!("{pattern} as {path}: {status}"));
            }
        }
        assert_eq!(silent, Vec::<String>::new());
        world.work().await;
        world.throw_away_mail().await;
    })
    .await;
}

/// Somebody answers without an account. Returns her link to manage it.
async fn answer(world: &World, event: &str) -> String {
    let answer = [
        ("answer", "going"),
        ("name", "Linus"),
        ("email", "linus@example.org"),
    ];
    let path = format!("{event}/rsvp");
    world.browser().post(&path, &answer).await;
    link(&world.mail_to("linus@example.org").await.text, "/rsvp/")
}

/// A path for each pattern whose last part is not just any name: as people have it in their mails.
async fn examples(world: &World) -> BTreeMap<&'static str, String> {
    let group = world.group("Turku Python").await;
    let event = world
        .evening(&group, "Winter night")
        .capacity(10)
        .published()
        .await;
    let ada = world.member(&group, "Ada Example").await;
    let mut organizer = world.signed_in(FOUNDER).await;

    let invitation = invitation(world, &mut organizer).await;
    let manage = answer(world, &event.path("turku-python")).await;
    world.browser().post(&manage, &[("answer", "going")]).await;
    let confirmed = world.mail_to("linus@example.org").await.text;
    let code = link(&confirmed, "/c/");

    comes_again(&mut organizer).await;
    let (door, _) = crate::door::helper(world, &mut organizer).await;
    let names = crate::door::names(&mut organizer).await;
    let ask = ask(world, &mut organizer, ada.id).await;
    let lightning = lightning(world, &mut organizer, (&group, &event)).await;
    let (proposal, proposed) = proposal(&mut organizer).await;
    let subject = Subject {
        kind: Kind::Unsubscribe,
        group: group.id,
        id: ada.id.uuid(),
    };
    let (at, key) = (&world.app.moment(), &world.app.key);
    let token = world
        .app
        .db
        .write(|tx| Box::pin(async move { Ok(tokens::reissue(tx, at, key, subject).await?) }));
    let unsubscribe = format!("/unsubscribe/{}", token.await.expect("a token is made"));

    let blank = organizer.get("/turku-python/organize/write").await;
    let typed = [
        ("to", Some("agreed")),
        ("subject", Some("Soup")),
        ("body", Some("There is soup.")),
    ];
    let preview = organizer.press(&blank, "do=preview", &typed).await;
    let written = organizer.press(&preview, "do=send", &[]).await;
    let picture = picture(world).await;

    world.work().await;
    world.throw_away_mail().await;
    let mailbox = organizer.get("/mailbox").await;
    let mail = mailbox
        .attribute("main a[href^='/mailbox/']", "href")
        .expect("there is mail");
    let mut examples = BTreeMap::from([
        ("/feeds/{}/calendar.ics", calendar(&mut organizer).await),
        (
            "/oembed",
            "/oembed?url=http%3A%2F%2Flocalhost%3A8000%2Fturku-python".to_owned(),
        ),
        ("/invitations/{}", invitation),
        ("/rsvp/{}/standing", format!("{manage}/standing")),
        ("/rsvp/{}", manage),
        ("/ask/{}", ask),
        ("/proposal/{}", proposal),
        ("/{}/organize/talks/proposals/{}", proposed),
        ("/door/{}", door),
        ("/names/{}", names),
        ("/c/{}", code),
        ("/i/{}", link(&confirmed, "/i/")),
        ("/mail/{}", unsubscribe.replace("/unsubscribe/", "/mail/")),
        (
            "/unsubscribe/{}/reminders",
            format!("{unsubscribe}/reminders"),
        ),
        ("/unsubscribe/{}", unsubscribe),
        ("/mailbox/{}/html", format!("{mail}/html")),
        ("/mailbox/{}", mail),
        ("/files/{}", picture.replace("/pictures/", "/files/")),
        ("/pictures/{}", picture),
        ("/{}/organize/write/{}", written.path),
    ]);
    examples.extend(lightning);
    examples.extend(lists(world, &mut organizer).await);
    examples
}

/// A mailing list, somebody's question to join it, and the place of somebody who has.
async fn lists(world: &World, organizer: &mut Browser) -> [(&'static str, String); 13] {
    let blank = organizer.get("/turku-python/organize/lists").await;
    let typed = [("title", Some("Jobs")), ("address", Some("turku-jobs"))];
    organizer.press(&blank, "Begin the list", &typed).await;
    let list = "/turku-python/lists/turku-jobs".to_owned();
    let own = organizer.post(&format!("{list}/join"), &[]).await.path;
    let blank = organizer.get(&format!("{list}/archive/new")).await;
    let typed = [("subject", Some("Work")), ("body", Some("Who has some?"))];
    let post = organizer.press(&blank, "Send to the list", &typed).await;
    let asked = [("email", "saga@example.org")];
    world.browser().post(&format!("{list}/join"), &asked).await;
    let letter = world.mail_to("saga@example.org").await;
    world.throw_away_mail_after_work().await;
    let file = archive_a_file(world, "turku-jobs").await;
    [
        (
            "/{}/lists/{}/archive/{}/files/{}",
            format!("{list}/archive/{file}/files/0"),
        ),
        (
            "/{}/lists/{}/archive/{}/text",
            format!("{}/text", post.path),
        ),
        (
            "/{}/lists/{}/archive/{}/removal",
            format!("{}/removal", post.path),
        ),
        ("/{}/lists/{}/archive/new", format!("{list}/archive/new")),
        (
            "/{}/lists/{}/archive/feed.atom",
            format!("{list}/archive/feed.atom"),
        ),
        ("/{}/lists/{}/archive/{}", post.path.clone()),
        ("/{}/lists/{}/archive", format!("{list}/archive")),
        ("/list/{}", letter.link("Yes, I want to join")),
        (
            "/subscription/{}/threads/{}",
            post.path
                .replace(&format!("{list}/archive"), &format!("{own}/threads")),
        ),
        ("/subscription/{}/leave", format!("{own}/leave")),
        ("/subscription/{}", own),
        (
            "/{}/organize/lists/{}",
            list.replace("/lists", "/organize/lists"),
        ),
        ("/{}/lists/{}", list),
    ]
}

/// A message with a file, in the archive of a list; its permalink.
async fn archive_a_file(world: &World, name: &str) -> String {
    const RAW: &str = "From: Ada <ada@example.org>\r\nMessage-ID: <file@example.org>\r\n\
                       Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nHere.\r\n--x\r\n\
                       Content-Disposition: attachment; filename=a.txt\r\n\r\nYes\r\n--x--\r\n";
    let at = &world.app.moment();
    let import = world.app.db.write(|tx| {
        Box::pin(async move {
            let group = groups::find_group(tx, "turku-python").await?.unwrap();
            let lists = lists::list_lists(tx, group.id).await?;
            let list = lists.iter().find(|list| list.name == name).unwrap();
            archive::import(tx, at, list, (RAW.as_bytes(), at.now)).await
        })
    });
    import.await.unwrap();
    lists::permalink("file@example.org")
}

/// Somebody's turn in a lightning round, and the round's screens.
async fn lightning(
    world: &World,
    organizer: &mut Browser,
    (group, event): (&Group, &Event),
) -> [(&'static str, String); 4] {
    let turn = turn(world, organizer).await;
    let round = crate::stage::add_round(world, group, event).await;
    let screens = crate::stage::Screens::open(organizer, round).await;
    [
        ("/turn/{}", turn),
        ("/stage/{}", screens.stage),
        ("/front/{}", screens.front),
        ("/remote/{}", screens.remote),
    ]
}

/// Somebody is asked for a talk by mail.
async fn ask(world: &World, organizer: &mut Browser, person: PersonId) -> String {
    let form = organizer
        .get(&format!("/turku-python/organize/talks/ask/{person}/mail"))
        .await;
    organizer.press(&form, "Send to Ada Example", &[]).await;
    let told = world.mail_to("ada-example@example.org").await;
    link(&told.text, "/ask/")
}

/// A talk that an organizer proposes: its own page, and the one for organizers.
async fn proposal(organizer: &mut Browser) -> (String, String) {
    let form = organizer.get("/turku-python/talks/propose").await;
    let typed = [("talk", Some("Maps of benches"))];
    let own = organizer.press(&form, "Propose it", &typed).await;
    let pool = organizer
        .get("/turku-python/organize/talks/proposals")
        .await;
    let listed = pool.attribute("main .lines b a", "href");
    (own.path, listed.expect("it is listed"))
}

/// Somebody is asked to organize.
async fn invitation(world: &World, organizer: &mut Browser) -> String {
    let invite = [("email", "grace@example.org")];
    organizer
        .post("/turku-python/organize/invitations", &invite)
        .await;
    let told = world.mail_to("grace@example.org").await;
    link(&told.text, "/invitations/")
}

/// Somebody's turn in a lightning round.
async fn turn(world: &World, organizer: &mut Browser) -> String {
    let desk = "/turku-python/organize/events/winter-night/lightning";
    let page = organizer.get(desk).await;
    organizer.press(&page, "Add the round", &[]).await;
    let line_up = "/turku-python/events/winter-night/lightning";
    let typed = [("speaker", "Ada Example"), ("talk", "Birds")];
    world.browser().post(line_up, &typed).await.path
}

/// The evening comes again, so its letters lead to where that is ended.
async fn comes_again(organizer: &mut Browser) {
    let path = "/turku-python/organize/series/new?from=winter-night";
    let form = organizer.get(path).await;
    organizer
        .press(&form, "Save", &[("times", Some("2"))])
        .await;
}

/// A picture that somebody sent.
async fn picture(world: &World) -> String {
    let picture = Blobs::of(&world.app.config)
        .stage("image/png", cover_png("Ada", 80, 32))
        .await;
    let (picture, now) = (&picture.expect("the folder takes files"), world.now());
    let put = world
        .app
        .db
        .write(|tx| Box::pin(async move { Ok(blobs::put(tx, now, picture).await?) }));
    format!("/pictures/{}", put.await.expect("a picture is kept"))
}

/// Somebody's own calendar.
async fn calendar(browser: &mut Browser) -> String {
    let page = browser.get("/me").await;
    let page = browser.press(&page, "Make an address", &[]).await;
    let calendar = page.attribute("#calendar-address", "value");
    link(&calendar.expect("it has an address"), "/feeds/")
}

/// The path that begins like this in a mail's text.
fn link(text: &str, begins: &str) -> String {
    let from = text
        .find(begins)
        .unwrap_or_else(|| panic!("no {begins} in:\n{text}"));
    text[from..]
        .split_whitespace()
        .next()
        .expect("it goes on")
        .to_owned()
}

fn fill(pattern: &str, examples: &BTreeMap<&'static str, String>) -> String {
    let bare = regex::Regex::new(r"\{[^}]*\}")
        .expect("the pattern is right")
        .replace_all(pattern, "{}");
    if let Some(example) = examples.get(&*bare) {
        return example.clone();
    }
    pattern
        .replace("{group}", "turku-python")
        .replace("{slug}", "winter-night")
        .replace("{token}", "old")
}
