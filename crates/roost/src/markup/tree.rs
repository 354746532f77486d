use comrak::nodes::{Node, NodeValue};
use comrak::{Arena, parse_document};

/// More than any field of ours takes; longer texts are cut before they are read.
const MOST_BYTES: usize = 40_000;

/// The parser looks at each of them again and again, so their number is bounded.
const MOST_ENTITIES: usize = 1_000;

/// Quotations and lists within each other. Nobody follows a ninth level.
const MOST_NESTED: usize = 8;

/// Anything within anything, emphasis included.
const MOST_DEPTH: usize = 40;

/// The tree of a text; `None` if it is nested so deeply that only a machine wrote it.
pub fn parse<'a>(arena: &'a Arena<'a>, markdown: &str) -> Option<Node<'a>> {
    let markdown = cut(markdown);
    let entities = markdown.bytes().filter(|byte| *byte == b'&').count();
    let nested = markdown.lines().map(nested).max().unwrap_or(0);
    if nested > MOST_NESTED || brackets(markdown) > MOST_DEPTH || entities > MOST_ENTITIES {
        return None;
    }
    let root = parse_document(arena, markdown, &super::options());
    (depth(root) <= MOST_DEPTH).then_some(root)
}

fn cut(markdown: &str) -> &str {
    match markdown.char_indices().find(|(at, _)| *at >= MOST_BYTES) {
        Some((end, _)) => &markdown[..end],
        None => markdown,
    }
}

/// How many quotations and list items one line opens before its text begins.
fn nested(line: &str) -> usize {
    let mut opened = 0;
    let mut rest = line.trim_start();
    loop {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let after = &rest[digits..];
        let mark = after.chars().next();
        let opens = match mark {
            Some('>') => digits == 0,
            Some('-' | '*' | '+') => digits == 0 && after[1..].starts_with([' ', '\t']),
            Some('.' | ')') => digits > 0 && after[1..].starts_with([' ', '\t']),
            _ => false,
        };
        if !opens {
            return opened;
        }
        opened += 1;
        rest = after[1..].trim_start();
    }
}

/// How many square brackets are open at once within a paragraph.
fn brackets(markdown: &str) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    let mut last = ' ';
    for c in markdown.chars() {
        match c {
            '[' => open += 1,
            ']' => open = open.saturating_sub(1),
            '\n' if last == '\n' => open = 0,
            _ => {}
        }
        most = most.max(open);
        last = c;
    }
    most
}

fn depth(root: Node<'_>) -> usize {
    let mut most = 0;
    let mut level = 0_usize;
    for edge in root.traverse() {
        match edge {
            comrak::arena_tree::NodeEdge::Start(_) => level += 1,
            comrak::arena_tree::NodeEdge::End(_) => level -= 1,
        }
        most = most.max(level);
    }
    most
}

/// The highest heading becomes `<h{first}>`, and no heading is more than one level below the one
/// before it, so that the page keeps an outline.
pub fn level_headings(root: Node<'_>, first: u8) {
    let headings = || {
        root.descendants()
            .filter(|node| matches!(node.data.borrow().value, NodeValue::Heading(_)))
    };
    let highest = headings().map(level).min().unwrap_or(1);
    let mut before = first.saturating_sub(1);
    for node in headings() {
        let wanted = level(node) - highest + first;
        before = wanted.min(before + 1).min(6);
        if let NodeValue::Heading(heading) = &mut node.data.borrow_mut().value {
            heading.level = before;
        }
    }
}

fn level(node: Node<'_>) -> u8 {
    match &node.data.borrow().value {
        NodeValue::Heading(heading) => heading.level,
        _ => 1,
    }
}

pub fn turn_pictures_into_links(root: Node<'_>) {
    for node in root.descendants() {
        let value = &mut node.data.borrow_mut().value;
        if let NodeValue::Image(link) = value {
            *value = NodeValue::Link(link.clone());
        }
    }
}
