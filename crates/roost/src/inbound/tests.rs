use super::data::{Data, End};
use super::model::{Asked, ask, split_tag};
use super::session::{Dialect, Found, Message, Rules, Session, Wish};
use proptest::prelude::*;

const MOST: usize = 100;

fn rules() -> Rules {
    Rules {
        host: "mx.example.org".to_owned(),
        domain: "lists.example.org".to_owned(),
        max_bytes: MOST,
        max_recipients: 3,
        starttls: false,
    }
}

/// What was said, the messages that were kept, and whether it hung up.
#[derive(Debug, Default, PartialEq, Eq)]
struct Heard {
    said: String,
    kept: Vec<Message<String>>,
    closed: bool,
}

/// Leads a conversation in which `nobody…` is unknown and `later…` cannot be told.
fn hear<'a>(dialect: Dialect, pieces: impl IntoIterator<Item = &'a [u8]>) -> Heard {
    let mut session = Session::new(rules(), dialect);
    let mut heard = Heard {
        said: session.take_output(),
        ..Heard::default()
    };
    for piece in pieces {
        session.feed(piece);
        while let Some(wish) = session.go_on() {
            match wish {
                Wish::Find(local) if local.starts_with("nobody") => session.found(Found::Nowhere),
                Wish::Find(local) if local.starts_with("later") => session.found(Found::Unsure),
                Wish::Find(local) => session.found(Found::Here(local)),
                Wish::Keep(message) => {
                    let kept = !message.from.starts_with("unkept");
                    if kept {
                        heard.kept.push(*message);
                    }
                    session.kept(kept);
                }
                Wish::Starttls => panic!("it was not offered"),
                Wish::Close => heard.closed = true,
            }
        }
        heard.said.push_str(&session.take_output());
    }
    heard
}

/// The codes of what is said to these lines, after the greeting.
fn codes(dialect: Dialect, lines: &[&str]) -> Vec<String> {
    let bytes = lines.join("\r\n") + "\r\n";
    let heard = hear(dialect, [bytes.as_bytes()]);
    let said = heard.said.lines().skip(1);
    said.filter(|line| line.as_bytes().get(3) == Some(&b' '))
        .map(|line| {
            let mut words = line.split(' ');
            let code = words.next().unwrap_or_default();
            match words.next() {
                Some(status) if status.contains('.') && code != "250" => format!("{code} {status}"),
                _ => code.to_owned(),
            }
        })
        .collect()
}

const HELLO: &str = "EHLO mx.example.net";
const FROM: &str = "MAIL FROM:<ada@example.org>";
const TO: &str = "RCPT TO:<turku@lists.example.org>";

#[test]
fn a_message_is_kept_with_its_envelope_and_without_stuffed_dots() {
    let text = [
        HELLO,
        FROM,
        TO,
        "DATA",
        "Subject: a",
        "",
        "..b",
        ".",
        "QUIT",
        "",
    ]
    .join("\r\n");
    let heard = hear(Dialect::Smtp, [text.as_bytes()]);

    let kept = Message {
        helo: "mx.example.net".to_owned(),
        from: "ada@example.org".to_owned(),
        recipients: vec!["turku".to_owned()],
        raw: b"Subject: a\r\n\r\n.b\r\n".to_vec(),
        secure: false,
    };
    assert_eq!(heard.kept, [kept]);
    assert!(heard.closed);
    assert_eq!(
        heard.said,
        "220 mx.example.org ESMTP Roost\r\n\
         250-mx.example.org\r\n250-PIPELINING\r\n250-SIZE 100\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n\
         250 ENHANCEDSTATUSCODES\r\n\
         250 2.1.0 Go on\r\n250 2.1.5 Go on\r\n354 Go on, and end with a dot alone\r\n\
         250 2.0.0 Kept\r\n221 2.0.0 Goodbye\r\n"
    );
}

