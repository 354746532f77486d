//! What does not fit: each refusal in words, and nothing typed is lost.

use super::{NEW, turku, write};
use crate::world::World;
use axum::http::StatusCode;

/// A field, what is typed there, and what the page answers; empty where the sentence is the form's own.
fn refusals() -> Vec<(&'static str, String, String)> {
    let long = "x".repeat(64 << 10);
    let number = |least: &str, most: &str| format!("Enter a number from {least} to {most}.");
    let seats = number("1", "100000");
    let cases = vec![
        (
            "ends_at",
            "17:00",
            "Choose an end that is after the start.".to_owned(),
        ),
        ("starts_on", "9999-01-01", String::new()),
        (
            "starts_on",
            "2999-01-01",
            "Choose a year from 1990 to 2036.".to_owned(),
        ),
        ("starts_on", "soon", String::new()),
        ("starts_at", "25:00", String::new()),
        (
            "doors_at",
            "18:30",
            "Let the doors open before it starts.".to_owned(),
        ),
        (
            "ends_on",
            "2027-12-03",
            "Choose a last day at most 31 days after the first.".to_owned(),
        ),
        (
            "zone",
            "Mars/Olympus",
            "There’s no time zone called Mars/Olympus. Write it like Europe/Helsinki.".to_owned(),
        ),
        ("capacity", "0", seats.clone()),
        ("capacity", "-1", seats.clone()),
        ("capacity", "2147483648", seats.clone()),
        ("capacity", "many", seats),
        ("guests_allowed", "-1", number("0", "10")),
        ("guests_allowed", "1000000000", number("0", "10")),
        ("title", "", String::new()),
        ("title", &long, String::new()),
        ("title", "Soup\u{200b}night", String::new()),
        ("title", "Soup\r\nBcc: all@example.org", String::new()),
        (
            "title",
            "…",
            "Give it a name with at least one letter or number.".to_owned(),
        ),
        ("online_link", "javascript:alert(1)", String::new()),
        ("mode", "by_post", String::new()),
        ("line-0-slides", "javascript:alert(1)", String::new()),
        (
            "venue",
            "0193572c-1000-7000-8000-000000000001",
            "Choose a venue from the list.".to_owned(),
        ),
    ];
    let owned = cases
        .into_iter()
        .map(|(field, typed, said)| (field, typed.to_owned(), said));
    owned.collect()
}

#[tokio::test]
async fn whatever_does_not_fit_is_refused_in_words_and_nothing_typed_is_lost() {
    let cases = refusals();
    World::tell(async |world| {
        let (_, mut marta) = turku(world).await;
        for (field, typed, sentence) in &cases {
            let page = write(&mut marta, &[(field, Some(typed))]).await;

            let short: String = typed.chars().take(30).collect();
            let place = format!("{field} = {short}");
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{place}");
            let at_field = page.text_of(&format!("#{field}-error"));
            let summed = page.count(&format!(".errors a[href='#{field}']"));
            assert_eq!(summed, 1, "{place}: {}", page.text_of(".errors"));
            if !sentence.is_empty() {
                assert_eq!(at_field, format!("Error: {sentence}"), "{place}");
            }
            let other = if *field == "sentence" {
                "title"
            } else {
                "sentence"
            };
            let kept = page.attribute(&format!("#{other}"), "value");
            assert_eq!(
                kept.as_deref(),
                Some("Eight talks of five minutes, strictly timed.")
            );
        }
        assert_eq!(world.count("select count(*) from events").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_time_that_the_clocks_skip_is_refused_and_of_a_double_one_the_first_is_meant() {
    World::tell(async |world| {
        let (_, mut marta) = turku(world).await;

        let skipped = [
            ("starts_on", Some("2027-03-28")),
            ("starts_at", Some("03:30")),
            ("ends_at", Some("05:00")),
            ("doors_at", Some("")),
        ];
        let page = write(&mut marta, &skipped).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            page.text_of("#starts_at-error"),
            "Error: On Sunday 28 March 2027 clocks in Europe/Helsinki skip 03:30. \
             Choose a time before or after."
        );

        let twice = [
            ("starts_on", Some("2027-10-31")),
            ("starts_at", Some("03:30")),
            ("ends_at", Some("05:00")),
            ("doors_at", Some("")),
        ];
        let page = write(&mut marta, &twice).await;
        assert_eq!(
            page.attribute(".facts time", "datetime").as_deref(),
            Some("2027-10-31T03:30+03:00")
        );
    })
    .await;
}

#[tokio::test]
async fn coordinates_stay_on_the_globe_and_come_in_pairs() {
    World::tell(async |world| {
        let (_, mut marta) = turku(world).await;
        let place = [
            ("venue", Some("new")),
            ("venue_name", Some("Old Post Office")),
        ];

        let typed = [
            &place[..],
            &[
                ("venue_latitude", Some("91")),
                ("venue_longitude", Some("22.2")),
            ],
        ]
        .concat();
        let page = write(&mut marta, &typed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(page.count("#venue_latitude-error"), 1);

        let typed = [&place[..], &[("venue_latitude", Some("60.45"))]].concat();
        let page = write(&mut marta, &typed).await;
        assert_eq!(
            page.text_of("#venue_longitude-error"),
            "Error: Give both latitude and longitude, or neither."
        );

        let typed = [
            &place[..],
            &[
                ("venue_latitude", Some("60.45")),
                ("venue_longitude", Some("22.26")),
            ],
        ]
        .concat();
        let page = write(&mut marta, &typed).await;
        assert_eq!(
            page.attribute(".facts a", "href").as_deref(),
            Some("https://www.openstreetmap.org/?mlat=60.45&mlon=22.26#map=17/60.45/22.26")
        );
        let again = marta.get(NEW).await;
        assert_eq!(again.count("#venue option"), 3);
    })
    .await;
}
