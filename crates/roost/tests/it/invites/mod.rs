//! Links that people send to friends and links that stand on posters, and what comes of them.
mod brings;
mod refused;
mod tagged;
mod kept;

use crate::world::{Browser, FOUNDER, Page, World};
use roost::events::Event;
use roost::groups::Group;
use roost::invites::{self, Heard};
use roost::on;

pub const EVENING: &str = "/turku-python/events/winter-night";

/// What a browser that a person uses calls itself.
pub const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// An evening to which Ada comes, who has an account.
pub struct Night<'w> {
    pub world: &'w World,
    pub group: Group,
    pub event: Event,
    pub ada: Browser,
}

impl<'w> Night<'w> {
    pub async fn new(world: &'w World) -> Night<'w> {
        let group = world.group("Turku Python").await;
        let event = world.evening(&group, "Winter night").published().await;
        let mut ada = world.signed_in("Ada Kivi").await;
        ada.post(&format!("{EVENING}/rsvp"), &[("answer", "going")])
            .await;
        world.throw_away_mail().await;
        Night {
            world,
            group,
            event,
            ada,
        }
    }

    /// The code of the link of whoever's browser it is.
    pub async fn code(&self, browser: &mut Browser) -> String {
        let page = browser.get(EVENING).await;
        code_on(&page)
    }

    /// Somebody with an account says that she comes, by this code.
    pub async fn comes_by(&self, name: &str, code: &str) -> Browser {
        let mut browser = self.world.signed_in(name).await;
        let said = [("answer", "going"), ("i", code)];
        browser.post(&format!("{EVENING}/rsvp"), &said).await;
        self.world.throw_away_mail().await;
        browser
    }

    /// Follows the link as somebody does who uses a browser, and says where it leads.
    pub async fn follows(&self, code: &str) -> String {
        let mut browser = self.world.browser();
        let agent = [("user-agent", FIREFOX)];
        let page = browser.get_with(&format!("/i/{code}"), &agent).await;
        page.header("location").to_owned()
    }

    /// Who came, by whom or by what, and whether she tells.
    pub async fn ways(&self) -> Vec<(String, String, bool)> {
        const SQL: &str = "select p.name, coalesce(i.name, l.label, w.heard), w.tells
                           from came_through w
                           join people p on p.group_id = w.group_id and p.id = w.person_id
                           left join invitation_links l
                                on l.group_id = w.group_id and l.id = w.link_id
                           left join people i on i.group_id = l.group_id and i.id = l.person_id
                           order by p.name";
        let mut tx = self
            .world
            .app
            .db
            .read()
            .await
            .expect("the database answers");
        on!(&mut tx, c => sqlx::query_as(SQL).fetch_all(c).await).expect("it lists")
    }

    /// What is written of visits.
    pub async fn visits(&self) -> i64 {
        invites::write_visits(&self.world.app)
            .await
            .expect("visits are written");
        let sql = "select coalesce(cast(sum(visits) as bigint), 0) from link_visits";
        self.world.count(sql).await
    }
}

pub fn code_on(page: &Page) -> String {
    let link = page.attribute("#invitation", "value");
    let link = link.unwrap_or_else(|| panic!("no link on {}", page.text()));
    link.rsplit('/').next().expect("it has parts").to_owned()
}

pub fn way(who: &str, by: &str, tells: bool) -> (String, String, bool) {
    (who.to_owned(), by.to_owned(), tells)
}

pub async fn organizer(world: &World) -> Browser {
    world.signed_in(FOUNDER).await
}

/// What the one optional question is answered with.
pub fn heard(heard: Heard) -> (&'static str, &'static str) {
    ("heard", heard.value())
}
