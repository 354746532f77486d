//! Inviting somebody to organize a group together.

use crate::world::World;
use axum::http::StatusCode;
use jiff::SignedDuration;

const DAY: SignedDuration = SignedDuration::from_hours(24);
const INVITATIONS: &str = "/turku-python/organize/invitations";

/// Marta invites this address; the path of the link in its mail.
async fn invite(world: &World, email: &str) -> String {
    let mut marta = world.signed_in("Marta Example").await;
    let form = marta.get(INVITATIONS).await;
    let sent = marta
        .press(&form, "Invite", &[("email", Some(email))])
        .await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.text());
    world.mail_to(email).await.link("Look at the invitation")
}

#[tokio::test]
async fn an_invitation_is_accepted_with_whichever_account() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let link = invite(world, "tomi@work.example").await;

        let mut tomi = world.browser();
        let page = tomi.get(&link).await;
        assert_eq!(page.text_of("h1"), "Organize Turku Python");
        let sign_in = tomi.press(&page, "Yes, I’ll help", &[]).await;
        assert!(
            sign_in.path.starts_with("/sign-in?next="),
            "{}",
            sign_in.path
        );

        let mut tomi = world.signed_in("Tomi Salonen").await;
        let page = tomi.get(&link).await;
        let welcome = tomi.press(&page, "Yes, I’ll help", &[]).await;
        assert_eq!(
            welcome.text_of(".flash"),
            "Welcome. You organize Turku Python now."
        );
        let told = world.mail_to("marta-example@example.org").await;
        assert_eq!(
            told.subject,
            "Tomi Salonen organizes Turku Python with you now"
        );
        let again = tomi.get(&link).await;
        assert_eq!(again.text_of(".lede"), "This invitation has been accepted.");
        let role = "select count(*) from memberships where role = 'co_organizer'";
        assert_eq!(world.count(role).await, 1);
    })
    .await;
}

#[tokio::test]
async fn opening_the_link_changes_nothing_and_a_no_needs_no_account() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let link = invite(world, "tomi@work.example").await;
        let mut tomi = world.browser();
        for _ in 0..3 {
            tomi.get(&link).await;
        }
        let open = "select count(*) from invitations where answer is null";
        assert_eq!(world.count(open).await, 1);

        let page = tomi.get(&link).await;
        let thanks = tomi.press(&page, "Not now", &[]).await;

        assert_eq!(
            thanks.text_of(".lede"),
            "Thank you for saying so. Marta Example is told, and nobody asks again because of \
             this. If you change your mind, write to the organizers of Turku Python."
        );
        let told = world.mail_to("marta-example@example.org").await;
        assert_eq!(
            told.subject,
            "tomi@work.example can’t organize Turku Python just now"
        );
    })
    .await;
}

#[tokio::test]
async fn an_invitation_expires_after_two_weeks() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let link = invite(world, "tomi@work.example").await;
        let mut tomi = world.signed_in("Tomi Salonen").await;

        world.wait(DAY * 14).await;

        let page = tomi.get(&link).await;
        assert_eq!(
            page.text_of(".lede"),
            "This invitation has expired. Ask Marta Example for another one."
        );
        tomi.post(&link, &[("answer", "yes")]).await;
        let role = "select count(*) from memberships where role = 'co_organizer'";
        assert_eq!(world.count(role).await, 0);
    })
    .await;
}

#[tokio::test]
async fn an_invitation_is_withdrawn_and_not_sent_twice() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let link = invite(world, "tomi@work.example").await;
        let mut marta = world.signed_in("Marta Example").await;
        let form = marta.get(INVITATIONS).await;
        let typed = [("email", Some("TOMI@work.example"))];
        let again = marta.press(&form, "Invite", &typed).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            again.attribute("#email", "value").as_deref(),
            Some("TOMI@work.example")
        );

        let page = marta.get(INVITATIONS).await;
        marta.press(&page, "Withdraw tomi@work.example", &[]).await;

        let seen = world.browser().get(&link).await;
        assert_eq!(seen.text_of(".lede"), "This invitation was withdrawn.");
    })
    .await;
}

#[tokio::test]
async fn a_group_of_one_organizer_is_offered_names_of_people_who_came_often() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        world.member(&group, "Kaisa Rantanen").await;
        for day in 1..=2 {
            let starts = jiff::civil::date(2026, 11, 24 + day).at(18, 0, 0, 0);
            let title = format!("Evening {day}");
            let evening = world.evening(&group, &title).at(starts).published().await;
            world.goes(&group, &evening, "Kaisa Rantanen").await;
        }
        world.wait(DAY * 4).await;
        world.throw_away_mail().await;
        let mut marta = world.signed_in("Marta Example").await;

        let overview = marta.get("/turku-python/organize").await;

        assert_eq!(
            overview.text_of("section[aria-labelledby=alone] .person"),
            "KR Kaisa Rantanen Came 2 times, last on Thursday 26 November Ask Kaisa (Kaisa Rantanen)"
        );
        let ask = overview.attribute("section[aria-labelledby=alone] .person a", "href");
        let form = marta.get(&ask.expect("there is a link")).await;
        assert_eq!(
            form.attribute("#email", "value").as_deref(),
            Some("kaisa-rantanen@example.org")
        );
    })
    .await;
}

#[tokio::test]
async fn the_mails_of_an_invitation_read_well() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let mut marta = world.signed_in("Marta Example").await;
        let form = marta.get(INVITATIONS).await;
        let typed = [("email", Some("tomi@work.example"))];
        marta.press(&form, "Invite", &typed).await;
        let asked = world.mail_to("tomi@work.example").await;
        let link = asked.link("Look at the invitation");
        let settled = |part: &str| part.replace(&link, "/invitations/token");
        insta::assert_snapshot!("invitation.txt", settled(&asked.text));
        insta::assert_snapshot!("invitation.html", settled(&asked.html));

        world.browser().post(&link, &[("answer", "no")]).await;
        let told = world.mail_to("marta-example@example.org").await;
        insta::assert_snapshot!("invitation_declined.txt", told.text);
    })
    .await;
}
