//! What people write to whoever runs the mail here.

use super::client::Client;
use super::{Doors, arrivals, takes_mail};
use crate::world::World;
use jiff::SignedDuration;

const HOSTILE: &str = "From: \"Ada <b>\" <ada@example.org>\n\
    Subject: =?utf-8?q?Hello=0D=0ABcc=3A_evil=40example=2Eorg?=\n\
    Date: Tue, 24 Nov 2026 08:00:00 +0000\n\
    Content-Type: text/html\n\n\
    <p>My mail <script>alert(1)</script> is refused</p>";

#[tokio::test]
async fn the_keeper_reads_what_was_written_to_the_postmaster_as_plain_words() {
    World::tell_in(takes_mail, async |world| {
        world.keeper("Tomi Example").await;
        let doors = Doors::open(world).await;
        let mut client = Client::greet(doors.smtp, "EHLO mx.example.net").await;
        client.post("ada@example.org", "PostMaster", HOSTILE).await;

        let mail = world.mail_to("tomi-example@example.org").await;
        assert_eq!(mail.reply_to.as_deref(), Some("ada@example.org"));
        assert!(!mail.html.contains("<script"), "{}", mail.html);
        insta::assert_snapshot!(
            "a_message_to_the_postmaster",
            format!("{}\n\n{}", mail.subject, mail.text)
        );
        doors.close().await;
    })
    .await;
}

#[tokio::test]
async fn no_program_is_heard_and_no_flood() {
    World::tell_in(takes_mail, async |world| {
        world.keeper("Tomi Example").await;
        let doors = Doors::open(world).await;
        let mut client = Client::greet(doors.smtp, "EHLO mx.example.net").await;
        let text = "From: ada@example.org\nSubject: Hello\n\nIs anybody there?";
        let program = format!("Auto-Submitted: auto-replied\n{text}");
        client.post("", "abuse", text).await;
        client.post("ada@example.org", "abuse", &program).await;
        world.work().await;
        assert_eq!(world.mails().await, []);

        for _ in 0..12 {
            client.post("ada@example.org", "abuse", text).await;
        }
        assert_eq!(world.mails().await.len(), 10);
        world.wait(SignedDuration::from_mins(61)).await;
        client.post("ada@example.org", "abuse", text).await;
        assert_eq!(world.mails().await.len(), 1);
        let dropped = arrivals(world).await;
        let dropped = dropped.iter().filter(|(_, _, why)| why == "too-many");
        assert_eq!(dropped.count(), 2);
        doors.close().await;
    })
    .await;
}
