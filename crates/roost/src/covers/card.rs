use super::cover_svg;
use super::lettering::{Edge, Hand, parse, runs_from_right};
use image::imageops::FilterType;
use resvg::tiny_skia::{IntSize, Pixmap, PixmapPaint, Transform};

/// Width and height that link previews ask for.
pub const CARD: (u32, u32) = (1200, 630);

const PAPER: &str = "#f5f9f7";
const INK: &str = "#0a2129";
const INK_2: &str = "#3c5159";

/// Free on either side of the words.
const MARGIN: f32 = 64.0;

/// From the left margin to the right one.
const MEASURE: f32 = CARD.0 as f32 - 2.0 * MARGIN;

/// How high the cover is above words, and where there is a line or two only.
const COVER: u32 = 320;
const TALL_COVER: u32 = 470;

/// Sizes of a title, and how many lines of it fit. The last one is cut.
const TITLES: [(f32, usize); 4] = [(84.0, 1), (70.0, 2), (58.0, 2), (46.0, 3)];

/// What a link preview says in its picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// What the cover is drawn from.
    pub cover: String,
    /// A photograph that stands in its place.
    pub photo: Option<Vec<u8>>,
    pub title: String,
    /// The date in words, or what a group says of its next one; may be empty.
    pub when: String,
    /// Whose it is; empty on a group's own card.
    pub group: String,
}

impl Card {
    /// The picture as a PNG. What no face of ours can write is left out; the date always can be.
    pub fn png(&self) -> Vec<u8> {
        let title = set_title(&self.title);
        let height = if title.is_some() { COVER } else { TALL_COVER };
        let mut canvas = Pixmap::new(CARD.0, CARD.1).expect("a picture has at least one pixel");
        match self.photo.as_deref().and_then(|photo| fill(photo, height)) {
            Some(photo) => {
                let paint = PixmapPaint::default();
                canvas.draw_pixmap(0, 0, photo.as_ref(), &paint, Transform::identity(), None);
            }
            None => {
                let cover = parse(&cover_svg(&self.cover, CARD.0, height));
                resvg::render(&cover, Transform::identity(), &mut canvas.as_mut());
            }
        }
        let words = parse(&self.words(title, height));
        resvg::render(&words, Transform::identity(), &mut canvas.as_mut());
        canvas.encode_png().expect("writing to memory cannot fail")
    }

    /// What stands below the cover.
    fn words(&self, title: Option<(Hand, Vec<String>)>, top: u32) -> String {
        let (width, height) = CARD;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\">\
             <path fill=\"{PAPER}\" d=\"M0 {top}H{width}V{height}H0z\"/>\
             <path fill=\"{INK}\" d=\"M0 {top}H{width}v5H0z\"/>"
        );
        let edge = match &title {
            Some(_) if runs_from_right(&self.title) => Edge::Right(width as f32 - MARGIN),
            _ => Edge::Left(MARGIN),
        };
        if let Some((hand, lines)) = title {
            for (number, line) in lines.iter().enumerate() {
                let y = top as f32 + 26.0 + hand.size * (1.0 + 1.14 * number as f32);
                svg.push_str(&hand.line(line, edge, y));
            }
        }
        let feet = [
            (Hand::plain(34.0, INK), &self.when, 558.0),
            (Hand::plain(27.0, INK_2), &self.group, 602.0),
        ];
        for (hand, text, y) in feet {
            let line = cut(hand, text).map(|text| hand.line(&text, edge, y));
            svg.push_str(&line.unwrap_or_default());
        }
        svg.push_str("</svg>");
        svg
    }
}

/// The middle of a photograph, as wide as the card; `None` if it is none that we can read.
fn fill(photo: &[u8], height: u32) -> Option<Pixmap> {
    let photo = image::load_from_memory(photo).ok()?;
    let photo = photo.resize_to_fill(CARD.0, height, FilterType::Triangle);
    // A photograph of ours is a JPEG: nothing in it is transparent.
    let pixels = photo.to_rgb8();
    let pixels = pixels.pixels().flat_map(|pixel| {
        let [red, green, blue] = pixel.0;
        [red, green, blue, u8::MAX]
    });
    Pixmap::from_vec(pixels.collect(), IntSize::from_wh(CARD.0, height)?)
}

/// The title in the largest size in which it fits; `None` if a glyph is missing or it is empty.
fn set_title(title: &str) -> Option<(Hand, Vec<String>)> {
    for (size, most) in TITLES {
        let hand = Hand::title(size, INK);
        let lines = hand.wrap(title, MEASURE)?;
        if (1..=most).contains(&lines.len()) {
            return Some((hand, lines));
        }
    }
    let (size, most) = TITLES[TITLES.len() - 1];
    let hand = Hand::title(size, INK);
    // An ellipsis takes less room than the margin leaves, so the cut line need not be set again.
    let mut lines = hand.wrap(title, MEASURE - size)?;
    lines.truncate(most);
    lines.last_mut()?.push('…');
    Some((hand, lines))
}

/// As much of the text as stands in one line.
fn cut(hand: Hand, text: &str) -> Option<String> {
    let lines = hand.wrap(text, MEASURE - hand.size)?;
    let more = lines.len() > 1;
    let mut line = lines.into_iter().next()?;
    if more {
        line.push('…');
    }
    Some(line)
}