/// What is said, and the codes that answer it.
const MISTAKES: &[(&[&str], &[&str])] = &[
    (&[FROM], &["503 5.5.1"]),
    (&[HELLO, TO], &["250", "503 5.5.1"]),
    (&[HELLO, FROM, FROM], &["250", "250", "503 5.5.1"]),
    (&[HELLO, FROM, "DATA"], &["250", "250", "503 5.5.1"]),
    (
        &[HELLO, "MAIL FROM:<a@example.org> SIZE=101"],
        &["250", "552 5.3.4"],
    ),
    (
        &[HELLO, "MAIL FROM:<a@example.org> SIZE=100"],
        &["250", "250"],
    ),
    (
        &[HELLO, "MAIL FROM:<a@example.org> BODY=8BITMIME SMTPUTF8"],
        &["250", "250"],
    ),
    (
        &[HELLO, "MAIL FROM:<a@example.org> BODY=BINARYMIME"],
        &["250", "555 5.5.4"],
    ),
    (&[HELLO, "MAIL FROM:<ä@example.org>"], &["250", "553 5.6.7"]),
    (
        &[HELLO, "MAIL FROM:<ä@example.org> SMTPUTF8"],
        &["250", "250"],
    ),
    (&[HELLO, "MAIL FROM:<>"], &["250", "250"]),
    (&[HELLO, "MAIL FROM:<ada>"], &["250", "553 5.1.7"]),
    (&[HELLO, FROM, "RCPT TO:<>"], &["250", "250", "553 5.1.3"]),
    (
        &[HELLO, FROM, "RCPT TO:<ada>"],
        &["250", "250", "553 5.1.3"],
    ),
    (
        &[HELLO, FROM, "RCPT TO:<nobody@lists.example.org>"],
        &["250", "250", "550 5.1.1"],
    ),
    (
        &[HELLO, FROM, "RCPT TO:<later@lists.example.org>"],
        &["250", "250", "451 4.3.0"],
    ),
    (
        &[HELLO, FROM, "RCPT TO:<a@example.org>"],
        &["250", "250", "550 5.7.1"],
    ),
    (
        &[
            HELLO,
            FROM,
            "RCPT TO:<a%example.org@lists.example.org.evil.example>",
        ],
        &["250", "250", "550 5.7.1"],
    ),
    (
        &[HELLO, FROM, "RCPT TO:<Postmaster>"],
        &["250", "250", "250"],
    ),
    (
        &[HELLO, FROM, TO, TO, TO, TO],
        &["250", "250", "250", "250", "250", "452 4.5.3"],
    ),
    (
        &[HELLO, FROM, "RSET", TO],
        &["250", "250", "250", "503 5.5.1"],
    ),
    (
        &[HELLO, FROM, HELLO, TO],
        &["250", "250", "250", "503 5.5.1"],
    ),
    (
        &["HELO there", "VRFY ada", "EXPN ada"],
        &["250", "252 2.0.0", "502 5.5.1"],
    ),
    (&["STARTTLS"], &["502 5.5.1"]),
    (&["AUTH PLAIN AAAA"], &["502 5.5.1"]),
    (&["BDAT 10 LAST"], &["502 5.5.1"]),
    (&["LHLO there"], &["500 5.5.1"]),
    (&["WHAT"], &["500 5.5.1"]),
    (&["EHLO"], &["501 5.5.4"]),
    (&["NOOP a\rb"], &["500 5.5.2"]),
    (&["NOOP a\nNOOP"], &["500 5.5.2", "250"]),
    (&["NOOP a\0b"], &["500 5.5.2"]),
];

#[test]
fn each_mistake_has_its_answer() {
    for (lines, expected) in MISTAKES {
        assert_eq!(codes(Dialect::Smtp, lines), *expected, "{lines:?}");
    }
    let long = format!("NOOP {}", "x".repeat(3_000));
    let said = codes(Dialect::Smtp, &[&long, "NOOP"]);
    assert_eq!(said, ["500 5.5.2", "250"]);
}

#[test]
fn what_is_too_large_is_refused_after_it_was_heard_and_the_next_message_is_taken() {
    let large = "x".repeat(MOST + 1);
    let lines = [
        HELLO, FROM, TO, "DATA", &large, ".", FROM, TO, "DATA", "small", ".",
    ];
    assert_eq!(
        codes(Dialect::Smtp, &lines),
        [
            "250",
            "250",
            "250",
            "354",
            "552 5.3.4",
            "250",
            "250",
            "354",
            "250"
        ]
    );
}

