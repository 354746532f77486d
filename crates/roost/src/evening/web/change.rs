use crate::groups::OrganizeNav;
use crate::web::{Chrome, Form};

/// What people who are coming are told before it is told to them.
#[derive(askama::Template)]
#[template(path = "evening/change.html")]
pub struct ChangePage {
    pub chrome: Chrome,
    pub nav: OrganizeNav,
    /// As it was sent; sent once more it is carried out.
    pub form: Form,
    /// What is changed.
    pub title: String,
    /// Where the form goes.
    pub action: String,
    /// Key and both sides of each difference.
    pub changes: Vec<(&'static str, String, String)>,
    /// How many people get an e-mail.
    pub people: i64,
}
