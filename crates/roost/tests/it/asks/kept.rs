use super::{ASK, Night, names, run, tap};
use crate::world::World;
use axum::http::StatusCode;
use jiff::SignedDuration;
use roost::asks::ForgetAsks;
use roost::groups::PersonForgotten;
use roost::groups::people::find_person_by_account;
use roost::ids::GroupId;

const ASKS: &str = "select count(*) from asks";
const PAUSES: &str = "select count(*) from ask_pauses";

#[tokio::test]
async fn she_reads_what_is_kept_of_her_answers_and_erases_it() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        let mut ida = night.expects(world, "Ida Example").await;
        tap(&mut night.marta, "Thinking", "Birds").await;
        let me = ida.get("/me").await;
        assert!(
            me.text().contains(
                "Marta asked on Tuesday 24 November 2026, for Winter night. \
                 You said: Thinking: “Birds”"
            ),
            "{}",
            me.text()
        );

        let me = ida
            .press(&me, "Erase what was written down : Turku Python", &[])
            .await;

        assert_eq!(me.text_of(".notice"), "Erased.");
        assert!(!me.text().contains("You said"));
        assert_eq!(world.count(ASKS).await, 0);
    })
    .await;
}

#[tokio::test]
async fn only_she_herself_says_that_they_may_ask_her_again() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        let mut ida = night.expects(world, "Ida Example").await;
        let me = ida.get("/me").await;
        let me = ida
            .press(&me, "Please don’t ask me : Turku Python", &[])
            .await;
        assert!(
            me.text()
                .contains("Nobody asks you until Wednesday 24 November 2027."),
            "{}",
            me.text()
        );
        assert_eq!(names(&night.marta.get(ASK).await), [""; 0]);

        ida.press(&me, "You may ask me again : Turku Python", &[])
            .await;
        assert_eq!(names(&night.marta.get(ASK).await), ["Ida Example"]);
    })
    .await;
}

#[tokio::test]
async fn answers_and_pauses_are_forgotten_after_a_year() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        night.expects(world, "Ida Example").await;
        let mut noor = night.expects(world, "Noor Example").await;
        tap(&mut night.marta, "Thinking", "Birds").await;
        noor.post("/turku-python/asks/pause", &[]).await;

        world.wait(SignedDuration::from_hours(24 * 364)).await;
        run(world, GroupId::NONE, ForgetAsks).await;
        assert_eq!((world.count(ASKS).await, world.count(PAUSES).await), (1, 1));

        world.wait(SignedDuration::from_hours(25)).await;
        for _ in 0..2 {
            run(world, GroupId::NONE, ForgetAsks).await;
        }
        assert_eq!((world.count(ASKS).await, world.count(PAUSES).await), (0, 0));
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn when_a_person_is_forgotten_so_is_what_she_said_and_her_link_is_gone() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        night.expects(world, "Ida Example").await;
        let page = night.marta.get(ASK).await;
        let letter = page.attribute("#card a[href*='/mail?']", "href");
        let form = night.marta.get(&letter.expect("she has an address")).await;
        night.marta.press(&form, "Send to Ida Example", &[]).await;
        let mail = world.mail_to("ida-example@example.org").await;
        let (group, account) = (night.group.id, world.human("Ida Example").await.account);
        let mut tx = world.app.db.read().await.expect("the database answers");
        let person = find_person_by_account(&mut tx, group, account).await;
        drop(tx);
        let person = person.expect("it answers").expect("she is known").id;

        run(world, group, PersonForgotten { group, person }).await;

        assert_eq!(world.count(ASKS).await, 0);
        let page = world.browser().get(&mail.link("Next time")).await;
        assert_eq!(page.status, StatusCode::GONE);
    })
    .await;
}
