//! The process that reads the file. Whatever it does, it does to itself.

use super::{FRAME, MOST_PAGES};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use rlimit::Resource;
use std::io::{Read, Write};
use std::process::ExitCode;

pub const TOO_MANY_PAGES: u8 = 3;
const UNREADABLE: u8 = 4;

/// Address space, most of which is only reserved.
const MOST_MEMORY: u64 = 2 << 30;

/// Seconds of processor time. Who started it waits no longer than that either.
const MOST_SECONDS: u64 = 10;

/// Text and drawings are smaller than this as PNG; what is not is a photograph, and much smaller as
/// JPEG.
const PNG_UP_TO: usize = 700_000;

const QUALITY: u8 = 88;

/// Reads a PDF from `input` and writes its pages to `output`.
pub fn draw_pages(mut input: impl Read, output: impl Write) -> ExitCode {
    for (what, most) in [
        (Resource::AS, MOST_MEMORY),
        (Resource::CPU, MOST_SECONDS),
        (Resource::CORE, 0),
        (Resource::FSIZE, 0),
        (Resource::NOFILE, 8),
    ] {
        if rlimit::setrlimit(what, most, most).is_err() {
            return UNREADABLE.into();
        }
    }
    let mut file = Vec::new();
    if input.read_to_end(&mut file).is_err() {
        return UNREADABLE.into();
    }
    let Ok(pdf) = Pdf::new(file) else {
        return UNREADABLE.into();
    };
    if pdf.pages().len() > MOST_PAGES {
        return TOO_MANY_PAGES.into();
    }
    match write_pages(&pdf, output) {
        Some(()) => ExitCode::SUCCESS,
        None => UNREADABLE.into(),
    }
}

fn write_pages(pdf: &Pdf, mut output: impl Write) -> Option<()> {
    let cache = RenderCache::new();
    let how = InterpreterSettings::default();
    for page in pdf.pages().iter() {
        let settings = PixmapSettings {
            bg_color: WHITE,
            ..scale(page)?
        };
        let drawn = render(page, &cache, &how, &RenderSettings::default(), &settings);
        let (kind, bytes) = encode(&drawn)?;
        let length = u32::try_from(bytes.len()).ok()?;
        output.write_all(&[kind]).ok()?;
        output.write_all(&length.to_be_bytes()).ok()?;
        output.write_all(&bytes).ok()?;
    }
    output.flush().ok()
}

/// As large as fits into the frame; `None`: the page has no size.
fn scale(page: &Page<'_>) -> Option<PixmapSettings> {
    let (width, height) = page.render_dimensions();
    let fits = (f32::from(FRAME.0) / width).min(f32::from(FRAME.1) / height);
    let is_drawn = fits.is_finite() && width * fits >= 1.0 && height * fits >= 1.0;
    is_drawn.then(|| PixmapSettings {
        x_scale: fits,
        y_scale: fits,
        ..PixmapSettings::default()
    })
}

fn encode(drawn: &Pixmap) -> Option<(u8, Vec<u8>)> {
    let (width, height) = (u32::from(drawn.width()), u32::from(drawn.height()));
    // Nothing shines through a white page, so what was multiplied by its opacity is as it was.
    let opaque = drawn.data_as_u8_slice().chunks_exact(4);
    let rgb: Vec<u8> = opaque.flat_map(|pixel| &pixel[..3]).copied().collect();
    let mut png = Vec::new();
    PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Adaptive)
        .write_image(&rgb, width, height, ExtendedColorType::Rgb8)
        .ok()?;
    if png.len() <= PNG_UP_TO {
        return Some((b'P', png));
    }
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
        .write_image(&rgb, width, height, ExtendedColorType::Rgb8)
        .ok()?;
    Some((b'J', jpeg))
}
