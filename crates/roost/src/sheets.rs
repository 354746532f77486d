//! Tables to take away: CSV (RFC 4180) that spreadsheets open rightly and never run.

/// Tells spreadsheets that the text is UTF-8; without it some read names as Latin-1.
const BOM: &str = "\u{feff}";

/// Rows under a heading, as a file that a spreadsheet opens.
///
/// Every row has as many cells as the heading. Lines end with CR LF and cells are quoted where
/// they must be (RFC 4180 §2); each is made [`inert`].
pub fn csv<R>(heading: &[String], rows: impl IntoIterator<Item = R>) -> Vec<u8>
where
    R: AsRef<[String]>,
{
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(BOM.as_bytes().to_vec());
    let mut write = |cells: &[String]| {
        let inert = cells.iter().map(|cell| inert(cell));
        writer
            .write_record(inert)
            .expect("memory takes every row, and all are as long as the heading");
    };
    write(heading);
    for row in rows {
        write(row.as_ref());
    }
    writer.into_inner().expect("memory takes every row")
}

/// The cell as text that no spreadsheet takes for a formula: an apostrophe goes before whatever
/// could begin one.
///
/// Besides `=`, `+`, `-` and `@` these are their full-width forms, which some programs narrow
/// first, and characters that some programs skip before they look: tab, line breaks and NUL. The
/// NUL itself is left out, since it ends the file for programs that count on C strings.
pub fn inert(cell: &str) -> String {
    let cell = cell.replace('\0', "");
    let begins_formula = |c: char| {
        matches!(
            c,
            '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n'
        )
    };
    if cell.starts_with(begins_formula) {
        format!("'{cell}")
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::{csv, inert};
    use proptest::prelude::*;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn a_file_begins_with_a_bom_and_quotes_what_it_must() {
        let file = csv(
            &row(&["Name", "Note"]),
            [
                row(&["Ada Kivi", "soup, no meat"]),
                row(&["Åsa \"Ace\" Öberg", "two\nlines"]),
                row(&["=cmd|' /C calc'!A0", ""]),
            ],
        );

        let expected = "\u{feff}Name,Note\r\nAda Kivi,\"soup, no meat\"\r\n\
                        \"Åsa \"\"Ace\"\" Öberg\",\"two\nlines\"\r\n'=cmd|' /C calc'!A0,\r\n";
        assert_eq!(String::from_utf8(file).unwrap(), expected);
    }

    #[test]
    fn whatever_could_begin_a_formula_gets_an_apostrophe() {
        let cells = [
            "=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a", "\0=1",
        ];
        for cell in cells {
            assert!(inert(cell).starts_with('\''), "{cell:?}");
        }
        assert_eq!(inert("a=1"), "a=1");
        assert_eq!(inert("'=1"), "'=1");
        assert_eq!(inert("\0=1"), "'=1");
    }

    proptest! {
        #[test]
        fn every_cell_is_read_back_as_it_was_made_inert(
            rows in proptest::collection::vec(proptest::collection::vec(any::<String>(), 3), 0..8)
        ) {
            let heading = row(&["a", "b", "c"]);
            let file = csv(&heading, &rows);
            let text = String::from_utf8(file).unwrap();

            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .from_reader(text.strip_prefix('\u{feff}').unwrap().as_bytes());
            let read: Vec<Vec<String>> = reader
                .records()
                .map(|record| record.unwrap().iter().map(str::to_owned).collect())
                .collect();
            let expected: Vec<Vec<String>> = std::iter::once(&heading)
                .chain(&rows)
                .map(|cells| cells.iter().map(|cell| inert(cell)).collect())
                .collect();
            prop_assert_eq!(read, expected);
        }

        #[test]
        fn no_cell_begins_like_a_formula(cell in any::<String>(), start in "[=+@\t\r\n＝＋－＠\0-]*") {
            let made = inert(&format!("{start}{cell}"));
            prop_assert!(!made.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', '\0']));
        }
    }
}
