//! Letters as the big receivers want them: signed twice, and ended by one click or one letter.

use super::sink::{Received, Sink};
use super::{outbox_with, post_letter};
use crate::world::World;
use roost::config::{Config, Inbound};
use roost::mail::{self, Block, Body, DnsRecord, Letter, Outbox};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// 22 characters, as a token in a link has them.
const LINK: &str = "https://roost.example/unsubscribe/AAECAwQFBgcICQoLDA0ODw";

/// Whether each signature holds, what it covers, and whether it holds once the subject is another.
const CHECK: &str = r#"
import dkim, json, sys
asked = json.load(sys.stdin)
records = {name.rstrip(".").encode(): text.encode() for name, text in asked["records"].items()}
find = lambda name, timeout=5: records.get(name.rstrip(b"."))
message = asked["message"].encode()
changed = message.replace(b"Subject: Bring", b"Subject: Steal")
added = b"Subject: Another\r\n" + message
found = []
for index in (0, 1):
    signature = dkim.DKIM(message)
    holds = signature.verify(idx=index, dnsfunc=find)
    covered = "".join(signature.signature_fields[b"h"].decode().lower().split()).split(":")
    forged = [dkim.DKIM(other).verify(idx=index, dnsfunc=find) for other in (changed, added)]
    found.append([signature.signature_fields[b"a"].decode(), holds, forged, sorted(set(covered))])
print(json.dumps(found))
"#;

/// `None` on a machine without the program; `bin/test` sees to it that there is one.
fn check(message: &str, records: &[DnsRecord]) -> Option<serde_json::Value> {
    use std::io::Write;
    use std::process::{Command, Stdio};

    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.tools/python/bin/python");
    let records: BTreeMap<_, _> = records.iter().map(|r| (&r.name, &r.text)).collect();
    let asked = serde_json::json!({ "message": message, "records": records });
    #[expect(clippy::disallowed_methods, reason = "a reader that is not ours")]
    let mut python = Command::new(python)
        .args(["-c", CHECK])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut input = python.stdin.take().unwrap();
    input.write_all(asked.to_string().as_bytes()).unwrap();
    drop(input);
    let output = python.wait_with_output().unwrap();
    Some(serde_json::from_slice(&output.stdout).expect("Python prints what it has found"))
}

/// An announcement that went through a mail server, from an installation with this data folder.
async fn sent(world: &World, data: &Path, inbound: Option<&str>) -> Received {
    let sink = Sink::start(None).await;
    let letter = Letter {
        kind: "announcement",
        to: "ada@example.org".to_owned(),
        from_name: "Turku Python".to_owned(),
        subject: "Bring a cup".to_owned(),
        body: Body {
            heading: "Bring a cup".to_owned(),
            blocks: vec![Block::Paragraph("  Zwölf Vögel \n\n".to_owned())],
            ..Body::default()
        },
        unsubscribe: Some(LINK.to_owned()),
        list: Some("announcements.turku-python.localhost".to_owned()),
        ..Letter::default()
    };
    post_letter(world, &letter).await;
    let outbox = outbox_with(world, &sink, |_| {});
    let config = Config {
        data: data.to_owned(),
        inbound: Inbound {
            domain: inbound.map(str::to_owned),
            ..Inbound::default()
        },
        ..(*outbox.config).clone()
    };
    let outbox = Outbox {
        config: Arc::new(config),
        ..outbox
    };
    outbox.deliver_due().await.unwrap();
    world.throw_away_mail().await;
    sink.stop().await.messages.remove(0)
}

#[tokio::test]
async fn a_letter_is_signed_with_both_keys_and_what_matters_cannot_be_changed() {
    World::tell(async |world| {
        let data = tempfile::tempdir().unwrap();
        mail::make_keys(data.path(), "one").unwrap();
        let pairs = mail::list_keys(data.path(), "example.org").unwrap();
        assert_eq!(pairs[0].records[0].name, "rone._domainkey.example.org");

        let message = sent(world, data.path(), Some("lists.example.org")).await;

        let Some(found) = check(&message.data, &pairs[0].records) else {
            return;
        };
        let covered: Vec<_> = serde_json::from_value(found[0][3].clone()).unwrap();
        let has = |name: &str| covered.iter().any(|known: &String| known == name);
        for name in [
            "from",
            "to",
            "subject",
            "date",
            "message-id",
            "content-type",
        ] {
            assert!(has(name), "{name} is not signed");
        }
        assert!(has("list-unsubscribe") && has("list-unsubscribe-post") && has("list-id"));
        let signature = |kind: &str| serde_json::json!([kind, true, [false, false], covered]);
        assert_eq!(
            found,
            serde_json::json!([signature("ed25519-sha256"), signature("rsa-sha256")])
        );
    })
    .await;
}

#[tokio::test]
async fn another_pair_signs_once_it_is_chosen() {
    World::tell(async |world| {
        let data = tempfile::tempdir().unwrap();
        let signs = async || {
            let message = sent(world, data.path(), None).await;
            let mut lines = message.data.lines();
            let found = lines.find(|line| line.contains("s=r")).map(str::to_owned);
            found.map(|line| line.contains("s=rtwo;"))
        };
        assert_eq!(signs().await, None, "without keys nothing is signed");
        mail::make_keys(data.path(), "one").unwrap();
        mail::make_keys(data.path(), "two").unwrap();
        assert_eq!(signs().await, Some(false));
        mail::choose_keys(data.path(), "two").unwrap();
        assert_eq!(signs().await, Some(true));

        assert!(
            mail::make_keys(data.path(), "two").is_err(),
            "it would lose the key"
        );
        assert!(mail::make_keys(data.path(), "../x").is_err());
        assert!(mail::choose_keys(data.path(), "three").is_err());
        assert!(mail::choose_keys(data.path(), "../dkim/one").is_err());
        // What a power cut left of a pair is none, and is in nobody's way.
        std::fs::create_dir(data.path().join("dkim/three.half")).unwrap();
        mail::make_keys(data.path(), "three").unwrap();
        let names: Vec<_> = mail::list_keys(data.path(), "example.org")
            .unwrap()
            .into_iter()
            .map(|pair| (pair.name, pair.is_active))
            .collect();
        assert_eq!(
            names,
            [
                ("one".to_owned(), false),
                ("three".to_owned(), false),
                ("two".to_owned(), true)
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn mail_to_many_names_its_list_and_ends_by_click_or_by_mail() {
    World::tell(async |world| {
        let data = tempfile::tempdir().unwrap();
        let message = sent(world, data.path(), Some("lists.example.org")).await;
        let header = |name: &str| message.header(name).unwrap_or_default();
        assert_eq!(header("List-Id"), "<announcements.turku-python.localhost>");
        assert_eq!(header("Precedence"), "bulk");
        assert_eq!(header("Feedback-ID"), "announcements:turku-python:roost");
        assert_eq!(header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
        assert_eq!(
            header("List-Unsubscribe"),
            format!(
                "<{LINK}>, <mailto:u+aaaqeayeaudaocajbifqydiob4@lists.example.org?subject=unsubscribe>"
            )
        );
        let from = &message.from;
        assert!(
            from.starts_with("b+") && from.ends_with("@lists.example.org") && from.len() == 59,
            "{from}"
        );

        let without = sent(world, data.path(), None).await;
        assert_eq!(without.from, "roost@example.org");
        assert_eq!(without.header("List-Unsubscribe"), Some(format!("<{LINK}>")));
    })
    .await;
}
