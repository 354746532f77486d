use super::{Asset, Files, NAMES, path};
use crate::web::encoding::Encoding;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};

fn asking(name: header::HeaderName, value: &str) -> HeaderMap {
    HeaderMap::from_iter([(name, HeaderValue::from_str(value).unwrap())])
}

#[test]
fn the_style_sheet_holds_every_file_and_begins_with_the_order_of_layers() {
    let sheet = String::from_utf8(Asset::new("roost.css").plain.to_vec()).unwrap();

    let first_rule = sheet.lines().find(|line| line.starts_with('@'));
    assert_eq!(
        first_rule,
        Some("@layer reset, tokens, base, layout, components, utilities;")
    );
    for name in Files::iter().filter(|name| name.starts_with("css/")) {
        let file = Files::get(&name).unwrap().data;
        assert!(
            sheet.contains(std::str::from_utf8(&file).unwrap()),
            "{name}"
        );
    }
}

#[test]
fn an_address_changes_with_the_content() {
    let css = Asset::new("roost.css");

    assert_eq!(css.checksum.len(), 12);
    assert_eq!(
        path("roost.css"),
        format!("/assets/{}/roost.css", css.checksum)
    );
    assert_ne!(css.checksum, Asset::new("roost.js").checksum);
}

#[test]
fn a_first_visit_leaves_half_of_the_fifty_kilobytes_to_the_page() {
    let weights = NAMES
        .iter()
        // Only who helps at a door or at the front gets their scripts.
        .filter(|name| !matches!(**name, "door.js" | "timer.js"))
        .chain(&["favicon.svg"])
        .map(|name| Asset::new(name).encoded(Encoding::Brotli).len());

    let total: usize = weights.sum();
    assert!(total < 25_000, "{total} bytes");
}

#[test]
fn what_a_browser_has_is_not_sent_again() {
    let icon = Asset::new("favicon.svg");
    let tag = format!("\"{}\"", icon.checksum);

    let known = icon.answer("no-cache", &asking(header::IF_NONE_MATCH, &tag));
    let other = icon.answer("no-cache", &asking(header::IF_NONE_MATCH, "\"other\""));

    assert_eq!(known.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(other.status(), StatusCode::OK);
    assert_eq!(known.headers()[header::ETAG], other.headers()[header::ETAG]);
}

#[test]
fn the_best_coding_that_a_browser_takes_is_sent() {
    let css = Asset::new("roost.css");
    let coding = |accepted| {
        let answer = css.answer("no-cache", &asking(header::ACCEPT_ENCODING, accepted));
        let coding = answer.headers().get(header::CONTENT_ENCODING);
        coding.map(|name| name.to_str().unwrap().to_owned())
    };

    assert_eq!(coding("gzip, br").as_deref(), Some("br"));
    assert_eq!(coding("br;q=0, gzip;q=0.5").as_deref(), Some("gzip"));
    assert_eq!(coding("identity"), None);
    assert_eq!(coding("brotli"), None);
}

#[test]
fn icons_are_pictures_of_the_mark() {
    let touch = image::load_from_memory(&Asset::new("apple-touch-icon.png").plain).unwrap();
    let favicon = Asset::new("favicon.ico").plain;
    let inside = image::load_from_memory(&favicon[22..]).unwrap();

    assert_eq!((touch.width(), touch.height()), (180, 180));
    assert_eq!((inside.width(), inside.height()), (32, 32));
    // Night to the very corner, since the telephone cuts its own.
    assert_eq!(touch.to_rgba8().get_pixel(0, 0).0, [0x14, 0x3c, 0x47, 255]);
    assert_eq!(inside.to_rgba8().get_pixel(0, 0).0[3], 0);
}
