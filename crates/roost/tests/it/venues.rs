//! The venue book: what is corrected there is another place for everybody who is on the way to it.

use crate::world::{Browser, FOUNDER, Page, World};
use axum::http::StatusCode;
use jiff::SignedDuration;
use jiff::civil::date;
use roost::events::Event;
use roost::groups::{Group, State};

const BOOK: &str = "/turku-python/organize/venues";

/// A group that meets at one library: last night, and on two evenings to come.
struct Turku {
    group: Group,
    past: Event,
    first: Event,
    second: Event,
}

impl Turku {
    async fn meets(world: &World) -> Turku {
        let group = world.group("Turku Python").await;
        let tonight = date(2026, 11, 24).at(18, 0, 0, 0);
        let past = world.evening(&group, "Autumn night").at(tonight);
        let past = past.venue("Library").published().await;
        let first = world.evening(&group, "Winter night").where_is(&past);
        let first = first.published().await;
        let later = date(2027, 1, 14).at(18, 0, 0, 0);
        let second = world.evening(&group, "Snow night").at(later);
        let second = second.where_is(&past).published().await;
        for (name, event) in [
            ("Ada", &past),
            ("Linus", &past),
            ("Ada", &first),
            ("Ada", &second),
            ("Mei", &second),
        ] {
            world.goes(&group, event, name).await;
        }
        world.wait(SignedDuration::from_hours(24)).await;
        world.throw_away_mail().await;
        Turku {
            group,
            past,
            first,
            second,
        }
    }

    /// The page on which the library is corrected.
    fn library(&self) -> String {
        let id = self.past.venue_id.expect("it has one");
        format!("{BOOK}/{id}")
    }

    async fn form(&self, marta: &mut Browser) -> Page {
        marta.get(&format!("{}/edit", self.library())).await
    }
}

/// Kind, reader and subject of every mail that nobody has read yet, in the order of readers.
async fn mailed(world: &World) -> Vec<(String, String, String)> {
    let mails = world.mails().await.into_iter();
    let mut mailed: Vec<_> = mails.map(|m| (m.kind, m.to, m.subject)).collect();
    mailed.sort();
    mailed
}

fn told(said: &[(&str, &str)]) -> Vec<(String, String, String)> {
    let told = said.iter().map(|(to, event)| {
        let to = format!("{to}@example.org");
        let subject = format!("Changed: {event}");
        ("rsvp_changed".to_owned(), to, subject)
    });
    told.collect()
}

#[tokio::test]
async fn a_corrected_address_is_told_to_who_is_going_once_for_each_evening_to_come() {
    World::tell(async |world| {
        let turku = Turku::meets(world).await;
        let mut marta = world.signed_in(FOUNDER).await;
        let form = turku.form(&mut marta).await;

        let typed = [("venue_address", Some("Linnankatu 2"))];
        let asking = marta.press(&form, "Save", &typed).await;
        assert_eq!(
            asking.text_of(".lede"),
            "2 people get an e-mail now that says what changed."
        );
        assert_eq!(
            asking.text_of("section.panel"),
            "Place Before: Library Now: Library, Linnankatu 2"
        );
        assert_eq!(mailed(world).await, []);
        let book = marta.press(&asking, "Save and tell 2 people", &[]).await;

        assert_eq!((book.path.as_str(), book.status), (BOOK, StatusCode::OK));
        let expected = told(&[
            ("ada", "Snow night"),
            ("ada", "Winter night"),
            ("mei", "Snow night"),
        ]);
        assert_eq!(mailed(world).await, expected);
        for (event, sequence) in [(&turku.past, 0), (&turku.first, 1), (&turku.second, 1)] {
            let path = event.path(&turku.group.slug);
            let page = world.browser().get(&path).await;
            assert!(page.text().contains("Linnankatu 2"), "{}", page.text());
            let file = world.browser().get(&format!("{path}/calendar.ics")).await;
            let said = format!("SEQUENCE:{sequence}\r\n");
            assert!(file.html().contains(&said), "{}", file.html());
        }
    })
    .await;
}

#[tokio::test]
async fn a_form_that_comes_twice_tells_once_and_says_how_to_get_in() {
    World::tell(async |world| {
        let turku = Turku::meets(world).await;
        let mut marta = world.signed_in(FOUNDER).await;
        let form = turku.form(&mut marta).await;

        let typed = [("venue_way_in", Some("Ring at the blue door"))];
        let asking = marta.press(&form, "Save", &typed).await;
        for _ in 0..2 {
            marta.press(&asking, "Save and tell 2 people", &[]).await;
        }

        let mail = world.mail_to("mei@example.org").await;
        let said = "Was at Library. Now at Library (Ring at the blue door).";
        assert!(mail.text.contains(said), "{}", mail.text);
        assert_eq!(mailed(world).await.len(), 2);
        let changed = "select count(*) from audit_entries where verb = 'venue-changed'";
        assert_eq!(world.count(changed).await, 1);
        let log = marta.get("/turku-python/organize/log").await;
        assert!(log.text().contains("changed the venue Library"));
    })
    .await;
}

