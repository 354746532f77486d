//! Markdown that people type → HTML that is safe on a page, or plain text for mails and descriptions.
//!
//! What always holds:
//! - Raw HTML is shown as nothing; what reaches a page is on an allow-list, checked a second time
//!   after rendering.
//! - A link leads to `http`, `https` or `mailto` and carries `rel="nofollow ugc noopener"`.
//! - Pictures become links, so that no page makes a reader's browser ask another host.
//! - What is nested deeper than any person writes is shown as typed, so no text costs more than
//!   its length.
mod tree;
mod plain;
mod foreign;
#[cfg(test)]
mod tests;

pub use foreign::{from_html, from_plain};

use ammonia::{Builder, UrlRelative};
use comrak::{Arena, Options, format_html};
use std::sync::LazyLock;

static FENCE: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags = [
        "a",
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "ul",
    ];
    let mut fence = Builder::empty();
    fence
        .tags(tags.into())
        .tag_attributes([("a", ["href"].into()), ("ol", ["start"].into())].into())
        .url_schemes(["http", "https", "mailto"].into())
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("nofollow ugc noopener"));
    fence
});

/// The text as HTML whose headings begin at `<h{first}>`, first 2 to 6: one below the heading that
/// stands over it.
pub fn to_html(markdown: &str, first: u8) -> String {
    let arena = Arena::new();
    let Some(root) = tree::parse(&arena, markdown) else {
        return plain::as_typed(markdown);
    };
    tree::level_headings(root, first);
    tree::turn_pictures_into_links(root);
    let mut rendered = String::new();
    format_html(root, &options(), &mut rendered).expect("a string takes everything");
    FENCE.clean(&rendered).to_string()
}

/// The text as people read it: no marks, links followed by their address in angle brackets.
pub fn to_text(markdown: &str) -> String {
    let arena = Arena::new();
    match tree::parse(&arena, markdown) {
        Some(root) => plain::write(root),
        None => markdown.trim().to_owned(),
    }
}

/// The beginning of the text in one line of at most `most` characters, cut between words.
pub fn excerpt(markdown: &str, most: usize) -> String {
    let arena = Arena::new();
    let text = match tree::parse(&arena, markdown) {
        Some(root) => plain::first_words(root, most),
        None => markdown.to_owned(),
    };
    plain::cut_between_words(&text, most)
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options
}
