use super::{NOOR, Pool, proposed};
use crate::world::{Browser, World};
use axum::http::StatusCode;

const OFFERS: &str = "/other-circle/organize/talks/offers";

/// An organizer of another group.
async fn otto(world: &World) -> Browser {
    let open = roost::groups::State::Open;
    world.group_by("Other Circle", "Otto Other", open).await;
    world.signed_in("Otto Other").await
}

#[tokio::test]
async fn another_group_asks_her_to_give_it_again_and_never_sees_her_address() {
    World::tell(async |world| {
        let mut pool = Pool::new(world).await;
        let mail = proposed(world, "Maps of benches").await;
        pool.gives(world).await;
        let mut otto = otto(world).await;
        let page = pool.one().await;
        assert!(!page.text().contains("Offer it"), "she hasn't agreed");
        let odd = pool
            .marta
            .post(&format!("{}/offer", page.path), &[("offer", "yes")])
            .await;
        assert_eq!(odd.count("main .badge"), page.count("main .badge"));
        assert_eq!(otto.get(OFFERS).await.count("main .panel"), 0);

        let mut noor = world.browser();
        let hers = noor.get(&mail.link("See your proposal")).await;
        let hers = noor.press(&hers, "Save", &[("shares", Some("yes"))]).await;
        assert!(hers.text_of(".notice").starts_with("Thank you."));
        let page = pool.one().await;
        pool.marta
            .press(&page, "Offer it to other groups", &[])
            .await;

        let offers = otto.get(OFFERS).await;
        assert!(offers.text().contains("Maps of benches"));
        assert!(!offers.html().contains(NOOR));
        for _ in 0..2 {
            let sent = otto.press(&offers, "Send to Noor Example", &[]).await;
            assert_eq!(
                sent.text_of(".notice"),
                "Your question to Noor Example is on its way."
            );
        }
        let asked = world.mail_to(NOOR).await;
        assert_eq!(asked.subject, "Other Circle would love to hear your talk");
        assert_eq!(asked.reply_to, Some(world.human("Otto Other").await.email));

        noor.press(&hers, "Save", &[("shares", None)]).await;
        assert_eq!(otto.get(OFFERS).await.count("main .panel"), 0);
        let late = otto.press(&offers, "Send to Noor Example", &[]).await;
        assert_eq!(late.status, StatusCode::NOT_FOUND);
    })
    .await;
}
