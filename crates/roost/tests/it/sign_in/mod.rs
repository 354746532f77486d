//! Signing in and out, as people and as machines try it.
mod ways;
mod limits;
mod sessions;

use crate::world::{Browser, Mail, Page, World};

const ADA: &str = "ada@example.org";
const SESSIONS: &str = "select count(*) from sessions";

/// Asks to see a page that needs a session, types the address, and reads the mail.
async fn ask(world: &World, browser: &mut Browser, email: &str) -> (Page, Mail) {
    let page = browser.get("/me").await;
    let sent = browser
        .press(&page, "Send me the link", &[("email", Some(email))])
        .await;
    assert_eq!(sent.path, "/sign-in/sent", "{}", sent.text());
    (sent, world.mail_to(email).await)
}

/// A browser that is signed in; the account is made if there is none.
async fn signed_in(world: &World, name: &str, email: &str) -> Browser {
    let mut browser = world.browser();
    let (_, mail) = ask(world, &mut browser, email).await;
    let opened = browser.get(&mail.link("Sign in")).await;
    let next = browser.press(&opened, "Sign in", &[]).await;
    if next.path != "/me" {
        let page = browser
            .press(&next, "Sign in", &[("name", Some(name))])
            .await;
        assert_eq!(page.path, "/me", "{}", page.text());
    }
    world.work().await;
    browser
}

async fn is_signed_in(browser: &mut Browser) -> bool {
    browser.get("/me").await.path == "/me"
}

/// Six digits that are not these.
fn other_than(code: &str) -> &'static str {
    if code == "111111" { "222222" } else { "111111" }
}

/// As [`World::tell`], with the work done that signing in leaves to jobs.
async fn tell(story: impl AsyncFn(&World)) {
    World::tell(async |world| {
        story(world).await;
        world.work().await;
    })
    .await;
}
