use super::book;
use super::model::{Kept, Known, Misfit, Verdict, digest, verdict};
use crate::clock::Instant;
use crate::events::Status;
use crate::ics::Item;
use crate::ids::{EventId, GroupId, VenueId};
use crate::venues::{NewVenue, Venue};
use jiff::SignedDuration;
use jiff::civil::date;
use uuid::Uuid;

fn now() -> Instant {
    let at: jiff::Timestamp = "2026-11-24T09:00:00Z".parse().expect("it is one");
    at.into()
}

/// An evening in ten days.
fn item() -> Item {
    Item {
        uid: "a".to_owned(),
        occurrence: String::new(),
        title: "Soup".to_owned(),
        description: String::new(),
        zone: "Europe/Helsinki".to_owned(),
        starts: date(2026, 12, 4).at(18, 0, 0, 0),
        ends: date(2026, 12, 4).at(20, 0, 0, 0),
        place: String::new(),
        coordinates: None,
        is_online: false,
        online_link: String::new(),
        is_cancelled: false,
        is_private: false,
        notes: Vec::new(),
    }
}

/// The event that the item has become, untouched since.
fn known(status: Status) -> Known {
    Known {
        uid: "a".to_owned(),
        occurrence: String::new(),
        event_id: EventId::from(Uuid::max()),
        digest: digest(&item()),
        written_at: now(),
        updated_at: now(),
        status,
        ends_at: now().after(SignedDuration::from_hours(240)),
    }
}

fn judge(item: &Item, known: Option<&Known>) -> Verdict {
    verdict(item, known, now())
}

#[test]
fn what_becomes_of_an_item_depends_on_what_is_known_of_it() {
    let (same, told) = (item(), || Item {
        title: "Soup and salt".to_owned(),
        ..item()
    });
    let edited = |status| Known {
        updated_at: now().after(SignedDuration::from_mins(1)),
        ..known(status)
    };
    let draft = &known(Status::Draft);

    assert_eq!(judge(&same, None), Verdict::New);
    assert_eq!(judge(&same, Some(draft)), Verdict::Same);
    assert_eq!(judge(&told(), Some(draft)), Verdict::Changed);
    let edited_draft = edited(Status::Draft);
    assert_eq!(judge(&same, Some(&edited_draft)), Verdict::Same);
    assert_eq!(
        judge(&told(), Some(&edited_draft)),
        Verdict::Kept(Kept::Edited)
    );
    assert_eq!(
        judge(&told(), Some(&edited(Status::Published))),
        Verdict::Kept(Kept::Announced)
    );
    let past = Known {
        ends_at: now(),
        ..known(Status::Published)
    };
    assert_eq!(judge(&told(), Some(&past)), Verdict::Changed);
    let over = now().after(SignedDuration::from_hours(24 * 30));
    assert_eq!(
        verdict(&same, Some(draft), over),
        Verdict::Changed,
        "a draft that took place becomes a page to read"
    );
}

#[test]
fn an_item_that_is_no_evening_says_why() {
    let at = |year| Item {
        starts: date(year, 12, 4).at(18, 0, 0, 0),
        ends: date(year, 12, 4).at(20, 0, 0, 0),
        ..item()
    };
    let long = Item {
        ends: date(2027, 1, 10).at(20, 0, 0, 0),
        ..item()
    };
    let secret = Item {
        is_private: true,
        is_cancelled: true,
        ..item()
    };
    for (item, misfit) in [
        (at(1989), Misfit::Year),
        (at(2040), Misfit::Year),
        (long, Misfit::TooLong),
        (secret, Misfit::PrivateCancelled),
    ] {
        assert_eq!(verdict(&item, None, now()), Verdict::Refused(misfit));
    }
}

#[test]
fn a_place_is_found_again_by_its_name_and_address_or_by_its_name_alone() {
    let venue = |number: u128, name: &str, address: &str| Venue {
        group_id: GroupId::NONE,
        id: VenueId::from(Uuid::from_u128(number)),
        place: NewVenue {
            name: name.to_owned(),
            address: address.to_owned(),
            ..NewVenue::default()
        },
        created_at: now(),
    };
    let book = [
        venue(1, "Harbour Library", "Linnankatu 2, 20100 Turku"),
        venue(2, "Old Mill", ""),
        venue(3, "Café Esimerkki", "Yliopistonkatu 1"),
    ];
    let find = |line: &str| book::find(&book, line).map(|id| id.uuid().as_u128());

    assert_eq!(find("Harbour Library, Linnankatu 2, 20100 Turku"), Some(1));
    assert_eq!(find("HARBOUR LIBRARY Linnankatu 2 20100 Turku"), Some(1));
    assert_eq!(find("Harbour library"), Some(1));
    assert_eq!(find("Harbour Library, Somewhere else 3"), None);
    assert_eq!(find("Old Mill, Mill Lane 1"), Some(2));
    assert_eq!(find("cafe esimerkki"), Some(3));
    assert_eq!(find("Esimerkki"), None);
}
