//! Five hundred people for fifty seats, all at once, and some who change their minds.

use crate::crowd::crowd;
use crate::world::World;
use axum::body::Body;
use axum::http::{Method, StatusCode};
use roost::on;
use std::collections::BTreeMap;
use tokio::task::JoinSet;

const PEOPLE: usize = 500;
const SEATS: i64 = 50;
/// Every so manieth of them cancels as soon as she has answered.
const FICKLE: usize = 5;

/// Name, state and number in line of everybody who answered.
async fn answers(world: &World) -> Vec<(String, String, Option<i64>)> {
    const SQL: &str = "select p.name, r.state, r.waitlist_number from rsvps r
                       join people p on p.group_id = r.group_id and p.id = r.person_id
                       order by p.name, p.id";
    let mut tx = world.app.db.read().await.expect("the database answers");
    on!(&mut tx, c => sqlx::query_as(SQL).fetch_all(c).await).expect("it lists")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_storm_for_fifty_seats_seats_no_fifty_first_keeps_the_order_and_tells_each_once() {
    let roomy = |config: &mut roost::config::Config| config.limits.per_network = 10_000;
    World::tell_in(roomy, async |world| {
        let group = world.group("Turku Python").await;
        let evening = world.evening(&group, "Winter night").capacity(SEATS);
        let path = format!("{}/rsvp", evening.published().await.path(&group.slug));
        let mut storm = JoinSet::new();
        for (number, one) in crowd(world, "Bird", PEOPLE).await.into_iter().enumerate() {
            let (mut browser, path) = (world.browser(), path.clone());
            browser.set_cookie("session", &one.session);
            storm.spawn(async move {
                let mut send = async |fields: &'static str| {
                    let form = Some("application/x-www-form-urlencoded");
                    let sent = browser.send_once(Method::POST, &path, Body::from(fields), form);
                    sent.await.status
                };
                let mut statuses = vec![send("answer=going").await];
                if number % FICKLE == 0 {
                    statuses.push(send("answer=declined").await);
                }
                statuses
            });
        }
        let statuses = storm.join_all().await.concat();
        assert!(
            statuses
                .iter()
                .all(|status| *status == StatusCode::SEE_OTHER)
        );

        let answers = answers(world).await;
        let count = |state: &str| {
            answers
                .iter()
                .filter(|(_, known, _)| known == state)
                .count()
        };
        assert_eq!(answers.len(), PEOPLE);
        assert_eq!(count("declined"), PEOPLE / FICKLE);
        assert_eq!(i64::try_from(count("going") + count("offered")), Ok(SEATS));

        let in_line = |state: &str| -> Vec<i64> {
            let of_state = answers.iter().filter(|(_, known, _)| known == state);
            of_state.filter_map(|(_, _, number)| *number).collect()
        };
        let last_offered = in_line("offered").into_iter().max().unwrap_or(0);
        let first_waiting = in_line("waitlisted")
            .into_iter()
            .min()
            .expect("somebody waits");
        assert!(
            last_offered < first_waiting,
            "{last_offered} before {first_waiting}"
        );

        let mut told: BTreeMap<(String, String), usize> = BTreeMap::new();
        for mail in world.mails().await {
            *told.entry((mail.to, mail.kind)).or_default() += 1;
        }
        let twice: Vec<_> = told.iter().filter(|(_, count)| **count > 1).collect();
        assert_eq!(twice, [], "each is told once");
        let of_kind = |kind: &str| told.keys().filter(|(_, known)| known == kind).count();
        assert_eq!(of_kind("rsvp_going") + of_kind("rsvp_waitlisted"), PEOPLE);
        assert!(of_kind("rsvp_seat_free") >= count("offered"));
        assert_eq!(world.verify().await, Vec::<String>::new());
    })
    .await;
}
