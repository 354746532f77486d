//! Text in drawings: set in faces that the binary carries, so that it looks the same on every machine.
//!
//! Shaping and the order of mixed directions are usvg's; here stand what it does not do: lines, and
//! whether every character has a glyph.

use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Group, Node, Options, Text, Tree};
use std::sync::{Arc, LazyLock};
use unicode_segmentation::UnicodeSegmentation;

macro_rules! face {
    ($name:literal) => {
        include_bytes!(concat!("../../../../assets/vendor/noto-2020.12/", $name))
    };
}

/// The first face of these that has a character sets it, if the one that was asked for does not.
const FACES: [&[u8]; 5] = [
    face!("NotoSerif-Bold.ttf"),
    face!("NotoSans-Regular.ttf"),
    face!("NotoNaskhArabic-Bold.ttf"),
    face!("NotoSerifHebrew-Bold.ttf"),
    face!("NotoSerifDevanagari-Bold.ttf"),
];

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for face in FACES {
        fonts.load_font_source(Source::Binary(Arc::new(face)));
    }
    Arc::new(fonts)
});

/// Where a line is held.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Edge {
    Left(f32),
    Right(f32),
}

/// How a line is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hand {
    family: &'static str,
    weight: u16,
    pub size: f32,
    pub fill: &'static str,
}

impl Hand {
    pub const fn title(size: f32, fill: &'static str) -> Self {
        Hand {
            family: "Noto Serif",
            weight: 700,
            size,
            fill,
        }
    }

    pub const fn plain(size: f32, fill: &'static str) -> Self {
        Hand {
            family: "Noto Sans",
            weight: 400,
            size,
            fill,
        }
    }

    /// The line as an SVG element, whose base is at `y`.
    pub fn line(self, text: &str, edge: Edge, y: f32) -> String {
        let (x, anchor) = match edge {
            Edge::Left(x) => (x, "start"),
            Edge::Right(x) => (x, "end"),
        };
        let text = if runs_from_right(text) {
            // U+202B makes usvg, which begins every line from the left, begin this one from the right.
            format!("\u{202b}{text}\u{202c}")
        } else {
            text.to_owned()
        };
        format!(
            "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" font-family=\"{}\" \
             font-weight=\"{}\" font-size=\"{}\" fill=\"{}\">{}</text>",
            self.family,
            self.weight,
            self.size,
            self.fill,
            escape(&text)
        )
    }

    /// The text in lines of at most `width`; `None` if a glyph is missing.
    pub fn wrap(self, text: &str, width: f32) -> Option<Vec<String>> {
        let space = self.width("a a")? - self.width("aa")?;
        let mut lines: Vec<(String, f32)> = Vec::new();
        for word in text.split_whitespace() {
            for (piece, wide) in self.pieces(word, width)? {
                match lines.last_mut() {
                    Some((line, so_far)) if *so_far + space + wide <= width => {
                        line.push(' ');
                        line.push_str(&piece);
                        *so_far += space + wide;
                    }
                    _ => lines.push((piece, wide)),
                }
            }
        }
        Some(lines.into_iter().map(|(line, _)| line).collect())
    }

    /// The word, or its parts if it is wider than a line.
    fn pieces(self, word: &str, width: f32) -> Option<Vec<(String, f32)>> {
        let wide = self.width(word)?;
        if wide <= width {
            return Some(vec![(word.to_owned(), wide)]);
        }
        let mut pieces: Vec<(String, f32)> = Vec::new();
        for character in word.graphemes(true) {
            let wide = self.width(character)?;
            match pieces.last_mut() {
                Some((piece, so_far)) if *so_far + wide <= width => {
                    piece.push_str(character);
                    *so_far += wide;
                }
                _ => pieces.push((character.to_owned(), wide)),
            }
        }
        Some(pieces)
    }

    /// How far the text reaches; `None` if a glyph is missing.
    fn width(self, text: &str) -> Option<f32> {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\">{}</svg>",
            self.line(text, Edge::Left(0.0), 0.0)
        );
        let tree = parse(&svg);
        let Some(set) = find_text(tree.root()) else {
            return Some(0.0);
        };
        let mut glyphs = set
            .layouted()
            .iter()
            .flat_map(|span| &span.positioned_glyphs);
        let all = glyphs.all(|glyph| glyph.id.0 != 0);
        all.then(|| set.bounding_box().width())
    }
}

/// An SVG of our own making, with its text in outlines.
pub fn parse(svg: &str) -> Tree {
    let options = Options {
        fontdb: Arc::clone(&FONTS),
        ..Options::default()
    };
    Tree::from_str(svg, &options).expect("our own drawing is valid SVG")
}

fn find_text(group: &Group) -> Option<&Text> {
    group.children().iter().find_map(|node| match node {
        Node::Text(text) => Some(&**text),
        Node::Group(inner) => find_text(inner),
        Node::Path(_) | Node::Image(_) => None,
    })
}

/// Whether the first letter is one of Hebrew, Arabic or their neighbours (UAX #9, rules P2 and P3).
pub fn runs_from_right(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphabetic());
    first.is_some_and(
        |c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'),
    )
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            // XML 1.0 §2.2 knows no other control characters, and a title has none of those either.
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
