//! Text that was written for another program → Markdown that shows the same here.

use ammonia::{Builder, UrlRelative};
use std::sync::LazyLock;

/// What is left before it is turned into Markdown: well-formed, few tags, no attribute but `href`.
static PLAINER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags = [
        "a",
        "b",
        "blockquote",
        "br",
        "div",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "li",
        "ol",
        "p",
        "strong",
        "tr",
        "ul",
    ];
    let mut plainer = Builder::empty();
    plainer
        .tags(tags.into())
        .clean_content_tags(["head", "script", "style", "title"].into())
        .tag_attributes([("a", ["href"].into())].into())
        .url_schemes(["http", "https", "mailto"].into())
        .url_relative(UrlRelative::Deny)
        .link_rel(None);
    plainer
});

/// HTML of a mail program or a calendar as Markdown: paragraphs, lists, emphasis and links. What
/// else there is becomes plain text.
pub fn from_html(html: &str) -> String {
    let has_blocks = ["<br", "<p", "<div", "<li"]
        .iter()
        .any(|tag| html.contains(tag));
    let html = if has_blocks {
        html.to_owned()
    } else {
        html.replace('\n', "<br>")
    };
    let cleaned = PLAINER.clean(&html).to_string();
    let mut writer = Writer::default();
    let mut rest = cleaned.as_str();
    while let Some(open) = rest.find('<') {
        writer.text(&rest[..open]);
        // Every `<` of the text is escaped by now, so a tag always ends.
        let end = rest[open..].find('>').map_or(rest.len(), |at| open + at);
        writer.tag(rest.get(open + 1..end).unwrap_or_default());
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    writer.text(rest);
    tidy(&writer.markdown)
}

/// Plain text as Markdown: it keeps its lines, and a `<` stays one.
pub fn from_plain(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.replace("\r\n", "\n").replace('\r', "\n").lines() {
        let line = escape_brackets(line.trim_end());
        match lines.last_mut() {
            // Two spaces at its end keep a line from being joined with the next.
            Some(last) if !last.is_empty() && !line.is_empty() && !begins_block(&line) => {
                last.push_str("  ");
            }
            _ => {}
        }
        lines.push(line);
    }
    tidy(&lines.join("\n"))
}

/// A list's item or a heading is a line of its own without further marks.
fn begins_block(line: &str) -> bool {
    let line = line.trim_start();
    ["- ", "* ", "+ ", "# ", "> "]
        .iter()
        .any(|mark| line.starts_with(mark))
}

/// `<` begins HTML, which is shown as nothing, unless it surrounds an address.
fn escape_brackets(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('<') {
        let after = &rest[at + 1..];
        let is_link = ["http://", "https://", "mailto:"]
            .iter()
            .any(|scheme| after.starts_with(scheme));
        escaped.push_str(&rest[..at]);
        escaped.push_str(if is_link { "<" } else { "\\<" });
        rest = after;
    }
    escaped + rest
}

#[derive(Default)]
struct Writer {
    markdown: String,
    /// For each open list the number of its next item; `None`: it has none.
    lists: Vec<Option<usize>>,
    /// Where each open link's words begin, and where it leads.
    links: Vec<(usize, String)>,
}

impl Writer {
    fn text(&mut self, text: &str) {
        let text = text
            .replace("&nbsp;", " ")
            .replace("&lt;", "\\<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&");
        let words: Vec<&str> = text.split_whitespace().collect();
        if words.is_empty() {
            if !text.is_empty() && !self.markdown.ends_with(char::is_whitespace) {
                self.markdown.push(' ');
            }
            return;
        }
        let spaced = text.starts_with(char::is_whitespace);
        if spaced && !self.markdown.ends_with([' ', '\n']) {
            self.markdown.push(' ');
        }
        self.markdown.push_str(&words.join(" "));
        if text.ends_with(char::is_whitespace) {
            self.markdown.push(' ');
        }
    }

    fn tag(&mut self, tag: &str) {
        let name = tag.split([' ', '/']).find(|part| !part.is_empty());
        match (tag.starts_with('/'), name.unwrap_or_default()) {
            (false, "br") => self.markdown.push_str("  \n"),
            (_, "hr") => self.block("\n\n---\n\n"),
            (false, "a") => self.links.push((self.markdown.len(), href(tag))),
            (true, "a") => self.close_link(),
            (_, "b" | "strong") => self.markdown.push_str("**"),
            (_, "i" | "em") => self.markdown.push('*'),
            (false, "ul") => self.lists.push(None),
            (false, "ol") => self.lists.push(Some(1)),
            (true, "ul" | "ol") => {
                self.lists.pop();
                self.block("\n\n");
            }
            (false, "li") => self.open_item(),
            (false, "blockquote") => self.block("\n\n> "),
            (false, heading @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6")) => {
                let level = usize::from(heading.as_bytes()[1] - b'0');
                self.block(&format!("\n\n{} ", "#".repeat(level)));
            }
            (_, "tr" | "div") => self.block("  \n"),
            // Within an item a paragraph would end the list.
            (_, "p") if !self.lists.is_empty() => self.markdown.push(' '),
            (_, "p" | "blockquote" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
                self.block("\n\n");
            }
            _ => {}
        }
    }

    fn block(&mut self, mark: &str) {
        let kept = self.markdown.trim_end_matches(' ').len();
        self.markdown.truncate(kept);
        self.markdown.push_str(mark);
    }

    fn open_item(&mut self) {
        let indent = "  ".repeat(self.lists.len().saturating_sub(1).min(4));
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        };
        self.block(&format!("\n{indent}{mark}"));
    }

    fn close_link(&mut self) {
        let Some((begins, address)) = self.links.pop() else {
            return;
        };
        // Marks before it may have been taken back together with spaces.
        let begins = self.markdown.floor_char_boundary(begins);
        let words = self.markdown.split_off(begins);
        let label = words.trim();
        let bare = |text: &str| text.trim_end_matches('/').to_owned();
        if address.is_empty() {
            self.markdown.push_str(&words);
        } else if label.is_empty() || bare(label) == bare(&address) {
            self.markdown.push_str(&format!("<{address}>"));
        } else {
            let label = label.replace(['[', ']'], "").replace('\n', " ");
            self.markdown.push_str(&format!("[{label}](<{address}>)"));
        }
        if words.ends_with(' ') {
            self.markdown.push(' ');
        }
    }
}

/// Where a link of the cleaned text leads; empty if nowhere.
fn href(tag: &str) -> String {
    let value = tag
        .split_once("href=\"")
        .and_then(|(_, v)| v.split_once('"'));
    let address = value.map_or("", |(address, _)| address);
    address.replace("&amp;", "&").replace(['<', '>', ' '], "")
}

/// At most one empty line at a time, and none at either end.
fn tidy(markdown: &str) -> String {
    let mut tidied = String::with_capacity(markdown.len());
    let mut empty = 0;
    for line in markdown.lines() {
        if line.trim().is_empty() {
            empty += 1;
            continue;
        }
        if empty > 0 {
            // At the end of a paragraph the mark of a line's end says nothing.
            tidied.truncate(tidied.trim_end().len());
        }
        if !tidied.is_empty() {
            tidied.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        empty = 0;
        tidied.push_str(line);
    }
    tidied.trim().to_owned()
}
