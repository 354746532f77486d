//! Pages that are kept for strangers.

use crate::world::{Browser, World};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use jiff::SignedDuration;
use roost::db::Keep;
use roost::ids::GroupId;
use roost::state::App;
use roost::web::{self, Routes};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// One page, which says how often it was rendered and reads differently in an hour.
fn site(world: &World) -> Browser {
    let rendered = Arc::new(AtomicU32::new(0));
    let page = move |State(app): State<App>| async move {
        let count = rendered.fetch_add(1, Ordering::SeqCst) + 1;
        let keep = Keep {
            group: Some(GroupId::NONE),
            good_until: Some(app.clock.now().after(SignedDuration::from_hours(1))),
        };
        web::keep(
            Html(format!("<main>rendered {count}</main>")).into_response(),
            keep,
        )
    };
    let routes = Routes::default().get("/page", page).into_router();
    Browser::new(web::layers(routes, &world.app))
}

#[tokio::test]
async fn a_kept_page_is_rendered_once_for_all_strangers_and_anew_when_it_would_read_differently() {
    World::tell(async |world| {
        let mut stranger = site(world);
        let first = stranger.get("/page").await;
        assert_eq!(first.text(), "rendered 1");
        assert_eq!(stranger.get("/page").await.text(), "rendered 1");
        assert_eq!(first.header("cache-control"), "public, no-cache");
        assert_eq!(stranger.get("/page?i=abc").await.text(), "rendered 2");

        let mut member = stranger.clone();
        member.set_cookie("session", "hers");
        assert_eq!(member.get("/page").await.text(), "rendered 3");

        world.app.db.versions().raise_all();
        assert_eq!(stranger.get("/page").await.text(), "rendered 4");
        world.wait(SignedDuration::from_hours(2)).await;
        assert_eq!(stranger.get("/page").await.text(), "rendered 5");
    })
    .await;
}

#[tokio::test]
async fn whoever_has_a_kept_page_is_told_so() {
    World::tell(async |world| {
        let mut stranger = site(world);
        let first = stranger.get("/page").await;

        let again = stranger
            .get_with("/page", &[("if-none-match", first.header("etag"))])
            .await;

        assert_eq!(
            (again.status, again.html()),
            (StatusCode::NOT_MODIFIED, String::new())
        );
        assert_eq!(again.header("etag"), first.header("etag"));
    })
    .await;
}

#[tokio::test]
async fn a_kept_page_goes_out_compressed_and_one_for_a_member_does_too() {
    World::tell(async |world| {
        let long = "We meet and talk. ".repeat(40);
        let page = move || async move {
            let keep = Keep::of(GroupId::NONE);
            web::keep(Html(format!("<main>{long}</main>")).into_response(), keep)
        };
        let routes = Routes::default().get("/page", page).into_router();
        let mut stranger = Browser::new(web::layers(routes, &world.app));
        let mut member = stranger.clone();
        member.set_cookie("session", "hers");

        let mut told = Vec::new();
        for browser in [&mut stranger, &mut member] {
            for accepted in ["br", "gzip", "identity", "br;q=0, gzip"] {
                let headers = [("accept-encoding", accepted)];
                let page = browser.get_with("/page", &headers).await;
                let is_smaller = page.body.len() < 200;
                told.push((page.header("content-encoding").to_owned(), is_smaller));
            }
        }

        let each = [("br", true), ("gzip", true), ("", false), ("gzip", true)];
        let each = each.map(|(coding, is_smaller)| (coding.to_owned(), is_smaller));
        assert_eq!(told, [each.clone(), each].concat());
    })
    .await;
}
