//! Bringing the past along: from a calendar of somebody else's to evenings of a group, and back.

mod meetup;

use crate::world::{Browser, FOUNDER, Page, World};
use axum::body::Body;
use axum::http::Method;
use jiff::SignedDuration;
use roost::config::Config;
use roost::fetch::Reach;
use roost::on;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const IMPORTS: &str = "/turku-python/organize/imports";

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/calendars")
        .join(name)
}

fn bytes(name: &str) -> Vec<u8> {
    fs::read(sample(name)).expect("the sample is there")
}

/// Chooses a file on the page and presses its button.
async fn upload(browser: &mut Browser, path: &str, file: &[u8]) -> Page {
    upload_all(browser, path, &[("calendar.ics", file)]).await
}

/// Chooses several.
async fn upload_all(browser: &mut Browser, path: &str, files: &[(&str, &[u8])]) -> Page {
    let mut body = Vec::new();
    for (name, bytes) in files {
        let head = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.as_bytes());
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--edge\r\nContent-Disposition: form-data; name=\"address\"\r\n\r\n\r\n");
    body.extend(b"--edge--\r\n");
    let kind = Some("multipart/form-data; boundary=edge");
    browser
        .send(Method::POST, path, Body::from(body), kind)
        .await
}

/// Looks at a file and brings in what it holds.
async fn bring_in(world: &World, browser: &mut Browser, group: &str, file: &[u8]) -> Page {
    let path = format!("/{group}/organize/imports");
    let preview = upload(browser, &path, file).await;
    confirm(world, browser, &preview).await
}

/// Presses the button of a preview, and waits until all has come.
async fn confirm(world: &World, browser: &mut Browser, preview: &Page) -> Page {
    let confirmation = format!("{}/confirmation", preview.path);
    let begun = browser.post(&confirmation, &[]).await;
    assert_eq!(begun.path, preview.path);
    world.work().await;
    browser.get(&preview.path).await
}

/// New, changed, the same, kept and refused, as the page counts them.
fn numbers(page: &Page) -> Vec<u32> {
    let numbers = page.text_of("dl.stats dd.v");
    numbers
        .lines()
        .map(|n| n.parse().expect("it counts"))
        .collect()
}

/// Every event of a group: when by the wall, what, whether it is public, where.
async fn evenings(world: &World, group: &str) -> Vec<String> {
    const SQL: &str = "select e.starts_wall || ' ' || e.title || ' ' || e.status || ' '
                              || coalesce(v.name || '; ' || v.address, '')
                       from events e
                       join groups g on g.id = e.group_id
                       left join venues v on v.group_id = e.group_id and v.id = e.venue_id
                       where g.slug = $1 order by e.starts_at, e.title";
    let mut tx = world.app.db.read().await.expect("the database answers");
    let all = on!(&mut tx, c => sqlx::query_scalar(SQL).bind(group).fetch_all(c).await);
    let all: Vec<String> = all.expect("it lists");
    all.iter().map(|line| line.trim().to_owned()).collect()
}

fn calendar(events: &[(&str, &str, &str)]) -> Vec<u8> {
    let events = events.iter().map(|(uid, starts, title)| {
        format!(
            "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART;TZID=Europe/Helsinki:{starts}\r\n\
             DURATION:PT2H\r\nSUMMARY:{title}\r\nLOCATION:Old Mill\\, Mill Lane 1\r\nEND:VEVENT\r\n"
        )
    });
    let events: String = events.collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n").into_bytes()
}

