use super::actions::read_decision;
use super::announced::{self, Unfit};
use super::incoming::{self, Author, Noise};
use super::model::{
    Asked, Decision, Hold, List, ListKind, NameRefusal, Posting, ReplyTo, Settings, Standing,
    Style, announcing_names, first_names, limit_key, read_local, refuse_name,
};
use super::outgoing::{self, Place, with_prefix};
use super::rules::{Poster, Verdict, judge};
use crate::ids::{GroupId, ListId};
use crate::inbound::{Checks, Fields, Outcome, Policy};
use proptest::prelude::*;
use uuid::Uuid;

const PLACE: Place<'_> = Place {
    domain: "lists.example.org",
    page: "https://roost.example.org/turku-python/lists/turku-python",
    archive: "https://roost.example.org/turku-python/lists/turku-python/archive",
    group: "turku-python",
    via: "via Turku Python",
};

fn list(change: impl FnOnce(&mut Settings)) -> List {
    let mut settings = Settings::of("Turku Python");
    change(&mut settings);
    List {
        group_id: GroupId::NONE,
        id: ListId::from(Uuid::nil()),
        name: "turku-python".to_owned(),
        kind: ListKind::Discussion,
        settings,
        closed_at: None,
    }
}

fn ida() -> Author {
    Author {
        name: "Ida Berg".to_owned(),
        email: "ida@example.com".to_owned(),
    }
}

const POST: &str = "Received: from ida by mx\r\n\
    DKIM-Signature: v=1; d=example.com; s=s;\r\n h=From:To:Subject; b=abc\r\n\
    From: Ida Berg <ida@example.com>\r\n\
    To: turku-python@lists.example.org\r\n\
    Subject: Which time zone library\r\n do you trust?\r\n\
    Message-ID: <one@example.com>\r\n\
    List-Id: <other.example.net>\r\n\
    Disposition-Notification-To: ida@example.com\r\n\
    \r\n\
    We store meeting times for a choir.\r\n";

fn prepared(list: &List, raw: &str, munges: bool) -> String {
    let about = (&ida(), "one@example.com");
    let bytes = outgoing::prepare((list, raw.as_bytes()), about, munges, &PLACE);
    String::from_utf8(bytes.unwrap()).unwrap()
}

#[test]
fn a_transparent_list_changes_nothing_that_was_written() {
    assert_eq!(
        prepared(&list(|_| ()), POST, false),
        "Received: from ida by mx\r\n\
         DKIM-Signature: v=1; d=example.com; s=s;\r\n h=From:To:Subject; b=abc\r\n\
         From: Ida Berg <ida@example.com>\r\n\
         To: turku-python@lists.example.org\r\n\
         Subject: Which time zone library\r\n do you trust?\r\n\
         Message-ID: <one@example.com>\r\n\
         List-Id: \"Turku Python\" <turku-python.lists.example.org>\r\n\
         List-Post: <mailto:turku-python@lists.example.org>\r\n\
         List-Help: <mailto:turku-python-help@lists.example.org>\r\n\
         List-Owner: <mailto:turku-python-owner@lists.example.org>\r\n\
         List-Subscribe: <mailto:turku-python-join@lists.example.org>,\r\n \
         <https://roost.example.org/turku-python/lists/turku-python>\r\n\
         List-Archive: <https://roost.example.org/turku-python/lists/turku-python/archive>\r\n\
         Precedence: list\r\n\
         Feedback-ID: list:turku-python:roost\r\n\
         Archived-At: <https://roost.example.org/turku-python/lists/turku-python/archive/\
         2jjvj5syevwttcfauhyhvyw37jsmafa3>\r\n\
         \r\n\
         We store meeting times for a choir.\r\n"
    );
}

