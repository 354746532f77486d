use super::reading::{About, Read, read};
use crate::rsvps::Wish;
use mail_parser::MessageParser;
use proptest::prelude::*;

const ABOUT: About<'_> = About {
    uid: "night@example.org",
    sequence: 2,
    email: "ada@example.org",
};

fn parsed(message: &str) -> Read {
    read(&MessageParser::default().parse(message).unwrap(), ABOUT)
}

fn typed(text: &str) -> Read {
    parsed(&format!(
        "From: ada@example.org\nSubject: Re: You are coming\n\
         Content-Type: text/plain; charset=utf-8\n\n{text}"
    ))
}

fn guests(count: i64) -> Wish {
    Wish {
        guests: Some(count),
        ..Wish::going()
    }
}

#[test]
fn a_first_line_that_is_an_answer_and_nothing_else_counts() {
    let yes = Some(Wish::going());
    let no = Some(Wish::declined());
    for (text, wish) in [
        ("yes", yes),
        ("YES!!!", yes),
        ("  Yes.\n\nAda", yes),
        ("Yes, please", yes),
        ("I’m coming", yes),
        ("👍🏽", yes),
        ("Ja, gerne!", yes),
        ("نعم", yes),
        ("はい。", yes),
        ("¡Sí!", yes),
        ("no", no),
        ("No, sorry.", no),
        ("I can’t make it", no),
        ("en tule", no),
        ("لا", no),
        ("+1", Some(guests(1))),
        ("Yes, +2", Some(guests(2))),
        ("+1 guest", Some(guests(1))),
        ("yes\n\n-- \nno", yes),
        ("Yes\n\nSent from my telephone\nNo", yes),
        (
            "Yes\n\nOn Mon, 2 Nov 2026 at 10:00 Turku Python <r@example.org> wrote:\n\nNo",
            yes,
        ),
        (
            "Yes\n\n________________________________\nFrom: Turku Python\nNo",
            yes,
        ),
        ("> Will you come?\n\nyes", yes),
        // Neither of these is only that.
        ("yes and no", None),
        ("No problem, I’ll be there", None),
        ("Yes\nNo", None),
        ("Yes\n\nno, wait, I can’t", None),
        ("+0", None),
        ("+358 40 1234567", None),
        ("+99", None),
        ("no +1", None),
        ("", None),
        ("Hello Marta,\n\nyes", None),
    ] {
        assert_eq!(typed(text).wish, wish, "{text:?}");
    }
}

#[test]
fn what_more_was_typed_is_for_the_organizers_unless_it_is_a_greeting() {
    for (text, words) in [
        ("yes\n\nSee you,\nAda", ""),
        ("yes\n\nIs there a lift?", "Is there a lift?"),
        ("Hello Marta,\n\nperhaps.", "Hello Marta,\n\nperhaps."),
        ("no\n\n> Yes, I am\n", ""),
    ] {
        assert_eq!(typed(text).words, words, "{text:?}");
    }
}

#[test]
fn an_answer_may_stand_where_the_subject_was() {
    let message = "From: ada@example.org\nSubject: Yes\n\n";
    assert_eq!(parsed(message).wish, Some(Wish::going()));
}

#[test]
fn html_alone_is_read_too() {
    let message = "From: ada@example.org\nSubject: Re: x\nContent-Type: text/html\n\n\
                   <div dir=\"ltr\">Yes</div><br><div>On Mon, 2 Nov 2026 at 10:00 Turku Python \
                   &lt;r@example.org&gt; wrote:<br></div><blockquote>No, free my seat</blockquote>";
    assert_eq!(parsed(message).wish, Some(Wish::going()));
    assert_eq!(parsed(message).words, "");
}

fn calendar(part: &str, more: &str, attendees: &str) -> Read {
    parsed(&format!(
        "From: ada@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n\
         --x\nContent-Type: text/plain\n\nyes\n--x\n{part}\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\n\
         BEGIN:VEVENT\nUID:night@example.org\n{more}{attendees}END:VEVENT\nEND:VCALENDAR\n--x--"
    ))
}

#[test]
fn a_calendar_speaks_before_the_words_beside_it() {
    const PART: &str = "Content-Type: text/calendar; method=REPLY";
    let declined = "ATTENDEE;PARTSTAT=DECLINED:mailto:ada@example.org\n";
    let accepted = "ATTENDEE;PARTSTAT=accepted:mailto:ada@example.org\n";
    let file = "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=Invite.ICS";
    let bo = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:bo@example.org\n";
    for (part, more, attendees, wish) in [
        (PART, "", declined, Some(Wish::declined())),
        (PART, "SEQUENCE:2\n", accepted, Some(Wish::going())),
        (PART, "SEQUENCE:1\n", accepted, None),
        // Whoever could not come then does not come now: their seat is asked for by others.
        (PART, "SEQUENCE:1\n", declined, Some(Wish::declined())),
        (file, "", declined, Some(Wish::declined())),
        (
            "Content-Type: application/ics",
            "",
            declined,
            Some(Wish::declined()),
        ),
        // The one with her address counts, wherever it stands.
        (PART, "", &format!("{bo}{declined}"), Some(Wish::declined())),
        (PART, "", bo, Some(Wish::going())),
    ] {
        let read = calendar(part, more, attendees);
        assert!(read.by_calendar, "{part} {more} {attendees}");
        assert_eq!(read.wish, wish, "{part} {more} {attendees}");
    }
    // Of two strangers nobody knows which one she is; so her words count.
    let two = calendar(PART, "", &format!("{bo}{}", bo.replace("bo@", "cy@")));
    assert_eq!((two.wish, two.by_calendar), (Some(Wish::going()), false));
}

proptest! {
    /// Whatever comes is read without a fall, and says at most one thing.
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        if let Some(message) = MessageParser::default().parse(&bytes) {
            let read = read(&message, ABOUT);
            prop_assert!(!read.words.contains('\r'));
        }
    }

    /// No sentence of several words is taken for an answer because it begins with one.
    #[test]
    fn a_word_among_others_says_nothing(word in "(yes|no|ja|non)", rest in "[b-hj-z]{4,9} [b-hj-z]{4,9}") {
        prop_assert_eq!(typed(&format!("{word} {rest}")).wish, None);
    }
}
