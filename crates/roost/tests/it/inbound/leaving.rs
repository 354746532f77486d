use super::client::Client;
use super::{Doors, arrivals, takes_mail};
use crate::world::World;
use roost::tokens::{self, Kind, Subject};

const AGREED: &str = "select count(*) from people where mail_agreed_at is not null";

#[tokio::test]
async fn mail_to_the_address_in_a_letter_ends_announcements_and_twice_is_fine() {
    World::tell_in(takes_mail, async |world| {
        let group = world.group("Turku Python").await;
        let ada = world.member(&group, "Ada Example").await;
        world.member(&group, "Bo Example").await;
        let before = world.count(AGREED).await;
        let subject = Subject {
            kind: Kind::Unsubscribe,
            group: group.id,
            id: ada.id.uuid(),
        };
        let (at, key) = (&world.app.moment(), &world.app.key);
        let token = world
            .app
            .db
            .write(|tx| Box::pin(async move { Ok(tokens::reissue(tx, at, key, subject).await?) }));
        let token = tokens::for_mail(&token.await.unwrap()).unwrap();

        let doors = Doors::open(world).await;
        let mut client = Client::greet(doors.smtp, "EHLO mx.example.net").await;
        for to in [format!("u+{token}"), format!("U-{}", token.to_uppercase())] {
            let reply = client
                .post("anybody@example.org", &to, "Subject: no more\n\n")
                .await;
            assert_eq!(reply, "250 2.0.0 Kept", "{to}");
            world.work().await;
            assert_eq!(world.count(AGREED).await, before - 1, "{to}");
        }
        let unknown = client.post("", "u+aaaqeayeaudaocajbifqydiob4", "a").await;
        assert!(unknown.starts_with("550 5.1.1"), "{unknown}");

        let done = ("done".to_owned(), "left".to_owned());
        let arrived = arrivals(world).await.into_iter();
        let ends: Vec<_> = arrived.map(|(_, state, why)| (state, why)).collect();
        assert_eq!(ends, [done.clone(), done]);
        doors.close().await;
        world.throw_away_mail().await;
    })
    .await;
}