#[test]
fn a_decorated_list_writes_as_itself_and_its_author_is_reached_by_an_answer() {
    let decorated = list(|settings| {
        settings.style = Style::Decorated;
        settings.prefix = "turku".to_owned();
    });
    let written = prepared(&decorated, POST, true);
    let fields = Fields::of(written.as_bytes());
    let of = |name: &str| fields.find(name).unwrap_or_default();
    assert_eq!(
        of("From"),
        "\"Ida Berg via Turku Python\" <turku-python@lists.example.org>"
    );
    assert_eq!(of("Reply-To"), "\"Ida Berg\" <ida@example.com>");
    assert_eq!(
        of("Subject"),
        "[turku] Which time zone library do you trust?"
    );
    assert_eq!(of("DKIM-Signature"), "");
    assert_eq!(of("Message-ID"), "<one@example.com>");
    assert_eq!(
        String::from_utf8(fields.body).unwrap(),
        "We store meeting times for a choir.\r\n\r\n-- \r\nTurku Python\r\n\
         https://roost.example.org/turku-python/lists/turku-python\r\n"
    );
}

#[test]
fn an_answer_to_the_list_keeps_what_its_author_asked_for() {
    let to_list = list(|settings| settings.reply_to = ReplyTo::List);
    let of = |raw: &str, munges: bool, name: &str| {
        let written = prepared(&to_list, raw, munges);
        Fields::of(written.as_bytes())
            .find(name)
            .unwrap_or_default()
    };
    assert_eq!(
        of(POST, false, "Reply-To"),
        "turku-python@lists.example.org"
    );
    assert_eq!(of(POST, false, "Cc"), "");
    assert_eq!(of(POST, true, "Cc"), "\"Ida Berg\" <ida@example.com>");
    let asking = format!("Reply-To: choir@example.net\r\nCc: bo@example.net\r\n{POST}");
    let both = "turku-python@lists.example.org, choir@example.net";
    assert_eq!(of(&asking, true, "Reply-To"), both);
    assert_eq!(of(&asking, true, "Cc"), "bo@example.net");
    assert_eq!(
        of(&format!("Cc: bo@example.net\r\n{POST}"), true, "Cc"),
        "bo@example.net, \"Ida Berg\" <ida@example.com>"
    );
}

#[test]
fn a_footer_leaves_what_is_not_plain_text_as_it_was() {
    let decorated = list(|settings| settings.style = Style::Decorated);
    let inner = "--x\r\nContent-Type: text/html\r\n\r\n<p>Hello</p>\r\n--x--\r\n";
    let raw = format!(
        "From: ida@example.com\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/alternative;\r\n boundary=x\r\n\r\n{inner}"
    );
    let written = prepared(&decorated, &raw, true);
    let message = mail_parser::MessageParser::default()
        .parse(written.as_bytes())
        .unwrap();
    assert_eq!(message.body_html(0).unwrap(), "<p>Hello</p>");
    assert_eq!(message.subject(), Some("Grüße"));
    assert!(written.contains(inner), "{written}");
    let footer = message.parts.last().unwrap().text_contents().unwrap();
    assert!(
        footer.starts_with("-- \r\nTurku Python\r\nhttps://"),
        "{footer}"
    );
}

#[test]
fn a_word_before_the_subject_stands_there_once_however_often_it_is_answered() {
    for (before, after) in [
        ("Snakes", "[py] Snakes"),
        ("Re: Snakes", "[py] Re: Snakes"),
        ("Re: [py] Re: Snakes", "[py] Re: Snakes"),
        ("AW: [PY] SV: Re[2]: Snakes", "[py] Re: Snakes"),
        ("", "[py]"),
        ("Reading: Snakes", "[py] Reading: Snakes"),
        ("İ: İ", "[py] İ: İ"),
    ] {
        assert_eq!(with_prefix(before, "py"), after);
        assert_eq!(with_prefix(after, "py"), after);
    }
}

