//! A group's picture is its name, played on wires; a person without a picture has initials.
//!
//! The name is hashed, and the hash picks a sky, the number of wires, how they sag and where the sun
//! stands. Then each letter sits down as a bird: the letter decides the wire, its place in the name
//! decides how far along, a vowel wears the accent colour, a space leaves a gap.
//!
//! Always holds: the same name gives the same picture, byte for byte, for ever. Nothing is stored, so
//! a change to the hash would change every group's face. `tests/data/cover.py` is the yardstick.
//! Uses no clock, no chance and no fonts. The card for link previews, which has a cover above its
//! words, is lettered in faces that the binary carries.
mod avatar;
mod png;
mod lettering;
mod card;
#[cfg(test)]
mod tests;

pub use avatar::{hue, initials};
pub use card::{CARD, Card};
pub use png::{cover_png, draw};

use caseless::Caseless;
use std::fmt::Write;
use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::UnicodeNormalization;

struct Sky {
    ground: &'static str,
    wire: &'static str,
    bird: &'static str,
    accent: &'static str,
    sun: &'static str,
}

const SKIES: [Sky; 8] = [
    sky("#143c47", "#6f9da1", "#eaf3ee", "#f5c83b", "#1c5361"), // night
    sky("#f4cfbd", "#8a5a58", "#4a2430", "#b93a28", "#fbe6cd"), // dawn
    sky("#bfe0dc", "#4b7d84", "#173a45", "#c24a2a", "#e3f3ed"), // robin's egg
    sky("#f2cc55", "#8a7020", "#2b2a12", "#a8391f", "#f8e096"), // goldfinch
    sky("#cfc9e6", "#6d629a", "#2b2350", "#b2452f", "#e7e2f4"), // heather
    sky("#2f4a38", "#83a183", "#eef3df", "#f3b04a", "#3d6048"), // moss
    sky("#31455f", "#8ea5bf", "#eef2f6", "#f3d35c", "#415a7b"), // storm
    sky("#b9553a", "#6a2a1b", "#fff1e4", "#ffd76a", "#cb7053"), // brick
];

const fn sky(
    ground: &'static str,
    wire: &'static str,
    bird: &'static str,
    accent: &'static str,
    sun: &'static str,
) -> Sky {
    Sky {
        ground,
        wire,
        bird,
        accent,
        sun,
    }
}

/// One bird facing right, its feet at about (0, 14), as the data of an SVG path.
pub const BIRD: &str = "M-11.5 8.2-15 13.5-7.6 11.9C-5.7 13.3-3.4 14-.9 14 5.5 14 10.2 9.3 10.2 3V2.2\
    L14-.1 9.8-1.5C8.6-4.4 5.9-6.3 2.6-6.3-1.7-6.3-4.6-3.2-5.1 1.1-5.5 4.4-7.6 6.9-11.5 8.2Z\
    M4.6-1.9A1.5 1.5 0 1 1 4.6 1.1 1.5 1.5 0 0 1 4.6-1.9Z";

/// Latin and Cyrillic vowels; other scripts have birds of one colour.
const VOWELS: &str = "aeiouyåäöéèüøæıаеиоу";

/// More letters would crowd the wires.
const LETTERS: usize = 15;

