use super::sink::Sink;
use super::{outbox, post_letter};
use crate::world::World;
use roost::mail::{Block, Body, Button, Letter, Tone};

/// Python's strict reader finds no defect, and what it reads is what was written.
const READ: &str = r#"
import email, email.policy, json, sys
policy = email.policy.strict.clone(max_line_length=998)
message = email.message_from_bytes(sys.stdin.buffer.read(), policy=policy)
defects = [str(d) for part in message.walk() for d in part.defects]
defects += [str(d) for name, value in message.items() for d in value.defects]
text = message.get_body(("plain",)).get_content()
html = message.get_body(("html",)).get_content()
files = [[a.get_filename(), a.get_content_type(), a.get_param("method")] for a in message.iter_attachments()]
print(json.dumps([defects, str(message["subject"]), message["to"].addresses[0].display_name,
    message["from"].addresses[0].display_name, "Vögel" in text, "Vögel" in html, files]))
"#;

#[tokio::test]
async fn a_strict_reader_finds_what_was_written_and_no_defect() {
    World::tell(async |world| {
        let sink = Sink::start(None).await;
        let letter = Letter {
            kind: "sample",
            to: "ada@example.org".to_owned(),
            to_name: "Ada \"Zoë\" Ångström, جامعة 東京".to_owned(),
            from_name: "Vögel & Drähte".to_owned(),
            reply_to: Some("hello@example.org".to_owned()),
            subject: "Zwölf Vögel auf einem Draht, der noch viel länger ist als achtundsiebzig Spalten 🐦".to_owned(),
            body: Body {
                masthead: "Vögel & Drähte".to_owned(),
                heading: "Zwölf Vögel".to_owned(),
                blocks: vec![
                    Block::Paragraph(format!(".\n{}", "Vögel ".repeat(300))),
                    Block::Buttons(vec![Button {
                        label: "Ja".to_owned(),
                        href: format!("https://roost.example/{}", "a".repeat(900)),
                        tone: Tone::Go,
                    }]),
                ],
                ..Body::default()
            },
            calendar: Some("BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n".to_owned()),
            unsubscribe: Some("https://roost.example/u/abc".to_owned()),
            ..Letter::default()
        };
        post_letter(world, &letter).await;

        outbox(world, &sink).deliver_due().await.unwrap();

        let seen = sink.stop().await;
        let message = &seen.messages[0];
        assert_eq!(message.header("Auto-Submitted").as_deref(), Some("auto-generated"));
        let longest = message.data.split("\r\n").map(str::len).max();
        assert!(longest <= Some(998), "{longest:?}");
        assert!(message.data.is_ascii(), "encoded for servers of every age");
        if let Some(read) = read_with_python(&message.data) {
            let expected = serde_json::json!([
                [],
                letter.subject,
                letter.to_name,
                "Vögel & Drähte",
                true,
                true,
                [["event.ics", "text/calendar", "PUBLISH"]],
            ]);
            assert_eq!(read, expected);
        }
        world.throw_away_mail().await;
    })
    .await;
}

/// `None` on a machine without Python; `bin/test` sees to it that there is one.
fn read_with_python(message: &str) -> Option<serde_json::Value> {
    use std::io::Write;
    use std::process::{Command, Stdio};

    #[expect(clippy::disallowed_methods, reason = "a reader that is not ours")]
    let mut python = Command::new("python3")
        .args(["-c", READ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut input = python.stdin.take().unwrap();
    input.write_all(message.as_bytes()).unwrap();
    drop(input);
    let output = python.wait_with_output().unwrap();
    Some(serde_json::from_slice(&output.stdout).expect("Python prints what it has read"))
}