#[tokio::test]
async fn a_calendar_is_looked_at_first_and_then_comes_in_without_a_mail() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let mut marta = world.signed_in(FOUNDER).await;
        let settings = marta.get("/turku-python/organize/settings").await;
        assert_eq!(
            settings.attribute("#imports ~ div a", "href").as_deref(),
            Some(IMPORTS)
        );

        let preview = upload(&mut marta, IMPORTS, &bytes("google.ics")).await;

        assert_eq!(numbers(&preview), [6, 0, 0, 0, 0]);
        assert_eq!(evenings(world, "turku-python").await, Vec::<String>::new());
        assert_eq!(
            preview.text_of("main section li").lines().next(),
            Some(
                "Snakes & ladders Thursday 14 March 2024, 18:00 · Harbour Library, Linnankatu 2, \
                 20100 Turku, Finland Comes as a past event that everybody can see."
            )
        );
        let begun = marta.press(&preview, "Bring in 6 events", &[]).await;
        assert_eq!(begun.text_of("h1"), "Bringing events in");
        world.work().await;
        let done = marta.get(&preview.path).await;
        assert_eq!(done.text_of("h1"), "These events came");
        let library = "Harbour Library; Linnankatu 2, 20100 Turku, Finland";
        assert_eq!(
            evenings(world, "turku-python").await,
            [
                format!("2024-03-14T18:00:00 Snakes & ladders published {library}"),
                "2025-08-16T00:00:00 Summer sprint draft".to_owned(),
                "2026-02-12T19:00:00 Organizers’ call cancelled".to_owned(),
                format!("2026-09-03T18:00:00 First Thursday published {library}"),
                format!("2026-11-05T18:00:00 First Thursday published {library}"),
                "2026-12-03T19:00:00 First Thursday, an hour later draft".to_owned(),
            ]
        );
        assert_eq!(world.count("select count(*) from venues").await, 1);
        let page = world
            .browser()
            .get("/turku-python/events/snakes-ladders")
            .await;
        assert_eq!(page.status.as_u16(), 200);
        let log = marta.get("/turku-python/organize/log").await.text();
        let said = "Marta Example brought in 6 events from another calendar calendar.ics";
        assert!(log.contains(said), "{log}");
    })
    .await;
}

#[tokio::test]
async fn the_same_calendar_again_changes_nothing() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let mut marta = world.signed_in(FOUNDER).await;
        for name in [
            "google.ics",
            "outlook.ics",
            "nextcloud.ics",
            "meetup-2026.ics",
            "meetup-2021.ics",
            "meetup-2018.ics",
            "apple.ics",
        ] {
            bring_in(world, &mut marta, "turku-python", &bytes(name)).await;
            let before = evenings(world, "turku-python").await;

            let again = upload(&mut marta, IMPORTS, &bytes(name)).await;

            let [added, changed, same, kept, refused] = numbers(&again)[..] else {
                panic!("there are five numbers");
            };
            assert_eq!([added, changed, kept, refused], [0; 4], "{name}");
            assert!(same > 0, "{name}");
            assert!(again.text().contains("There is nothing to write"), "{name}");
            bring_in(world, &mut marta, "turku-python", &bytes(name)).await;
            assert_eq!(evenings(world, "turku-python").await, before, "{name}");
        }
        assert_eq!(evenings(world, "turku-python").await.len(), 20);
    })
    .await;
}

