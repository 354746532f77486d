//! Organize → event → People.

use super::{Night, pairs};
use crate::world::{FOUNDER, World};
use axum::http::StatusCode;

#[tokio::test]
async fn organizers_see_everybody_with_address_answer_and_whether_it_is_confirmed() {
    World::tell(async |world| {
        let night = Night::new(world, 1).await;
        night.says("Ada", "going").await;
        night.types("Grace", "grace@example.org").await;
        world.throw_away_mail().await;

        let mut organizer = world.signed_in(FOUNDER).await;
        let page = organizer.get(&night.people_path()).await;

        let rows = page.text_of("tbody tr");
        let rows: Vec<&str> = rows.lines().collect();
        assert!(
            rows[0].starts_with("Ada first time ada@example.org going"),
            "{rows:?}"
        );
        let grace = "Grace first time grace@example.org waitlisted not confirmed";
        assert!(rows[1].starts_with(grace), "{rows:?}");
    })
    .await;
}

#[tokio::test]
async fn nobody_else_finds_the_page_of_an_evenings_people() {
    World::tell(async |world| {
        let night = Night::new(world, 1).await;
        world.member(&night.group, "Ada").await;

        let mut member = world.signed_in("Ada").await;
        assert_eq!(
            member.get(&night.people_path()).await.status,
            StatusCode::NOT_FOUND
        );
        let export = format!("{}/export", night.people_path());
        assert_eq!(
            member.post(&export, &[]).await.status,
            StatusCode::NOT_FOUND
        );
        let stranger = world.browser().get(&night.people_path()).await;
        assert!(stranger.path.starts_with("/sign-in"), "{}", stranger.path);
    })
    .await;
}

#[tokio::test]
async fn an_export_has_a_line_per_answer_runs_no_formula_and_is_in_the_log() {
    World::tell(async |world| {
        let night = Night::new(world, 5).await;
        night.types("=cmd()", "ada@example.org").await;
        world.throw_away_mail().await;

        let mut organizer = world.signed_in(FOUNDER).await;
        let export = format!("{}/export", night.people_path());
        let file = organizer.post(&export, &[]).await;

        assert_eq!(
            String::from_utf8(file.body).unwrap(),
            "\u{feff}Name,E-mail,Answer,Where,Guests,Answered,Confirmed,by hand,first time,Note,No photos\r\n\
             '=cmd(),ada@example.org,going,In the room,0,2026-11-24 11:00,no,no,yes,,no\r\n"
        );
        let exports = "select count(*) from audit_entries where verb = 'attendees-exported'";
        assert_eq!(world.count(exports).await, 1);
    })
    .await;
}

#[tokio::test]
async fn somebody_added_by_hand_has_a_seat_or_waits_like_everybody() {
    World::tell(async |world| {
        let night = Night::new(world, 1).await;
        let mut organizer = world.signed_in(FOUNDER).await;
        for name in ["Ada", "Grace"] {
            let page = organizer.get(&night.people_path()).await;
            let typed = [
                ("name", Some(name)),
                ("reason", Some("Told me on the stairs.")),
            ];
            let done = organizer.press(&page, "Add somebody", &typed).await;
            assert_eq!(done.status, StatusCode::OK);
        }

        assert_eq!(
            night.answers().await,
            pairs(&[("Ada", "going"), ("Grace", "waitlisted")])
        );
        assert_eq!(night.mailed().await, [], "nobody knows where to write");
    })
    .await;
}

#[tokio::test]
async fn nobody_hears_of_a_seat_at_an_evening_that_is_over_or_was_cancelled() {
    World::tell(async |world| {
        let night = Night::new(world, 5).await;
        night.says("Ada", "going").await;
        world.throw_away_mail().await;
        let mut organizer = world.signed_in(FOUNDER).await;
        let desk = format!("{}/organize/events/winter-night", night.group.path());
        let page = organizer.get(&format!("{desk}/cancellation")).await;
        organizer.press(&page, "Cancel it", &[]).await;
        world.work().await;
        world.throw_away_mail().await;

        for (name, hours_later) in [("Grace", 0), ("Linus", 24 * 20)] {
            let wait = jiff::SignedDuration::from_hours(hours_later);
            world.wait(wait).await;
            let email = format!("{}@example.org", name.to_lowercase());
            let page = organizer.get(&night.people_path()).await;
            let typed = [
                ("name", Some(name)),
                ("email", Some(&*email)),
                ("reason", Some("She was there.")),
            ];
            organizer.press(&page, "Add somebody", &typed).await;
            let page = organizer.get(&night.people_path()).await;
            organizer.press(&page, "declined Ada", &[]).await;
            let page = organizer.get(&night.people_path()).await;
            organizer.press(&page, "going Ada", &[]).await;
        }

        assert_eq!(
            night.answers().await,
            pairs(&[("Ada", "going"), ("Grace", "going"), ("Linus", "going")])
        );
        assert_eq!(night.mailed().await, []);
    })
    .await;
}

#[tokio::test]
async fn organizers_move_people_between_lists_as_far_as_seats_go() {
    World::tell(async |world| {
        let night = Night::new(world, 1).await;
        night.says("Ada", "going").await;
        night.says("Grace", "going").await;
        world.throw_away_mail().await;
        let mut organizer = world.signed_in(FOUNDER).await;

        let page = organizer.get(&night.people_path()).await;
        let full = organizer.press(&page, "going Grace", &[]).await;
        assert!(
            full.text()
                .contains("No seat is free. Raise the capacity first.")
        );
        let page = organizer.press(&full, "declined Ada", &[]).await;
        assert!(page.text().contains("Moved, and told by mail."));

        assert_eq!(
            night.answers().await,
            pairs(&[("Ada", "declined"), ("Grace", "offered")])
        );
        assert_eq!(
            night.mailed().await,
            pairs(&[
                ("rsvp_taken_off", "ada@example.org"),
                ("rsvp_seat_free", "grace@example.org"),
            ])
        );
    })
    .await;
}

#[tokio::test]
async fn a_note_is_kept_and_shown_to_organizers_only() {
    World::tell(async |world| {
        let night = Night::new(world, 5).await;
        night.says("Ada", "going").await;
        world.throw_away_mail().await;
        let mut organizer = world.signed_in(FOUNDER).await;

        let page = organizer.get(&night.people_path()).await;
        let page = organizer
            .press(&page, "Keep", &[("note", Some("Brings soup."))])
            .await;

        let note = page.attribute("input[name=note]", "value");
        assert_eq!(note.as_deref(), Some("Brings soup."));
        let mut ada = world.signed_in("Ada").await;
        assert!(!ada.get(&night.path()).await.html().contains("Brings soup."));
    })
    .await;
}
