use super::client::Client;
use super::{Doors, arrivals, takes_mail};
use crate::world::World;
use roost::execute;
use tokio::task::JoinSet;

#[tokio::test]
async fn a_second_message_hides_behind_no_end_that_only_others_see() {
    World::tell_in(takes_mail, async |world| {
        let doors = Doors::open(world).await;
        let mut client = Client::greet(doors.smtp, "EHLO mx.example.net").await;
        let hidden = "a\n.\r\nMAIL FROM:<b@example.org>\r\nRCPT TO:<abuse@lists.example.org>\r\n\
                      DATA\r\nhidden\r\n.";
        client.say("MAIL FROM:<ada@example.org>").await;
        client.say("RCPT TO:<postmaster@lists.example.org>").await;
        client.say("DATA").await;
        let refused = client.say(hidden).await;
        assert!(refused.starts_with("550 5.6.0"), "{refused}");
        assert!(client.say("QUIT").await.starts_with("221"));
        assert_eq!(client.hear().await, "");

        assert_eq!(arrivals(world).await, []);
        doors.close().await;
    })
    .await;
}

#[tokio::test]
async fn many_at_once_and_a_slow_one_are_each_served() {
    World::tell_in(takes_mail, async |world| {
        let doors = Doors::open(world).await;
        let mut slow = Client::greet(doors.smtp, "EHLO slow.example.net").await;
        slow.say("MAIL FROM:<>").await;
        slow.say("RCPT TO:<abuse@lists.example.org>").await;
        slow.say("DATA").await;
        slow.send(b"Subject: slow\r\n\r\na").await;

        let mut posting = JoinSet::new();
        for number in 0..30 {
            let address = doors.lmtp;
            posting.spawn(async move {
                let mut client = Client::greet(address, "LHLO front").await;
                let text = format!("Subject: {number}\n\nHello");
                client.post("", "abuse", &text).await
            });
        }
        while let Some(reply) = posting.join_next().await {
            assert_eq!(reply.unwrap(), "250 2.0.0 Kept");
        }
        slow.send(b"b\r\n").await;
        assert_eq!(slow.say(".").await, "250 2.0.0 Kept");

        doors.close().await;
        world.work().await;
        let arrived = arrivals(world).await;
        assert_eq!(arrived.len(), 31);
        let automatic = |(_, state, why): &(String, String, String)| {
            (state.as_str(), why.as_str()) == ("dropped", "automatic")
        };
        assert!(arrived.iter().all(automatic), "{arrived:?}");
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_kept_is_not_acknowledged_and_may_come_again() {
    World::tell_in(takes_mail, async |world| {
        let doors = Doors::open(world).await;
        let rename = |sql: &'static str| {
            world.app.db.write(move |tx| {
                Box::pin(async move {
                    execute!(tx, sqlx::query(sql))?;
                    Ok(())
                })
            })
        };
        let mut client = Client::greet(doors.smtp, "EHLO mx.example.net").await;
        rename("alter table received rename to away").await.unwrap();
        let refused = client.post("", "abuse", "Subject: a\n\nb").await;
        assert!(refused.starts_with("451 4.3.0"), "{refused}");
        rename("alter table away rename to received").await.unwrap();

        assert_eq!(
            client.post("", "abuse", "Subject: a\n\nb").await,
            "250 2.0.0 Kept"
        );
        assert_eq!(arrivals(world).await.len(), 1);
        doors.close().await;
        world.work().await;
    })
    .await;
}

#[tokio::test]
async fn more_than_an_hours_share_is_put_off_and_nobody_fills_the_disk() {
    let little = |config: &mut roost::config::Config| {
        takes_mail(config);
        config.inbound.hourly_bytes = 60;
    };
    World::tell_in(little, async |world| {
        let doors = Doors::open(world).await;
        let mut client = Client::greet(doors.smtp, "EHLO mx.example.net").await;
        let letter = "Subject: thirty bytes of mail\n\nb";
        assert_eq!(client.post("", "abuse", letter).await, "250 2.0.0 Kept");
        let later = client.post("", "abuse", letter).await;
        assert!(later.starts_with("451 4.3.0"), "{later}");

        world.wait(jiff::SignedDuration::from_hours(1)).await;
        assert_eq!(client.post("", "abuse", letter).await, "250 2.0.0 Kept");
        assert_eq!(arrivals(world).await.len(), 2);
        doors.close().await;
        world.work().await;
    })
    .await;
}

#[tokio::test]
async fn who_is_connected_when_the_server_stops_hears_it() {
    World::tell_in(takes_mail, async |world| {
        let doors = Doors::open(world).await;
        let mut client = Client::greet(doors.smtp, "EHLO mx.example.net").await;
        client.say("MAIL FROM:<ada@example.org>").await;
        doors.close().await;
        assert!(client.hear().await.starts_with("421 4.3.2"));
        assert_eq!(client.hear().await, "");
    })
    .await;
}