#[test]
fn copies_are_from_the_list_where_the_authors_domain_would_have_them_refused() {
    let plain = list(|_| ());
    let checks = |policy, dkim| Checks {
        spf: Outcome::Pass,
        dkim,
        dmarc: Outcome::Pass,
        policy,
    };
    let munges = |list: &List, raw: &str, checks: Option<Checks>| {
        outgoing::must_munge(list, raw.as_bytes(), checks.as_ref())
    };
    assert!(!munges(
        &plain,
        POST,
        Some(checks(Policy::None, Outcome::None))
    ));
    assert!(!munges(
        &plain,
        POST,
        Some(checks(Policy::Reject, Outcome::Pass))
    ));
    assert!(munges(
        &plain,
        POST,
        Some(checks(Policy::Reject, Outcome::None))
    ));
    assert!(munges(
        &plain,
        POST,
        Some(checks(Policy::Unknown, Outcome::Later))
    ));
    assert!(munges(&plain, POST, None));
    // To sign a field that is not there forbids to write it.
    let jealous = POST.replace("h=From:", "h=From:list-id:");
    assert!(munges(
        &plain,
        &jealous,
        Some(checks(Policy::Quarantine, Outcome::Pass))
    ));
    assert!(!munges(
        &plain,
        &jealous,
        Some(checks(Policy::None, Outcome::Pass))
    ));
    let to_list = list(|settings| settings.reply_to = ReplyTo::List);
    let jealous = POST.replace("h=From:", "h=From:Reply-To:");
    assert!(munges(
        &to_list,
        &jealous,
        Some(checks(Policy::Reject, Outcome::Pass))
    ));
    assert!(!munges(
        &plain,
        &jealous,
        Some(checks(Policy::Reject, Outcome::Pass))
    ));
}

fn read(raw: &str) -> Result<incoming::Facts, Noise> {
    let ours = ("turku-python@lists.example.org", "lists.example.org");
    incoming::read(raw.as_bytes(), "ida@example.com", ours)
}

#[test]
fn what_programs_write_and_what_comes_round_is_noise() {
    let with = |field: &str| read(&format!("{field}\r\n{POST}")).map(|_| ());
    assert_eq!(
        read(POST).map(|facts| facts.subject),
        Ok("Which time zone library do you trust?".to_owned())
    );
    for (field, noise) in [
        ("Auto-Submitted: auto-replied", Noise::Automatic),
        ("Precedence: auto_reply", Noise::Automatic),
        ("X-Autoreply: yes", Noise::Automatic),
        (
            "List-Post: <mailto:Turku-Python@lists.example.org>",
            Noise::Own,
        ),
        ("List-Id: Ours <turku-python.lists.example.org>", Noise::Own),
        ("From: bo@example.net", Noise::Unreadable),
    ] {
        assert_eq!(with(field), Err(noise), "{field}");
    }
    let from = |from: &str| read(&POST.replace("Ida Berg <ida@example.com>", from)).map(|_| ());
    assert_eq!(from("x <anything@lists.example.org>"), Err(Noise::Own));
    assert_eq!(from("a@example.com, b@example.com"), Err(Noise::Unreadable));
    assert_eq!(from("nobody"), Err(Noise::Unreadable));
    assert_eq!(
        read(&POST.replace("Which", "Automatic reply: Which")).map(|_| ()),
        Err(Noise::Automatic)
    );
    let round = "Received: from a by b\r\n".repeat(50);
    assert_eq!(
        read(&format!("{round}{POST}")).map(|_| ()),
        Err(Noise::Round)
    );
    let ours = ("turku-python@lists.example.org", "lists.example.org");
    assert_eq!(
        incoming::read(POST.as_bytes(), "", ours).map(|_| ()),
        Err(Noise::Automatic)
    );
}

#[test]
fn whoever_asks_everybody_for_the_way_out_is_held() {
    let command = |subject: &str, text: &str| {
        let raw = format!("From: a@example.com\r\nSubject: {subject}\r\n\r\n{text}\r\n");
        read(&raw).unwrap().is_command
    };
    assert!(command("unsubscribe", ""));
    assert!(command("Hello", "Please unsubscribe me!"));
    assert!(command(
        "Unsubscribe",
        "unsubscribe\r\n\r\n> quoted\r\n-- \r\nAnn"
    ));
    assert!(!command(
        "unsubscribe",
        "How do I unsubscribe from a Python generator?"
    ));
    assert!(!command("Leave of absence", "I will be away."));
}

