//! Asking, answering, and reading who said what.

use super::{DESK, DIET, DOOR, EVENING, Night, SHIRT};
use crate::world::World;
use axum::http::StatusCode;

#[tokio::test]
async fn an_organizer_asks_in_the_form_of_the_evening_and_reads_who_said_what() {
    World::tell(async |world| {
        let mut night = Night::new(world, &[]).await;
        let form = night.organizer.get(&format!("{DESK}/edit")).await;
        let form = night.organizer.press(&form, "add_question=diet", &[]).await;
        let form = night.organizer.press(&form, "add_question=own", &[]).await;
        let own = [
            ("question-1-words", Some("Do you bring a laptop?")),
            ("question-1-kind", Some("yes_no")),
        ];
        let form = night.organizer.press(&form, "raise_question=2", &own).await;
        assert_eq!(
            form.attribute("#question-0-words", "value").as_deref(),
            Some("Do you bring a laptop?")
        );
        let saved = night.organizer.press(&form, "Save", &[]).await;
        assert_eq!(saved.path, EVENING);
        world.work().await;

        let mut ada = world.signed_in("Ada").await;
        let page = ada.get(EVENING).await;
        assert_eq!(
            page.text_of("#rsvp fieldset legend"),
            "Do you bring a laptop?\nWhat should we know about what you eat?"
        );
        let laptop = page.attribute("#rsvp input[value=yes][type=radio]", "name");
        let diet = page.attribute("#rsvp input[value=Vegan]", "name");
        let typed = [
            (laptop.as_deref().unwrap(), Some("yes")),
            (diet.as_deref().unwrap(), Some("Vegan")),
        ];
        ada.press(&page, "answer=going", &typed).await;
        world.throw_away_mail().await;

        let page = night.answers().await;
        assert_eq!(
            page.text_of(".panel tbody tr"),
            "Yes 1 0\nNo 0 0\nVegetarian 0 0\nVegan 1 0\nNo gluten 0 0\nNo lactose 0 0\n\
             No nuts 0 0\nNo pork 0 0"
        );
        assert_eq!(
            page.text_of("#people tbody tr"),
            "Ada Yes",
            "what is sensitive has no name"
        );
        let look = "Show who said what that is sensitive";
        let page = night.organizer.press(&page, look, &[]).await;
        assert_eq!(page.text_of("#people tbody tr"), "Ada Yes Vegan");
        let log = night.organizer.get("/turku-python/organize/log").await;
        assert!(
            log.text()
                .contains("looked at sensitive answers to Winter night"),
            "{}",
            log.text()
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_comes_without_the_answer_that_is_needed() {
    World::tell(async |world| {
        let night = Night::new(world, &[DOOR]).await;
        let mut ada = world.signed_in("Ada").await;
        let page = ada
            .post(&format!("{EVENING}/rsvp"), &[("answer", "going")])
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let sentence = "The organizers need an answer here.";
        assert!(
            page.text_of("#rsvp .error").contains(sentence),
            "{}",
            page.text()
        );
        assert_eq!(world.count("select count(*) from rsvps").await, 0);

        let page = night.comes("Ada", &[(DOOR, "  ")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = night.comes("Ada", &[(DOOR, "Adalmiina Kivi")]).await;
        assert_eq!(page.text_of("#rsvp-heading"), "You’re coming");
        let name = night.field(DOOR);
        assert_eq!(
            page.attribute(&format!("#{name}"), "value").as_deref(),
            Some("Adalmiina Kivi"),
            "she reads what she said"
        );
    })
    .await;
}

#[tokio::test]
async fn a_visitor_answers_with_her_name_and_changes_it_by_her_link() {
    World::tell(async |world| {
        let mut night = Night::new(world, &[DIET, SHIRT]).await;
        let (diet, shirt) = (night.field(DIET), night.field(SHIRT));
        let mut ada = world.browser();
        let fields = [
            ("answer", "going"),
            ("name", "Ada Kivi"),
            ("email", "ada@example.org"),
            ("asked", "yes"),
            (diet.as_str(), "Vegan"),
            (diet.as_str(), "No nuts"),
            (diet.as_str(), "Anything else"),
            (shirt.as_str(), "Small"),
        ];
        ada.post(&format!("{EVENING}/rsvp"), &fields).await;
        let mail = world.mail_to("ada@example.org").await;
        let manage = mail.link("Yes, I’m coming");
        let manage = &manage[manage.find("/rsvp/").unwrap()..];
        let button = ada.get(manage).await;
        let page = ada.press(&button, "answer=going", &[]).await;
        world.throw_away_mail().await;
        assert_eq!(
            page.count("input[checked][type=checkbox]"),
            2,
            "{}",
            page.html()
        );

        let typed = [(shirt.as_str(), Some("Large")), (diet.as_str(), None)];
        ada.press(&page, "Change my answer", &typed).await;
        let page = night.answers().await;
        assert_eq!(
            page.text_of(".panel tbody tr"),
            "Vegan 0 0\nNo nuts 0 0\nSmall 0 0\nLarge 1 0"
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_is_not_coming_has_said_nothing() {
    World::tell(async |world| {
        let night = Night::new(world, &[DIET]).await;
        night.comes("Ada", &[(DIET, "Vegan")]).await;
        assert_eq!(world.count("select count(*) from answers").await, 1);

        let mut ada = world.signed_in("Ada").await;
        let page = ada.get(EVENING).await;
        ada.press(&page, "answer=declined", &[]).await;
        assert_eq!(world.count("select count(*) from answers").await, 0);
    })
    .await;
}

#[tokio::test]
async fn the_building_reads_the_names_that_it_needs() {
    World::tell(async |world| {
        let mut night = Night::new(world, &[DOOR]).await;
        night.comes("Ada", &[(DOOR, "Zaida Kivi")]).await;
        night.comes("Bela", &[(DOOR, "Bela Bartok")]).await;
        world.goes(&night.group, &night.event, "Cara").await;
        let path = crate::door::names(&mut night.organizer).await;
        let page = world.browser().get(&path).await;
        assert_eq!(page.text_of("ol li"), "Bela Bartok\nCara\nZaida Kivi");
    })
    .await;
}

#[tokio::test]
async fn whoever_was_added_by_hand_reads_that_something_is_still_asked() {
    World::tell(async |world| {
        let night = Night::new(world, &[DOOR]).await;
        let name = night.field(DOOR);
        let newcomer = &world.human("Ada").await.newcomer();
        world.goes(&night.group, &night.event, "Bela").await;
        let (at, app) = (&world.app.moment(), &world.app);
        let context = &app.context();
        let place = (context, &night.group, night.event.id);
        let answer = app.db.write(|tx| {
            Box::pin(async move {
                let said = (roost::rsvps::Wish::going(), &roost::rsvps::Said::default());
                roost::rsvps::answer_as_account(tx, at, place, newcomer, said).await
            })
        });
        answer.await.unwrap();
        let mail = world.mail_to("ada@example.org").await;
        assert!(
            mail.text
                .contains("The organizers ask something that they need an answer to."),
            "{}",
            mail.text
        );

        let link = mail.link("See or change your answer");
        let manage = &link[link.find("/rsvp/").unwrap()..];
        let mut ada = world.browser();
        let page = ada.get(manage).await;
        let page = ada
            .press(
                &page,
                "Change my answer",
                &[(name.as_str(), Some("Ada Kivi"))],
            )
            .await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(world.count("select count(*) from answers").await, 1);
    })
    .await;
}
