//! Somebody wants no more of one conversation.

use super::digests::{chooses, look, own};
use super::{Place, letter, letters, tell, trusts_everybody, written};
use crate::world::Browser;
use jiff::SignedDuration;
use roost::lists::permalink;

const ADA: &str = "ada-example@example.org";
const BO: &str = "bo-example@example.org";
const ARCHIVE: &str = "/turku-python/lists/turku-python/archive";

const DAY: SignedDuration = SignedDuration::from_hours(24);

fn at(id: &str) -> String {
    format!("{ARCHIVE}/{}", permalink(&format!("{id}@example.org")))
}

/// Ada writes to the list, in answer to these messages.
async fn answers(place: &Place<'_>, id: &str, above: &[&str]) {
    let above: Vec<_> = above
        .iter()
        .map(|id| format!("<{id}@example.org>"))
        .collect();
    let fields = match above.as_slice() {
        [] => String::new(),
        above => format!("References: {}\n", above.join(" ")),
    };
    let message = written(ADA, id, id).replace("To: ", &format!("{fields}To: "));
    let reply = place
        .hand_over(ADA, "turku-python", &place.example.sign(&message))
        .await;
    assert_eq!(reply, "250 2.0.0 Kept");
}

/// Ada writes and wants no mail; Bo is on the list.
async fn two(place: &Place<'_>) -> Browser {
    let mut ada = place.joins("Ada Example").await;
    let bo = place.joins("Bo Example").await;
    trusts_everybody(place).await;
    chooses(&mut ada, "none").await;
    bo
}

#[tokio::test]
async fn whoever_has_had_enough_of_a_thread_gets_the_others() {
    tell(async |place| {
        let mut bo = two(&place).await;
        answers(&place, "one", &[]).await;
        let copy = [letter("list_post", BO)];
        assert_eq!(letters(place.world).await, copy);
        let page = bo.get(&at("one")).await;
        let muted = bo.press(&page, "No more of this thread", &[]).await;
        assert_eq!(muted.text_of(".flash"), "You get no more of this thread.");
        answers(&place, "two", &["one"]).await;
        answers(&place, "three", &["two"]).await;
        assert_eq!(letters(place.world).await, []);
        answers(&place, "other", &[]).await;
        assert_eq!(letters(place.world).await, copy);

        let page = bo.get(&at("one")).await;
        assert_eq!(page.count(".post"), 3, "on the web it stays");
        bo.press(&page, "Get it again", &[]).await;
        answers(&place, "four", &["three"]).await;
        assert_eq!(letters(place.world).await, copy);
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn threads_that_turn_out_to_be_one_are_muted_if_either_was() {
    tell(async |place| {
        let mut bo = two(&place).await;
        answers(&place, "large", &[]).await;
        answers(&place, "larger", &["large"]).await;
        answers(&place, "small", &[]).await;
        let page = bo.get(&at("small")).await;
        bo.press(&page, "No more of this thread", &[]).await;
        place.world.throw_away_mail_after_work().await;
        answers(&place, "both", &["large", "small"]).await;
        answers(&place, "after", &["larger"]).await;
        assert_eq!(letters(place.world).await, []);
        let muted = "select count(*) from muted_threads";
        assert_eq!(place.world.count(muted).await, 1);

        // Whoever leaves and joins again hears everything.
        let own = own(&mut bo).await;
        bo.post(&format!("{own}/leave"), &[]).await;
        assert_eq!(place.world.count(muted).await, 0);
        bo.post(&format!("{}/join", super::LIST), &[]).await;
        place.world.throw_away_mail().await;
        answers(&place, "again", &["after"]).await;
        assert_eq!(letters(place.world).await, [letter("list_post", BO)]);
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_digest_leads_to_the_end_of_a_thread_without_signing_in() {
    tell(async |place| {
        let mut bo = two(&place).await;
        chooses(&mut bo, "digest").await;
        answers(&place, "one", &[]).await;
        place.world.wait(SignedDuration::from_hours(7)).await;
        look(place.world).await;
        let digest = place.world.mail_to(BO).await;
        let mut nobody = place.world.browser();
        let page = nobody.get(&digest.link("No more of this thread")).await;
        assert_eq!(page.text_of("h1"), "one");
        answers(&place, "two", &["one"]).await;
        let done = nobody.press(&page, "No more of this thread", &[]).await;
        assert!(
            done.text()
                .contains("You get no more of this thread by mail.")
        );
        answers(&place, "three", &["one"]).await;
        place.world.wait(DAY).await;
        look(place.world).await;
        assert_eq!(letters(place.world).await, [], "what had waited goes, too");

        nobody.press(&done, "Get it again", &[]).await;
        answers(&place, "four", &["three"]).await;
        place.world.wait(DAY).await;
        look(place.world).await;
        let digest = place.world.mail_to(BO).await;
        assert_eq!(digest.subject, "Turku Python: one message");
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn only_who_is_on_the_list_has_something_to_mute() {
    tell(async |place| {
        two(&place).await;
        answers(&place, "one", &[]).await;
        place.world.throw_away_mail_after_work().await;
        let mut marta = super::organizer(&place).await;
        let page = marta.get(&at("one")).await;
        assert!(!page.text().contains("No more of this thread"));
        let mute = format!("{}/mute", at("one"));
        assert_eq!(marta.post(&mute, &[]).await.status, 403);
        let mut eve = place.world.signed_in("Eve Example").await;
        assert_eq!(eve.post(&mute, &[]).await.status, 404);
        place.close().await;
    })
    .await;
}
