//! The pages of one way: the address, the mail, the digits or the button, the name.

use super::visitor::Visitor;
use crate::state::App;
use crate::web::{Chrome, Form, Result, page};
use crate::words::Words;
use axum::http::{HeaderValue, StatusCode, header};

#[derive(askama::Template)]
#[template(path = "accounts/ask.html")]
struct AskPage {
    chrome: Chrome,
    form: Form,
}

#[derive(askama::Template)]
#[template(path = "accounts/code.html")]
struct CodePage {
    chrome: Chrome,
    form: Form,
    /// Where the digits are sent.
    action: String,
    heading: String,
    lede: String,
    /// Where another mail is asked for.
    again: String,
}

#[derive(askama::Template)]
#[template(path = "accounts/open.html")]
struct OpenPage {
    chrome: Chrome,
    action: String,
    email: String,
}

#[derive(askama::Template)]
#[template(path = "accounts/name.html")]
struct NamePage {
    chrome: Chrome,
    form: Form,
    action: String,
}

#[derive(askama::Template)]
#[template(path = "accounts/ended.html")]
struct EndedPage {
    chrome: Chrome,
}

/// Whoever is on the way, and the words that she reads.
pub struct Way<'a> {
    pub app: &'a App,
    pub visitor: &'a Visitor,
}

impl Way<'_> {
    fn chrome(&self) -> Chrome {
        self.visitor.chrome(self.app, Words::default())
    }

    pub fn ask(&self, status: StatusCode, form: Form) -> Result {
        let chrome = self.chrome();
        private(status, &AskPage { chrome, form })
    }

    /// The mail is on its way to `email`; its digits are typed here.
    pub fn sent(&self, status: StatusCode, form: Form, email: &str, next: &str) -> Result {
        let chrome = self.chrome();
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("next", next)
            .finish();
        let lede = chrome.with("email", email.to_owned());
        let shown = CodePage {
            form,
            action: "/sign-in/code".to_owned(),
            heading: chrome.t("accounts-sent"),
            lede: lede.t("accounts-sent-lede"),
            again: format!("/sign-in?{query}"),
            chrome,
        };
        private(status, &shown)
    }

    /// The link was opened in another browser than the one that asked.
    pub fn elsewhere(&self, status: StatusCode, form: Form, action: &str) -> Result {
        let chrome = self.chrome();
        let shown = CodePage {
            form,
            action: action.to_owned(),
            heading: chrome.t("accounts-elsewhere"),
            lede: chrome.t("accounts-elsewhere-lede"),
            again: "/sign-in".to_owned(),
            chrome,
        };
        private(status, &shown)
    }

    /// The link was opened where it was asked for.
    pub fn open(&self, email: String, action: String) -> Result {
        let chrome = self.chrome();
        let shown = OpenPage {
            chrome,
            action,
            email,
        };
        private(StatusCode::OK, &shown)
    }

    pub fn name(&self, status: StatusCode, form: Form, action: &str) -> Result {
        let shown = NamePage {
            chrome: self.chrome(),
            form,
            action: action.to_owned(),
        };
        private(status, &shown)
    }

    pub fn ended(&self) -> Result {
        let chrome = self.chrome();
        private(StatusCode::GONE, &EndedPage { chrome })
    }
}

/// A page that no cache keeps, not even the browser's own.
pub fn private(status: StatusCode, shown: &impl askama::Template) -> Result {
    let mut response = page(status, shown)?;
    let no_store = HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_store);
    Ok(response)
}
