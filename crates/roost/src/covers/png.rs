use super::cover_svg;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// The cover as a PNG of `width` × `height` pixels, for mail programs and social cards, which refuse SVG.
pub fn cover_png(name: &str, width: u32, height: u32) -> Vec<u8> {
    draw(&cover_svg(name, width, height), width, height)
}

/// Draws an SVG of our own making, stretched to `width` × `height` pixels.
pub fn draw(svg: &str, width: u32, height: u32) -> Vec<u8> {
    let tree = Tree::from_str(svg, &Options::default()).expect("our own drawing is valid SVG");
    let mut canvas = Pixmap::new(width, height).expect("a picture has at least one pixel");
    let (x, y) = (
        width as f32 / tree.size().width(),
        height as f32 / tree.size().height(),
    );
    resvg::render(&tree, Transform::from_scale(x, y), &mut canvas.as_mut());
    canvas.encode_png().expect("writing to memory cannot fail")
}