#[test]
fn the_first_rule_that_speaks_decides() {
    let known = Poster {
        standing: Some(Standing::New),
        organizes: false,
        is_banned: false,
        accepted: 1,
    };
    let plain = read(POST).unwrap();
    let open = list(|_| ());
    let verdict = |list: &List, facts: &incoming::Facts, poster: Poster, proven: bool| {
        judge(list, facts, poster, (proven, 1_000))
    };
    assert_eq!(verdict(&open, &plain, known, true), Verdict::Accept);
    assert_eq!(
        verdict(&open, &plain, known, false),
        Verdict::Hold(Hold::Unproven)
    );
    let fresh = Poster {
        accepted: 0,
        ..known
    };
    assert_eq!(
        verdict(&open, &plain, fresh, true),
        Verdict::Hold(Hold::First)
    );
    let stranger = Poster {
        standing: None,
        ..fresh
    };
    assert_eq!(
        verdict(&open, &plain, stranger, true),
        Verdict::Hold(Hold::Stranger)
    );
    let banned = Poster {
        is_banned: true,
        ..stranger
    };
    assert_eq!(
        verdict(&open, &plain, banned, true),
        Verdict::Drop("banned")
    );
    let organizer = Poster {
        organizes: true,
        ..stranger
    };
    assert_eq!(verdict(&open, &plain, organizer, true), Verdict::Accept);
    assert_eq!(
        verdict(&open, &plain, organizer, false),
        Verdict::Hold(Hold::Unproven)
    );
}

#[test]
fn a_list_holds_what_its_settings_say() {
    let plain = read(POST).unwrap();
    let open = list(|_| ());
    let verdict = |list: &List, facts: &incoming::Facts, poster: Poster, proven: bool| {
        judge(list, facts, poster, (proven, 1_000))
    };
    let known = Poster {
        standing: Some(Standing::New),
        organizes: false,
        is_banned: false,
        accepted: 1,
    };
    let organizer = Poster {
        standing: None,
        organizes: true,
        ..known
    };
    let theirs = list(|settings| settings.posting = Posting::Organizers);
    assert_eq!(
        verdict(&theirs, &plain, known, true),
        Verdict::Hold(Hold::OrganizersOnly)
    );
    assert_eq!(verdict(&theirs, &plain, organizer, true), Verdict::Accept);
    let heated = list(|settings| settings.holds_all = true);
    assert_eq!(
        verdict(&heated, &plain, known, true),
        Verdict::Hold(Hold::Everything)
    );
    let moderated = Poster {
        standing: Some(Standing::Moderated),
        ..known
    };
    assert_eq!(
        verdict(&open, &plain, moderated, true),
        Verdict::Hold(Hold::Moderated)
    );
    let hidden = incoming::Facts {
        is_addressed: false,
        ..plain.clone()
    };
    assert_eq!(
        verdict(&open, &hidden, known, true),
        Verdict::Hold(Hold::NotAddressed)
    );
    assert_eq!(
        judge(&open, &plain, known, (true, 10 << 20)),
        Verdict::Hold(Hold::TooLarge)
    );
}

#[test]
fn addresses_say_what_they_ask() {
    assert_eq!(read_local("turku-python"), ("turku-python", Asked::Post));
    assert_eq!(
        read_local("turku-python-join"),
        ("turku-python", Asked::Join)
    );
    assert_eq!(
        read_local("turku-python-unsubscribe"),
        ("turku-python", Asked::Leave)
    );
    assert_eq!(read_local("-join"), ("-join", Asked::Post));
    assert_eq!(refuse_name("turku-python"), None);
    for (name, refusal) in [
        ("", NameRefusal::Empty),
        ("Turku", NameRefusal::Odd),
        ("-turku", NameRefusal::Odd),
        ("türku", NameRefusal::Odd),
        ("jobs-owner", NameRefusal::Ending),
        ("postmaster", NameRefusal::Reserved),
        ("b-turku", NameRefusal::Reserved),
    ] {
        assert_eq!(refuse_name(name), Some(refusal), "{name}");
    }
    let names: Vec<_> = first_names("abuse").take(2).collect();
    assert_eq!(names, ["abuse-list", "abuse-talk"]);
    // One letter and a hyphen is how addresses with tokens begin.
    let names: Vec<_> = first_names("r-users-turku").take(2).collect();
    assert_eq!(names, ["list-r-users-turku", "list-r-users-turku-2"]);
    let long = "a".repeat(60);
    assert!(first_names(&long).all(|name| refuse_name(&name).is_none()));
    assert_eq!(
        limit_key("Ida.Berg+list@example.org"),
        "idaberg@example.org"
    );
}

