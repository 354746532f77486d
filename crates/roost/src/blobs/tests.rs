use super::jobs::CollectBlobs;
use super::{Blob, Blobs, Picture, Refusal, Staged, picture, put, release};
use crate::config::Config;
use crate::ids::GroupId;
use crate::jobs::{When, enqueue};
use crate::pictures;
use crate::world::World;
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use jiff::{SignedDuration, Timestamp};
use std::io::Cursor;
use std::path::PathBuf;

const ROWS: &str = "select count(*) from blobs";

async fn keep(world: &World, staged: &Staged) {
    let now = world.now();
    let write = world
        .app
        .db
        .write(|tx| Box::pin(async move { Ok(put(tx, now, staged).await?) }));
    assert_eq!(write.await.unwrap(), staged.name);
}

async fn give_up(world: &World, name: &str) {
    let now = world.now();
    let write = world
        .app
        .db
        .write(|tx| Box::pin(async move { Ok(release(tx, now, name).await?) }));
    write.await.unwrap();
}

async fn collect(world: &World) {
    let at = &world.app.moment();
    let write = world.app.db.write(|tx| {
        Box::pin(
            async move { Ok(enqueue(tx, at, GroupId::NONE, &CollectBlobs, When::now(at)).await?) },
        )
    });
    write.await.unwrap();
    world.work().await;
}

#[tokio::test]
async fn a_blob_is_kept_once_until_a_day_after_nobody_names_it() {
    World::tell(async |world| {
        for blobs in [Blobs::of(&world.app.config), Blobs::Database] {
            let bytes = b"a picture".to_vec();
            let staged = blobs.stage("image/png", bytes.clone()).await.unwrap();
            keep(world, &staged).await;
            keep(world, &staged).await;
            let kept = Some(Blob {
                media_type: "image/png".to_owned(),
                bytes,
            });
            let db = &world.app.db;
            assert_eq!(blobs.get(db, &staged.name).await.unwrap(), kept);

            give_up(world, &staged.name).await;
            world.wait(SignedDuration::from_hours(25)).await;
            collect(world).await;
            assert_eq!(
                blobs.get(db, &staged.name).await.unwrap(),
                kept,
                "one still names it"
            );
            give_up(world, &staged.name).await;
            collect(world).await;
            assert_eq!(world.count(ROWS).await, 1, "the day is not over");
            world.wait(SignedDuration::from_hours(25)).await;
            collect(world).await;
            assert_eq!(blobs.get(db, &staged.name).await.unwrap(), None);
        }
    })
    .await;
}

#[tokio::test]
async fn files_that_no_transaction_took_are_collected_after_a_day() {
    World::tell(async |world| {
        let Blobs::Folder(folder) = Blobs::of(&world.app.config) else {
            panic!("the world keeps its pictures in a folder");
        };
        let blobs = Blobs::Folder(folder.clone());
        let orphan = blobs.stage("image/png", b"orphan".to_vec()).await.unwrap();
        let file = file_of(&folder, &orphan.name);
        // Files carry the system's time, so the world's clock is set by theirs.
        let written = Timestamp::try_from(file.metadata().unwrap().modified().unwrap()).unwrap();
        world.app.clock.move_to(written.into());

        collect(world).await;
        assert!(file.exists());
        world.wait(SignedDuration::from_hours(25)).await;
        collect(world).await;
        assert!(!file.exists());
    })
    .await;
}

fn file_of(folder: &std::path::Path, name: &str) -> PathBuf {
    folder.join(&name[..2]).join(name)
}

#[test]
fn on_postgresql_blobs_are_in_the_database() {
    let config = Config {
        database_url: Some("postgres://localhost/roost".to_owned()),
        ..Config::default()
    };
    assert_eq!(Blobs::of(&config), Blobs::Database);
    let config = Config::default();
    assert_eq!(Blobs::of(&config), Blobs::Folder("data/blobs".into()));
}

fn encoded(width: u32, height: u32, alpha: u8, format: ImageFormat) -> Vec<u8> {
    let pixels = RgbaImage::from_pixel(width, height, Rgba([200, 30, 40, alpha]));
    let image = DynamicImage::ImageRgba8(pixels);
    let image = match format {
        ImageFormat::Jpeg => DynamicImage::ImageRgb8(image.to_rgb8()),
        _ => image,
    };
    let mut bytes = Vec::new();
    image
        .write_to(&mut Cursor::new(&mut bytes), format)
        .unwrap();
    bytes
}