#[tokio::test]
async fn what_moves_nobody_is_saved_without_asking() {
    World::tell(async |world| {
        let turku = Turku::meets(world).await;
        let mut marta = world.signed_in(FOUNDER).await;
        let form = turku.form(&mut marta).await;

        let typed = [("venue_step_free", Some("yes"))];
        let book = marta.press(&form, "Save", &typed).await;

        assert_eq!(book.path, BOOK);
        assert_eq!(mailed(world).await, []);
        let saved = "select count(*) from venues where step_free = 'yes'";
        assert_eq!(world.count(saved).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_mistake_keeps_what_was_typed_and_so_does_the_way_back() {
    World::tell(async |world| {
        let turku = Turku::meets(world).await;
        let mut marta = world.signed_in(FOUNDER).await;
        let form = turku.form(&mut marta).await;

        let typed = [
            ("venue_name", Some("")),
            ("venue_room", Some("2nd floor")),
            ("venue_latitude", Some("60.45")),
        ];
        let refused = marta.press(&form, "Save", &typed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.count(".errors li"), 2);
        assert_eq!(
            refused.attribute("#venue_room", "value").as_deref(),
            Some("2nd floor")
        );

        let mended = [
            ("venue_name", Some("Library")),
            ("venue_latitude", Some("")),
        ];
        let asking = marta.press(&refused, "Save", &mended).await;
        let back = marta.press(&asking, "Back to the form", &[]).await;
        assert_eq!(
            back.attribute("#venue_room", "value").as_deref(),
            Some("2nd floor")
        );
        assert_eq!(mailed(world).await, []);
        let changed = "select count(*) from venues where room <> ''";
        assert_eq!(world.count(changed).await, 0);
    })
    .await;
}

#[tokio::test]
async fn only_a_venue_that_no_event_names_can_be_removed() {
    World::tell(async |world| {
        let turku = Turku::meets(world).await;
        let mut marta = world.signed_in(FOUNDER).await;
        let book = marta.get(BOOK).await;
        assert_eq!(
            book.text_of("main .lines li"),
            "Library 3 events Edit Library"
        );

        let removal = format!("{}/removal", turku.library());
        let refused = marta.post(&removal, &[]).await;
        assert_eq!(
            refused.text_of(".notice"),
            "It stays in the book, since an event names it."
        );
        let draft = world.evening(&turku.group, "Spring night");
        draft.venue("Old Post Office").draft().await;
        let form = marta
            .get("/turku-python/organize/events/spring-night/edit")
            .await;
        marta.press(&form, "Save", &[("venue", Some(""))]).await;
        let book = marta.get(BOOK).await;
        let book = marta.press(&book, "Remove Old Post Office", &[]).await;

        assert_eq!(
            book.text_of("main .lines li"),
            "Library 3 events Edit Library"
        );
        let log = marta.get("/turku-python/organize/log").await;
        assert!(log.text().contains("removed the venue Old Post Office"));
    })
    .await;
}

#[tokio::test]
async fn an_empty_book_says_how_it_is_filled() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let mut marta = world.signed_in(FOUNDER).await;

        let book = marta.get(BOOK).await;

        assert_eq!(book.text_of(".empty strong"), "No venue yet");
        assert_eq!(
            book.attribute(".tabs a[aria-current]", "href").as_deref(),
            Some(BOOK)
        );
    })
    .await;
}

#[tokio::test]
async fn the_organizers_of_another_group_find_no_such_venue() {
    World::tell(async |world| {
        let turku = Turku::meets(world).await;
        world
            .group_by("Other Circle", "Otto Other", State::Open)
            .await;
        let mut otto = world.signed_in("Otto Other").await;
        let theirs = turku.library();
        let own = theirs.replace("/turku-python/", "/other-circle/");

        for venue in [&theirs, &own] {
            let page = otto.get(&format!("{venue}/edit")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{venue}");
            let typed = [("venue_name", "Nowhere"), ("confirmed", "yes")];
            for path in [venue.clone(), format!("{venue}/removal")] {
                let page = otto.post(&path, &typed).await;
                assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
            }
        }
        assert_eq!(mailed(world).await, []);
        let kept = "select count(*) from venues where name = 'Library'";
        assert_eq!(world.count(kept).await, 1);
    })
    .await;
}
