//! A post all the way: in by one mail server, out by another.

use super::{letters, tell, trusts_everybody, written};
use crate::mail::outbox;
use crate::mail::sink::Sink;
use mail_auth::{AuthenticatedMessage, DkimResult};
use roost::config::Config;
use roost::dns::Dns;
use roost::mail::{self, Outbox};
use std::sync::Arc;

const ADA: &str = "ada-example@example.org";

#[tokio::test]
async fn an_authors_signature_and_both_of_ours_hold_where_a_copy_arrives() {
    tell(async |place| {
        for name in ["Ada Example", "Bo Example"] {
            place.joins(name).await;
        }
        trusts_everybody(&place).await;
        place
            .zone
            .publish("_dmarc.example.org", "v=DMARC1; p=reject");
        let data = tempfile::tempdir().unwrap();
        mail::make_keys(data.path(), "one").unwrap();
        for record in &mail::list_keys(data.path(), "example.org").unwrap()[0].records {
            place.zone.publish(&record.name, &record.text);
        }

        // Eight bits, a long line of dots, and an answer to something.
        let message = written(ADA, "one", "Which time zone library?")
            .replace(
                "What do you all do?",
                ".\n..\nWas macht ihr? Zwölf Vögel.\n",
            )
            .replace(
                "To: ",
                "References: <zero@example.org>\nIn-Reply-To: <zero@example.org>\nTo: ",
            );
        let signed = place.example.sign(&message);
        let stuffed = signed.replace("\r\n.", "\r\n..");
        let mut client = crate::inbound::client::Client::greet(place.doors.lmtp, "LHLO a").await;
        assert_eq!(
            client.post(ADA, "turku-python", &stuffed).await,
            "250 2.0.0 Kept"
        );
        roost::router::worker(&place.world.app)
            .run_due()
            .await
            .unwrap();

        let sink = Sink::start(None).await;
        let outbox = outbox(place.world, &sink);
        let config = Config {
            data: data.path().to_owned(),
            ..(*outbox.config).clone()
        };
        let outbox = Outbox {
            config: Arc::new(config),
            ..outbox
        };
        outbox.deliver_due().await.unwrap();
        let mut copies = sink.stop().await.messages;
        copies.retain(|copy| copy.header("List-Post").is_some());
        assert_eq!(copies.len(), 2);
        let dns = Dns::open(&place.world.app.config);
        let mut returns = Vec::new();
        for copy in &copies {
            let message = AuthenticatedMessage::parse(copy.data.as_bytes()).unwrap();
            let found = dns.authenticator().unwrap().verify_dkim(&message).await;
            let results: Vec<_> = found.iter().map(mail_auth::DkimOutput::result).collect();
            assert_eq!(results, [&DkimResult::Pass; 3], "{}", copy.data);
            let of = |name: &str| copy.header(name).unwrap_or_default();
            assert_eq!(of("From"), format!("Somebody <{ADA}>"));
            assert_eq!(of("Message-ID"), "<one@example.org>");
            assert_eq!(of("References"), "<zero@example.org>");
            assert_eq!(
                of("List-Id"),
                "\"Turku Python\" <turku-python.lists.example.org>"
            );
            let (body, written) = (copy.data.trim_end(), signed.trim_end());
            assert!(
                body.ends_with(written.split("\r\n\r\n").nth(1).unwrap()),
                "{body}"
            );
            returns.push((copy.from.clone(), of("List-Unsubscribe")));
        }
        returns.sort();
        returns.dedup();
        assert_eq!(
            returns.len(),
            2,
            "each copy comes back to an address of its own"
        );
        assert_eq!(letters(place.world).await, []);
        place.close().await;
    })
    .await;
}
