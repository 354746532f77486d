//! The door of an evening: who comes in, what a helper sees, and what is counted however often a
//! telephone sends it.
mod asks;
mod telephones;
mod check_ins;
mod papers;

use crate::world::{Browser, FOUNDER, Page, World};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use roost::events::{AgendaLine, Event};
use roost::groups::Group;
use serde_json::Value;

const DESK: &str = "/turku-python/organize/events/winter-night/door";

/// The door of the group's winter night, made by an organizer: its path, and a telephone that is in.
pub async fn helper(world: &World, organizer: &mut Browser) -> (String, Browser) {
    helper_at(world, organizer, DESK).await
}

async fn helper_at(world: &World, organizer: &mut Browser, desk: &str) -> (String, Browser) {
    let page = organizer.post(desk, &[]).await;
    let (path, digits) = link_and_digits(&page);
    let mut helper = world.browser();
    let list = helper.get(&path).await;
    let list = helper
        .press(&list, "Come in", &[("digits", Some(&digits))])
        .await;
    assert_eq!(list.text_of("h1"), "At the door");
    (path, helper)
}

/// The path of the names for the building, made by an organizer.
pub async fn names(organizer: &mut Browser) -> String {
    let desk = "/turku-python/organize/events/winter-night/names";
    let page = organizer.post(desk, &[]).await;
    let link = page.attribute("#names", "value");
    let link = link.expect("there is a list");
    link[link.find("/names/").expect("it is a list's")..].to_owned()
}

/// As the organizers' page shows them.
fn link_and_digits(page: &Page) -> (String, String) {
    let link = page.attribute("#link", "value").expect("there is a door");
    let at = link.find("/door/").expect("it is a door's");
    (link[at..].to_owned(), page.text_of(".digits"))
}

/// One evening with its door, and who organizes it.
struct Night<'w> {
    world: &'w World,
    group: Group,
    event: Event,
    organizer: Browser,
}

impl<'w> Night<'w> {
    async fn new(world: &'w World) -> Night<'w> {
        let group = world.group("Turku Python").await;
        let talk = AgendaLine {
            starts: "18:30".to_owned(),
            title: "Birds".to_owned(),
            speaker: "Linus Example and Ada Example".to_owned(),
            ..AgendaLine::default()
        };
        let event = world.evening(&group, "Winter night").agenda(&[talk]);
        let event = event.capacity(3).published().await;
        Night {
            world,
            event,
            organizer: world.signed_in(FOUNDER).await,
            group,
        }
    }

    async fn goes(&self, name: &str) {
        self.world.goes(&self.group, &self.event, name).await;
    }

    async fn door(&mut self) -> (String, Browser) {
        helper(self.world, &mut self.organizer).await
    }

    async fn desk(&mut self) -> Page {
        self.organizer.get(DESK).await
    }
}

/// What a script is told.
async fn list(browser: &mut Browser, path: &str) -> Value {
    let page = browser.get(&format!("{path}/list")).await;
    assert_eq!(page.status, StatusCode::OK);
    serde_json::from_slice(&page.body).expect("it is JSON")
}

/// Who is here, and how many of whose check-ins stand.
async fn here(browser: &mut Browser, path: &str) -> Vec<(String, usize)> {
    let list = list(browser, path).await;
    let people = list["people"].as_array().expect("it lists people");
    let here = people.iter().map(|person| {
        let stands = person["here"].as_array().expect("it lists check-ins").len();
        let name = person["name"].as_str().expect("she has a name");
        (name.to_owned(), stands)
    });
    here.filter(|(_, stands)| *stands > 0).collect()
}

fn pairs(pairs: &[(&str, usize)]) -> Vec<(String, usize)> {
    let owned = pairs
        .iter()
        .map(|(name, stands)| ((*name).to_owned(), *stands));
    owned.collect()
}

async fn send(browser: &mut Browser, path: &str, changes: &Value) -> StatusCode {
    let path = format!("{path}/changes");
    let body = Body::from(changes.to_string());
    let sent = browser.send_once(Method::POST, &path, body, Some("application/json"));
    sent.await.status
}

async fn id_of(browser: &mut Browser, path: &str, name: &str) -> String {
    let list = list(browser, path).await;
    let people = list["people"].as_array().expect("it lists people").clone();
    let person = people.into_iter().find(|person| person["name"] == name);
    let person = person.unwrap_or_else(|| panic!("{name} is not on the list"));
    person["id"].as_str().expect("she has an id").to_owned()
}

/// An id as a telephone makes it.
fn made(number: u8) -> String {
    format!("00000000-0000-4000-8000-0000000000{number:02}")
}