#[tokio::test]
async fn what_was_changed_or_announced_here_stays_and_the_rest_follows() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let mut marta = world.signed_in(FOUNDER).await;
        let first = calendar(&[
            ("a", "20261204T180000", "Soup"),
            ("b", "20261211T180000", "Salt"),
            ("c", "20261218T180000", "Bread"),
            ("d", "20250109T180000", "Long ago"),
        ]);
        bring_in(world, &mut marta, "turku-python", &first).await;
        world.wait(SignedDuration::from_mins(5)).await;
        let edit = marta.get("/turku-python/organize/events/soup/edit").await;
        marta
            .press(&edit, "Save", &[("sentence", Some("With a spoon"))])
            .await;
        marta
            .post("/turku-python/organize/events/salt/publication", &[])
            .await;

        let told = calendar(&[
            ("a", "20261204T190000", "Soup"),
            ("b", "20261211T190000", "Salt"),
            ("c", "20261218T190000", "Bread"),
            ("d", "20250109T190000", "Long ago"),
            ("e", "20261225T190000", "Cake"),
        ]);
        let preview = upload(&mut marta, IMPORTS, &told).await;
        assert_eq!(numbers(&preview), [1, 2, 0, 2, 0]);
        assert_eq!(
            preview.text_of("section[aria-labelledby=imports-kept] li"),
            "Soup Friday 4 December 2026, 19:00 · Old Mill, Mill Lane 1 \
             Somebody changed it here, so it stays as it is.\n\
             Salt Friday 11 December 2026, 19:00 · Old Mill, Mill Lane 1 \
             It’s announced here, so it stays as it is. Change it by hand, so that people are told."
        );
        bring_in(world, &mut marta, "turku-python", &told).await;

        let mill = "Old Mill; Mill Lane 1";
        assert_eq!(
            evenings(world, "turku-python").await,
            [
                format!("2025-01-09T19:00:00 Long ago published {mill}"),
                format!("2026-12-04T18:00:00 Soup draft {mill}"),
                format!("2026-12-11T18:00:00 Salt published {mill}"),
                format!("2026-12-18T19:00:00 Bread draft {mill}"),
                format!("2026-12-25T19:00:00 Cake draft {mill}"),
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn an_import_is_taken_back_but_for_what_people_have_touched() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let mut marta = world.signed_in(FOUNDER).await;
        let first = calendar(&[
            ("a", "20261204T180000", "Soup"),
            ("b", "20261211T180000", "Salt"),
            ("c", "20261218T180000", "Bread"),
        ]);
        bring_in(world, &mut marta, "turku-python", &first).await;
        let second = calendar(&[
            ("c", "20261218T190000", "Black bread"),
            ("d", "20250109T180000", "Long ago"),
        ]);
        let second = bring_in(world, &mut marta, "turku-python", &second).await;
        let undone = marta.press(&second, "Take it all back", &[]).await;
        assert_eq!(undone.text_of("h1"), "Taking events back");
        world.work().await;
        let mill = "Old Mill; Mill Lane 1";
        let three = [
            format!("2026-12-04T18:00:00 Soup draft {mill}"),
            format!("2026-12-11T18:00:00 Salt draft {mill}"),
            format!("2026-12-18T18:00:00 Bread draft {mill}"),
        ];
        assert_eq!(evenings(world, "turku-python").await, three);
        let again = upload(&mut marta, IMPORTS, &first).await;
        assert_eq!(numbers(&again), [0, 0, 3, 0, 0]);

        world.wait(SignedDuration::from_mins(5)).await;
        let edit = marta.get("/turku-python/organize/events/soup/edit").await;
        marta
            .press(&edit, "Save", &[("sentence", Some("With a spoon"))])
            .await;
        marta
            .post("/turku-python/organize/events/salt/publication", &[])
            .await;
        world.member(&group, "Ada Example").await;
        let mut ada = world.signed_in("Ada Example").await;
        ada.post("/turku-python/events/salt/rsvp", &[("answer", "going")])
            .await;
        world.work().await;
        world.throw_away_mail().await;
        let list = marta.get(IMPORTS).await;
        let links = list.text_of("section[aria-labelledby=earlier] li");
        assert_eq!(
            links,
            "calendar.ics 24 Nov 2026, taken back\ncalendar.ics 24 Nov 2026, 3 events came"
        );
        let href = list.attribute("section[aria-labelledby=earlier] li:last-child a", "href");
        let page = marta.get(&href.expect("it is a link")).await;
        marta.press(&page, "Take it all back", &[]).await;
        world.work().await;
        let undone = marta.get(&page.path).await;
        assert_eq!(
            undone.text_of("#progress li"),
            "Soup Somebody changed it after it came.\n\
             Salt Somebody has answered it or written about it."
        );
        assert_eq!(
            evenings(world, "turku-python").await,
            [
                three[0].clone(),
                format!("2026-12-11T18:00:00 Salt published {mill}")
            ]
        );
        let log = marta.get("/turku-python/organize/log").await.text();
        let said = "Marta Example took back what came from calendar.ics";
        assert!(log.contains(said), "{log}");
    })
    .await;
}

#[tokio::test]
async fn places_that_only_an_import_knew_go_with_it() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let mut marta = world.signed_in(FOUNDER).await;
        let done = bring_in(world, &mut marta, "turku-python", &bytes("meetup-2021.ics")).await;
        assert_eq!(world.count("select count(*) from venues").await, 1);

        marta.press(&done, "Take it all back", &[]).await;
        world.work().await;

        assert_eq!(world.count("select count(*) from venues").await, 0);
        assert_eq!(world.count("select count(*) from events").await, 0);
        let page = marta.get(&done.path).await;
        assert!(page.text().contains("Everything is as it was before."));
    })
    .await;
}

