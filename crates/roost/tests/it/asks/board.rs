use super::{Night, TALKS, tap};
use crate::world::{Page, World};
use jiff::SignedDuration;

/// Every column with its slips: titles and notes.
fn board(page: &Page) -> Vec<String> {
    let columns = ["asked", "thinking", "said_yes", "slides_in", "on_stage"];
    let column = |id: &&str| {
        let slips = format!("section[aria-labelledby={id}] .slip > b");
        format!("{id}: {}", page.text_of(&slips).replace('\n', ", "))
    };
    columns.iter().map(column).collect()
}

#[tokio::test]
async fn talks_move_from_the_question_to_the_stage() {
    World::tell(async |world| {
        let mut night = Night::with_round(world, 3).await;
        for name in ["Ida Example", "Kaisa Example", "Noor Example"] {
            night.expects(world, name).await;
        }
        tap(&mut night.marta, "Asked, no answer yet", "").await;
        tap(&mut night.marta, "Thinking", "Excel, escaped").await;
        tap(&mut night.marta, "Tonight", "Maps").await;
        world.throw_away_mail().await;
        let page = night.tomi.get(TALKS).await;
        assert_eq!(
            board(&page),
            [
                "asked: No topic yet",
                "thinking: Excel, escaped",
                "said_yes: Maps",
                "slides_in: ",
                "on_stage: "
            ]
        );

        let page = night
            .tomi
            .press(&page, "Save : Kaisa Example", &[("step", Some("said_yes"))])
            .await;

        assert_eq!(page.text_of(".notice"), "Moved: Said yes");
        assert_eq!(
            board(&page)[1..3],
            ["thinking: ", "said_yes: Excel, escaped, Maps"]
        );
        let page = night
            .tomi
            .press(&page, "Save : Kaisa Example", &[("step", Some("off"))])
            .await;
        assert_eq!(board(&page)[2], "said_yes: Maps");
    })
    .await;
}

#[tokio::test]
async fn what_nobody_answered_in_time_is_hot_until_somebody_waits_longer() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        night.expects(world, "Ida Example").await;
        tap(&mut night.marta, "Thinking", "Birds").await;
        let page = night.marta.get(TALKS).await;
        assert_eq!(page.count(".slip.hot"), 0);

        world.wait(SignedDuration::from_hours(24 * 8)).await;
        world.throw_away_mail().await;
        let page = night.marta.get(TALKS).await;
        assert_eq!(page.text_of(".slip.hot .badge"), "Overdue");
        let later = [("answer_by", Some("2026-12-24"))];
        let page = night.marta.press(&page, "Save : Ida Example", &later).await;
        assert_eq!(page.count(".slip.hot"), 0);
        let odd = [("answer_by", Some("9999-12-31"))];
        let page = night.marta.press(&page, "Save : Ida Example", &odd).await;
        assert_eq!(page.count(".slip.hot"), 0, "what is no day changes nothing");
    })
    .await;
}
