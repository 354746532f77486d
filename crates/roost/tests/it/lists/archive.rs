//! What was written to a list is read, found, answered and removed on the web.

use super::{Place, organizer, tell, trusts_everybody};
use crate::inbound::DOMAIN;
use crate::world::{Browser, Page, World};
use mail_parser::MessageParser;
use roost::archive::ArchivePosts;
use roost::db::Result;
use roost::lists::permalink;
use roost::on;

const ADA: &str = "ada-example@example.org";
const BO: &str = "bo-example@example.org";
const ARCHIVE: &str = "/turku-python/lists/turku-python/archive";

/// A message to the list, with more fields and a text.
fn message(email: &str, id: &str, subject: &str, (fields, text): (&str, &str)) -> String {
    format!(
        "From: Somebody <{email}>\nTo: turku-python@{DOMAIN}\nSubject: {subject}\n\
         Date: Mon, 2 Nov 2026 10:00:00 +0000\nMessage-ID: <{id}@example.org>\n{fields}\n{text}\n"
    )
}

async fn writes(place: &Place<'_>, message: &str, email: &str) {
    let signed = place.example.sign(message);
    let reply = place.hand_over(email, "turku-python", &signed).await;
    assert_eq!(reply, "250 2.0.0 Kept");
}

/// Ada and Bo are on the list and trusted; their browsers.
async fn two(place: &Place<'_>) -> (Browser, Browser) {
    let both = (
        place.joins("Ada Example").await,
        place.joins("Bo Example").await,
    );
    trusts_everybody(place).await;
    both
}

async fn set_archive(place: &Place<'_>, value: &str) {
    let mut marta = organizer(place).await;
    let page = marta.get(super::DESK).await;
    let saved = marta
        .press(&page, "Save", &[("archive", Some(value))])
        .await;
    assert_eq!(saved.text_of(".flash"), "Saved.");
}

fn at(id: &str) -> String {
    format!("{ARCHIVE}/{}", permalink(&format!("{id}@example.org")))
}

/// The whole messages that copies have in common, the last first.
async fn bodies(world: &World) -> Vec<Vec<u8>> {
    const SQL: &str = "select bytes from mail_bodies order by created_at desc, id desc";
    let mut tx = world.app.db.read().await.unwrap();
    let found: Result<Vec<Vec<u8>>> = on!(&mut tx, c => sqlx::query_scalar(SQL).fetch_all(c).await);
    found.unwrap()
}

