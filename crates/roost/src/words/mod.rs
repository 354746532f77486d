//! The words that people read, in their language, and how they write dates and distances.
//!
//! Sentences stand in `locales/<language>/<feature>.ftl`; code and templates hold their keys. A
//! group has a language and a regional format, which its pages and mails use.
//!
//! On pages, Fluent surrounds each inserted value with isolation marks, so that a name in Arabic
//! does not turn an English sentence around. In mail, CSV and calendars the marks would be seen,
//! so [`Words::plain`] leaves them out.
mod pseudo;
mod dates;

pub use dates::{DateOrder, Distance, Hours, Region};
#[cfg(debug_assertions)]
pub use pseudo::speak as speak_pseudo;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, langid};
use std::borrow::Cow;
use std::collections::HashMap;

fluent_templates::static_loader! {
    static CATALOGUES = {
        locales: "../../locales",
        fallback_language: "en",
    };
}

const ENGLISH: LanguageIdentifier = langid!("en");

/// A language in which Roost speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    English,
    /// Long, accented and from right to left, made from English: shows what a translation breaks.
    Pseudo,
}

impl Default for Language {
    /// English, unless a debug build was told to speak the pseudo-language.
    fn default() -> Self {
        if pseudo::is_spoken() {
            Language::Pseudo
        } else {
            Language::English
        }
    }
}

impl Language {
    /// The language of a BCP 47 tag; English for one that Roost does not speak.
    pub fn of(tag: &str) -> Self {
        if tag.eq_ignore_ascii_case("ar-XB") {
            Language::Pseudo
        } else {
            Language::default()
        }
    }

    /// The tag for `lang=`.
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            // CLDR's name for a pseudo-language from right to left, so that browsers know the tag.
            Language::Pseudo => "ar-XB",
        }
    }

    /// The value for `dir=`.
    pub fn direction(self) -> &'static str {
        match self {
            Language::English => "ltr",
            Language::Pseudo => "rtl",
        }
    }
}

/// A catalogue and the formats that go with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Words {
    pub language: Language,
    pub region: Region,
    plain: bool,
}

impl Words {
    pub fn new(language: Language, region: Region) -> Self {
        Words {
            language,
            region,
            plain: false,
        }
    }

    /// The same words without isolation marks: for mail, CSV and calendars.
    pub fn plain(self) -> Self {
        Words {
            plain: true,
            ..self
        }
    }

    /// The sentence under `key`.
    pub fn t(&self, key: &str) -> String {
        self.look_up(key, None)
    }

    /// Begins a sentence with a value in it: `words.with("seats", 14).t("events-seats-left")`.
    pub fn with(&self, name: &'static str, value: impl Into<FluentValue<'static>>) -> Phrase {
        let values = HashMap::from([(Cow::Borrowed(name), value.into())]);
        Phrase {
            words: *self,
            values,
        }
    }

    fn look_up(&self, key: &str, values: Option<&Values>) -> String {
        let text = CATALOGUES.lookup_complete(&ENGLISH, key, values);
        let text = if self.plain {
            text.replace(['\u{2068}', '\u{2069}'], "")
        } else {
            text
        };
        match self.language {
            Language::English => text,
            Language::Pseudo => pseudo::stretch(&text),
        }
    }
}

type Values = HashMap<Cow<'static, str>, FluentValue<'static>>;

/// A sentence in the making: the words and the values so far.
pub struct Phrase {
    words: Words,
    values: Values,
}

impl Phrase {
    pub fn with(mut self, name: &'static str, value: impl Into<FluentValue<'static>>) -> Self {
        self.values.insert(Cow::Borrowed(name), value.into());
        self
    }

    /// The sentence under `key` with the values in place.
    pub fn t(&self, key: &str) -> String {
        self.words.look_up(key, Some(&self.values))
    }
}