#[test]
fn a_message_without_end_is_cut_off() {
    let begin = [HELLO, FROM, TO, "DATA", ""].join("\r\n");
    let more = vec![b'x'; 64 << 10];
    let pieces = std::iter::once(begin.as_bytes()).chain((0..40).map(|_| &more[..]));
    let heard = hear(Dialect::Smtp, pieces);

    assert!(heard.closed && heard.said.ends_with("552 5.3.4 This is far too large\r\n"));
}

#[test]
fn no_second_message_hides_behind_an_end_that_only_others_see() {
    for end in ["\n.\n", "\n.\r\n", "\r.\r", "\r\n.\n", "\r.\r\n", "\r\n.\r"] {
        let hidden = format!("a{end}{FROM}\r\n{TO}\r\nDATA\r\nhidden");
        let lines = [
            HELLO, FROM, TO, "DATA", &hidden, ".", FROM, TO, "DATA", "plain", ".",
        ];
        let bytes = lines.join("\r\n") + "\r\n";
        let heard = hear(Dialect::Smtp, [bytes.as_bytes()]);

        let kept: Vec<_> = heard.kept.iter().map(|kept| &kept.raw[..]).collect();
        assert_eq!(kept, [b"plain\r\n"], "{end:?}");
        assert!(heard.said.contains("550 5.6.0"), "{end:?}");
    }
}

#[test]
fn each_recipient_is_answered_for_itself_in_lmtp() {
    let nobody = "RCPT TO:<nobody@lists.example.org>";
    let lines = ["LHLO front", FROM, TO, nobody, TO, "DATA", "text", "."];
    assert_eq!(
        codes(Dialect::Lmtp, &lines),
        ["250", "250", "250", "550 5.1.1", "250", "354", "250", "250"]
    );
    assert_eq!(
        codes(Dialect::Lmtp, &[HELLO, "HELO a"]),
        ["500 5.5.1", "500 5.5.1"]
    );
    let unkept = [
        "LHLO front",
        "MAIL FROM:<unkept@example.org>",
        TO,
        TO,
        "DATA",
        "text",
        ".",
    ];
    assert_eq!(
        codes(Dialect::Lmtp, &unkept),
        ["250", "250", "250", "250", "354", "451 4.3.0", "451 4.3.0"]
    );
}

#[test]
fn who_makes_mistake_after_mistake_or_never_comes_to_the_point_is_hung_up_on() {
    let mistakes = vec!["WHAT"; 20];
    let said = codes(Dialect::Smtp, &mistakes);
    assert_eq!((said.len(), said[10].as_str()), (11, "421 4.7.0"));
    let idle = vec!["NOOP"; 200];
    let said = codes(Dialect::Smtp, &idle);
    assert_eq!((said.len(), said[100].as_str()), (101, "421 4.7.0"));
}

#[test]
fn what_follows_starttls_in_clear_is_not_heard() {
    let rules = Rules {
        starttls: true,
        ..rules()
    };
    let mut session: Session<String> = Session::new(rules, Dialect::Smtp);
    session.feed(b"EHLO a\r\nSTARTTLS\r\nMAIL FROM:<evil@example.org>\r\n");
    assert_eq!(session.go_on(), Some(Wish::Starttls));
    session.feed(b"RCPT TO:<turku@lists.example.org>\r\n");
    session.is_secure_now();
    assert_eq!(session.go_on(), None);
    session.take_output();
    session.feed(format!("{FROM}\r\nEHLO a\r\nSTARTTLS\r\n").as_bytes());
    assert_eq!(session.go_on(), None);
    let said = session.take_output();
    assert!(said.starts_with("503 5.5.1") && said.ends_with("502 5.5.1 This is not done here\r\n"));
    assert!(!said.contains("STARTTLS"), "{said}");
}

