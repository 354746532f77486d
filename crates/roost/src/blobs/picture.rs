use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;
use tokio::sync::Semaphore;

/// Forty megapixels: more than any telephone's picture, and 160 MB while it is being read.
const MOST_PIXELS: u64 = 40_000_000;

/// Memory for reading one picture, whatever it claims to be.
const MOST_MEMORY: u64 = 512 << 20;

/// Good enough that nobody sees the difference, and a quarter of the size.
const QUALITY: u8 = 85;

/// Pictures need much memory for a moment, so only so many are read at a time.
static READING: Semaphore = Semaphore::const_new(2);

/// A picture as we keep it: re-encoded, upright, without what the camera wrote into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
    pub width: u32,
    pub height: u32,
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Not a JPEG, PNG, WebP or GIF, or a broken one.
    NotAPicture,
    /// More than forty megapixels.
    TooLarge,
}

/// Reads a picture that somebody sent. Neither side of what comes out is longer than `longest`
/// pixels; JPEG, or PNG if parts of it are transparent.
///
/// # Errors
/// What to tell the person who sent it.
pub async fn picture(bytes: Vec<u8>, longest: u32) -> Result<Picture, Refusal> {
    let _place = READING.acquire().await.map_err(|_| Refusal::NotAPicture)?;
    let read = tokio::task::spawn_blocking(move || read(&bytes, longest));
    // A decoder that panics has been given something that is no picture.
    read.await.unwrap_or(Err(Refusal::NotAPicture))
}

fn read(bytes: &[u8], longest: u32) -> Result<Picture, Refusal> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let reader = reader.map_err(|_| Refusal::NotAPicture)?;
    let known = [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::WebP,
        ImageFormat::Gif,
    ];
    if !reader
        .format()
        .is_some_and(|format| known.contains(&format))
    {
        return Err(Refusal::NotAPicture);
    }
    let mut decoder = reader.into_decoder().map_err(|_| Refusal::NotAPicture)?;
    // The header tells the size before a single pixel is read.
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Refusal::TooLarge);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    decoder.set_limits(limits).map_err(|_| Refusal::TooLarge)?;
    let upright = decoder.orientation().map_err(|_| Refusal::NotAPicture)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(|_| Refusal::NotAPicture)?;
    image.apply_orientation(upright);
    if image.width().max(image.height()) > longest {
        image = image.resize(longest, longest, FilterType::CatmullRom);
    }
    encode(&image).map_err(|_| Refusal::NotAPicture)
}

fn encode(image: &DynamicImage) -> image::ImageResult<Picture> {
    let mut bytes = Vec::new();
    let transparent = image.color().has_alpha() && image.to_rgba8().pixels().any(|p| p.0[3] < 255);
    let media_type = if transparent {
        let pixels = DynamicImage::ImageRgba8(image.to_rgba8());
        pixels.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)?;
        "image/png"
    } else {
        image
            .to_rgb8()
            .write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY))?;
        "image/jpeg"
    };
    Ok(Picture {
        media_type,
        bytes,
        width: image.width(),
        height: image.height(),
    })
}
