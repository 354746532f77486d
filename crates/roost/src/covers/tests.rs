use super::{cover_png, cover_svg, hue, initials};
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
