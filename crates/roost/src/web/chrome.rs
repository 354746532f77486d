use super::components::Face;
use super::cookie::Cookies;
use crate::words::{Phrase, Words};
use axum::http::HeaderValue;
use data_encoding::BASE64URL_NOPAD;
use fluent_templates::fluent_bundle::FluentValue;

/// What every page shows besides its own content.
#[derive(Debug, Clone)]
pub struct Chrome {
    pub w: Words,
    /// The installation's name.
    pub installation: String,
    /// `None` for a visitor who has not signed in.
    pub viewer: Option<Viewer>,
    /// Shown once, after a form.
    pub flash: Option<Flash>,
    /// Which place of the main navigation this page belongs to; empty for none.
    pub current: &'static str,
    /// The page's own path, for links that lead back to it.
    pub path: String,
    /// What absolute links begin with, without a slash at the end.
    pub base_url: String,
}

/// Who is looking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    pub name: String,
    /// The address of her portrait; `None`: her initials are shown.
    pub picture: Option<String>,
    pub keeper: bool,
}

impl Viewer {
    pub fn face(&self) -> Face {
        Face::new(&self.name, self.picture.clone())
    }
}

impl Chrome {
    /// The sentence under `key`.
    pub fn t(&self, key: &str) -> String {
        self.w.t(key)
    }

    /// Begins a sentence with a value in it.
    pub fn with(&self, name: &'static str, value: impl Into<FluentValue<'static>>) -> Phrase {
        self.w.with(name, value)
    }

    pub fn lang(&self) -> &'static str {
        self.w.language.tag()
    }

    pub fn dir(&self) -> &'static str {
        self.w.language.direction()
    }

    /// The whole address of a path.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    /// Where other sites learn how to show the page under a path in a frame (oEmbed §4).
    pub fn oembed(&self, path: &str) -> String {
        let page = self.link(path);
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("url", &page)
            .finish();
        self.link(&format!("/oembed?{query}"))
    }
}

/// How a message feels; chooses its colour and icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Done,
    Note,
    Wrong,
}

/// A sentence for the next page, carried by a cookie.
///
/// The cookie is the visitor's own, so its text is shown to nobody else, escaped like any other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flash {
    pub tone: Tone,
    pub text: String,
}

const COOKIE: &str = "flash";

impl Flash {
    pub fn done(text: impl Into<String>) -> Self {
        Flash {
            tone: Tone::Done,
            text: text.into(),
        }
    }

    pub fn note(text: impl Into<String>) -> Self {
        Flash {
            tone: Tone::Note,
            text: text.into(),
        }
    }

    pub fn wrong(text: impl Into<String>) -> Self {
        Flash {
            tone: Tone::Wrong,
            text: text.into(),
        }
    }

    /// The class that gives the message its colour.
    pub fn class(&self) -> &'static str {
        match self.tone {
            Tone::Done => "leaf",
            Tone::Note => "king",
            Tone::Wrong => "bull",
        }
    }

    pub fn cookie(&self) -> HeaderValue {
        let tone = match self.tone {
            Tone::Done => 'd',
            Tone::Note => 'n',
            Tone::Wrong => 'w',
        };
        let text = BASE64URL_NOPAD.encode(self.text.as_bytes());
        let cookie = format!("{COOKIE}={tone}{text}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
        HeaderValue::from_str(&cookie).expect("base64url has only plain characters")
    }

    /// The message in a request's cookies; whatever cannot be read is none.
    pub fn from_cookies(cookies: &Cookies) -> Option<Flash> {
        let value = cookies.get(COOKIE)?;
        let tone = match value.chars().next()? {
            'd' => Tone::Done,
            'n' => Tone::Note,
            'w' => Tone::Wrong,
            _ => return None,
        };
        let bytes = BASE64URL_NOPAD.decode(&value.as_bytes()[1..]).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        Some(Flash { tone, text })
    }

    /// Takes the message away once it was shown.
    pub fn clear() -> HeaderValue {
        HeaderValue::from_static("flash=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")
    }
}
