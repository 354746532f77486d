use comrak::arena_tree::NodeEdge;
use comrak::nodes::{ListType, Node, NodeValue};
use unicode_segmentation::UnicodeSegmentation;

/// A text that is too deeply nested to be read as Markdown, shown as it was typed.
pub fn as_typed(markdown: &str) -> String {
    let escaped = markdown
        .trim()
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('\n', "<br>");
    format!("<p>{escaped}</p>\n")
}

/// The whole tree as text, blocks apart by an empty line.
pub fn write(root: Node<'_>) -> String {
    let mut writer = Writer::default();
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) => writer.open(node),
            NodeEdge::End(node) => writer.close(node),
        }
    }
    writer.text.trim().to_owned()
}

#[derive(Default)]
struct Writer {
    text: String,
    /// The number of each open list's next item; `None` for lists without numbers.
    lists: Vec<Option<usize>>,
}

impl Writer {
    fn open(&mut self, node: Node<'_>) {
        match &node.data.borrow().value {
            NodeValue::List(list) => {
                let numbered = list.list_type == ListType::Ordered;
                self.lists.push(numbered.then_some(list.start));
            }
            NodeValue::Item(_) => self.open_item(),
            NodeValue::Text(text) => self.text.push_str(text),
            NodeValue::Code(code) => self.text.push_str(&code.literal),
            NodeValue::CodeBlock(block) => self.text.push_str(&block.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => self.text.push('\n'),
            NodeValue::ThematicBreak => self.text.push_str("* * *"),
            _ => {}
        }
    }

    fn open_item(&mut self) {
        let indent = "  ".repeat(self.lists.len().saturating_sub(1));
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        };
        self.text.push_str(&indent);
        self.text.push_str(&mark);
    }

    fn close(&mut self, node: Node<'_>) {
        match &node.data.borrow().value {
            NodeValue::Link(link) | NodeValue::Image(link) => {
                let address = link.url.trim_start_matches("mailto:");
                if !address.is_empty() && !self.text.ends_with(address) {
                    self.text.push_str(&format!(" <{address}>"));
                }
            }
            NodeValue::List(_) => {
                self.lists.pop();
                self.end_line();
                if self.lists.is_empty() {
                    self.text.push('\n');
                }
            }
            NodeValue::Item(_) => self.end_line(),
            NodeValue::Paragraph
            | NodeValue::Heading(_)
            | NodeValue::CodeBlock(_)
            | NodeValue::ThematicBreak => {
                self.end_line();
                if self.lists.is_empty() {
                    self.text.push('\n');
                }
            }
            _ => {}
        }
    }

    fn end_line(&mut self) {
        if !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}

/// The words of the first blocks in one line, until there are more than `most` characters.
pub fn first_words(root: Node<'_>, most: usize) -> String {
    let mut line = String::new();
    for node in root.descendants() {
        match &node.data.borrow().value {
            NodeValue::Text(text) => line.push_str(text),
            NodeValue::Code(code) => line.push_str(&code.literal),
            NodeValue::SoftBreak
            | NodeValue::LineBreak
            | NodeValue::Paragraph
            | NodeValue::Heading(_) => line.push(' '),
            _ => {}
        }
        if line.len() > most * 4 {
            break;
        }
    }
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most `most` characters; a cut text ends with an ellipsis.
pub fn cut_between_words(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.graphemes(true).count() <= most {
        return text;
    }
    let room: String = text.graphemes(true).take(most.saturating_sub(1)).collect();
    let whole = room.rfind(' ').map_or(room.as_str(), |end| &room[..end]);
    format!("{}…", whole.trim_end_matches([',', ';', ':', '.', ' ']))
}
