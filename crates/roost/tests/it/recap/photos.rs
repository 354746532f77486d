use super::{EVENING, Night, RECAP};
use crate::world::{Browser, Page, World};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use image::{DynamicImage, ImageFormat};
use std::io::Cursor;

const USED: &str = "select count(*) from blobs where uses > 0";

fn jpeg(red: u8) -> Vec<u8> {
    let picture = image::RgbImage::from_pixel(2400, 1200, image::Rgb([red, 80, 40]));
    let mut bytes = Vec::new();
    DynamicImage::from(picture)
        .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg)
        .expect("it is a picture");
    // As a camera does: where it was taken, in a segment of its own.
    let secret = b"Exif\0\0taken at home";
    let length = u16::try_from(secret.len() + 2).expect("it is short");
    let mut segment = vec![0xff, 0xe1];
    segment.extend(length.to_be_bytes());
    segment.extend(secret);
    bytes.splice(2..2, segment);
    bytes
}

async fn send(browser: &mut Browser, file: &[u8], fields: &[(&str, &str)]) -> Page {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part =
            format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    body.extend(
        b"--edge\r\ncontent-disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\n\r\n",
    );
    body.extend(file);
    body.extend(b"\r\n--edge--\r\n");
    let kind = Some("multipart/form-data; boundary=edge");
    let to = format!("{RECAP}/photos");
    browser
        .send(Method::POST, &to, Body::from(body), kind)
        .await
}

const AGREED: [(&str, &str); 3] = [
    ("alt", "Eight people and a pot"),
    ("agreed", "yes"),
    ("shown", "yes"),
];

#[tokio::test]
async fn a_photo_is_made_small_shown_and_taken_down_by_one_tap() {
    World::tell(async |world| {
        let mut night = Night::over(world, &[]).await;

        let page = send(&mut night.marta, &jpeg(200), &AGREED).await;

        assert_eq!(page.text_of(".notice"), "The photo is here.");
        let public = world.browser().get(EVENING).await;
        assert_eq!(
            public.attribute(".photos img", "alt").as_deref(),
            Some("Eight people and a pot")
        );
        assert!(
            public
                .text_of("section[aria-labelledby=photos] .meta")
                .starts_with("Would you like one taken down? Tell the organizers, and it’s gone."),
            "{}",
            public.text()
        );
        let src = public.attribute(".photos img", "src").expect("it is shown");
        let picture = world.browser().get(&src).await;
        let small = image::load_from_memory(&picture.body).expect("it is a picture");
        assert_eq!((small.width(), small.height()), (1600, 800));
        let told = String::from_utf8_lossy(&picture.body).contains("taken at home");
        assert!(!told, "where it was taken is left out");

        let page = night.marta.press(&page, "do=hide", &[]).await;
        assert_eq!(page.text_of(".notice"), "It’s off the evening’s page.");
        assert_eq!(world.browser().get(EVENING).await.count(".photos"), 0);
        let page = night.marta.press(&page, "do=show", &[]).await;
        assert_eq!(world.browser().get(EVENING).await.count(".photos img"), 1);

        let page = night.marta.press(&page, "do=remove", &[]).await;
        assert_eq!(page.count(".photos"), 0);
        assert_eq!(world.browser().get(EVENING).await.count(".photos"), 0);
        assert_eq!(world.count(USED).await, 0);
        let gone = world.browser().get(&src).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn without_consent_or_words_there_is_no_photo() {
    World::tell(async |world| {
        let mut night = Night::over(world, &[]).await;
        let broken = b"<svg onload=alert(1)>".to_vec();
        for (fields, file, field) in [
            (&[("alt", "A pot")][..], jpeg(1), "agreed"),
            (&[("agreed", "yes")], jpeg(1), "alt"),
            (&AGREED, Vec::new(), "photo"),
            (&AGREED, broken, "photo"),
        ] {
            let page = send(&mut night.marta, &file, fields).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            assert_eq!(page.count(&format!("#{field}-error")), 1, "{field}");
        }
        assert_eq!(world.count("select count(*) from photos").await, 0);
        assert_eq!(world.count(USED).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_photo_that_is_not_to_be_shown_is_seen_by_organizers_only() {
    World::tell(async |world| {
        let mut night = Night::over(world, &[]).await;
        let page = send(&mut night.marta, &jpeg(1), &AGREED[..2]).await;
        assert_eq!(page.count(".photos img"), 1);
        assert_eq!(world.browser().get(EVENING).await.count(".photos"), 0);
    })
    .await;
}

#[tokio::test]
async fn the_same_photo_twice_is_one_photo() {
    World::tell(async |world| {
        let mut night = Night::over(world, &[]).await;
        for _ in 0..2 {
            send(&mut night.marta, &jpeg(9), &AGREED).await;
        }
        assert_eq!(world.count("select count(*) from photos").await, 1);
        assert_eq!(world.count("select uses from blobs").await, 1);
    })
    .await;
}

#[tokio::test]
async fn an_evening_has_two_dozen_photos_at_the_most() {
    World::tell(async |world| {
        let mut night = Night::over(world, &[]).await;
        for red in 0..24 {
            send(&mut night.marta, &small(red * 10), &AGREED).await;
        }
        let page = send(&mut night.marta, &small(255), &AGREED).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(page.count("#photo-error"), 1);
        assert_eq!(page.count(".photos img"), 24);
    })
    .await;
}

fn small(red: u8) -> Vec<u8> {
    let picture = image::RgbImage::from_pixel(8, 8, image::Rgb([red, 80, 40]));
    let mut bytes = Vec::new();
    DynamicImage::from(picture)
        .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)
        .expect("it is a picture");
    bytes
}

#[tokio::test]
async fn whoever_closes_the_evening_reads_who_shall_be_in_no_picture() {
    World::tell(async |world| {
        let mut night = Night::planned(world).await;
        world.goes(&night.group, &night.event, "Bela").await;
        let mut ada = world.signed_in("Ada").await;
        let page = ada.get(EVENING).await;
        let never = [("photos", Some("never"))];
        ada.press(&page, "answer=going", &never).await;
        night.passes(world).await;

        let page = night.recap().await;
        assert!(
            page.text()
                .contains("They asked not to be in pictures: Ada"),
            "{}",
            page.text()
        );
        assert!(!page.text().contains("Bela"), "{}", page.text());
    })
    .await;
}
