//! How people find a group, as its organizers read it.

use crate::invites::{EVENING, Night, heard, organizer};
use crate::world::{Page, World};
use jiff::SignedDuration;
use jiff::civil::date;
use roost::groups::State;
use roost::growth;
use roost::invites::Heard;

const GROWTH: &str = "/turku-python/organize/growth";
const LATER: &str = "/turku-python/events/spring-night/rsvp";

/// The rows of a section's table, each in one line.
fn rows(page: &Page, section: &str) -> Vec<String> {
    let count = page.count(&format!("section[aria-labelledby={section}] tbody tr"));
    let row = |number: usize| {
        page.text_of(&format!(
            "section[aria-labelledby={section}] tbody tr:nth-child({number})"
        ))
        .replace('\n', " ")
    };
    (1..=count).map(row).collect()
}

/// An evening by which Ada's link brought two, a search one, and one who says nothing; one of Ada's
/// two comes again.
async fn two_evenings<'w>(world: &'w World) -> Night<'w> {
    let mut night = Night::new(world).await;
    let spring = world.evening(&night.group, "Spring night");
    spring
        .at(date(2026, 12, 17).at(18, 0, 0, 0))
        .published()
        .await;
    let code = night.code(&mut night.ada.clone()).await;
    for _ in 0..5 {
        night.follows(&code).await;
    }
    let mut bo = night.comes_by("Bo Berg", &code).await;
    night.comes_by("Cy Silent", &code).await;
    let mut di = world.signed_in("Di Search").await;
    let said = [("answer", "going"), heard(Heard::Search)];
    di.post(&format!("{EVENING}/rsvp"), &said).await;
    for browser in [&mut bo, &mut di, &mut night.ada] {
        browser.post(LATER, &[("answer", "going")]).await;
    }
    assert_eq!(night.visits().await, 5);
    world.wait(SignedDuration::from_hours(24 * 30)).await;
    world.throw_away_mail().await;
    night
}

#[tokio::test]
async fn a_group_sees_how_first_timers_heard_of_it_and_what_came_of_its_links() {
    World::tell(async |world| {
        let _night = two_evenings(world).await;
        let mut marta = organizer(world).await;

        let page = marta.get(GROWTH).await;

        assert_eq!(
            page.text_of("section[aria-labelledby=sources] figcaption > span:first-child"),
            "4 people were here for the first time: 2 through a link, and 3 came again."
        );
        assert_eq!(
            rows(&page, "sources"),
            [
                "Somebody’s invitation link 2 1",
                "Searching 1 1",
                "Not said 1 1"
            ]
        );
        assert_eq!(
            page.text_of("section[aria-labelledby=links] figcaption"),
            "5 visits, 2 of them said yes, 2 came, and 1 came again."
        );
        assert_eq!(rows(&page, "links"), ["Somebody’s invitation link 5 2 2 1"]);
        assert_eq!(rows(&page, "people"), ["Ada Kivi 5 2 2 1"]);
        assert!(page.text().contains(
            "Since we count: 2 people came through a link, and 1 told how they had heard of us."
        ));
        // Nobody who was brought is named.
        assert!(!page.text().contains("Bo Berg"));
    })
    .await;
}

/// The numbers of a chart are the rows that they count: all who came for the first time are in one
/// bar each.
#[tokio::test]
async fn the_bars_of_a_chart_add_up_to_its_rows() {
    World::tell(async |world| {
        let night = two_evenings(world).await;
        let now = world.now();
        let since = now.before(growth::WINDOW);
        let mut tx = world.app.db.read().await.expect("the database answers");
        let sources = growth::list_sources(&mut tx, night.group.id, (now, since)).await;
        let sources = sources.expect("it lists");
        drop(tx);

        let bars: i64 = sources.iter().map(|row| row.people).sum();
        let people = "select count(distinct person_id) from rsvps where state = 'going'";
        assert_eq!(bars, world.count(people).await);
        let again: i64 = sources.iter().map(|row| row.again).sum();
        let twice = "select count(*) from (select person_id from rsvps where state = 'going'
                                           group by person_id having count(*) > 1) t";
        assert_eq!(again, world.count(twice).await);
        let linked: i64 = sources
            .iter()
            .filter(|row| row.invited)
            .map(|row| row.people)
            .sum();
        let ways = "select count(*) from came_through where link_id is not null";
        assert_eq!(linked, world.count(ways).await);
    })
    .await;
}

/// She signs up for a lightning talk of the evening.
async fn gives_a_talk(world: &World, speaker: &mut crate::world::Browser) {
    let mut marta = organizer(world).await;
    let desk = EVENING.replace("/events/", "/organize/events/");
    let rounds = marta.get(&format!("{desk}/lightning")).await;
    marta.press(&rounds, "Add the round", &[]).await;
    let page = speaker.get(&format!("{EVENING}/lightning")).await;
    let talk = [("talk", Some("Birds"))];
    speaker.press(&page, "I’ll give it", &talk).await;
}

#[tokio::test]
async fn who_was_checked_in_came_and_who_stayed_away_did_not() {
    World::tell(async |world| {
        let night = Night::new(world).await;
        let code = night.code(&mut night.ada.clone()).await;
        night.comes_by("Bo Berg", &code).await;
        night.comes_by("Cy Silent", &code).await;
        gives_a_talk(world, &mut night.ada.clone()).await;
        let check_in = world.app.db.write(|tx| {
            let group = night.group.id;
            Box::pin(async move {
                const SQL: &str = "insert into check_ins
                        (group_id, id, event_id, person_id, walk_in, checked_in_at)
                    select r.group_id, r.id, r.event_id, r.person_id, 0, 0 from rsvps r
                    join people p on p.group_id = r.group_id and p.id = r.person_id
                    where r.group_id = $1 and p.name = 'Bo Berg'";
                roost::execute!(tx, sqlx::query(SQL).bind(group))?;
                Ok(())
            })
        });
        check_in.await.expect("the database answers");
        world.wait(SignedDuration::from_hours(24 * 30)).await;
        world.throw_away_mail().await;
        let mut marta = organizer(world).await;

        let page = marta.get(GROWTH).await;

        assert_eq!(rows(&page, "sources"), ["Somebody’s invitation link 1 0"]);
        assert_eq!(rows(&page, "people"), ["Ada Kivi 0 2 1 0"]);
        assert!(
            page.text()
                .contains("One person came through lightning speakers in the last twelve months."),
            "{}",
            page.text()
        );
    })
    .await;
}

#[tokio::test]
async fn a_year_later_the_page_begins_anew_and_another_group_has_its_own() {
    World::tell(async |world| {
        let _night = two_evenings(world).await;
        let other = world.group_by("Oulu Rust", "Otto Other", State::Open).await;
        let mut otto = world.signed_in("Otto Other").await;
        let page = otto.get(&format!("{}/organize/growth", other.path())).await;
        assert!(page.text().contains("Nothing to show yet"));

        world.wait(SignedDuration::from_hours(24 * 360)).await;
        world.throw_away_mail().await;
        let mut marta = organizer(world).await;
        let page = marta.get(GROWTH).await;

        assert!(
            page.text().contains("Nothing to show yet"),
            "{}",
            page.text()
        );
    })
    .await;
}
