//! The two parts of a letter, made from one [`Body`].

use super::letter::{Block, Body, Letter, Line, Tone};
use crate::words::Language;
use askama::Template;

/// Mail programs of every age show so many columns.
const COLUMNS: usize = 76;

#[derive(Template)]
#[template(path = "mail/layout.html")]
struct HtmlPart<'a> {
    lang: &'static str,
    dir: &'static str,
    subject: &'a str,
    body: &'a Body,
}

#[derive(Template)]
#[template(path = "mail/layout.txt")]
struct TextPart {
    masthead: String,
    heading: String,
    /// Underlines the heading.
    rule: String,
    parts: Vec<String>,
    /// Stands above the footer.
    line: String,
    footer: Vec<String>,
}

/// # Errors
/// If the template fails, which only a broken formatter can cause.
pub fn html(subject: &str, body: &Body) -> askama::Result<String> {
    let language = Language::of(&body.language);
    HtmlPart {
        lang: language.tag(),
        dir: language.direction(),
        subject,
        body,
    }
    .render()
}

/// # Errors
/// As [`html`].
pub fn text(body: &Body) -> askama::Result<String> {
    let width = body.heading.chars().count().min(COLUMNS);
    let text = TextPart {
        masthead: wrap(&body.masthead),
        heading: wrap(&body.heading),
        rule: "=".repeat(width),
        parts: body.blocks.iter().map(text_of_block).collect(),
        line: "-".repeat(COLUMNS / 2),
        footer: body.footer.iter().map(text_of_line).collect(),
    };
    text.render()
}

/// The HTML part of a letter that is only looked at.
///
/// # Errors
/// As [`html`].
pub fn html_of(letter: &Letter) -> askama::Result<String> {
    html(&letter.subject, &letter.body)
}

/// What the blocks say in the text part.
pub fn text_of(blocks: &[Block]) -> String {
    let parts: Vec<_> = blocks.iter().map(text_of_block).collect();
    parts.join("\n\n")
}

fn text_of_block(block: &Block) -> String {
    match block {
        Block::Paragraph(text) | Block::Note(text) | Block::Html { text, .. } => wrap(text),
        Block::Heading(text) => {
            let width = text.chars().count().min(COLUMNS);
            format!("{}\n{}", wrap(text), "-".repeat(width))
        }
        Block::Code(digits) => format!("    {digits}"),
        Block::Card {
            weekday,
            day,
            month,
            title,
            lines,
        } => {
            let mut card = vec![wrap(title), format!("{weekday} {day} {month}")];
            card.extend(lines.iter().map(|line| wrap(line)));
            let card = card.join("\n");
            let indented = card.lines().map(|line| format!("  {line}"));
            indented.collect::<Vec<_>>().join("\n")
        }
        Block::Typed(text) => text.trim_end().to_owned(),
        Block::Links(lines) => {
            let lines: Vec<_> = lines.iter().map(text_of_line).collect();
            lines.join("\n")
        }
        Block::Scan { label, href } => link(label, href),
        Block::Buttons(buttons) => {
            let links = buttons
                .iter()
                .map(|button| link(&button.label, &button.href));
            links.collect::<Vec<_>>().join("\n\n")
        }
    }
}

fn text_of_line(line: &Line) -> String {
    match line {
        Line::Text(text) => wrap(text),
        Line::Link { label, href } => link(label, href),
    }
}

/// The address stands on a line of its own, whole, so that every mail program makes a link of it.
fn link(label: &str, href: &str) -> String {
    format!("{}:\n{href}", wrap(label))
}

/// Breaks lines between words. What has no space in it, an address for instance, stays whole.
fn wrap(text: &str) -> String {
    // A card is indented by two.
    let most = COLUMNS - 2;
    let mut lines = Vec::new();
    for typed in text.lines() {
        let mut line = String::new();
        for word in typed.split(' ').filter(|word| !word.is_empty()) {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > most {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines.join("\n")
}
