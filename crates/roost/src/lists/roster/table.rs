//! People in a table with a heading, whatever stands between its cells.

use super::{Member, member, read_mailbox};
use crate::lists::model::Mode;

/// How the columns are called, as [`plain`] has them.
const EMAIL: [&str; 8] = [
    "email",
    "emails",
    "emailaddress",
    "address",
    "mail",
    "mailaddress",
    "memberaddress",
    "subscriber",
];
const NAME: [&str; 6] = [
    "name",
    "displayname",
    "fullname",
    "realname",
    "nickname",
    "membername",
];
const FIRST_NAME: [&str; 2] = ["firstname", "givenname"];
const LAST_NAME: [&str; 3] = ["lastname", "surname", "familyname"];
const MODE: [&str; 9] = [
    "deliverymode",
    "deliverystatus",
    "delivery",
    "emailpreference",
    "emaildelivery",
    "mode",
    "digest",
    "nomail",
    "subscription",
];

/// Where a table has what.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    pub separator: u8,
    email: usize,
    /// One for the whole name, or one for each of its parts.
    names: Vec<usize>,
    /// Whatever may say that somebody gets no mail.
    modes: Vec<usize>,
}

impl Columns {
    /// `None`: the line is no heading above people.
    pub fn of(line: &str) -> Option<Columns> {
        let separators = [b',', b';', b'\t'].into_iter();
        let mut headings = separators.filter_map(|separator| Columns::between(separator, line));
        headings.next()
    }

    fn between(separator: u8, line: &str) -> Option<Columns> {
        let heads: Vec<String> = cells(line, separator)?.iter().map(|c| plain(c)).collect();
        let all = |words: &[&str]| {
            let fits = |head: &String| words.contains(&head.as_str());
            let found = heads.iter().enumerate().filter(|(_, head)| fits(head));
            found.map(|(at, _)| at).collect::<Vec<_>>()
        };
        Some(Columns {
            separator,
            email: *all(&EMAIL).first()?,
            names: match all(&NAME).first() {
                Some(one) => vec![*one],
                None => [all(&FIRST_NAME), all(&LAST_NAME)].concat(),
            },
            modes: all(&MODE),
        })
    }

    pub fn read(&self, row: &str) -> Option<Member> {
        let cells = cells(row, self.separator)?;
        let cell = |at: &usize| {
            let cell = cells.get(*at).map_or("", |cell| cell.trim());
            // As an export of ours keeps spreadsheets from running it.
            cell.strip_prefix('\'').unwrap_or(cell)
        };
        let name: Vec<&str> = self.names.iter().map(cell).collect();
        let said: Vec<Mode> = self.modes.iter().filter_map(|at| mode(cell(at))).collect();
        let mode = match said.contains(&Mode::Nothing) {
            true => Some(Mode::Nothing),
            false => said.first().copied(),
        };
        let address = read_mailbox(cell(&self.email))?;
        let name = name.join(" ");
        match name.trim() {
            "" => Some(Member { mode, ..address }),
            name => member(name, &address.email, mode),
        }
    }
}

/// Whether a row ends within a cell in quotes.
pub fn is_open(row: &str, separator: u8) -> bool {
    let (mut begins, mut is_quoted) = (true, false);
    for byte in row.bytes() {
        if byte == b'"' && (begins || is_quoted) {
            // Two of them within a cell are one, and close and open it again.
            is_quoted = !is_quoted;
            begins = !is_quoted;
        } else {
            begins = !is_quoted && byte == separator;
        }
    }
    is_quoted
}

fn cells(row: &str, separator: u8) -> Option<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(row.as_bytes());
    let record = reader.records().next()?.ok()?;
    Some(record.iter().map(str::to_owned).collect())
}

/// A word without case, spaces and hyphens.
fn plain(word: &str) -> String {
    let letters = word.chars().filter(|c| c.is_alphanumeric());
    letters.collect::<String>().to_lowercase()
}

/// What a table says of how somebody gets messages; `None`: nothing that is known.
fn mode(said: &str) -> Option<Mode> {
    match plain(said).as_str() {
        "regular" | "each" | "email" | "individual" | "enabled" | "mail" | "single"
        | "allmessages" | "everyemail" => Some(Mode::Each),
        "digest" | "digests" | "mime" | "plain" | "plaintext" | "mimedigests"
        | "plaintextdigests" | "summarydigests" | "summary" | "abridged" | "dailysummary"
        | "fulldigest" | "plaindigest" | "dailydigest" => Some(Mode::Digest),
        "none" | "nomail" | "noemail" | "disabled" | "byuser" | "bymoderator" | "byadmin"
        | "bybounces" | "specialnotices" | "webonly" => Some(Mode::Nothing),
        _ => None,
    }
}
