//! A list's archive on the web: its threads, one thread, search, months, a feed, writing, and all of it
//! as a file.
mod place;
mod threads;
mod thread;
mod writing;
mod removing;
mod muting;
mod files;
mod mailbox;

use crate::web::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/{group}/lists/{list}/archive", threads::index)
        .get("/{group}/lists/{list}/archive/feed.atom", files::feed)
        .get("/{group}/lists/{list}/archive/new", writing::new)
        .post("/{group}/lists/{list}/archive", writing::create)
        .get("/{group}/lists/{list}/archive/{post}", thread::show)
        .post("/{group}/lists/{list}/archive/{post}", writing::reply)
        .get("/{group}/lists/{list}/archive/{post}/text", files::text)
        .get(
            "/{group}/lists/{list}/archive/{post}/files/{number}",
            files::attachment,
        )
        .post(
            "/{group}/organize/lists/{list}/archive/export",
            mailbox::export,
        )
        .get(
            "/{group}/lists/{list}/archive/{post}/removal",
            removing::ask,
        )
        .post(
            "/{group}/lists/{list}/archive/{post}/removal",
            removing::remove,
        )
        .post("/{group}/lists/{list}/archive/{post}/mute", muting::mute)
        .post(
            "/{group}/lists/{list}/archive/{post}/mute/removal",
            muting::hear,
        )
        .get("/subscription/{token}/threads/{post}", muting::ask)
        .post("/subscription/{token}/threads/{post}", muting::mute_by_link)
        .post(
            "/subscription/{token}/threads/{post}/removal",
            muting::hear_by_link,
        )
}
