//! What the template macros beside this file show: small values that know how they look.
//!
//! A macro is called as `{{ date::block(page.day) }}` after
//! `{% import "web/components/date.html" as date %}`. Each file says at its top what it takes.
mod chart;
mod perch;

pub use chart::{Bar, Bars};
pub use perch::Perch;

use crate::covers;
use crate::words::Words;
use jiff::civil::Date;

/// A leaf of the calendar.
pub struct Day {
    date: Date,
    words: Words,
    /// Whether it is the next one, which is the only yellow leaf on a page.
    pub soon: bool,
}

impl Day {
    pub fn new(date: Date, words: Words) -> Self {
        Day {
            date,
            words,
            soon: false,
        }
    }

    pub fn soon(self, soon: bool) -> Self {
        Day { soon, ..self }
    }

    pub fn weekday(&self) -> String {
        self.words.short_weekday(self.date)
    }

    pub fn number(&self) -> i8 {
        self.date.day()
    }

    pub fn month(&self) -> String {
        self.words.short_month(self.date)
    }

    /// For `datetime=`.
    pub fn machine(&self) -> Date {
        self.date
    }
}

/// A person as others see her: a picture, or initials on a colour of her own.
pub struct Face {
    pub name: String,
    /// The address of the picture.
    pub picture: Option<String>,
    /// Stand beside the name; empty: she gave none.
    pub pronouns: String,
}

impl Face {
    pub fn new(name: impl Into<String>, picture: Option<String>) -> Self {
        Face {
            name: name.into(),
            picture,
            pronouns: String::new(),
        }
    }

    pub fn with_pronouns(self, pronouns: impl Into<String>) -> Self {
        Face {
            pronouns: pronouns.into(),
            ..self
        }
    }

    pub fn initials(&self) -> String {
        covers::initials(&self.name)
    }

    /// 0 to 7, as the style sheet counts.
    pub fn hue(&self) -> u32 {
        covers::hue(&self.name)
    }
}
