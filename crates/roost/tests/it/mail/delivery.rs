use super::sink::Sink;
use super::{deliveries, outbox, outbox_with, post};
use crate::world::World;
use jiff::SignedDuration;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use roost::config::Security;
use std::sync::Arc;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

#[tokio::test]
async fn every_recipient_gets_one_message_over_few_connections() {
    World::tell(async |world| {
        let sink = Sink::start(None).await;
        for number in 0..20 {
            post(world, &format!("p{number}@example.org")).await;
        }

        let outbox = outbox_with(world, &sink, |mail| mail.connections = 4);
        outbox.deliver_due().await.unwrap();

        let seen = sink.stop().await;
        let mut recipients = seen.recipients.clone();
        recipients.sort();
        recipients.dedup();
        assert_eq!((recipients.len(), seen.messages.len()), (20, 20));
        assert!(seen.connections <= 4, "{} connections", seen.connections);
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_put_off_comes_again_what_is_refused_does_not_and_others_are_not_held_up() {
    World::tell(async |world| {
        let sink = Sink::start(None).await;
        for name in ["later", "never", "cut", "ada"] {
            post(world, &format!("{name}@example.org")).await;
        }
        let outbox = outbox(world, &sink);

        outbox.deliver_due().await.unwrap();
        let row = |name: &str, state: &str, attempts, code| {
            (
                format!("{name}@example.org"),
                state.to_owned(),
                attempts,
                code,
            )
        };
        let mut expected = vec![
            row("later", "queued", 1, Some(451)),
            row("never", "failed", 1, Some(550)),
            row("cut", "queued", 1, None),
            row("ada", "sent", 1, None),
        ];
        assert_eq!(deliveries(world).await, expected);
        let addresses = "select count(*) from deliveries where last_error like '%@%'";
        assert_eq!(world.count(addresses).await, 0);

        // The first pause is a minute, the second two.
        outbox.deliver_due().await.unwrap();
        assert_eq!(deliveries(world).await, expected);
        world
            .app
            .clock
            .move_to(world.now().after(SignedDuration::from_mins(1)));
        outbox.deliver_due().await.unwrap();
        expected[0].2 = 2;
        expected[2].2 = 2;
        assert_eq!(deliveries(world).await, expected);

        world
            .app
            .clock
            .move_to(world.now().after(SignedDuration::from_hours(5 * 24)));
        outbox.deliver_due().await.unwrap();
        expected[0] = row("later", "failed", 3, Some(451));
        expected[2] = row("cut", "failed", 3, None);
        assert_eq!(deliveries(world).await, expected);
        assert_eq!(sink.stop().await.messages.len(), 1);
        let still_there = "select count(*) from deliveries where message <> ''";
        assert_eq!(
            world.count(still_there).await,
            0,
            "links and codes go when they are sent"
        );
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn without_a_server_no_attempt_counts_and_everything_goes_out_when_it_is_back() {
    World::tell(async |world| {
        let sink = Sink::start(None).await;
        let (address, outbox) = (sink.address, outbox(world, &sink));
        sink.stop().await;
        for number in 0..10 {
            post(world, &format!("p{number}@example.org")).await;
        }

        for _ in 0..5 {
            outbox.deliver_due().await.unwrap();
        }
        let untouched = "select count(*) from deliveries where state = 'queued' and attempts = 0";
        assert_eq!(world.count(untouched).await, 10);

        let sink = Sink::start_on(address, None).await;
        outbox.deliver_due().await.unwrap();
        assert_eq!(sink.stop().await.messages.len(), 10);
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn the_conversation_changes_over_to_tls_and_signs_in() {
    World::tell(async |world| {
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
        let tls = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)
            .unwrap();
        let sink = Sink::start(Some(TlsAcceptor::from(Arc::new(tls)))).await;
        let file = world.app.config.data.join("ca.pem");
        std::fs::write(&file, cert.pem()).unwrap();
        post(world, "ada@example.org").await;

        // Somebody else's certificate is no reason to send the letter in clear.
        let strict = outbox_with(world, &sink, |mail| mail.security = Security::Starttls);
        strict.deliver_due().await.unwrap();
        assert_eq!(sink.seen().messages, []);
        let trusting = outbox_with(world, &sink, |mail| {
            mail.security = Security::Starttls;
            mail.ca_certificate = Some(file.clone());
            mail.user = Some("roost".to_owned());
            mail.password = Some("secret".to_owned());
        });
        trusting.deliver_due().await.unwrap();

        let seen = sink.stop().await;
        assert_eq!((seen.messages.len(), seen.over_tls), (1, 1));
        // NUL roost NUL secret, as PLAIN says it (RFC 4616).
        assert_eq!(seen.credentials.as_deref(), Some("AHJvb3N0AHNlY3JldA=="));
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn a_letter_leaves_at_once_and_the_outbox_ends_when_it_is_told() {
    World::tell(async |world| {
        let sink = Sink::start(None).await;
        let outbox = outbox(world, &sink);
        let (stop, stopping) = watch::channel(false);
        let working = tokio::spawn(async move { outbox.work(stopping).await });

        post(world, "ada@example.org").await;
        while world
            .count("select count(*) from deliveries where state = 'sent'")
            .await
            == 0
        {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }

        stop.send_replace(true);
        working.await.unwrap();
        assert_eq!(sink.stop().await.messages.len(), 1);
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn a_host_that_puts_everybody_off_rests_and_the_others_get_theirs() {
    World::tell(async |world| {
        let sink = Sink::start(None).await;
        for number in 0..6 {
            post(world, &format!("later{number}@busy.example")).await;
        }
        for number in 0..6 {
            post(world, &format!("p{number}@well.example")).await;
        }
        let outbox = outbox_with(world, &sink, |mail| mail.connections = 1);

        outbox.deliver_due().await.unwrap();

        let tried: Vec<_> = deliveries(world)
            .await
            .into_iter()
            .map(|(_, state, attempts, _)| (state, attempts))
            .collect();
        let of = |state: &str, attempts| (state.to_owned(), attempts);
        let mut expected = vec![of("queued", 1); 3];
        expected.extend(vec![of("queued", 0); 3]);
        expected.extend(vec![of("sent", 1); 6]);
        assert_eq!(tried, expected);

        // What rests has lost no attempt, and comes again in a minute.
        let later = world.now().after(SignedDuration::from_mins(2));
        world.app.clock.move_to(later);
        outbox.deliver_due().await.unwrap();
        let again = deliveries(world).await;
        let attempts: Vec<_> = again.iter().take(6).map(|row| row.2).collect();
        assert_eq!(attempts.iter().sum::<i64>(), 6);
        sink.stop().await;
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn no_more_letters_leave_in_a_minute_than_the_provider_takes() {
    World::tell(async |world| {
        let sink = Sink::start(None).await;
        for number in 0..5 {
            post(world, &format!("p{number}@example.org")).await;
        }
        let outbox = outbox_with(world, &sink, |mail| mail.per_minute = Some(2));
        let sent = async || {
            outbox.deliver_due().await.unwrap();
            let rows = deliveries(world).await;
            rows.iter().filter(|row| row.1 == "sent").count()
        };
        let mut counts = Vec::new();
        for _ in 0..4 {
            // Asking twice within the minute changes nothing.
            assert_eq!(sent().await, sent().await);
            counts.push(sent().await);
            let later = world.now().after(SignedDuration::from_secs(61));
            world.app.clock.move_to(later);
        }
        assert_eq!(counts, [2, 4, 5, 5]);
        sink.stop().await;
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn one_host_has_as_many_letters_under_way_as_it_may_and_the_others_theirs() {
    World::tell(async |world| {
        let sink = Sink::start(None).await;
        for number in 0..4 {
            post(world, &format!("p{number}@big.example")).await;
        }
        post(world, "ada@small.example").await;
        let outbox = outbox_with(world, &sink, |mail| mail.per_host = Some(1));
        let mut most = Vec::new();
        for _ in 0..5 {
            outbox.deliver_due().await.unwrap();
            let rows = deliveries(world).await;
            most.push(rows.iter().filter(|row| row.1 == "sent").count());
            let later = world.now().after(SignedDuration::from_secs(2));
            world.app.clock.move_to(later);
        }
        // The first round holds one for each of the two.
        assert_eq!(most, [2, 3, 4, 5, 5]);
        sink.stop().await;
        world.throw_away_mail().await;
    })
    .await;
}
