//! How long answers are kept, and where they go.

use super::{DAY, DESK, DIET, DOOR, EVENING, Night, SHIRT};
use crate::world::{FOUNDER, World};
use roost::groups::ForgetVisitors;
use roost::ids::GroupId;
use roost::jobs::{self, When};

#[tokio::test]
async fn sensitive_answers_are_forgotten_a_week_after_the_evening_and_the_numbers_stay() {
    World::tell(async |world| {
        let mut night = Night::new(world, &[DIET, SHIRT, DOOR]).await;
        for name in ["Ada", "Bela"] {
            let said = [(DIET, "Vegan"), (SHIRT, "Small"), (DOOR, name)];
            night.comes(name, &said).await;
        }

        night.wait_until(6).await;
        assert_eq!(world.count("select count(*) from answers").await, 6);
        night.wait_until(7).await;
        assert_eq!(
            world.count("select count(*) from answers").await,
            2,
            "shirts"
        );
        night.organizer = world.signed_in(FOUNDER).await;
        let page = night.answers().await;
        assert_eq!(
            page.text_of(".panel tbody tr"),
            "Vegan 2 0\nNo nuts 0 0\nSmall 2 0\nLarge 0 0\nSaid something 2 0"
        );
        assert_eq!(page.text_of("#people tbody tr"), "Ada Small\nBela Small");
        assert!(!page.text().contains("Show who said"), "{}", page.text());
    })
    .await;
}

#[tokio::test]
async fn an_evening_that_is_moved_forward_forgets_a_week_after_its_new_day() {
    World::tell(async |world| {
        let mut night = Night::new(world, &[DIET]).await;
        night.comes("Ada", &[(DIET, "Vegan")]).await;
        let form = night.organizer.get(&format!("{DESK}/edit")).await;
        let sooner = [("starts_on", Some("2026-11-27"))];
        let asking = night.organizer.press(&form, "Save", &sooner).await;
        let tell = "Save and tell one person";
        night.organizer.press(&asking, tell, &[]).await;
        world.work().await;

        let week = "2026-12-05T09:00:00Z".parse::<jiff::Timestamp>().unwrap();
        world
            .wait(week.duration_since(world.now().timestamp()))
            .await;
        world.throw_away_mail().await;
        assert!(
            night.event.ends_at.after(DAY * 7).timestamp() > week,
            "as it was first planned they would be kept"
        );
        assert_eq!(world.count("select count(*) from answers").await, 0);
    })
    .await;
}

#[tokio::test]
async fn an_evening_that_was_put_off_and_then_is_soon_forgets_a_week_after_it() {
    World::tell(async |world| {
        let mut night = Night::new(world, &[DIET]).await;
        night.comes("Ada", &[(DIET, "Vegan")]).await;
        let page = night.organizer.get(&format!("{DESK}/postponement")).await;
        night.organizer.press(&page, "Postpone it", &[]).await;
        let page = night.answers().await;
        assert!(
            page.text().contains(
                "Sensitive answers are forgotten seven days after the evening, once it has a date."
            ),
            "{}",
            page.text()
        );
        let page = night.organizer.get(&format!("{DESK}/date")).await;
        let sooner = [("starts_on", Some("2026-11-27"))];
        night.organizer.press(&page, "Set the date", &sooner).await;
        world.work().await;

        let week = "2026-12-05T09:00:00Z".parse::<jiff::Timestamp>().unwrap();
        world
            .wait(week.duration_since(world.now().timestamp()))
            .await;
        world.throw_away_mail().await;
        assert_eq!(world.count("select count(*) from answers").await, 0);
    })
    .await;
}

