//! The fields of a message as bytes, so that what is left alone stays as its author's program wrote and
//! signed it. Pure.

use std::fmt::Write;

/// A message taken apart: its fields in their order, and what comes after the empty line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    fields: Vec<Field>,
    pub body: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Field {
    name: String,
    /// The whole field with its name and its line ends.
    bytes: Vec<u8>,
}

impl Fields {
    /// Takes a message apart whose lines end with CR LF. A line that is no field, such as the `From `
    /// of a mailbox, is left out.
    pub fn of(raw: &[u8]) -> Self {
        let mut fields: Vec<Field> = Vec::new();
        let mut rest = raw;
        while let Some(line) = next_line(rest) {
            rest = &rest[line.len()..];
            if line.iter().all(|b| matches!(b, b'\r' | b'\n')) {
                break;
            }
            if line.starts_with(b" ") || line.starts_with(b"\t") {
                if let Some(field) = fields.last_mut() {
                    field.bytes.extend_from_slice(line);
                }
            } else if let Some(name) = name_of(line) {
                let bytes = line.to_vec();
                fields.push(Field { name, bytes });
            }
        }
        let body = rest.to_vec();
        Fields { fields, body }
    }

    /// What stands after the first colon of this name, on one line; `None`: there is no such field.
    pub fn find(&self, name: &str) -> Option<String> {
        let mut values = self.find_all(name);
        values.next()
    }

    pub fn find_all(&self, name: &str) -> impl Iterator<Item = String> {
        let named = self
            .iter()
            .filter(move |(field, _)| field.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value)
    }

    /// Name and value of each field, in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, String)> {
        self.fields.iter().map(|field| {
            let text = String::from_utf8_lossy(&field.bytes);
            let value = text.split_once(':').map_or("", |(_, value)| value);
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            (field.name.as_str(), value)
        })
    }

    pub fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field.is(name))
    }

    pub fn remove(&mut self, names: &[&str]) {
        self.fields
            .retain(|field| !names.iter().any(|name| field.is(name)));
    }

    /// Takes out the fields of these names, and gives them back as they were.
    pub fn take(&mut self, names: &[&str]) -> Vec<u8> {
        let is = |field: &Field| names.iter().any(|name| field.is(name));
        let (taken, kept) = std::mem::take(&mut self.fields).into_iter().partition(is);
        self.fields = kept;
        let taken: Vec<Field> = taken;
        taken.into_iter().flat_map(|field| field.bytes).collect()
    }

    /// Puts a field below all others. `value` may hold line breaks that fold it, and nothing else may.
    pub fn add(&mut self, name: &str, value: &str) {
        let mut text = String::new();
        // Writing into a string cannot fail.
        let _ = write!(text, "{name}: {value}\r\n");
        let (name, bytes) = (name.to_owned(), text.into_bytes());
        self.fields.push(Field { name, bytes });
    }

    /// The whole message again.
    pub fn into_bytes(self) -> Vec<u8> {
        let mut bytes: Vec<u8> = Vec::new();
        for field in self.fields {
            bytes.extend(field.bytes);
            if !bytes.ends_with(b"\n") {
                bytes.extend_from_slice(b"\r\n");
            }
        }
        bytes.extend_from_slice(b"\r\n");
        bytes.extend(self.body);
        bytes
    }
}

impl Field {
    fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

fn next_line(rest: &[u8]) -> Option<&[u8]> {
    if rest.is_empty() {
        return None;
    }
    let end = rest.iter().position(|b| *b == b'\n');
    Some(&rest[..end.map_or(rest.len(), |end| end + 1)])
}

/// RFC 5322 §2.2: printable ASCII without the colon.
fn name_of(line: &[u8]) -> Option<String> {
    let colon = line.iter().position(|b| *b == b':')?;
    // Space before the colon is of the obsolete syntax, and still read.
    let name = line[..colon].trim_ascii_end();
    let fine = !name.is_empty() && name.iter().all(u8::is_ascii_graphic);
    fine.then(|| String::from_utf8_lossy(name).into_owned())
}