#[tokio::test]
async fn a_long_calendar_comes_in_part_by_part_and_can_be_leafed_through() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let mut marta = world.signed_in(FOUNDER).await;
        let many: Vec<(String, String)> = (0..250)
            .map(|i| {
                (
                    format!("uid-{i}"),
                    format!("2025{:02}{:02}T180000", i / 28 + 1, i % 28 + 1),
                )
            })
            .collect();
        let many: Vec<(&str, &str, &str)> = many
            .iter()
            .map(|(uid, starts)| (uid.as_str(), starts.as_str(), "Every evening"))
            .collect();

        let preview = upload(&mut marta, IMPORTS, &calendar(&many)).await;

        assert_eq!(numbers(&preview), [250, 0, 0, 0, 0]);
        assert_eq!(preview.count("section li"), 100);
        let last = marta.get(&format!("{}?page=2", preview.path)).await;
        assert_eq!((last.count("section li"), last.count(".pager a")), (50, 1));
        marta.press(&preview, "Bring in 250 events", &[]).await;
        world.work().await;
        let done = marta.get(&preview.path).await;
        assert_eq!(numbers(&done), [250, 0, 0, 0, 0]);
        assert_eq!(world.count("select count(*) from events").await, 250);
        let page = world
            .browser()
            .get("/turku-python/events/every-evening-2025-01-02")
            .await;
        assert_eq!(page.status.as_u16(), 200, "addresses name the day");
    })
    .await;
}

#[tokio::test]
async fn what_is_no_calendar_is_refused_with_what_to_do() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let mut marta = world.signed_in(FOUNDER).await;

        let page = upload(&mut marta, IMPORTS, b"<!DOCTYPE html><p>Sign in</p>").await;
        assert_eq!(page.status.as_u16(), 422);
        assert_eq!(
            page.text_of("#file-error"),
            "Error: There is no calendar and no event in it. Choose a file that ends with .ics, or \
             the saved page of an event."
        );
        for (address, sentence) in [
            ("", "Choose a file, or enter an address."),
            (
                "file:///etc/passwd",
                "Enter an address that begins with https://, http:// or webcal://.",
            ),
            (
                "http://127.0.0.1:9/a.ics",
                "This address isn’t on the public internet. Save the calendar as a file and choose \
                 that.",
            ),
            (
                "http://169.254.169.254/latest/meta-data/",
                "This address isn’t on the public internet. Save the calendar as a file and choose \
                 that.",
            ),
        ] {
            let page = marta.post(IMPORTS, &[("address", address)]).await;
            assert_eq!(page.status.as_u16(), 422, "{address}");
            assert_eq!(page.text_of(".errors li"), sentence, "{address}");
        }
        assert_eq!(world.count("select count(*) from imports").await, 0);
    })
    .await;
}

/// A host on this machine that answers every request with this calendar.
async fn host(calendar: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("it listens");
    let address = listener.local_addr().expect("it has an address");
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.read(&mut [0; 4096]).await;
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n",
                calendar.len()
            );
            let _ = stream
                .write_all(&[head.as_bytes(), &calendar].concat())
                .await;
        }
    });
    format!("http://{address}/private-0a1b2c/basic.ics")
}

#[tokio::test]
async fn a_calendar_is_fetched_from_its_address_and_the_address_is_not_kept() {
    let loopback = |config: &mut Config| config.reach = Reach::PublicAndLoopback;
    World::tell_in(loopback, async |world| {
        world.group("Turku Python").await;
        let mut marta = world.signed_in(FOUNDER).await;
        let address = host(bytes("apple.ics")).await;

        let preview = marta.post(IMPORTS, &[("address", &address)]).await;

        assert_eq!(numbers(&preview), [2, 0, 0, 0, 0]);
        assert!(preview.text().contains("Käärmeet, from 127.0.0.1"));
        assert!(!preview.html().contains("0a1b2c"), "it may be a secret");
    })
    .await;
}

