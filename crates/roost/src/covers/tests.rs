use super::{CARD, Card, cover_png, cover_svg, hue, initials};
use sha2::{Digest, Sha256};

#[test]
fn a_thousand_names_have_the_covers_of_the_reference() {
    let expected = include_str!("../../tests/data/covers.tsv");
    let mut seen = 0;
    for line in expected.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [width, name, digest] = fields[..] else {
            panic!("{line}: three fields");
        };
        let name: String = serde_json::from_str(name).unwrap();
        let svg = cover_svg(&name, width.parse().unwrap(), 320);
        let sum = data_encoding::HEXLOWER.encode(&Sha256::digest(svg)[..8]);
        assert_eq!(sum, digest, "{name:?} at {width}");
        seen += 1;
    }
    assert_eq!(seen, 1000);
}

#[test]
fn a_cover_ignores_case_and_space_around_the_name() {
    assert_eq!(
        cover_svg("Turku Python", 800, 320),
        cover_svg("  TURKU PYTHON\n", 800, 320)
    );
}

#[test]
fn a_cover_can_be_drawn_as_a_picture_of_the_size_asked_for() {
    let png = cover_png("Turku Python", 598, 239);

    let picture = image::load_from_memory(&png).unwrap();
    assert_eq!((picture.width(), picture.height()), (598, 239));
    // The sky of this name is robin's egg.
    assert_eq!(picture.to_rgb8().get_pixel(1, 1).0, [0xbf, 0xe0, 0xdc]);
}

#[test]
fn initials_are_the_first_characters_of_the_first_and_last_word() {
    let shown = [
        ("Marta Kowalska", "MK"),
        ("Noor van Dijk", "ND"),
        ("åsa", "Å"),
        ("(Bob) o'Neill", "BO"),
        ("e\u{301}lodie d\u{301}upont", "E\u{301}D\u{301}"),
        ("山田 太郎", "山太"),
        ("क्षितिज शर्मा", "क्षिश"),
        ("", "·"),
        ("🐦 ---", "·"),
    ];
    for (name, expected) in shown {
        assert_eq!(initials(name), expected, "{name}");
    }
}

#[test]
fn a_name_always_has_the_same_colour() {
    let names = ["Marta Kowalska", "Tomi Salonen", "Leila Haddad"];
    assert_eq!(names.map(hue), [7, 0, 4]);
}

fn card(title: &str) -> Card {
    Card {
        cover: "Turku Python".to_owned(),
        photo: None,
        title: title.to_owned(),
        when: "Thursday 3 December 2026, 18:00".to_owned(),
        group: "Turku Python".to_owned(),
    }
}

/// How much of a strip of the card is ink: of the left or right half, between these rows.
fn ink(png: &[u8], right: bool, (top, bottom): (u32, u32)) -> usize {
    let picture = image::load_from_memory(png).unwrap().to_luma8();
    assert_eq!((picture.width(), picture.height()), CARD);
    let from = if right { CARD.0 / 2 } else { 0 };
    let columns = from..from + CARD.0 / 2;
    let dots = columns.flat_map(|x| (top..bottom).map(move |y| (x, y)));
    dots.filter(|(x, y)| picture.get_pixel(*x, *y).0[0] < 90)
        .count()
}

#[test]
fn a_card_has_its_title_below_the_cover_and_one_in_arabic_on_the_right() {
    let title = (335, 480);
    let latin = card("A <& b>").png();
    let arabic = card("على القارب").png();

    assert!(ink(&latin, false, title) > 2_000, "a title is lettered");
    assert_eq!(ink(&latin, true, title), 0, "and begins on the left");
    assert!(
        ink(&arabic, true, title) > 2_000,
        "this one begins on the right"
    );
    assert_eq!(ink(&arabic, false, title), 0);
    assert!(ink(&arabic, true, (530, 566)) > 500, "and so does its date");
}

#[test]
fn a_card_whose_title_no_face_can_write_shows_a_taller_cover_and_the_date() {
    let png = card("Ꮳꮃꭹ ꭶꮼꮒꭿꮝꮧ").png();

    let picture = image::load_from_memory(&png).unwrap().to_rgb8();
    assert_eq!(picture.get_pixel(1, 460).0, [0xbf, 0xe0, 0xdc]);
    assert!(ink(&png, false, (530, 566)) > 500, "the date is there");
}

#[test]
fn a_long_title_stays_within_its_lines_and_its_margins() {
    let words = "Reading tracebacks like detective stories, and other winter evenings ";
    let unbroken = "x".repeat(300);
    for title in [words.repeat(8).as_str(), unbroken.as_str()] {
        let png = card(title).png();
        let picture = image::load_from_memory(&png).unwrap().to_luma8();
        let dark = |x: u32, y: u32| picture.get_pixel(x, y).0[0] < 90;
        let margins = (0..55).chain(1_145..1_200);
        let out = margins.flat_map(|x| (330..630).map(move |y| (x, y)));
        assert_eq!(out.filter(|(x, y)| dark(*x, *y)).count(), 0, "{title}");
        let between = (0..1_200).filter(|x| dark(*x, 526)).count();
        assert_eq!(between, 0, "the title ends above the date: {title}");
    }
}

#[test]
fn a_photograph_stands_in_the_place_of_the_cover() {
    let red = image::RgbImage::from_pixel(90, 90, image::Rgb([200, 0, 0]));
    let mut photo = std::io::Cursor::new(Vec::new());
    red.write_to(&mut photo, image::ImageFormat::Png).unwrap();
    let with_photo = Card {
        photo: Some(photo.into_inner()),
        ..card("Soup")
    };

    let picture = image::load_from_memory(&with_photo.png())
        .unwrap()
        .to_rgb8();

    assert_eq!(picture.get_pixel(600, 100).0, [200, 0, 0]);
}
