//! QR codes: an address that a camera opens (ISO/IEC 18004).

use crate::covers;
use fast_qr::{ECL, QRBuilder};
use std::fmt::Write;

/// Modules of light around the code, without which cameras do not find it.
const QUIET: usize = 4;

/// Pixels of one module in a PNG. Mail programs shrink a picture better than they enlarge it.
const PIXELS: u32 = 6;

/// A code as a drawing of unit squares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// The dark squares, for the `d` of an SVG path.
    pub path: String,
    /// Width and height, the light around it included.
    pub size: usize,
}

/// `None`: the text is longer than a code holds, which no address of ours is.
pub fn draw(text: &str) -> Option<Code> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let mut path = String::new();
    for row in 0..code.size {
        for (column, module) in code[row].iter().enumerate() {
            if module.value() {
                let (x, y) = (column + QUIET, row + QUIET);
                write!(path, "M{x} {y}h1v1h-1z").expect("a string takes all that is written");
            }
        }
    }
    Some(Code {
        path,
        size: code.size + 2 * QUIET,
    })
}

/// The same as a file of its own, black on white.
pub fn svg(text: &str) -> Option<String> {
    draw(text).map(|code| code.svg())
}

/// The same as a PNG, since mail programs refuse SVG.
pub fn png(text: &str) -> Option<Vec<u8>> {
    let code = draw(text)?;
    let pixels = u32::try_from(code.size).ok()? * PIXELS;
    Some(covers::draw(&code.svg(), pixels, pixels))
}

impl Code {
    fn svg(&self) -> String {
        let Code { path, size } = self;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" \
             shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/>\
             <path d=\"{path}\"/></svg>"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{PIXELS, draw, png};

    #[test]
    fn a_code_has_its_three_eyes_and_light_around_it() {
        let code = draw("https://roost.example/c/AAAAAAAAAAAAAAAAAAAAAA").unwrap();

        let is_dark = |x: usize, y: usize| code.path.contains(&format!("M{x} {y}h1v1h-1z"));
        let eyes = [(4, 4), (code.size - 5, 4), (4, code.size - 5)];
        assert!(eyes.iter().all(|(x, y)| is_dark(*x, *y)));
        assert!((0..code.size).all(|at| !is_dark(at, 3) && !is_dark(3, at)));
        let picture = image::load_from_memory(&png("https://roost.example").unwrap()).unwrap();
        let colours = picture.to_luma8();
        assert!(colours.pixels().all(|pixel| matches!(pixel.0, [0] | [255])));
        assert_eq!(colours.width() % PIXELS, 0);
    }
}