#[test]
fn an_organizer_answers_in_one_word() {
    let decided = |text: &str| read_decision(text);
    assert_eq!(decided("Accept.\n\n> quoted"), Some(Decision::Accept));
    assert_eq!(decided("> quoted\n\ntrust"), Some(Decision::AcceptAndTrust));
    assert_eq!(decided("discard"), Some(Decision::Discard));
    assert_eq!(
        decided("reject: Too loud"),
        Some(Decision::Reject("Too loud".to_owned()))
    );
    assert_eq!(
        decided("Reject\nPlease say it kindly."),
        Some(Decision::Reject("Please say it kindly.".to_owned()))
    );
    assert_eq!(decided("I think we could accept it"), None);
    assert_eq!(decided("-- \naccept"), None);
    assert_eq!(decided(""), None);
}

proptest! {
    #[test]
    fn a_message_comes_apart_and_together_again(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        let mut raw = POST.split("\r\n\r\n").next().unwrap().as_bytes().to_vec();
        raw.extend_from_slice(b"\r\n\r\n");
        raw.extend(body);
        prop_assert_eq!(Fields::of(&raw).into_bytes(), raw);
    }

    #[test]
    fn whatever_comes_is_read_without_a_fall(raw in proptest::collection::vec(any::<u8>(), 0..400)) {
        let ours = ("turku-python@lists.example.org", "lists.example.org");
        let _ = incoming::read(&raw, "a@example.com", ours);
        let decorated = list(|settings| settings.style = Style::Decorated);
        let _ = outgoing::prepare((&decorated, &raw), (&ida(), "a@b"), true, &PLACE);
        prop_assert!(!Fields::of(&raw).into_bytes().is_empty());
    }

    #[test]
    fn a_prefix_is_idempotent(subject in ".{0,60}", prefix in "[a-zA-ZäÖ ]{1,10}") {
        let prefix = prefix.trim();
        prop_assume!(!prefix.is_empty());
        let once = with_prefix(&subject, prefix);
        prop_assert_eq!(with_prefix(&once, prefix), once);
    }
}

#[test]
fn the_address_that_announces_is_called_as_the_group_is() {
    let names: Vec<_> = announcing_names("turku-python").take(3).collect();
    let expected = ["announce", "announcements", "announce-2"];
    assert_eq!(names, expected.map(|end| format!("turku-python-{end}")));
    let first = announcing_names("r-users").next();
    assert_eq!(first.as_deref(), Some("list-r-users-announce"));
    for name in announcing_names(&"a".repeat(60)) {
        assert_eq!(refuse_name(&name), None, "{name}");
    }
}

#[test]
fn of_a_mail_its_text_is_announced_with_its_lines_and_without_the_signature() {
    let said = |text: &str| {
        let raw = format!("From: marta@example.org\r\nSubject: Hi\r\n\r\n{text}");
        announced::read(raw.as_bytes(), "Winter night").map(|read| read.message.body)
    };
    let text = "Dear {name},\n\nThursday at six.\nTurku library <entrance B>\n\n- soup\n- bread\n\n-- \nMarta";
    let body = said(text).expect("it can be announced");
    assert!(body.contains("Thursday at six.  \nTurku library"), "{body}");
    assert!(
        body.ends_with("- soup\n- bread") && !body.contains("Marta"),
        "{body}"
    );
    assert_eq!(said("\n\n-- \nMarta"), Err(Unfit::NoText));
    assert_eq!(said(&"word ".repeat(5_000)), Err(Unfit::TooLong));
    assert_eq!(
        announced::read(b"Subject: x\r\n\r\nText", " "),
        Err(Unfit::NoSubject)
    );
    let page = "From: m@example.org\r\nContent-Type: text/html\r\n\r\n<p>Dear all,</p><p>come!</p>";
    let read = announced::read(page.as_bytes(), "Winter night").expect("HTML is read as text");
    assert!(
        read.message.body.lines().count() > 1,
        "{}",
        read.message.body
    );
}
