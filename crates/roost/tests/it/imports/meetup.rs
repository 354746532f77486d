//! A group moves in from Meetup: its feed, its saved pages, and many of them at once.

use super::{IMPORTS, confirm, evenings, numbers, upload, upload_all};
use crate::world::{FOUNDER, World};
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn saved(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/meetup");
    fs::read(folder.join(name)).expect("the sample is there")
}

/// The group's feed as it is today: it does not say where.
fn feed(id: u64, title: &str) -> Vec<u8> {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Meetup//Meetup Calendar 1.0//EN\r\n\
         NAME:Turku Snakes\r\nX-WR-CALNAME:Turku Snakes\r\nBEGIN:VEVENT\r\n\
         UID:event_{id}@meetup.com\r\nDTSTART;TZID=Europe/Helsinki:20260917T183000\r\n\
         DTEND;TZID=Europe/Helsinki:20260917T203000\r\nSUMMARY:{title}\r\n\
         DESCRIPTION:Turku Snakes\\n**Agenda**\\n\\n* 18:30 doors\\n* 19:00 talks\\n\\nMore: \
         https://example.org/x\r\n\
         URL;VALUE=URI:https://www.meetup.com/turku-snakes/events/{id}/\r\nSTATUS:CONFIRMED\r\n\
         END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    .into_bytes()
}

const TALKS: &str = "September talks\\, pizza & lightning talks";

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .expect("it begins");
        archive.write_all(bytes).expect("it is written");
    }
    archive.finish().expect("it ends").into_inner()
}

const LIBRARY: &str = "Esimerkki Library; Linnankatu 1, Turku";

/// What is here once feed and pages have come.
fn all() -> Vec<String> {
    vec![
        format!("2025-10-16T18:00:00 Readings by the stove published {LIBRARY}"),
        "2025-11-20T18:00:00 Talks from home published".to_owned(),
        "2025-12-18T18:00:00 Glögi cancelled".to_owned(),
        format!("2026-09-17T18:30:00 September talks, pizza & lightning talks published {LIBRARY}"),
    ]
}

#[tokio::test]
async fn the_feed_and_the_saved_pages_tell_each_evening_once() {
    World::tell(async |world| {
        world.group("Turku Snakes").await;
        let mut marta = world.signed_in(FOUNDER).await;
        let imports = "/turku-snakes/organize/imports";
        let first = upload(&mut marta, imports, &feed(300_000_001, TALKS)).await;
        assert!(first.text().contains("It doesn’t say where."));
        confirm(world, &mut marta, &first).await;
        let pages = zipped(&[
            ("saved/September talks.html", &saved("event-2026.html")),
            ("saved/Past events.html", &saved("past-2026.html")),
        ]);

        let preview = upload_all(&mut marta, imports, &[("pages.zip", &pages)]).await;

        assert_eq!(numbers(&preview), [3, 1, 0, 0, 0], "its place is new");
        confirm(world, &mut marta, &preview).await;
        assert_eq!(evenings(world, "turku-snakes").await, all());
        for file in [feed(300_000_001, TALKS), pages, saved("event-2026.mhtml")] {
            let again = upload(&mut marta, imports, &file).await;
            assert_eq!(numbers(&again)[..2], [0, 0], "{}", again.text());
            assert!(again.text().contains("There is nothing to write"));
        }
        assert_eq!(evenings(world, "turku-snakes").await, all());
    })
    .await;
}

#[tokio::test]
async fn feed_and_page_chosen_together_are_one_evening_with_its_place() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let mut marta = world.signed_in(FOUNDER).await;
        let (feed, page) = (feed(300_000_001, TALKS), saved("event-2026.html"));

        let preview = upload_all(
            &mut marta,
            IMPORTS,
            &[("calendar.ics", &feed), ("page.html", &page)],
        )
        .await;

        assert_eq!(numbers(&preview), [1, 0, 0, 0, 0]);
        assert!(preview.text().contains("calendar.ics (+1)"));
        confirm(world, &mut marta, &preview).await;
        assert_eq!(evenings(world, "turku-python").await, all()[3..]);
    })
    .await;
}

#[tokio::test]
async fn an_evening_that_got_another_number_there_is_the_same_here() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let mut marta = world.signed_in(FOUNDER).await;
        let page = upload(&mut marta, IMPORTS, &saved("event-2026.html")).await;
        let first = confirm(world, &mut marta, &page).await;

        let renamed = upload(&mut marta, IMPORTS, &feed(300_000_009, TALKS)).await;
        assert_eq!(numbers(&renamed), [0, 1, 0, 0, 0], "its address is new");
        let second = confirm(world, &mut marta, &renamed).await;

        assert_eq!(evenings(world, "turku-python").await, all()[3..]);
        let again = upload(&mut marta, IMPORTS, &feed(300_000_009, TALKS)).await;
        assert_eq!(numbers(&again), [0, 0, 1, 0, 0]);
        let elsewhere = upload(&mut marta, IMPORTS, &feed(300_000_009, "Another title")).await;
        assert_eq!(numbers(&elsewhere), [0, 1, 0, 0, 0], "it is known by now");

        for done in [second, first] {
            marta.press(&done, "Take it all back", &[]).await;
            world.work().await;
        }
        assert_eq!(evenings(world, "turku-python").await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn an_evening_that_somebody_entered_here_does_not_come_twice() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let title = "September talks, pizza & lightning talks";
        let starts = jiff::civil::date(2026, 9, 17).at(18, 30, 0, 0);
        world.evening(&group, title).at(starts).draft().await;
        let mut marta = world.signed_in(FOUNDER).await;
        let before = evenings(world, "turku-python").await;

        let preview = upload(&mut marta, IMPORTS, &feed(300_000_001, TALKS)).await;

        assert_eq!(numbers(&preview), [0, 0, 0, 1, 0]);
        assert!(
            preview
                .text()
                .contains("An event with this title and time is here already")
        );
        assert_eq!(evenings(world, "turku-python").await, before);
    })
    .await;
}

#[tokio::test]
async fn an_archive_says_which_of_its_files_tell_of_nothing() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let mut marta = world.signed_in(FOUNDER).await;
        let empty = vec![b' '; 41 << 20];
        let page = saved("event-2026.html");
        let archive = zipped(&[
            ("pages/talks.html", &page),
            ("pages/talks_files/frame.html", b"<html>An advertisement"),
            ("__MACOSX/pages/._talks.html", b"\0\x05\x16\x07"),
            ("pages/photo.jpg", b"\xff\xd8\xff"),
            ("pages/sign in.html", b"<!DOCTYPE html><p>Sign in"),
            ("pages/blank.ics", &empty),
        ]);

        let preview = upload_all(&mut marta, IMPORTS, &[("pages.zip", &archive)]).await;

        assert_eq!(numbers(&preview), [1, 0, 0, 0, 2]);
        assert_eq!(
            preview.text_of("section[aria-labelledby=imports-refused] li"),
            "pages/sign in.html There is no calendar and no event in this file.\n\
             pages/blank.ics This file is too large: a page has up to 16 MB, a calendar up to 40."
        );
        let broken = upload_all(&mut marta, IMPORTS, &[("pages.zip", &archive[..900])]).await;
        assert_eq!(broken.status.as_u16(), 422);
    })
    .await;
}
