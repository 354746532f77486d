use super::{Foreign, Line, Member, Mode, Roster, line, recognise};
use proptest::prelude::*;

fn read(file: &[u8]) -> Vec<Line> {
    let mut roster = Roster::new(file);
    std::iter::from_fn(|| roster.read_next().unwrap()).collect()
}

fn people(file: &str) -> Vec<(String, String, Option<Mode>)> {
    let lines = read(file.as_bytes()).into_iter();
    let member = |line: Line| line.member.map(|m| (m.name, m.email, m.mode));
    lines.map(|line| member(line).unwrap()).collect()
}

fn one(name: &str, email: &str) -> (String, String, Option<Mode>) {
    (name.to_owned(), format!("{email}@example.org"), None)
}

#[test]
fn a_person_on_a_line_is_read_however_mailman_writes_it() {
    let file = "# of the list\n\nada@example.org\nBo Example <bo@example.org>\r\n\
        \"Example, Eve \\\"Evil\\\"\" <eve@example.org>\nDoe, Jane <jane@example.org>\n\
        =?iso-8859-1?q?J=FCrgen?= <jurgen@example.org>\nلیلا <leila@example.org>\n\
        max@example.org (Max Example)\n<mia@example.org>\nA <b> c <odd@example.org>";
    let expected = [
        one("", "ada"),
        one("Bo Example", "bo"),
        one("Example, Eve \"Evil\"", "eve"),
        one("Doe, Jane", "jane"),
        one("Jürgen", "jurgen"),
        one("لیلا", "leila"),
        one("Max Example", "max"),
        one("", "mia"),
        one("A <b> c", "odd"),
    ];
    assert_eq!(people(file), expected);
}

#[test]
fn a_table_is_read_by_its_heading_whatever_is_between_its_cells() {
    let row = |mode| ("Ada Example".to_owned(), "ada@example.org".to_owned(), mode);
    let files = [
        "Email,Display Name,Delivery Mode\nada@example.org,Ada Example,regular\n",
        "\u{feff}First name;Last name;E-Mail;Delivery\nAda;Example;ada@example.org;single\n",
        "# Members of the list\nEmail address\tNickname\tEmail preference\n\
         ada@example.org\tAda Example\temail\n",
    ];
    for file in files {
        assert_eq!(people(file), [row(Some(Mode::Each))], "{file}");
    }
    let file = "name,note,address,delivery_status,delivery_mode\n\
        Ada Example,\"two\nlines, with a comma\",ada@example.org,by_user,regular\n";
    assert_eq!(people(file), [row(Some(Mode::Nothing))]);
    let digest = "name,address,digest\nAda Example,ada@example.org,mime\n";
    assert_eq!(people(digest), [row(Some(Mode::Digest))]);
    // What stands above the heading is said, and nothing else is lost by it.
    let below = read(b"Members of a list\nEmail\nada@example.org\n");
    let found: Vec<bool> = below.iter().map(|line| line.member.is_ok()).collect();
    assert_eq!(found, [false, true]);
    let latin = b"name,email\nJ\xfcrgen,ada@example.org\n";
    let [
        Line {
            member: Ok(found), ..
        },
    ] = &read(latin)[..]
    else {
        panic!("one person");
    };
    assert_eq!(found.name, "Jürgen");
}

#[test]
fn what_names_nobody_is_said_by_its_line_and_hides_nothing() {
    let long = "x".repeat(200 << 10);
    let file = format!(
        "nobody\nada@\nada@localhost\nädä@example.org\n{long}@example.org\n\
         a\u{1b}[2J\u{7}b\n\0\nAda\u{202e} <ada@bücher.example>\nada@example.org\r\r\n"
    );
    let lines = read(file.as_bytes());
    let said: Vec<_> = lines.into_iter().map(|l| (l.number, l.member)).collect();
    let wrong = |number, said: &str| (number, Err(said.to_owned()));
    let right = |number, name: &str, email: &str| {
        let (name, email) = (name.to_owned(), email.to_owned());
        (
            number,
            Ok(Member {
                name,
                email,
                mode: None,
            }),
        )
    };
    let expected = [
        wrong(1, "nobody"),
        wrong(2, "ada@"),
        wrong(3, "ada@localhost"),
        wrong(4, "ädä@example.org"),
        wrong(5, ""),
        wrong(6, "a[2Jb"),
        wrong(7, ""),
        right(8, "Ada", "ada@xn--bcher-kva.example"),
        right(9, "", "ada@example.org"),
    ];
    assert_eq!(said, expected);
}

#[test]
fn files_that_hold_no_people_are_known() {
    let files: [(&[u8], Option<Foreign>); 7] = [
        (b"\x80\x02}q\x01", Some(Foreign::Pickle)),
        (b"}q\x01(U\x05owner", Some(Foreign::Pickle)),
        (b"(dp1\nS'owner'", Some(Foreign::Pickle)),
        (b"[----- start pickle file -----]", Some(Foreign::Dump)),
        (b"\xff\xfea\0d\0a\0", Some(Foreign::Wide)),
        (b" {\"display_name\": 1}", Some(Foreign::Json)),
        (b"ada@example.org", None),
    ];
    for (begin, expected) in files {
        assert_eq!(recognise(begin), expected);
    }
}

proptest! {
    #[test]
    fn whoever_is_written_is_read_again(name in "\\PC{0,20}") {
        let name = crate::text::visible_line(&name, 120);
        let file = line(&name, "ada@example.org");
        // What looks as if it was encoded is decoded by whoever reads it.
        prop_assume!(!name.contains("=?"));
        prop_assert_eq!(people(&file), vec![(name, "ada@example.org".to_owned(), None)]);
    }

    #[test]
    fn whatever_stands_in_a_file_is_read_to_its_end(
        file in proptest::collection::vec(any::<u8>(), 0..400),
        heading in prop_oneof![Just(""), Just("name,email\n"), Just("email\tdigest\n")],
    ) {
        let bytes = [heading.as_bytes(), &file].concat();
        let lines = read(&bytes);
        prop_assert!(lines.len() <= bytes.iter().filter(|b| **b == b'\n').count() + 1);
    }
}