#[tokio::test]
async fn what_goes_out_by_our_own_feed_comes_back_the_same() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        world.group("Tampere Python").await;
        let mut marta = world.signed_in(FOUNDER).await;
        for name in [
            "google.ics",
            "nextcloud.ics",
            "meetup-2021.ics",
            "apple.ics",
        ] {
            bring_in(world, &mut marta, "turku-python", &bytes(name)).await;
        }
        let feed = world.browser().get("/turku-python/events.ics").await.body;

        let own = upload(&mut marta, IMPORTS, &feed).await;
        bring_in(world, &mut marta, "tampere-python", &feed).await;

        let drafts = ["draft"];
        let public = |all: Vec<String>| {
            let kept = all
                .into_iter()
                .filter(|l| !drafts.iter().any(|d| l.contains(d)));
            kept.collect::<Vec<_>>()
        };
        let ours = public(evenings(world, "turku-python").await);
        assert_eq!(
            numbers(&own)[..3],
            [0, 0, u32::try_from(ours.len()).expect("it is small")],
            "a group knows its own events"
        );
        assert_eq!(evenings(world, "tampere-python").await, ours);
    })
    .await;
}

#[tokio::test]
async fn a_preview_that_nobody_acts_on_goes_after_a_day() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let mut marta = world.signed_in(FOUNDER).await;
        let preview = upload(&mut marta, IMPORTS, &bytes("apple.ics")).await;

        world.wait(SignedDuration::from_hours(25)).await;

        assert_eq!(marta.get(&preview.path).await.status.as_u16(), 404);
        assert_eq!(world.count("select count(*) from import_parts").await, 0);
    })
    .await;
}

#[tokio::test]
async fn pressing_twice_brings_in_once_and_another_import_waits() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let mut marta = world.signed_in(FOUNDER).await;
        let first = upload(&mut marta, IMPORTS, &bytes("apple.ics")).await;
        let second = upload(&mut marta, IMPORTS, &bytes("google.ics")).await;

        marta.press(&first, "Bring in 2 events", &[]).await;
        marta.press(&first, "Bring in 2 events", &[]).await;
        let busy = marta.press(&second, "Bring in 6 events", &[]).await;

        assert!(busy.html().contains("Another calendar is coming in"));
        assert_eq!(busy.text_of("h1"), "What would come");
        world.work().await;
        assert_eq!(world.count("select count(*) from events").await, 2);
    })
    .await;
}

#[expect(clippy::disallowed_methods, reason = "the command line is a process")]
pub fn roost(world: &World, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_roost"));
    command
        .args(arguments)
        .arg("--data")
        .arg(&world.app.config.data)
        .env_remove("DATABASE_URL")
        .env("ROOST_LOG", "error");
    if let Some(url) = world.database_url() {
        command.env("DATABASE_URL", url);
    }
    command.output().expect("the program starts")
}

pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[tokio::test]
async fn the_command_line_shows_the_same_preview_and_brings_in_what_it_says() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let file = sample("meetup-2021.ics");
        let file = file.to_str().expect("it is plain");
        let ics = ["import", "ics", "--group", "turku-python"];

        let dry = roost(world, &[&ics[..], &["--dry-run", file]].concat());
        assert!(dry.status.success(), "{dry:?}");
        let preview = said(&dry);
        assert!(
            preview.contains("  Talks in the library\n    Thursday 16 September 2021, 18:30\n")
        );
        assert!(preview.contains("2 new, 0 changed, 0 the same, 0 kept as here, 0 can’t come"));
        assert_eq!(world.count("select count(*) from imports").await, 0);

        let wet = roost(world, &[&ics[..], &[file]].concat());
        assert!(said(&wet).contains("2 events came."), "{wet:?}");
        assert_eq!(world.count("select count(*) from events").await, 2);
        let again = roost(world, &[&ics[..], &[file]].concat());
        assert!(
            said(&again).contains("There is nothing to write"),
            "{again:?}"
        );

        let nobody = roost(world, &["import", "ics", "--group", "nobody", file]);
        assert!(!nobody.status.success());
        assert!(said(&nobody).contains("There is no group with the address “nobody”."));
        let secret = roost(world, &[&ics[..], &["http://127.0.0.1/a.ics"]].concat());
        assert!(said(&secret).contains("isn’t on the public internet"));
        let help = roost(world, &["import", "ics", "--help"]);
        assert!(
            said(&help).contains("roost import ics --group turku-python --dry-run calendar.ics")
        );
    })
    .await;
}