/// The cover as an SVG of `width` × `height` user units; 800 × 320 on a card, 1600 × 320 as a banner.
pub fn cover_svg(name: &str, width: u32, height: u32) -> String {
    let key = key(name);
    let scene = Scene::new(mix(fnv(&key)), width, height);
    let mut svg = scene.backdrop();
    let letters: Vec<(usize, char)> = key.char_indices().take(LETTERS).collect();
    let places = letters.len().saturating_sub(1).max(9);
    let step = (f64::from(width) - 150.0) / places as f64;
    for (n, &(start, letter)) in letters.iter().enumerate() {
        if is_alphanumeric(letter) {
            // What came before tells equal letters apart.
            let hash = fnv(&format!("{letter}{}", &key[..start]));
            svg.push_str(&scene.bird(letter, n, 75.0 + n as f64 * step, hash));
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// Everything but the birds, and where a bird would sit.
struct Scene {
    seed: u32,
    sky: &'static Sky,
    wires: u32,
    width: f64,
    height: u32,
}

impl Scene {
    fn new(seed: u32, width: u32, height: u32) -> Self {
        Scene {
            seed,
            sky: &SKIES[(seed >> 13) as usize % SKIES.len()],
            wires: 3 + (seed >> 3) % 3,
            width: f64::from(width),
            height,
        }
    }

    /// How high wire `i` hangs at `x`. The order of the operations decides the last digit.
    fn y_at(&self, i: u32, x: f64) -> f64 {
        let gap = (f64::from(self.height) - 130.0) / f64::from(self.wires - 1);
        let sag = f64::from(4 * (14 + (self.seed >> 7) % 22));
        let tilt = f64::from((self.seed >> 17) % 41) - 20.0;
        let (t, i) = (x / self.width, f64::from(i));
        92.0 + i * gap + tilt * (t - 0.5) + sag * t * (1.0 - t) * (1.0 - i * 0.12)
    }

    fn backdrop(&self) -> String {
        let (seed, width, height) = (self.seed, self.width, self.height);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\">\
             <path fill=\"{}\" d=\"M0 0H{width}V{height}H0z\"/>\
             <circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\"/>",
            self.sky.ground,
            120 + (seed >> 21) % 560,
            70 + (seed >> 9) % 150,
            64 + (seed >> 5) % 70,
            self.sky.sun,
        );
        let middle = (width / 2.0).floor();
        for i in 0..self.wires {
            let [a, m, b] = [0.0, width / 2.0, width].map(|x| self.y_at(i, x));
            let control = 2.0 * m - (a + b) / 2.0;
            write!(
                svg,
                "<path d=\"M0 {a:.0}Q{middle} {control:.0} {width} {b:.0}\" fill=\"none\" \
                 stroke=\"{}\" stroke-width=\"3\"/>",
                self.sky.wire,
            )
            .expect("writing to a String cannot fail");
        }
        svg
    }

    fn bird(&self, letter: char, place: usize, x: f64, hash: u32) -> String {
        let wire = (u64::from(letter) * 7 + place as u64) % u64::from(self.wires);
        let flip = if hash & 8 == 0 { "" } else { "-" };
        let size = 1.55 + f64::from((hash >> 5) % 5) * 0.12;
        let y = self.y_at(wire as u32, x) - 14.0 * size + 1.0;
        let fill = if VOWELS.contains(letter) {
            self.sky.accent
        } else {
            self.sky.bird
        };
        format!(
            "<path transform=\"translate({x:.0} {y:.0}) scale({flip}{size:.2} {size:.2})\" \
             fill=\"{fill}\" fill-rule=\"evenodd\" d=\"{BIRD}\"/>",
        )
    }
}

/// The name as it is hashed: composed, without case, without white space around it.
fn key(name: &str) -> String {
    let folded: String = name.nfc().default_case_fold().collect();
    folded.trim_matches(is_space).to_owned()
}

/// White space as Python's `str.strip` knows it, which also counts four separators of ASCII.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// Letters and numbers as Python's `str.isalnum` knows them; Rust's also counts marks that act as letters.
fn is_alphanumeric(c: char) -> bool {
    use GeneralCategory as G;
    matches!(
        get_general_category(c),
        G::UppercaseLetter
            | G::LowercaseLetter
            | G::TitlecaseLetter
            | G::ModifierLetter
            | G::OtherLetter
            | G::DecimalNumber
            | G::LetterNumber
            | G::OtherNumber
    )
}

/// FNV-1a of 32 bits, because any language can repeat it.
fn fnv(text: &str) -> u32 {
    text.bytes().fold(0x811C_9DC5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// Spreads the hash, so that short names do not all get the same sky.
fn mix(hash: u32) -> u32 {
    let hash = (hash ^ (hash >> 16)).wrapping_mul(0x85EB_CA6B);
    let hash = (hash ^ (hash >> 13)).wrapping_mul(0xC2B2_AE35);
    hash ^ (hash >> 16)
}
