//! Slides that a speaker sends, and files that are none.

use super::Night;
use crate::pdfs;
use crate::world::{Browser, Page, World};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use roost::groups::PersonForgotten;
use roost::jobs::{self, When};
use roost::lightning;

/// Blobs that somebody names, each as often as it is named.
const USED: &str = "select cast(coalesce(sum(uses), 0) as bigint) from blobs";

const PAGES: &str = "select count(*) from turn_pages";

async fn send(browser: &mut Browser, turn: &Page, file: &[u8]) -> Page {
    let mut body = b"--edge\r\ncontent-disposition: form-data; name=\"deck\"; \
                     filename=\"slides.pdf\"\r\n\r\n"
        .to_vec();
    body.extend(file);
    body.extend(b"\r\n--edge--\r\n");
    let kind = Some("multipart/form-data; boundary=edge");
    let path = format!("{}/deck", turn.path.split('#').next().unwrap_or_default());
    browser
        .send(Method::POST, &path, Body::from(body), kind)
        .await
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::from_pixel(width, height, image::Rgb([200, 30, 30]));
    picture
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("it is drawn");
    bytes.into_inner()
}

#[tokio::test]
async fn slides_are_drawn_page_by_page_replaced_and_taken_away() {
    World::tell(async |world| {
        let night = Night::new(world, "30", "arrival").await;
        let (mut ada, turn) = night.signs_up("Ada Example", "Birds", &[]).await;

        let red = "1 0 0 rg 0 0 960 540 re f";
        let page = send(&mut ada, &turn, &pdfs::slides(&[red, "", red])).await;

        assert_eq!(
            page.text_of(".notice"),
            "3 slides are ready for the projector. Have a look whether they are as they should be."
        );
        assert_eq!(page.count(".photos img"), 3);
        let src = page
            .attribute(".photos li:first-child img", "src")
            .expect("it is");
        let picture = world.browser().get(&src).await;
        let drawn = image::load_from_memory(&picture.body).expect("a picture");
        let drawn = drawn.to_rgb8();
        assert_eq!((drawn.width(), drawn.height()), (1920, 1080));
        assert_eq!(drawn.get_pixel(960, 540).0, [255, 0, 0]);
        let href = page.attribute("#deck-h + p a", "href").expect("the file");
        let file = world.browser().get(&href).await;
        assert!(file.body.starts_with(b"%PDF-1.7"));
        assert_eq!(
            file.header("content-disposition"),
            "attachment; filename=\"slides.pdf\""
        );
        // The file and three pages, of which two are one picture.
        assert_eq!((world.count(USED).await, world.count(PAGES).await), (4, 3));
        let before = world.browser().get(super::LINE_UP).await;
        assert!(
            !before.html().contains(&href),
            "they are shown after the talk"
        );

        let page = send(&mut ada, &turn, &png(3000, 1500)).await;
        assert_eq!(
            page.text_of(".notice"),
            "One slide is ready for the projector. Have a look whether it is as it should be."
        );
        assert_eq!((world.count(USED).await, world.count(PAGES).await), (2, 1));
        let src = page
            .attribute(".photos li:first-child img", "src")
            .expect("it is");
        let picture = world.browser().get(&src).await;
        let small = image::load_from_memory(&picture.body).expect("a picture");
        assert_eq!((small.width(), small.height()), (1920, 960));
        assert_eq!(
            world.browser().get(&href).await.status,
            StatusCode::NOT_FOUND,
            "what was replaced is gone at once"
        );

        let page = ada.press(&page, "Take the slides away", &[]).await;
        assert_eq!(page.text_of(".notice"), "The slides are gone.");
        assert_eq!((world.count(USED).await, world.count(PAGES).await), (0, 0));
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_drawn_stays_a_file_and_the_server_lives() {
    World::tell(async |world| {
        let night = Night::new(world, "30", "arrival").await;
        let (mut ada, turn) = night.signs_up("Ada Example", "Birds", &[]).await;
        let unreadable = "The file is kept, but its pages could not be drawn";
        let too_many = "The file is kept, but it has more than 100 pages";
        let too_heavy = "The file is kept, but drawing its pages took too long";
        let cut_off = pdfs::numbered(3)[..200].to_vec();
        for (what, file, said) in [
            ("a broken one", b"%PDF-1.7\nnothing".to_vec(), unreadable),
            ("one that was cut off", cut_off, unreadable),
            ("no size", pdfs::sized("0 0 0 0", &[""]), ""),
            ("101 pages", pdfs::numbered(101), too_many),
            ("a bomb", pdfs::bomb(), too_heavy),
        ] {
            let page = send(&mut ada, &turn, &file).await;
            assert_eq!(page.status, StatusCode::OK, "{what}: {}", page.text());
            let notice = page.text_of(".notice");
            assert!(notice.starts_with(said), "{what}: {notice}");
            if !said.is_empty() {
                assert_eq!(world.count(PAGES).await, 0, "{what}");
                let href = page.attribute("#deck-h + p a", "href").expect(what);
                assert_eq!(world.browser().get(&href).await.body, file, "{what}");
            }
        }
        // One that draws itself has an end all the same, and pages of odd shapes are drawn small.
        for (what, file) in [
            ("a form in itself", pdfs::endless()),
            ("a mile of paper", pdfs::sized("0 0 10 1000000", &["", ""])),
            ("a speck", pdfs::sized("0 0 0.01 0.01", &[""])),
        ] {
            let page = send(&mut ada, &turn, &file).await;
            assert_eq!(page.status, StatusCode::OK, "{what}: {}", page.text());
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_no_file_with_slides_is_said_at_the_field() {
    World::tell(async |world| {
        let night = Night::new(world, "30", "arrival").await;
        let (mut ada, turn) = night.signs_up("Ada Example", "Birds", &[]).await;
        for (file, said) in [
            (Vec::new(), "Choose a file first."),
            (
                b"<svg onload=alert(1)>".to_vec(),
                "This is neither a PDF nor a picture. Most programs can save slides as PDF.",
            ),
            (
                vec![b'%'; (20 << 20) + 1],
                "The file is larger than 20 MB. Smaller pictures in it help.",
            ),
            (
                vec![b'%'; 30 << 20],
                "The file is larger than 20 MB. Smaller pictures in it help.",
            ),
        ] {
            let page = send(&mut ada, &turn, &file).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
            assert_eq!(page.text_of("#deck-error"), format!("Error: {said}"));
            assert_eq!(page.attribute("#title", "value").as_deref(), Some("Birds"));
        }
        assert_eq!(world.count(USED).await, 0);
    })
    .await;
}

#[tokio::test]
async fn slides_go_with_the_talk_and_with_the_person() {
    World::tell(async |world| {
        let night = Night::new(world, "30", "arrival").await;
        let (mut ada, turn) = night.signs_up("Ada Example", "Birds", &[]).await;
        let page = send(&mut ada, &turn, &pdfs::numbered(2)).await;
        ada.press(&page, "Take my talk back", &[]).await;
        assert_eq!((world.count(USED).await, world.count(PAGES).await), (0, 0));

        let (mut mei, turn) = night.signs_up("Mei Example", "Soup", &[]).await;
        send(&mut mei, &turn, &pdfs::numbered(2)).await;
        assert_eq!(world.count(PAGES).await, 2);
        let group = night.group.id;
        let mut tx = world.app.db.read().await.expect("it answers");
        let rounds = lightning::list_rounds(&mut tx, group, night.event.id).await;
        let round = rounds.expect("it answers")[0].id;
        let turns = lightning::line_up(&mut tx, group, round).await;
        drop(tx);
        let person = turns.expect("it answers")[0].person_id;
        let (at, gone) = (&world.app.moment(), &PersonForgotten { group, person });
        let forget = world.app.db.write(|tx| {
            Box::pin(async move { Ok(jobs::enqueue(tx, at, group, gone, When::now(at)).await?) })
        });
        forget.await.expect("the database answers");
        world.work().await;
        assert_eq!((world.count(USED).await, world.count(PAGES).await), (0, 0));
    })
    .await;
}