async fn look(bytes: Vec<u8>, longest: u32) -> Result<(&'static str, u32, u32), Refusal> {
    let Picture {
        media_type,
        bytes,
        width,
        height,
    } = picture(bytes, longest).await?;
    let read = image::load_from_memory(&bytes).unwrap();
    assert_eq!((read.width(), read.height()), (width, height));
    Ok((media_type, width, height))
}

#[tokio::test]
async fn pictures_are_made_small_and_transparent_ones_stay_so() {
    let png = |alpha| encoded(400, 200, alpha, ImageFormat::Png);
    assert_eq!(look(png(255), 100).await, Ok(("image/jpeg", 100, 50)));
    assert_eq!(look(png(10), 100).await, Ok(("image/png", 100, 50)));
    let webp = encoded(40, 20, 255, ImageFormat::WebP);
    assert_eq!(look(webp, 100).await, Ok(("image/jpeg", 40, 20)));
    let gif = encoded(40, 20, 255, ImageFormat::Gif);
    assert_eq!(look(gif, 100).await, Ok(("image/jpeg", 40, 20)));
}

/// A JPEG whose camera was held sideways (orientation 6) and that says where it was.
fn from_a_telephone() -> Vec<u8> {
    let jpeg = encoded(40, 20, 255, ImageFormat::Jpeg);
    let mut exif =
        b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    exif.extend(b"GPS 60.45 N 22.27 E");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let mut bytes = jpeg[..2].to_vec();
    bytes.extend([0xff, 0xe1]);
    bytes.extend(length);
    bytes.extend(exif);
    bytes.extend(&jpeg[2..]);
    bytes
}

#[tokio::test]
async fn what_the_camera_wrote_turns_the_picture_upright_and_is_dropped() {
    let kept = picture(from_a_telephone(), 100).await.unwrap();
    assert_eq!((kept.width, kept.height), (20, 40));
    for trace in [b"Exif".as_slice(), b"GPS"] {
        assert!(!kept.bytes.windows(trace.len()).any(|bytes| bytes == trace));
    }
}

#[tokio::test]
async fn what_is_no_picture_or_too_large_is_refused_before_it_is_read() {
    assert_eq!(
        look(b"<svg/>".to_vec(), 100).await,
        Err(Refusal::NotAPicture)
    );
    assert_eq!(look(Vec::new(), 100).await, Err(Refusal::NotAPicture));
    let mut cut = encoded(400, 200, 255, ImageFormat::Png);
    cut.truncate(cut.len() / 2);
    assert_eq!(look(cut, 100).await, Err(Refusal::NotAPicture));
    // A PNG whose header claims 60,000 by 60,000 pixels; nobody would ever see the rest.
    let mut bomb = encoded(1, 1, 255, ImageFormat::Png);
    bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let checksum = crc32(&bomb[12..29]).to_be_bytes();
    bomb[29..33].copy_from_slice(&checksum);
    assert_eq!(look(bomb, 100).await, Err(Refusal::TooLarge));
}

/// The checksum of a PNG's chunk (PNG, annex D).
fn crc32(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg());
        }
    }
    !sum
}

#[tokio::test]
async fn a_picture_is_served_for_ever_and_anything_else_is_not() {
    World::tell(async |world| {
        let blobs = Blobs::of(&world.app.config);
        let shown = blobs.stage("image/png", b"shown".to_vec()).await.unwrap();
        let secret = blobs.stage("text/plain", b"secret".to_vec()).await.unwrap();
        keep(world, &shown).await;
        keep(world, &secret).await;
        let mut browser = world.browser();

        let page = browser.get(&pictures::path(&shown.name)).await;
        assert_eq!(
            (page.status.as_u16(), page.body.as_slice()),
            (200, b"shown".as_slice())
        );
        assert_eq!(
            ["content-type", "cache-control", "x-content-type-options"]
                .map(|name| page.header(name)),
            [
                "image/png",
                "public, max-age=31536000, immutable",
                "nosniff"
            ]
        );
        for path in [
            pictures::path(&secret.name),
            pictures::path("..%2Froost.db"),
            pictures::path("x"),
        ] {
            assert_eq!(browser.get(&path).await.status.as_u16(), 404, "{path}");
        }
    })
    .await;
}
