//! Letters about an answer are answered by mail: with a word, or by a calendar.

use crate::inbound::client::Client;
use crate::inbound::{DOMAIN, Doors, arrivals, takes_mail};
use crate::world::{FOUNDER, Mail, World};
use jiff::SignedDuration;
use roost::events::Event;
use roost::on;

const ADA: &str = "ada-example@example.org";
const FOUNDER_MAIL: &str = "marta-example@example.org";
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// An evening that Ada comes to, and the letter that told her so.
struct Place<'w> {
    world: &'w World,
    event: Event,
    doors: Doors,
    letter: Mail,
}

impl<'w> Place<'w> {
    async fn open(world: &'w World, (seats, guests): (i64, i64)) -> Place<'w> {
        let group = world.group("Turku Python").await;
        let evening = world.evening(&group, "Winter night");
        let event = evening.capacity(seats).guests(guests).published().await;
        let mut ada = world.signed_in("Ada Example").await;
        let page = format!("{}/rsvp", event.path(&group.slug));
        ada.post(&page, &[("answer", "going")]).await;
        Place {
            letter: world.mail_to(ADA).await,
            doors: Doors::open(world).await,
            world,
            event,
        }
    }

    /// What stands before the @ of the address that the letter wants answers at.
    fn local(&self) -> String {
        let reply_to = self.letter.reply_to.clone().unwrap();
        let local = reply_to.strip_suffix(&format!("@{DOMAIN}")).unwrap();
        assert!(local.starts_with("r+"), "{local}");
        local.to_owned()
    }

    /// Hands over a message from this address, and lets it be read.
    async fn hand_over(&self, from: &str, message: &str) {
        let mut client = Client::greet(self.doors.smtp, "EHLO mx.example.org").await;
        let envelope = match message.contains("Auto-Submitted: auto-replied") {
            true => "",
            false => from,
        };
        let reply = client.post(envelope, &self.local(), message).await;
        assert_eq!(reply, "250 2.0.0 Kept");
        self.world.work().await;
    }

    async fn answers(&self, id: &str, text: &str) {
        self.hand_over(ADA, &written(ADA, id, text)).await;
    }

    async fn calendar(&self, id: &str, calendar: &str) {
        self.hand_over(ADA, &by_calendar(id, calendar)).await;
    }

    /// How each answer stands, with its guests, in the order of names.
    async fn stands(&self) -> Vec<(String, String, i64)> {
        const SQL: &str = "select p.name, r.state, r.guests from rsvps r
                           join people p on p.group_id = r.group_id and p.id = r.person_id
                           order by p.name";
        let mut tx = self.world.app.db.read().await.unwrap();
        on!(&mut tx, c => sqlx::query_as(SQL).fetch_all(c).await).unwrap()
    }

    /// Kind and reader of every mail that is new.
    async fn letters(&self) -> Vec<(String, String)> {
        let mails = self.world.mails().await.into_iter();
        let mut letters: Vec<_> = mails.map(|mail| (mail.kind, mail.to)).collect();
        letters.sort();
        letters
    }

    async fn close(self) {
        self.doors.close().await;
        self.world.throw_away_mail().await;
    }
}

async fn tell(room: (i64, i64), story: impl AsyncFn(Place<'_>)) {
    World::tell_in(takes_mail, async |world| {
        story(Place::open(world, room).await).await
    })
    .await;
}

fn written(from: &str, id: &str, text: &str) -> String {
    format!(
        "From: Ada Example <{from}>\nTo: Turku Python <somewhere@{DOMAIN}>\n\
         Subject: Re: You’re coming: Winter night\nMessage-ID: <{id}@example.org>\n\
         Content-Type: text/plain; charset=utf-8\n\n{text}\n"
    )
}

/// As calendars send it: a sentence for people, and the answer for programs.
fn by_calendar(id: &str, calendar: &str) -> String {
    format!(
        "From: Ada Example <{ADA}>\nTo: somewhere@{DOMAIN}\nSubject: Accepted: Winter night\n\
         Message-ID: <{id}@example.org>\nAuto-Submitted: auto-generated\nMIME-Version: 1.0\n\
         Content-Type: multipart/alternative; boundary=x\n\n\
         --x\nContent-Type: text/plain\n\nAda Example has answered this invitation.\n\
         --x\nContent-Type: text/calendar; charset=utf-8; method=REPLY\n\n{calendar}\n--x--\n"
    )
}

/// An answer of the calendar of `email` to `uid`.
fn reply(uid: &str, (email, said): (&str, &str), more: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\nPRODID:-//Example//Calendar//EN\nVERSION:2.0\nMETHOD:REPLY\n\
         BEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20261102T100000Z\nDTSTART:20261111T160000Z\n{more}\
         ORGANIZER:mailto:somewhere@{DOMAIN}\n\
         ATTENDEE;CN=Ada;PARTSTAT={said}:MAILTO:{email}\nEND:VEVENT\nEND:VCALENDAR"
    )
}

fn ada(state: &str, guests: i64) -> [(String, String, i64); 1] {
    [("Ada Example".to_owned(), state.to_owned(), guests)]
}

fn letter(kind: &str, to: &str) -> (String, String) {
    (kind.to_owned(), to.to_owned())
}

#[tokio::test]
async fn a_word_in_answer_to_a_letter_frees_the_seat_and_takes_it_again() {
    tell((30, 2), async |place| {
        place
            .answers(
                "one",
                "No.\n\nAda\n\nOn Monday 2026-11-02 Turku Python wrote:\n> Yes",
            )
            .await;
        assert_eq!(place.stands().await, ada("declined", 0));
        let noted = place.world.mail_to(ADA).await;
        assert_eq!(noted.kind, "reply_noted");
        assert_eq!(noted.subject, "Noted: Winter night");
        assert!(
            said(&noted).contains("Noted: you’re not coming"),
            "{}",
            noted.text
        );
        // The next answer may go to the newest letter, or to any other.
        assert_eq!(noted.reply_to, place.letter.reply_to);

        place.answers("two", "Yes!\n\nSent from my telephone").await;
        assert_eq!(place.stands().await, ada("going", 0));
        assert_eq!(place.letters().await, [letter("rsvp_going", ADA)]);

        place.answers("three", "yes").await;
        let noted = place.world.mail_to(ADA).await;
        assert!(
            said(&noted).contains("You have a seat at “Winter night”"),
            "{}",
            noted.text
        );

        // A message that comes a second time is told about once.
        place.answers("three", "yes").await;
        assert_eq!(place.letters().await, []);
        assert_eq!(place.stands().await, ada("going", 0));
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn plus_one_brings_somebody_where_the_evening_has_room_for_guests() {
    tell((2, 1), async |place| {
        place.answers("one", "+1").await;
        assert_eq!(place.stands().await, ada("going", 1));
        let noted = place.world.mail_to(ADA).await;
        assert!(
            said(&noted).contains("the one guest you bring"),
            "{}",
            noted.text
        );
        // A plain yes takes nobody's seat back.
        place.answers("two", "Yes").await;
        assert_eq!(place.stands().await, ada("going", 1));
        assert_eq!(place.letters().await, [letter("reply_noted", ADA)]);
        place.close().await;
    })
    .await;
    tell((1, 1), async |place| {
        place.answers("one", "yes +1").await;
        assert_eq!(place.stands().await, ada("going", 0));
        let unclear = place.world.mail_to(ADA).await;
        assert_eq!(unclear.kind, "reply_unclear");
        assert!(
            said(&unclear).contains("No seat is free"),
            "{}",
            unclear.text
        );
        place.close().await;
    })
    .await;
    // Where nobody can be brought it means yes, as it does on lists.
    tell((5, 0), async |place| {
        place.answers("one", "no").await;
        place.answers("two", "+1").await;
        assert_eq!(place.stands().await, ada("going", 0));
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_calendar_answers_for_its_owner() {
    tell((30, 0), async |place| {
        let uid = place.event.id.to_string();
        let calendar = place.letter.calendar.clone().unwrap();
        assert!(calendar.contains("METHOD:REQUEST"), "{calendar}");
        let sequence = format!("SEQUENCE:{}\n", place.event.sequence);
        place
            .calendar("one", &reply(&uid, (ADA, "DECLINED"), &sequence))
            .await;
        assert_eq!(place.stands().await, ada("declined", 0));
        assert_eq!(place.letters().await, [letter("reply_noted", ADA)]);
        // Some programs name their owner by another address, and fold lines.
        let folded = reply(&uid, ("ada@work.example.org", "ACCEPTED"), "")
            .replace("PARTSTAT=ACCEPTED", "PARTSTAT=ACC\n EPTED");
        place.calendar("two", &folded).await;
        assert_eq!(place.stands().await, ada("going", 0));
        assert_eq!(place.letters().await, [letter("rsvp_going", ADA)]);
        // What its owner typed beside it goes on.
        let late = reply(&uid, (ADA, "ACCEPTED"), "COMMENT:I come at eight.\n");
        place.calendar("three", &late).await;
        let expected = [
            letter("reply_noted", ADA),
            letter("reply_passed_on", FOUNDER_MAIL),
        ];
        assert_eq!(place.letters().await, expected);
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn perhaps_another_event_and_an_earlier_date_change_nothing() {
    tell((30, 0), async |place| {
        let uid = place.event.id.to_string();
        place
            .calendar("one", &reply(&uid, (ADA, "TENTATIVE"), ""))
            .await;
        let unclear = place.world.mail_to(ADA).await;
        assert_eq!(unclear.kind, "reply_unclear");
        assert_eq!(unclear.subject, "Nothing has changed: Winter night");
        for (id, calendar) in [
            ("two", reply("another@example.org", (ADA, "DECLINED"), "")),
            ("three", reply(&uid, (ADA, "DELEGATED"), "")),
            (
                "four",
                reply(&uid, (ADA, "DECLINED"), "").replace("REPLY", "COUNTER"),
            ),
        ] {
            place.calendar(id, &calendar).await;
        }
        assert_eq!(place.stands().await, ada("going", 0));
        // She has had her link.
        assert_eq!(place.letters().await, []);

        // The evening moves; a yes to the old date says nothing about the new one, a no does.
        let mut marta = place.world.signed_in(FOUNDER).await;
        let path = "/turku-python/organize/events/winter-night";
        let edit = marta.get(&format!("{path}/edit")).await;
        let moved = [("starts_on", Some("2026-12-11"))];
        let asked = marta.press(&edit, "Save", &moved).await;
        let saved = marta.press(&asked, "Save and tell one person", &[]).await;
        assert!(saved.status.is_success(), "{}", saved.text());
        let sequence = "select sequence from events";
        assert_eq!(place.world.count(sequence).await, 1, "{}", saved.text());
        place.world.throw_away_mail_after_work().await;
        place.answers("five", "no").await;
        place
            .calendar("six", &reply(&uid, (ADA, "ACCEPTED"), "SEQUENCE:0\n"))
            .await;
        assert_eq!(place.stands().await, ada("declined", 0));
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_unclear_is_answered_with_a_link_once_and_read_by_the_organizers() {
    tell((30, 0), async |place| {
        let text =
            "I’m not sure yet. Can I bring my dog?\n\nAda\n\n> Yes, I am\n> No, free my seat";
        place.answers("one", text).await;
        place.answers("two", "Yes\nno, wait").await;
        assert_eq!(place.stands().await, ada("going", 0));
        let mails = place.world.mails().await;
        let unclear: Vec<_> = mails.iter().filter(|mail| mail.to == ADA).collect();
        let [unclear] = unclear.as_slice() else {
            panic!("one letter for Ada: {mails:?}");
        };
        // The link in it does what she meant.
        let mut browser = place.world.browser();
        let page = browser.get(&unclear.link("I can’t come")).await;
        browser.press(&page, "I can’t come", &[]).await;
        assert_eq!(place.stands().await, ada("declined", 0));
        let passed: Vec<_> = mails
            .iter()
            .filter(|mail| mail.to == FOUNDER_MAIL)
            .collect();
        assert_eq!(passed.len(), 2);
        assert_eq!(passed[0].kind, "reply_passed_on");
        assert_eq!(passed[0].subject, "Answered by mail: Winter night");
        assert_eq!(passed[0].reply_to.as_deref(), Some(ADA));
        assert!(
            said(passed[0]).contains("Can I bring my dog?"),
            "{}",
            passed[0].text
        );
        assert!(
            !said(passed[0]).contains("free my seat"),
            "{}",
            passed[0].text
        );
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_yes_with_a_sentence_below_it_counts_and_the_sentence_goes_on() {
    tell((30, 0), async |place| {
        place
            .answers(
                "one",
                "No\n\nI have a cold, but could you tell Bo that I bring the cake next time?",
            )
            .await;
        assert_eq!(place.stands().await, ada("declined", 0));
        let expected = [
            letter("reply_noted", ADA),
            letter("reply_passed_on", FOUNDER_MAIL),
        ];
        assert_eq!(place.letters().await, expected);
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn nobody_else_answers_for_somebody_and_no_machine_does() {
    tell((30, 0), async |place| {
        // Ada passed her letter on to Bo.
        let bo = "bo-example@example.org";
        place.hand_over(bo, &written(bo, "one", "no")).await;
        assert_eq!(place.stands().await, ada("going", 0));
        let told = place.world.mail_to(ADA).await;
        assert!(
            said(&told).contains("from another address"),
            "{}",
            told.text
        );
        // An answering machine says the word, and so does a bounce.
        let away =
            written(ADA, "two", "no").replace("Subject:", "Auto-Submitted: auto-replied\nSubject:");
        place.hand_over(ADA, &away).await;
        assert_eq!(place.stands().await, ada("going", 0));
        assert_eq!(place.letters().await, []);
        let ends: Vec<_> = arrivals(place.world)
            .await
            .into_iter()
            .map(|(_, state, why)| (state, why))
            .collect();
        let end = |state: &str, why: &str| (state.to_owned(), why.to_owned());
        assert_eq!(ends, [end("done", "unclear"), end("dropped", "automatic")]);

        // A token that is none is no address of ours.
        let mut client = Client::greet(place.doors.smtp, "EHLO mx.example.org").await;
        let unknown = client.post(ADA, "r+aaaqeayeaudaocajbifqydiob4", "a").await;
        assert!(unknown.starts_with("550 5.1.1"), "{unknown}");
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn an_evening_that_is_over_or_called_off_takes_no_answer() {
    tell((30, 0), async |place| {
        place.world.wait(DAY * 30).await;
        place.world.throw_away_mail().await;
        place.answers("one", "no").await;
        assert_eq!(place.stands().await, ada("going", 0));
        let told = place.world.mail_to(ADA).await;
        assert!(
            said(&told).contains("doesn’t take this answer any more"),
            "{}",
            told.text
        );
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_has_not_confirmed_does_so_by_answering() {
    World::tell_in(takes_mail, async |world| {
        let group = world.group("Turku Python").await;
        let event = world.evening(&group, "Winter night").published().await;
        let stranger = [("answer", "going"), ("name", "Ada Example"), ("email", ADA)];
        let page = format!("{}/rsvp", event.path(&group.slug));
        world.browser().post(&page, &stranger).await;
        let going = letter("rsvp_going", ADA);
        let letter = world.mail_to(ADA).await;
        assert_eq!(letter.kind, "rsvp_please_confirm");
        assert!(
            said(&letter).contains("answer this mail with “yes” or “no”"),
            "{}",
            letter.text
        );
        let doors = Doors::open(world).await;
        let place = Place {
            world,
            event,
            doors,
            letter,
        };
        place.answers("one", "Yes, I’m coming!").await;
        assert_eq!(
            world
                .count("select count(*) from rsvps where confirmed_at is not null")
                .await,
            1
        );
        assert_eq!(place.letters().await, [going]);
        place.close().await;
    })
    .await;
}

/// What a mail says, whatever its lines are.
fn said(mail: &Mail) -> String {
    mail.text.split_whitespace().collect::<Vec<_>>().join(" ")
}