#[tokio::test]
async fn an_evening_that_was_put_off_keeps_what_people_need_until_it_was() {
    World::tell(async |world| {
        let mut night = Night::new(world, &[DIET]).await;
        night.comes("Ada", &[(DIET, "Vegan")]).await;
        let page = night.organizer.get(&format!("{DESK}/postponement")).await;
        night.organizer.press(&page, "Postpone it", &[]).await;
        world.work().await;
        night.wait_until(8).await;
        assert_eq!(world.count("select count(*) from answers").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_download_leaves_out_what_is_sensitive_unless_it_is_asked_for() {
    World::tell(async |world| {
        let mut night = Night::new(world, &[DIET, SHIRT]).await;
        let said = [(DIET, "Vegan"), (SHIRT, "=Small")];
        night.comes("Ada", &said).await;
        night.comes("Bela", &[(SHIRT, "Large")]).await;

        let file = night
            .organizer
            .post(&format!("{DESK}/people/export"), &[])
            .await;
        let file = String::from_utf8(file.body).unwrap();
        let lines: Vec<&str> = file.lines().collect();
        assert!(lines[0].ends_with(",No photos,Which shirt?"), "{file}");
        assert!(
            lines[1].ends_with(",no,"),
            "an option that is none is nothing: {file}"
        );
        assert!(lines[2].ends_with(",no,Large"), "{file}");

        let page = night.answers().await;
        let whole = "Download with sensitive answers";
        let file = night.organizer.press(&page, whole, &[]).await;
        assert_eq!(
            String::from_utf8(file.body).unwrap(),
            "\u{feff}Name,What do you eat?,Which shirt?\r\nAda,Vegan,\r\nBela,,Large\r\n"
        );
        let exports = "select count(*) from audit_entries where verb = 'answers-exported'";
        assert_eq!(world.count(exports).await, 1);
    })
    .await;
}

#[tokio::test]
async fn answers_go_with_their_question_and_stay_when_it_is_only_worded_anew() {
    World::tell(async |world| {
        let mut night = Night::new(world, &[DIET, SHIRT]).await;
        let said = [(DIET, "Vegan"), (SHIRT, "Small")];
        night.comes("Ada", &said).await;
        let form = night.organizer.get(&format!("{DESK}/edit")).await;
        let typed = [("question-0-words", Some("What can you eat?"))];
        let form = night
            .organizer
            .press(&form, "remove_question=2", &typed)
            .await;
        night.organizer.press(&form, "Save", &[]).await;
        world.work().await;

        assert_eq!(world.count("select count(*) from answers").await, 1);
        let page = night.answers().await;
        assert_eq!(
            page.text_of("section h2"),
            "What can you eat? Sensitive\nWho said what"
        );
        assert_eq!(page.text_of(".panel tbody tr"), "Vegan 1 0\nNo nuts 0 0");
    })
    .await;
}

#[tokio::test]
async fn a_visitor_who_is_forgotten_leaves_numbers_and_no_words() {
    World::tell(async |world| {
        let mut night = Night::new(world, &[SHIRT]).await;
        let shirt = night.field(SHIRT);
        let mut ada = world.browser();
        let fields = [
            ("answer", "going"),
            ("name", "Ada Kivi"),
            ("email", "ada@example.org"),
            ("asked", "yes"),
            (shirt.as_str(), "Small"),
        ];
        ada.post(&format!("{EVENING}/rsvp"), &fields).await;
        let mail = world.mail_to("ada@example.org").await;
        let manage = mail.link("Yes, I’m coming");
        let manage = &manage[manage.find("/rsvp/").unwrap()..];
        ada.post(manage, &[("answer", "going")]).await;
        world.throw_away_mail().await;

        night.wait_until(366).await;
        let at = &world.app.moment();
        let enqueue = world.app.db.write(|tx| {
            Box::pin(async move {
                let when = When::now(at);
                Ok(jobs::enqueue(tx, at, GroupId::NONE, &ForgetVisitors, when).await?)
            })
        });
        enqueue.await.unwrap();
        world.work().await;
        assert_eq!(world.count("select count(*) from answers").await, 0);
        night.organizer = world.signed_in(FOUNDER).await;
        let page = night.answers().await;
        assert_eq!(page.text_of(".panel tbody tr"), "Small 1 0\nLarge 0 0");
    })
    .await;
}
