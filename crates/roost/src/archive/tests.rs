use super::blocks::{Block, Span, blocks};
use super::mbox;
use super::order::{Knot, arrange};
use super::reading::{cut_addresses, read};
use crate::clock::Instant;
use crate::inbound::unflow;
use jiff::Timestamp;
use proptest::prelude::*;

fn at(second: i64) -> Instant {
    Instant::from(Timestamp::from_second(second).unwrap())
}

const NOW: i64 = 1_793_000_000;

fn knot<'a>(id: &'a str, ancestors: &[&'a str], second: i64) -> Knot<'a> {
    Knot {
        message_id: id,
        ancestors: ancestors.to_vec(),
        written_at: at(second),
    }
}

/// Each message and what it answers, in their order.
fn told(knots: &[Knot<'_>]) -> Vec<(String, String)> {
    let placed = arrange(knots);
    let id = |place: usize| knots[placed[place].index].message_id.to_owned();
    (0..placed.len())
        .map(|place| (id(place), placed[place].answers.map(id).unwrap_or_default()))
        .collect()
}

fn pair(id: &str, answers: &str) -> (String, String) {
    (id.to_owned(), answers.to_owned())
}

#[test]
fn an_answer_stands_below_what_it_answers_whatever_its_clock_says() {
    let knots = [
        knot("c", &["a", "b"], 30),
        knot("b", &["a"], 5),
        knot("a", &[], 10),
        knot("d", &[], 20),
    ];
    let order = [pair("a", ""), pair("b", "a"), pair("d", ""), pair("c", "b")];
    assert_eq!(told(&knots), order);
}

#[test]
fn a_message_that_never_came_still_ties_its_answers_to_what_it_answered() {
    let knots = [
        knot("a", &[], 1),
        knot("c", &["a", "lost"], 2),
        knot("d", &["lost"], 3),
    ];
    let order = [pair("a", ""), pair("c", "a"), pair("d", "a")];
    assert_eq!(told(&knots), order);
}

#[test]
fn circles_and_answers_to_oneself_end() {
    let own = [knot("a", &["a"], 1)];
    assert_eq!(told(&own), [pair("a", "")]);
    let circle = [
        knot("a", &["c"], 1),
        knot("b", &["a"], 2),
        knot("c", &["b"], 3),
    ];
    let order = [pair("b", ""), pair("c", "b"), pair("a", "c")];
    let told = told(&circle);
    let ids: std::collections::BTreeSet<_> = told.iter().map(|(id, _)| id.clone()).collect();
    assert_eq!(ids.len(), 3);
    let tops = told.iter().filter(|(_, answers)| answers.is_empty());
    assert_eq!(
        tops.count(),
        order.iter().filter(|one| one.1.is_empty()).count()
    );
}

#[test]
fn ten_thousand_answers_one_below_the_other_are_arranged() {
    let ids: Vec<String> = (0..10_000).map(|number| number.to_string()).collect();
    let knots: Vec<Knot<'_>> = ids
        .iter()
        .enumerate()
        .map(|(number, id)| {
            let first = number.saturating_sub(20);
            let above: Vec<&str> = ids[first..number].iter().map(String::as_str).collect();
            knot(id, &above, 1)
        })
        .collect();
    let placed = arrange(&knots);
    assert_eq!(placed.last().unwrap().index, 9_999);
    assert_eq!(placed.last().unwrap().answers, Some(9_998));
}

proptest! {
    #[test]
    fn the_order_of_their_coming_changes_nothing(
        given in proptest::collection::vec((0..12_u8, proptest::collection::vec(0..14_u8, 0..4), 0..5_i64), 1..12),
        turned in any::<proptest::sample::Index>(),
    ) {
        let names: Vec<String> = (0..14).map(|number| format!("m{number}")).collect();
        let mut seen = std::collections::BTreeSet::new();
        let mut knots: Vec<Knot<'_>> = given
            .iter()
            .filter(|(id, _, _)| seen.insert(*id))
            .map(|(id, above, second)| {
                let above = above.iter().map(|one| names[usize::from(*one)].as_str());
                knot(&names[usize::from(*id)], &above.collect::<Vec<_>>(), *second)
            })
            .collect();
        let before = told(&knots);
        let middle = turned.index(knots.len());
        knots.rotate_left(middle);
        prop_assert_eq!(&told(&knots), &before);
        knots.reverse();
        prop_assert_eq!(&told(&knots), &before);
        // Nobody stands above what they answer.
        for (place, (_, answers)) in before.iter().enumerate() {
            let above = before.iter().position(|(id, _)| id == answers);
            prop_assert!(answers.is_empty() || above.is_some_and(|above| above < place));
        }
    }

    #[test]
    fn any_bytes_are_read_without_a_fall(raw in proptest::collection::vec(any::<u8>(), 0..600)) {
        let read = read(&raw, "own", at(NOW));
        blocks(&read.text);
    }

    #[test]
    fn any_text_is_laid_out_with_every_word_in_it(text in "[>a \\n\\t.:@-]{0,80}") {
        let mut laid = String::new();
        for block in blocks(&text) {
            match block {
                Block::Text(lines) => lines.iter().flatten().for_each(|span| match span {
                    Span::Text(text) | Span::Link(text) => laid.push_str(text),
                }),
                Block::Code(text) | Block::Signature(text) => laid.push_str(&text),
                Block::Quote { whose, text, .. } => {
                    laid.push_str(&whose);
                    laid.push_str(&text);
                }
            }
        }
        let letters = |text: &str| text.matches('a').count();
        prop_assert_eq!(letters(&laid), letters(&text));
    }
}

#[test]
fn no_mail_address_is_shown_and_what_only_looks_like_one_stays() {
    for (text, shown) in [
        ("Write to ida.berg@example.org.", "Write to ida.berg@…."),
        ("<ida@example.org>, bo@[192.0.2.1]", "<ida@…>, bo@…"),
        ("mailto:ida+x@xn--bcher-kva.example?x", "mailto:ida+x@…?x"),
        ("ünal@bücher.example", "ünal@…"),
        ("@app.route(\"/\")", "@app.route(\"/\")"),
        (
            "see https://social.example/@ida",
            "see https://social.example/@ida",
        ),
        ("a @ b", "a @ b"),
    ] {
        assert_eq!(cut_addresses(text), shown);
    }
}

#[test]
fn lines_that_flow_are_joined_and_the_others_are_not() {
    let flowed = "One \ntwo \nthree.\n\n> quoted \n> goes on\n>> deeper \n> up\n-- \nIda";
    let joined = "One two three.\n\n> quoted goes on\n>> deeper \n> up\n-- \nIda";
    assert_eq!(unflow(flowed, false), joined);
    assert_eq!(unflow("日本 \n語", true), "日本語");
    // A space that was put before it so that it is not taken for something else.
    assert_eq!(unflow(" From here", false), "From here");
}

#[test]
fn a_message_is_taken_apart_as_people_read_it() {
    let text = "See https://example.org/a_(b), or (https://example.org/c).\nYes.\n\n\
                On Monday, 2 November 2026,\nIda wrote:\n> Why?\n>\n> Because.\n\n\
\x20   def f():\n        return 1\n\n    f()\n\n>>> 1 + 1\n2\n-- \nIda Berg\nTurku";
    let line = |text: &str| vec![Span::Text(text.to_owned())];
    let link = |text: &str| Span::Link(text.to_owned());
    let plain = |text: &str| Span::Text(text.to_owned());
    let first = vec![
        plain("See "),
        link("https://example.org/a_(b)"),
        plain(", or ("),
        link("https://example.org/c"),
        plain(")."),
    ];
    let expected = [
        Block::Text(vec![first, line("Yes.")]),
        Block::Quote {
            begin: "Why?".to_owned(),
            whose: "On Monday, 2 November 2026, Ida wrote:".to_owned(),
            text: "Why?\n\nBecause.".to_owned(),
        },
        Block::Code("def f():\n    return 1\n\nf()".to_owned()),
        Block::Code(">>> 1 + 1\n2".to_owned()),
        Block::Signature("Ida Berg\nTurku".to_owned()),
    ];
    assert_eq!(blocks(text), expected);
}

#[test]
fn text_is_read_in_the_charsets_of_the_world_and_in_lying_ones() {
    let cases: [(&str, &[u8], &str); 6] = [
        ("utf-8", "Grüße".as_bytes(), "Grüße"),
        ("iso-8859-1", b"Gr\xfc\xdfe", "Grüße"),
        ("windows-1252", b"\x93ja\x94", "“ja”"),
        ("koi8-r", b"\xf0\xf2\xe9", "ПРИ"),
        ("iso-2022-jp", b"\x1b$B$3$s\x1b(B", "こん"),
        ("gb18030", b"\xc4\xe3\xba\xc3", "你好"),
    ];
    for (charset, bytes, text) in cases {
        let head = format!("Content-Type: text/plain; charset={charset}\r\n\r\n");
        let raw = [head.as_bytes(), bytes].concat();
        assert_eq!(read(&raw, "own", at(NOW)).text, text, "{charset}");
    }
    let lying = b"Content-Type: text/plain; charset=utf-8\r\n\r\nGr\xfc\xdfe";
    assert!(read(lying, "own", at(NOW)).text.starts_with("Gr"));
    let unknown = b"Content-Type: text/plain; charset=klingon\r\n\r\nHello";
    assert_eq!(read(unknown, "own", at(NOW)).text, "Hello");
}

#[test]
fn html_alone_is_read_as_text_and_nothing_of_it_runs() {
    let raw = b"Content-Type: text/html\r\n\r\n<p>Hello <b>you</b></p><script>x()</script>\
                <img src=\"https://example.org/see.gif\"><p>Bye</p>";
    let read = read(raw, "own", at(NOW));
    assert!(read.text.contains("Hello you"), "{}", read.text);
    assert!(!read.text.contains("x()"), "{}", read.text);
    assert!(!read.text.contains("see.gif"), "{}", read.text);
}

#[test]
fn what_a_message_answers_is_read_from_every_field_and_never_itself() {
    let raw = b"References: <a@x> <own> <b@x>\r\n <a@x>\r\nIn-Reply-To: <c@x> of Monday\r\n\
                Date: Fri, 1 Jan 2100 00:00:00 +0000\r\n\r\nHi";
    let read = read(raw, "own", at(NOW));
    assert_eq!(read.ancestors, ["b@x", "a@x", "c@x"]);
    assert_eq!(read.written_at, None);
}

/// Every message of a mailbox.
fn kept(mailbox: &str) -> Vec<mbox::Kept> {
    let mut mailbox = mbox::Mailbox::new(mailbox.as_bytes());
    let mut all = Vec::new();
    while let Some(one) = mailbox.read_next().unwrap() {
        all.push(one);
    }
    all
}

#[test]
fn mailboxes_of_every_kind_are_taken_apart() {
    let mailbox = "Nonsense before\nFrom ida Mon Nov  2 10:00:00 2026\nFrom: ida\nSubject: One\n\n\
                   From here on it is text.\n>From me\n>>From them\n\nFrom the sea: a story\nwith a From \n\n\
                   From bo  \r\nFrom: bo\r\n\r\nTwo\r\n";
    let all = kept(mailbox);
    let texts: Vec<_> = all
        .iter()
        .map(|one| String::from_utf8(one.raw.clone().unwrap()).unwrap())
        .collect();
    let one = "From: ida\r\nSubject: One\r\n\r\nFrom here on it is text.\r\nFrom me\r\n>From them\r\n\r\n\
               From the sea: a story\r\nwith a From \r\n";
    assert_eq!(texts, [one, "From: bo\r\n\r\nTwo\r\n"]);
    assert_eq!(all[0].at, Some(at(1_793_613_600)));
    assert_eq!(all[1].at, None);
    assert_eq!(kept(""), []);
    assert_eq!(kept("no mailbox\n"), []);
}

proptest! {
    #[test]
    fn what_is_written_to_a_mailbox_is_read_again(
        bodies in proptest::collection::vec("([>]{0,2}From x|: |a|\\PC{0,3}|\r\n){0,6}", 0..4),
    ) {
        let mut mailbox = Vec::new();
        let raws: Vec<String> = bodies
            .iter()
            .map(|body| format!("Subject: x\r\n\r\n{body}\r\n"))
            .collect();
        for raw in &raws {
            mbox::write(&mut mailbox, raw.as_bytes(), "ida@example.org", at(NOW)).unwrap();
        }
        let read = kept(&String::from_utf8(mailbox).unwrap());
        let read: Vec<_> = read.into_iter().map(|one| String::from_utf8(one.raw.unwrap()).unwrap()).collect();
        let lines = |text: &String| text.lines().map(str::to_owned).collect::<Vec<_>>();
        prop_assert_eq!(read.iter().map(lines).collect::<Vec<_>>(), raws.iter().map(lines).collect::<Vec<_>>());
    }
}