fn field(raw: &[u8], name: &str) -> String {
    let message = MessageParser::default().parse(raw).unwrap();
    let value = message.header_raw(name).unwrap_or_default();
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn authors(page: &Page) -> usize {
    page.count(".post .posth")
}

#[tokio::test]
async fn an_answer_that_comes_before_its_question_is_read_below_it() {
    tell(async |place| {
        let (mut ada, _) = two(&place).await;
        let answer = (
            "References: <one@example.org>\nIn-Reply-To: <one@example.org>\n",
            "On Monday somebody@example.org wrote:\n> What do you all do?\n> I wonder.\n\nWe count.",
        );
        writes(&place, &message(BO, "two", "Re: Time zones", answer), BO).await;
        let question = ("", "What do you all do?");
        writes(&place, &message(ADA, "one", "Time zones", question), ADA).await;

        let page = ada.get(ARCHIVE).await;
        assert_eq!(page.text_of(".lines b a"), "Time zones");
        assert_eq!(page.count("main .split > div .lines li"), 1);
        // The answer's own address leads to its place in the thread.
        let thread = ada.get(&at("two")).await;
        assert_eq!(thread.path, format!("{}#{}", at("one"), permalink("two@example.org")));
        assert_eq!(authors(&thread), 2);
        assert_eq!(thread.text_of("h1"), "Time zones");
        assert_eq!(thread.text_of(".post .body summary"), "Quoted: “What do you all do?”");
        assert!(thread.text().contains("2 messages from 2 people"));
        // What the copies say is where they stand, and no page gives an address away.
        let newest = &bodies(place.world).await[0];
        let link = place.world.app.config.link(&at("one"));
        assert_eq!(field(newest, "Archived-At"), format!("<{link}>"));
        let link = place.world.app.config.link(ARCHIVE);
        assert_eq!(field(newest, "List-Archive"), format!("<{link}>"));
        assert!(!thread.html().contains("somebody@example.org"));
        assert!(!thread.html().contains(BO));
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_may_not_read_gets_the_same_answer_everywhere_as_if_there_were_nothing() {
    tell(async |place| {
        let (mut ada, _) = two(&place).await;
        let file = (
            "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n",
            "--x\nContent-Type: text/plain\n\nSee the file.\n--x\nContent-Type: text/html\n\
             Content-Disposition: attachment; filename=\"../../page.html\"\n\n\
             <script>alert(1)</script>\n--x--",
        );
        writes(&place, &message(ADA, "one", "Secrets", file), ADA).await;
        let pages = [
            ARCHIVE.to_owned(),
            format!("{ARCHIVE}?q=file"),
            format!("{ARCHIVE}?month=2026-11"),
            format!("{ARCHIVE}/feed.atom"),
            at("one"),
            format!("{}/text", at("one")),
            format!("{}/files/0", at("one")),
        ];
        let human = place.world.human("Cy Example").await;
        let mut cy = place.world.browser_of(&human).await;
        place.world.member(&place.group, "Cy Example").await;
        let mut stranger = place.world.browser();
        let mut marta = organizer(&place).await;
        for (readers, seen) in [
            ("members", [404, 200, 200, 200]),
            ("private", [404, 404, 200, 200]),
            ("public", [200, 200, 200, 200]),
        ] {
            set_archive(&place, readers).await;
            for page in &pages {
                let mut got = Vec::new();
                for browser in [&mut stranger, &mut cy, &mut ada, &mut marta] {
                    got.push(browser.get(page).await.status.as_u16());
                }
                assert_eq!(got, seen, "{readers}: {page}");
            }
        }
        // Whatever it says that it is, it is a file to keep.
        let file = stranger.get(&pages[6]).await;
        assert_eq!(file.header("content-type"), "application/octet-stream");
        assert_eq!(
            file.header("content-disposition"),
            "attachment; filename=\"page.html\"; filename*=UTF-8''page.html"
        );
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_answered_on_the_web_goes_out_as_mail_and_stands_there_at_once() {
    tell(async |place| {
        let (_, mut bo) = two(&place).await;
        let question = ("", "What do you all do?");
        writes(&place, &message(ADA, "one", "Time zones", question), ADA).await;
        place.world.throw_away_mail().await;
        let page = bo.get(&at("one")).await;
        let seen = bo
            .press(
                &page,
                "Preview",
                &[("body", Some("We count.\n\n    zone = 1"))],
            )
            .await;
        assert_eq!(seen.text_of(".preview pre"), "zone = 1");
        assert_eq!(place.world.mails().await.len(), 0);
        let empty = bo.press(&page, "Send reply", &[("body", Some(" "))]).await;
        assert_eq!(empty.status, 422);
        let typed = [("body", Some("We count."))];
        let sent = bo.press(&page, "Send reply", &typed).await;
        assert_eq!(sent.text_of(".flash"), "Sent to everyone on the list.");
        assert_eq!(authors(&sent), 2);
        // Who presses twice in a bad network sends once.
        bo.press(&page, "Send reply", &typed).await;
        let mails = place.world.mails().await;
        let mut readers: Vec<_> = mails.iter().map(|mail| mail.to.as_str()).collect();
        readers.sort_unstable();
        assert_eq!(readers, [ADA, BO]);
        assert_eq!(mails[0].subject, "Re: Time zones");
        assert_eq!(mails[0].text.trim(), "We count.");
        let body = &bodies(place.world).await[0];
        assert_eq!(field(body, "In-Reply-To"), "<one@example.org>");
        assert_eq!(field(body, "References"), "<one@example.org>");
        assert!(field(body, "From").contains(&format!("<turku-python@{DOMAIN}>")));

        // Something new, which its author takes back.
        let blank = bo.get(&format!("{ARCHIVE}/new")).await;
        let typed = [
            ("subject", Some("Jobs")),
            ("body", Some("Who looks for one?")),
        ];
        let sent = bo.press(&blank, "Send to the list", &typed).await;
        assert_eq!(sent.text_of("h1"), "Jobs");
        let ask = bo.get(&format!("{}/removal", sent.path)).await;
        let gone = bo.press(&ask, "Remove it", &[]).await;
        assert!(
            gone.text_of(".post .body")
                .starts_with("Removed by its author on")
        );
        place.world.throw_away_mail_after_work().await;
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn what_an_organizer_removes_is_gone_and_its_place_says_why() {
    tell(async |place| {
        let (mut ada, mut bo) = two(&place).await;
        let secret = ("", "The door code is 4711.");
        writes(&place, &message(ADA, "one", "Code 4711", secret), ADA).await;
        let answer = ("In-Reply-To: <one@example.org>\n", "Thank you.");
        writes(&place, &message(BO, "two", "Re: Door", answer), BO).await;
        // Neither author nor organizer: there is no such page.
        assert_eq!(bo.get(&format!("{}/removal", at("one"))).await.status, 404);
        let mut marta = organizer(&place).await;
        let ask = marta.get(&format!("{}/removal", at("one"))).await;
        let typed = [("reason", Some("It told the code."))];
        marta.press(&ask, "Remove it", &typed).await;
        for browser in [&mut ada, &mut bo] {
            for path in [at("one"), ARCHIVE.to_owned(), format!("{ARCHIVE}?q=4711")] {
                let page = browser.get(&path).await;
                assert!(
                    !page.text_of("main .split > div .lines").contains("4711"),
                    "{path}"
                );
            }
        }
        let page = ada.get(&at("one")).await;
        assert_eq!(authors(&page), 2);
        assert!(page.text().contains("It told the code."), "{}", page.text());
        assert_eq!(ada.get(&format!("{}/text", at("one"))).await.status, 404);
        let source = "select count(*) from posts where length(raw) > 0";
        assert_eq!(place.world.count(source).await, 1);
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn words_are_found_in_any_case_and_accent_and_months_have_their_threads() {
    tell(async |place| {
        let (mut ada, _) = two(&place).await;
        let text = ("", "Das Café öffnet um 100_%.\n> quoted nonsense");
        writes(&place, &message(ADA, "one", "Hello", text), ADA).await;
        for (words, found) in [
            ("CAFE offnet", 1),
            ("hello cafe", 1),
            ("100_%", 1),
            ("100x", 0),
            ("nonsense", 0),
            ("example.org", 0),
        ] {
            let page = ada
                .get(&format!(
                    "{ARCHIVE}?q={}",
                    words.replace('%', "%25").replace(' ', "+")
                ))
                .await;
            assert_eq!(page.count("main .split > div .lines li"), found, "{words}");
        }
        let page = ada.get(ARCHIVE).await;
        assert_eq!(page.text_of("#months + ul a"), "November 2026");
        let month = ada.get(&format!("{ARCHIVE}?month=2026-11")).await;
        assert_eq!(month.text_of(".lines b a"), "Hello");
        for odd in [
            "?month=2026-13",
            "?month=x",
            "?before=x",
            "?before=1-x",
            "?page=9999999",
        ] {
            assert_eq!(
                ada.get(&format!("{ARCHIVE}{odd}")).await.status,
                200,
                "{odd}"
            );
        }
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn what_went_out_before_there_was_an_archive_is_found() {
    tell(async |place| {
        let (mut ada, _) = two(&place).await;
        writes(&place, &message(ADA, "one", "Hello", ("", "Hi.")), ADA).await;
        for sql in [
            "delete from archived_posts",
            "delete from thread_messages",
            "delete from threads",
            "update posts set archived_at = null",
        ] {
            let write =
                place.world.app.db.write(|tx| {
                    Box::pin(async move { Ok(roost::execute!(tx, sqlx::query(sql))?) })
                });
            write.await.unwrap();
        }
        super::comes_round(place.world, ArchivePosts).await;
        super::comes_round(place.world, ArchivePosts).await;
        assert_eq!(ada.get(ARCHIVE).await.text_of(".lines b a"), "Hello");
        place.close().await;
    })
    .await;
}
