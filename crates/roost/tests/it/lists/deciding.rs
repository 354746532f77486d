use super::{
    DESK, comes_round, letter, letters, organizer, post, posts, tell, trusts_everybody, written,
};
use crate::inbound::DOMAIN;
use jiff::SignedDuration;
use roost::groups::State;
use roost::lists::ExpirePosts;

const ADA: &str = "ada-example@example.org";
const MARTA: &str = "marta-example@example.org";

#[tokio::test]
async fn a_newcomers_first_post_is_looked_at_and_the_second_is_not() {
    tell(async |place| {
        place.joins("Ada Example").await;
        place.post(ADA, "one", "Hello").await;
        assert_eq!(posts(place.world).await, [post("Hello", "held", "first")]);
        place.world.throw_away_mail().await;
        let mut marta = organizer(&place).await;
        let page = marta.get(DESK).await;
        assert_eq!(page.text_of("article h3"), "Hello");
        assert_eq!(page.text_of("article pre"), "What do you all do?");
        let done = marta.press(&page, "do=accept", &[]).await;
        assert_eq!(done.text_of(".flash"), "It goes to the list.");
        assert_eq!(letters(place.world).await, [letter("list_post", ADA)]);
        // Whoever decides a second time is told, and nothing goes out again.
        let late = marta.press(&page, "do=discard", &[]).await;
        assert_eq!(
            late.text_of(".flash"),
            "Somebody else had decided before you."
        );
        place.post(ADA, "two", "Again").await;
        assert_eq!(letters(place.world).await, [letter("list_post", ADA)]);
        let both = [
            post("Hello", "accepted", "first"),
            post("Again", "accepted", ""),
        ];
        assert_eq!(posts(place.world).await, both);
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn an_organizer_decides_by_answering_the_notice() {
    tell(async |place| {
        place.joins("Ada Example").await;
        trusts_everybody(&place).await;
        for (id, answer, kind, state) in [
            (
                "one",
                "Accept\n\n> On Monday you wrote",
                "list_post",
                "accepted",
            ),
            (
                "two",
                "reject: Too long for us",
                "list_rejected",
                "rejected",
            ),
            ("three", "discard", "", "discarded"),
        ] {
            place.post("eve@example.org", id, id).await;
            let mails = place.world.mails().await;
            let notice = mails
                .into_iter()
                .find(|mail| mail.kind == "list_held")
                .unwrap();
            let reply = notice.reply_to.unwrap();
            let local = reply.strip_suffix(&format!("@{DOMAIN}")).unwrap();
            let unclear = format!("From: {MARTA}\nSubject: Re\n\nHm, what do you think?\n");
            place.hand_over(MARTA, local, &unclear).await;
            assert_eq!(
                letters(place.world).await,
                [letter("list_settled", MARTA)],
                "{id}"
            );
            let clear = format!("From: {MARTA}\nSubject: Re\n\n{answer}\n");
            place.hand_over(MARTA, local, &clear).await;
            let mut expected = vec![letter("list_settled", MARTA)];
            match kind {
                "list_post" => expected.push(letter(kind, ADA)),
                "list_rejected" => expected.push(letter(kind, "eve@example.org")),
                _ => {}
            }
            expected.sort();
            assert_eq!(letters(place.world).await, expected, "{id}");
            let last = posts(place.world).await.pop().unwrap();
            assert_eq!(last, post(id, state, "stranger"));
        }
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn two_organizers_at_once_let_a_post_out_once() {
    tell(async |place| {
        place.joins("Ada Example").await;
        place.world.co_organizer(&place.group, "Bo Example").await;
        place.post(ADA, "one", "Hello").await;
        place.world.throw_away_mail().await;
        let (mut marta, mut bo) = (
            organizer(&place).await,
            place.world.signed_in("Bo Example").await,
        );
        let page = marta.get(DESK).await;
        let (one, other) = tokio::join!(
            marta.press(&page, "do=accept", &[]),
            bo.press(&page, "do=reject", &[("reason", Some("No"))])
        );
        let mut said = [one.text_of(".flash"), other.text_of(".flash")];
        said.sort();
        let late = "Somebody else had decided before you.";
        assert!(said.contains(&late.to_owned()), "{said:?}");
        assert_ne!(said[0], said[1]);
        assert_eq!(letters(place.world).await.len(), 1);
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn what_nobody_looks_at_ends_after_two_weeks_and_its_author_hears_so() {
    tell(async |place| {
        place.joins("Ada Example").await;
        place.post(ADA, "one", "Hello").await;
        place.world.throw_away_mail().await;
        place
            .world
            .wait(SignedDuration::from_hours(24 * 14 + 2))
            .await;
        comes_round(place.world, ExpirePosts).await;
        assert_eq!(letters(place.world).await, [letter("list_expired", ADA)]);
        assert_eq!(
            posts(place.world).await,
            [post("Hello", "expired", "first")]
        );
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn organizers_say_how_large_a_message_may_be() {
    tell(async |place| {
        place.joins("Ada Example").await;
        trusts_everybody(&place).await;
        let mut marta = organizer(&place).await;
        let page = marta.get(DESK).await;
        assert_eq!(page.attribute("[name=kilobytes]", "value").unwrap(), "500");
        // Nothing larger than 10 MB comes in here.
        let (most, hint) = (
            "10240",
            "what is larger than 10240 does not come in here at all",
        );
        assert_eq!(page.attribute("[name=kilobytes]", "max").unwrap(), most);
        assert!(page.text().contains(hint));
        for wrong in ["", "0", "10241", "much"] {
            let typed = [("kilobytes", Some(wrong))];
            let refused = marta.press(&page, "Save", &typed).await;
            assert_eq!(refused.status, 422, "{wrong:?}");
            let said = "Enter a number from 1 to 10240.";
            assert!(refused.text().contains(said), "{wrong:?}");
        }
        marta
            .press(&page, "Save", &[("kilobytes", Some("2"))])
            .await;
        place.post(ADA, "small", "Small").await;
        let filled = written(ADA, "large", "Large") + &"More and more.\n".repeat(200);
        let large = place.example.sign(&filled);
        place.hand_over(ADA, "turku-python", &large).await;
        let both = [
            post("Small", "accepted", ""),
            post("Large", "held", "too-large"),
        ];
        assert_eq!(posts(place.world).await, both);
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn another_groups_organizer_has_no_such_list() {
    tell(async |place| {
        place.joins("Ada Example").await;
        place.post(ADA, "one", "Hello").await;
        place.world.throw_away_mail().await;
        let page = organizer(&place).await.get(DESK).await;
        let form = page.attribute("article form", "action").unwrap();
        place
            .world
            .group_by("Oulu Rust", "Olli Example", State::Open)
            .await;
        let mut olli = place.world.signed_in("Olli Example").await;
        let theirs = form.replace("/turku-python/organize", "/oulu-rust/organize");
        let paths = [
            DESK,
            &form,
            &DESK.replace("/turku-python/organize", "/oulu-rust/organize"),
            &theirs,
        ];
        for path in paths {
            let answer = olli.post(path, &[("do", "accept")]).await;
            assert_eq!(answer.status, 404, "{path}");
        }
        let source = olli.get(&format!("{theirs}/source")).await;
        assert_eq!(source.status, 404);
        let source = organizer(&place).await.get(&format!("{form}/source")).await;
        assert_eq!(source.header("content-type"), "message/rfc822");
        assert!(
            source
                .header("content-disposition")
                .starts_with("attachment")
        );
        assert_eq!(posts(place.world).await, [post("Hello", "held", "first")]);
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn the_keeper_sees_in_which_group_posts_wait_and_since_when() {
    tell(async |place| {
        place.joins("Ada Example").await;
        let tomi = place.world.keeper("Tomi Example").await;
        let mut keeper = place.world.browser_of(&tomi).await;
        let none = keeper.get("/keeper").await;
        assert!(!none.text().contains("Posts that wait for an organizer"));
        place.post(ADA, "one", "Hello").await;
        place.post(ADA, "two", "Anybody there?").await;
        place.world.throw_away_mail().await;
        let page = keeper.get("/keeper").await;
        let said = page.text_of("section[aria-labelledby=arrivals] .lines li");
        assert!(
            said.starts_with("Turku Python: 2, the oldest since "),
            "{said}"
        );
        // Neither what was written nor by whom is the keeper's.
        assert!(!page.text().contains("Anybody there?"));
        place.close().await;
    })
    .await;
}
