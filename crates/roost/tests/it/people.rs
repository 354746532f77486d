//! Organize → People: who is on the list, what is taken away, and who is told.

use crate::world::World;
use axum::http::StatusCode;
use jiff::SignedDuration;
use jiff::civil::date;
use roost::groups::ForgetVisitors;
use roost::ids::GroupId;
use roost::jobs::{self, When};

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// What comes once a day.
async fn forget_visitors(world: &World) {
    let at = &world.app.moment();
    let enqueue = world.app.db.write(|tx| {
        Box::pin(async move {
            let when = When::now(at);
            Ok(jobs::enqueue(tx, at, GroupId::NONE, &ForgetVisitors, when).await?)
        })
    });
    enqueue.await.expect("the database answers");
    world.work().await;
}

fn csv(page: &crate::world::Page) -> String {
    String::from_utf8(page.body.clone()).expect("the file is UTF-8")
}

#[tokio::test]
async fn the_whole_list_is_exported_with_grounds_and_made_inert() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        world.member(&group, "Ada Kivi").await;
        let evening = world.evening(&group, "Winter night").published().await;
        world.goes_unconfirmed(&group, &evening, "=Åke Öberg").await;
        let mut marta = world.signed_in("Marta Example").await;
        let form = marta.get("/turku-python/organize/people/new").await;
        let typed = [
            ("name", Some("Noor van Dijk")),
            ("email", Some("noor@example.org")),
            ("reason", Some("-asked at the fair, in person")),
            ("mail", Some("yes")),
        ];
        let added = marta.press(&form, "Add", &typed).await;
        assert_eq!(added.text_of("h1"), "Noor van Dijk");

        let list = marta.get("/turku-python/organize/people").await;
        let file = marta.press(&list, "Export CSV", &[]).await;

        assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
        assert_eq!(
            file.header("content-disposition"),
            "attachment; filename=\"turku-python-people-2026-11-24.csv\"; \
             filename*=UTF-8''turku-python-people-2026-11-24.csv"
        );
        assert_eq!(
            csv(&file),
            "\u{feff}Name,E-mail,Role,Ground,Added by,Why,How they came,Joined,Times attended,\
             Last seen,Agreed to mail\r\n\
             '=Åke Öberg,ake-oberg@example.org,,This event only,,,Answered an event,2026-11-24,0,\
             2026-11-24,\r\n\
             Ada Kivi,ada-kivi@example.org,Member,Member,,,Joined,2026-11-24,0,\
             2026-11-24,2026-11-24\r\n\
             Marta Example,marta-example@example.org,Organizer,Member,,,Founded it,\
             2026-11-24,0,2026-11-24,2026-11-24\r\n\
             Noor van Dijk,noor@example.org,,Added by hand,Marta Example,\
             \"'-asked at the fair, in person\",Added by hand,2026-11-24,0,2026-11-24,2026-11-24\r\n"
        );
    })
    .await;
}

#[tokio::test]
async fn a_search_finds_folded_names_and_parts_of_addresses() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        for name in ["Åsa Öberg", "Bo Berg", "Cleo Percent"] {
            world.member(&group, name).await;
        }
        let mut marta = world.signed_in("Marta Example").await;

        let found = marta.get("/turku-python/organize/people?q=asa+o").await;
        assert_eq!(found.text_of("tbody th"), "ÅÖ Åsa Öberg");
        let found = marta.get("/turku-python/organize/people?q=BO-BERG@").await;
        assert_eq!(found.text_of("tbody th"), "BB Bo Berg");
        let found = marta.get("/turku-python/organize/people?q=%25").await;
        assert_eq!(found.text_of(".empty strong"), "Nobody matches");
    })
    .await;
}

#[tokio::test]
async fn every_order_goes_through_all_pages_without_a_gap() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let mut marta = world.signed_in("Marta Example").await;
        for number in 0..120 {
            let at = &world.app.moment();
            let (name, email) = (
                format!("Person {number:03}"),
                format!("p{number}@example.org"),
            );
            let organizer = &world
                .organizer(&group, &world.human("Marta Example").await)
                .await;
            let addition = &roost::groups::roles::Addition {
                name,
                email,
                reason: "a story".to_owned(),
                mail: false,
            };
            let group = &group;
            let added = world.app.db.write(|tx| {
                Box::pin(roost::groups::roles::add_by_hand(
                    tx, at, group, organizer, addition,
                ))
            });
            added.await.expect("she can be added");
        }

        for sort in ["name", "joined", "times", "seen"] {
            let mut page = marta
                .get(&format!("/turku-python/organize/people?sort={sort}"))
                .await;
            let mut names = Vec::new();
            loop {
                names.extend(page.text_of("tbody th a").lines().map(str::to_owned));
                let Some(next) = page.attribute(".pager a[rel=next]", "href") else {
                    break;
                };
                page = marta.get(&next).await;
            }
            names.sort();
            names.dedup();
            assert_eq!(names.len(), 121, "sorted by {sort}");
        }
    })
    .await;
}