#[test]
fn an_address_is_ours_elsewhere_or_none() {
    let ours = |local: &str| Asked::Ours(local.to_owned());
    let cases = [
        ("Turku@lists.example.org", ours("turku")),
        ("b+x@LISTS.Example.ORG", ours("b+x")),
        ("a@lists.example.org.", ours("a")),
        ("POSTMASTER", ours("postmaster")),
        ("ada", Asked::Malformed),
        ("", Asked::Malformed),
        ("@lists.example.org", Asked::Malformed),
        ("a@", Asked::Malformed),
        ("a@example.org", Asked::Elsewhere),
        ("a@[127.0.0.1]", Asked::Elsewhere),
        (
            "@lists.example.org,@b:a@lists.example.org",
            Asked::Elsewhere,
        ),
        ("\"a@lists.example.org\"@example.org", Asked::Elsewhere),
    ];
    for (address, asked) in cases {
        assert_eq!(ask(address, "lists.example.org"), asked, "{address}");
    }
    let long = format!("{}@lists.example.org", "a".repeat(65));
    assert_eq!(ask(&long, "lists.example.org"), Asked::Malformed);
    assert_eq!(split_tag("b+x-y"), Some(("b", "x-y")));
    assert_eq!(split_tag("b-x+y"), Some(("b", "x+y")));
    assert_eq!(split_tag("b"), None);
}

/// Lines that mean something, whole and broken, and bytes that mean nothing.
fn line() -> impl Strategy<Value = Vec<u8>> {
    let known = [
        "EHLO a",
        "HELO a",
        "LHLO a",
        FROM,
        "MAIL FROM:<> SIZE=50",
        "MAIL FROM:<a@b> SIZE=999999",
        TO,
        "RCPT TO:<nobody@lists.example.org>",
        "RCPT TO:<later@lists.example.org>",
        "RCPT TO:<a@example.com>",
        "DATA",
        ".",
        "..",
        ".a",
        "",
        "text",
        "RSET",
        "NOOP",
        "QUIT",
        "VRFY a",
        "STARTTLS",
        "MAIL FROM:<unkept@example.org>",
    ];
    let ends: [&[u8]; 5] = [b"\r\n", b"\r\n", b"\r\n", b"\n", b"\r"];
    let known = proptest::sample::select(known.map(|line| line.as_bytes().to_vec()).to_vec());
    let odd = proptest::collection::vec(any::<u8>(), 0..40);
    let long = (2_040..2_060_usize).prop_map(|length| vec![b'x'; length]);
    let text = prop_oneof![20 => known, 2 => odd, 1 => long];
    (text, proptest::sample::select(ends.to_vec())).prop_map(|(mut line, end)| {
        line.extend_from_slice(end);
        line
    })
}

proptest! {
    #[test]
    fn how_the_bytes_are_cut_makes_no_difference(
        lines in proptest::collection::vec(line(), 0..30),
        cuts in proptest::collection::vec(0..4_000_usize, 0..30),
        lmtp: bool,
    ) {
        let dialect = if lmtp { Dialect::Lmtp } else { Dialect::Smtp };
        let bytes = lines.concat();
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut % (bytes.len() + 1)).collect();
        cuts.sort_unstable();
        let ends = cuts.iter().copied().chain([bytes.len()]);
        let begins = std::iter::once(0).chain(cuts.iter().copied());
        let pieces: Vec<&[u8]> = begins.zip(ends).map(|(a, b)| &bytes[a..b]).collect();
        let single: Vec<&[u8]> = bytes.chunks(1).collect();

        let whole = hear(dialect, [&bytes[..]]);
        prop_assert_eq!(&hear(dialect, pieces), &whole);
        prop_assert_eq!(&hear(dialect, single), &whole);
        // Nothing is kept that holds what another server may read as an end.
        for kept in &whole.kept {
            let text = String::from_utf8_lossy(&kept.raw).replace("\r\n", "");
            prop_assert!(!text.contains(['\r', '\n']) && kept.raw.len() <= MOST);
        }
    }

    #[test]
    fn a_text_comes_back_as_it_was_sent(lines in proptest::collection::vec("[.a-c]{0,4}", 0..8)) {
        let sent: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
        let stuffed: String = lines.iter().map(|line| {
            let dot = if line.starts_with('.') { "." } else { "" };
            format!("{dot}{line}\r\n")
        }).collect();
        let mut data = Data::new(1_000);
        let bytes = format!("{stuffed}.\r\nNOOP\r\n");
        let (taken, ended) = data.read(bytes.as_bytes());
        prop_assert!(ended);
        prop_assert_eq!(&bytes[taken..], "NOOP\r\n");
        prop_assert_eq!(data.end(), End::Whole(sent.into_bytes()));
    }
}
