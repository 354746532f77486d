//! A group that waits for the keeper's yes works for its organizers, and writes to nobody else.

use crate::world::{FOUNDER, World};
use axum::http::StatusCode;
use jiff::SignedDuration;

const DAY: SignedDuration = SignedDuration::from_hours(24);
const EVENT: &str = "/turku-python/organize/events/winter-night";

#[tokio::test]
async fn a_waiting_group_writes_to_its_organizers_and_whom_they_ask_and_to_nobody_else() {
    World::tell(async |world| {
        let group = world.waiting_group("Turku Python").await;
        let event = world.evening(&group, "Winter night").published().await;
        let mut marta = world.signed_in(FOUNDER).await;
        let invitations = "/turku-python/organize/invitations";
        marta
            .post(invitations, &[("email", "tomi@work.example")])
            .await;
        let page = format!("{}/rsvp", event.path(&group.slug));
        marta.post(&page, &[("answer", "going")]).await;
        let noor = [
            ("name", "Noor van Dijk"),
            ("email", "noor@example.org"),
            ("guests", "0"),
            ("reason", "She told me"),
        ];
        marta.post(&format!("{EVENT}/people"), &noor).await;

        // The reminder, and then the evening is called off.
        world.wait(DAY * 9).await;
        let mut marta = world.signed_in(FOUNDER).await;
        let off = marta
            .post(&format!("{EVENT}/cancellation"), &[("note", "No heating")])
            .await;
        assert_eq!(off.status, StatusCode::OK, "{}", off.text());

        assert_eq!(world.count("select count(*) from rsvps").await, 2);
        let mails = world.mails().await;
        let mails: Vec<_> = mails
            .iter()
            .map(|mail| format!("{} to {}", mail.kind, mail.to))
            .collect();
        assert_eq!(
            mails,
            [
                "invitation to tomi@work.example",
                "rsvp_going to marta-example@example.org",
                "rsvp_reminder to marta-example@example.org",
                "rsvp_cancelled to marta-example@example.org",
            ]
        );
    })
    .await;
}