#[tokio::test]
async fn times_attended_count_evenings_that_are_over() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        world.member(&group, "Ada Kivi").await;
        let soon = date(2026, 11, 25).at(18, 0, 0, 0);
        let first = world.evening(&group, "First").at(soon).published().await;
        let second = world.evening(&group, "Second").published().await;
        world.goes(&group, &first, "Ada Kivi").await;
        world.goes(&group, &second, "Ada Kivi").await;
        let mut marta = world.signed_in("Marta Example").await;

        let before = marta.get("/turku-python/organize/people?q=ada").await;
        assert_eq!(before.text_of("tbody td.num"), "0");
        world.wait(DAY * 2).await;
        let after = marta.get("/turku-python/organize/people?q=ada").await;
        assert_eq!(after.text_of("tbody td.num"), "1");
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn a_visitor_leaves_the_list_after_thirty_days_and_is_forgotten_after_a_year() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let soon = date(2026, 11, 25).at(18, 0, 0, 0);
        let evening = world.evening(&group, "First").at(soon).published().await;
        world
            .goes_unconfirmed(&group, &evening, "Sam Visitor")
            .await;
        let path = "/turku-python/organize/people?q=visitor";

        world.wait(DAY * 29).await;
        let mut marta = world.signed_in("Marta Example").await;
        assert_eq!(marta.get(path).await.text_of("tbody th a"), "Sam Visitor");
        world.wait(DAY * 5).await;
        let mut marta = world.signed_in("Marta Example").await;
        assert_eq!(marta.get(path).await.count("tbody"), 0);

        world.wait(DAY * 300).await;
        forget_visitors(world).await;
        let kept = "select count(*) from people where name = 'Sam Visitor'";
        assert_eq!(world.count(kept).await, 1, "to recognise a second visit");
        world.wait(DAY * 40).await;
        forget_visitors(world).await;
        assert_eq!(world.count(kept).await, 0);
        let address = "select count(*) from addresses where folded = 'sam-visitor@example.org'";
        assert_eq!(world.count(address).await, 0);
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn a_look_is_logged_once_a_day_and_each_export_and_copy() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let mut marta = world.signed_in("Marta Example").await;
        for _ in 0..3 {
            let list = marta.get("/turku-python/organize/people").await;
            marta.press(&list, "Export CSV", &[]).await;
        }
        let list = marta.get("/turku-python/organize/people").await;
        let copied = marta.press(&list, "Copy addresses", &[]).await;
        assert_eq!(copied.text_of("textarea"), "marta-example@example.org");

        let log = marta.get("/turku-python/organize/log").await;

        assert_eq!(
            log.text_of("main li p:first-child"),
            "11:00 Marta Example copied one address\n\
             11:00 Marta Example exported one person as CSV\n\
             11:00 Marta Example exported one person as CSV\n\
             11:00 Marta Example exported one person as CSV\n\
             11:00 Marta Example looked at the list of people\n\
             11:00 Marta Example founded the group"
        );
        world.wait(DAY).await;
        let mut marta = world.signed_in("Marta Example").await;
        marta.get("/turku-python/organize/people").await;
        let looks = "select count(*) from audit_entries where verb = 'people-looked-at'";
        assert_eq!(world.count(looks).await, 2);
    })
    .await;
}

#[tokio::test]
async fn strangers_and_members_find_no_people_page() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        world.member(&group, "Ada Kivi").await;
        let (mut ada, mut eve) = (
            world.signed_in("Ada Kivi").await,
            world.signed_in("Eve Example").await,
        );
        for path in ["people", "people/new", "log", "invitations", "write", ""] {
            let path = format!("/turku-python/organize/{path}");
            let path = path.trim_end_matches('/');
            assert_eq!(ada.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(eve.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
            let stranger = world.browser().get(path).await;
            assert!(stranger.path.starts_with("/sign-in"), "{path}");
        }
        let export = "/turku-python/organize/people/export";
        assert_eq!(ada.post(export, &[]).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_banned_person_cannot_come_back_until_the_ban_is_lifted() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let ada = world.member(&group, "Ada Kivi").await;
        let mut marta = world.signed_in("Marta Example").await;
        let page = marta
            .get(&format!("/turku-python/organize/people/{}", ada.id))
            .await;

        let empty = marta.press(&page, "Remove Ada Kivi", &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(empty.text_of(".errors li"), "Fill this in.");
        let typed = [("reason", Some("Shouted")), ("ban", Some("yes"))];
        let banned = marta.press(&page, "Remove Ada Kivi", &typed).await;
        assert_eq!(banned.text_of(".badge"), "Banned");
        world.throw_away_mail().await;

        let mut browser = world.signed_in("Ada Kivi").await;
        let join = browser.get("/turku-python/join").await;
        assert!(!join.text().contains("Shouted"));
        browser.post("/turku-python/join", &[("mail", "on")]).await;
        let members = "select count(*) from memberships";
        assert_eq!(world.count(members).await, 1);

        let lifted = marta.press(&banned, "Lift the ban", &[]).await;
        assert_eq!(lifted.count(".badge"), 0);
        browser.post("/turku-python/join", &[("mail", "on")]).await;
        assert_eq!(world.count(members).await, 2);
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn the_last_organizer_hands_over_before_she_steps_down() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let ada = world.co_organizer(&group, "Ada Kivi").await;
        let human = world.human("Marta Example").await;
        let me = world.organizer(&group, &human).await.person;
        let mut marta = world.signed_in("Marta Example").await;

        let own = format!("/turku-python/organize/people/{me}");
        let page = marta.get(&own).await;
        let refused = marta.press(&page, "Stop organizing", &[]).await;
        assert_eq!(
            refused.text_of(".flash"),
            "A group needs an organizer. Hand it over first."
        );

        let page = marta
            .get(&format!("/turku-python/organize/people/{}", ada.id))
            .await;
        marta.press(&page, "Hand over to Ada Kivi", &[]).await;
        let page = marta.get(&own).await;
        assert_eq!(page.text_of(".badge"), "Co-organizer");
        marta.press(&page, "Stop organizing", &[]).await;
        let gone = marta.get("/turku-python/organize").await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        let organizers = "select count(*) from memberships where role = 'organizer'";
        assert_eq!(world.count(organizers).await, 1);
    })
    .await;
}
