//! Templates as a row of tags, texts and expressions: HTML (or the plain text of a mail) with
//! askama's `{{ … }}`, `{% … %}` and `{# … #}` in it.

use super::tree::File;

/// What a template is made of. Comments are nothing, and so is the content of `<style>`.
#[derive(Debug)]
pub enum Piece<'a> {
    /// Text that people read, as it is written.
    Text(&'a str),
    /// The content of a `<script>`.
    Script(&'a str),
    Tag(Tag<'a>),
}

/// A start tag; end tags are nothing.
#[derive(Debug)]
pub struct Tag<'a> {
    pub name: &'a str,
    pub attributes: Vec<Attribute<'a>>,
}

#[derive(Debug)]
pub struct Attribute<'a> {
    pub name: &'a str,
    /// As written, with its expressions; empty if it has none.
    pub value: &'a str,
}

impl<'a> Tag<'a> {
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes
            .iter()
            .find(|own| own.name == name)
            .map(|own| own.value)
    }
}

/// The pieces of a template with their lines, counted from 1.
pub fn pieces(file: &File) -> Vec<(usize, Piece<'_>)> {
    let markup = file.has_extension("html");
    let mut reader = Reader {
        text: &file.text,
        at: 0,
        found: Vec::new(),
        markup,
    };
    reader.read();
    reader.found
}

/// What stands between the marks of every expression and statement, with its line.
pub fn expressions(text: &str) -> Vec<(usize, &str)> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(start) = text[at..].find('{').map(|found| at + found) {
        let length = askama(&text[start..]);
        if length > 2 && !text[start..].starts_with("{#") {
            found.push((line_at(text, start), &text[start + 2..start + length - 2]));
        }
        at = start + length.max(1);
    }
    found
}

/// Text without its expressions and statements, each of which leaves the mark `\u{0}`.
pub fn without_expressions(text: &str) -> String {
    let (mut left, mut at) = (String::new(), 0);
    while at < text.len() {
        let length = askama(&text[at..]);
        let step = text[at..].chars().next().expect("the loop ends at the end");
        left.push(if length > 0 { '\0' } else { step });
        at += if length > 0 { length } else { step.len_utf8() };
    }
    left
}

/// The length of the expression, statement or comment that `rest` begins with, or 0.
fn askama(rest: &str) -> usize {
    let end = match rest.get(..2) {
        Some("{{") => "}}",
        Some("{%") => "%}",
        Some("{#") => "#}",
        _ => return 0,
    };
    rest.find(end).map_or(rest.len(), |at| at + 2)
}

fn line_at(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    found: Vec<(usize, Piece<'a>)>,
    /// Whether `<` begins a tag.
    markup: bool,
}

impl<'a> Reader<'a> {
    fn read(&mut self) {
        while self.at < self.text.len() {
            let rest = &self.text[self.at..];
            let askama = askama(rest);
            if askama > 0 {
                self.at += askama;
            } else if self.markup && rest.starts_with("<!--") {
                self.at += rest.find("-->").map_or(rest.len(), |end| end + 3);
            } else if self.markup && (rest.starts_with("</") || rest.starts_with("<!")) {
                self.at += rest.find('>').map_or(rest.len(), |end| end + 1);
            } else if self.markup && rest.starts_with('<') {
                self.tag();
            } else {
                self.prose();
            }
        }
    }

    fn push(&mut self, start: usize, piece: Piece<'a>) {
        self.found.push((line_at(self.text, start), piece));
    }

    /// Text up to the next tag or expression.
    fn prose(&mut self) {
        let start = self.at;
        while let Some(c) = self.text[self.at..].chars().next() {
            if (c == '<' && self.markup) || askama(&self.text[self.at..]) > 0 {
                break;
            }
            self.at += c.len_utf8();
        }
        let text = &self.text[start..self.at];
        let lead = text.len() - text.trim_start().len();
        if lead < text.len() {
            self.push(start + lead, Piece::Text(text.trim()));
        }
    }

    fn tag(&mut self) {
        let start = self.at;
        self.at += 1;
        let name = self.word();
        let mut attributes = Vec::new();
        while let Some(c) = self.text[self.at..].chars().next() {
            let askama = askama(&self.text[self.at..]);
            if askama > 0 {
                self.at += askama;
            } else if c == '>' {
                self.at += 1;
                break;
            } else if c.is_whitespace() || matches!(c, '/' | '=' | '"' | '\'') {
                self.at += c.len_utf8();
            } else {
                let name = self.word();
                let value = if self.eat("=") { self.value() } else { "" };
                attributes.push(Attribute { name, value });
            }
        }
        self.push(start, Piece::Tag(Tag { name, attributes }));
        if matches!(name, "style" | "script") {
            self.raw(name);
        }
    }

    /// The content of an element in which `<` means nothing.
    fn raw(&mut self, name: &str) {
        let (start, rest) = (self.at, &self.text[self.at..]);
        let end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
        self.at += end;
        if name == "script" {
            self.push(start, Piece::Script(rest[..end].trim()));
        }
    }

    fn eat(&mut self, mark: &str) -> bool {
        let eaten = self.text[self.at..].starts_with(mark);
        self.at += if eaten { mark.len() } else { 0 };
        eaten
    }

    fn word(&mut self) -> &'a str {
        let rest = &self.text[self.at..];
        let ends = |c: char| c.is_whitespace() || matches!(c, '/' | '>' | '=' | '{' | '"');
        let length = rest.find(ends).unwrap_or(rest.len());
        // An odd character must not stop the reader for ever.
        let length = length.max(rest.chars().next().map_or(0, char::len_utf8));
        self.at += length;
        &rest[..length]
    }

    /// An attribute's value; quotes within its expressions do not end it.
    fn value(&mut self) -> &'a str {
        let quote = self.text[self.at..]
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\''));
        self.at += usize::from(quote.is_some());
        let start = self.at;
        while let Some(c) = self.text[self.at..].chars().next() {
            let askama = askama(&self.text[self.at..]);
            let ends = quote.map_or(c.is_whitespace() || c == '>', |quote| c == quote);
            if askama == 0 && ends {
                break;
            }
            self.at += askama.max(c.len_utf8());
        }
        let value = &self.text[start..self.at];
        self.at = (self.at + usize::from(quote.is_some())).min(self.text.len());
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_marks_within_an_expression_end_neither_value_nor_tag() {
        let file = File::sample(
            "a.html",
            "<!doctype html>\n<a {% if a > b %}hidden{% endif %} title=\"{{ t(\"x>\") }}, y\" \
             href=z>One {{ two }}<!-- not -->\nthree</a>",
        );

        let seen = format!("{:?}", pieces(&file));

        assert_eq!(
            seen,
            "[(2, Tag(Tag { name: \"a\", attributes: [\
             Attribute { name: \"hidden\", value: \"\" }, \
             Attribute { name: \"title\", value: \"{{ t(\\\"x>\\\") }}, y\" }, \
             Attribute { name: \"href\", value: \"z\" }] })), \
             (2, Text(\"One\")), (3, Text(\"three\"))]"
        );
    }

    #[test]
    fn expressions_and_statements_are_found_in_and_out_of_tags() {
        let text = "{# no #}{{ a }}\n<p class=\"{% if b %}x{% endif %}\">{ c }</p>";

        assert_eq!(
            expressions(text),
            [(1, " a "), (2, " if b "), (2, " endif ")]
        );
        assert_eq!(
            without_expressions(text),
            "\0\0\n<p class=\"\0x\0\">{ c }</p>"
        );
    }
}
