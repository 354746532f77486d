//! What a person typed: kept as it came, read field by field, with a sentence for each mistake.
//!
//! Reading a field returns its value or notes a [`Problem`]. A handler reads them all, so that one
//! answer names every mistake, and shows the same form again with 422 if there is any.

use crate::text;
use crate::words::Words;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use fluent_templates::fluent_bundle::FluentValue;
use jiff::civil::{Date, Time};
use lettre::Address;
use std::ops::RangeInclusive;
use std::str::FromStr;
use url::{Host, Url};

/// Larger than any form of ours but those with pictures.
const FORM_BYTES: usize = 1 << 20;

/// Names and values in the order in which the browser sent them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// The first value of that name; empty if there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map_or("", |(_, value)| value)
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// Every value of that name.
    pub fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// Names and values in their order, to be carried on to the next page.
    pub fn iter(&self) -> impl Iterator<Item = &(String, String)> {
        self.0.iter()
    }

    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.remove(name);
        self.0.push((name.to_owned(), value.into()));
    }

    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(known, _)| known != name);
    }

    /// One more value of a name that has several.
    pub fn add(&mut self, name: &str, value: impl Into<String>) {
        self.0.push((name.to_owned(), value.into()));
    }

    /// The fields of `name=value&name=value`.
    pub fn parse(encoded: &[u8]) -> Self {
        Fields(url::form_urlencoded::parse(encoded).into_owned().collect())
    }
}

/// A mistake in one field, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub field: String,
    pub sentence: String,
}

/// A form as a page shows it: what was typed and what is to mend.
#[derive(Debug, Clone, Default)]
pub struct Form {
    pub fields: Fields,
    problems: Vec<Problem>,
    words: Words,
}

impl Form {
    /// A form that nobody has filled in yet, in the page's words.
    pub fn empty(words: Words) -> Self {
        Form {
            words,
            ..Form::default()
        }
    }

    /// The same form with its mistakes named in the page's words.
    pub fn speaking(self, words: Words) -> Self {
        Form { words, ..self }
    }

    /// Fills in a value that is shown before anybody types.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.fields.set(name, value);
        self
    }

    /// What stands in the field.
    pub fn value(&self, name: &str) -> &str {
        self.fields.get(name)
    }

    /// Whether a box is ticked or an option chosen.
    pub fn chosen(&self, name: &str, value: &str) -> bool {
        self.fields.all(name).any(|known| known == value)
    }

    /// The sentence at a field, if something is to mend there.
    pub fn problem(&self, name: &str) -> Option<&str> {
        self.problems
            .iter()
            .find(|p| p.field == name)
            .map(|p| p.sentence.as_str())
    }

    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    pub fn is_fine(&self) -> bool {
        self.problems.is_empty()
    }

    /// The status of a page that shows the form: 422 if something is to mend.
    pub fn status(&self) -> StatusCode {
        if self.is_fine() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    }

    /// Notes a mistake that only the feature can know of. The first one at a field counts.
    pub fn refuse(&mut self, field: &str, sentence: impl Into<String>) {
        if self.problem(field).is_none() {
            self.problems.push(Problem {
                field: field.to_owned(),
                sentence: sentence.into(),
            });
        }
    }

    /// One line of at least one visible character and at most `most` characters.
    pub fn line(&mut self, name: &str, most: usize) -> String {
        let line = self.optional_line(name, most);
        if line.is_empty() {
            let sentence = self.words.t("form-needed");
            self.refuse(name, sentence);
        }
        line
    }

    /// One line, which may be empty.
    pub fn optional_line(&mut self, name: &str, most: usize) -> String {
        let checked = text::line(self.fields.get(name), most);
        self.settle(name, checked)
    }

    /// Several lines, which may be empty. Line ends become `\n`.
    pub fn text(&mut self, name: &str, most: usize) -> String {
        let checked = text::lines(self.fields.get(name), most);
        self.settle(name, checked)
    }

    /// A whole number in `range`; `None` if the field is empty or wrong.
    pub fn number(&mut self, name: &str, range: RangeInclusive<i64>) -> Option<i64> {
        let typed = self.fields.get(name).trim();
        if typed.is_empty() {
            return None;
        }
        let number = typed.parse().ok().filter(|number| range.contains(number));
        if number.is_none() {
            self.refuse_number(name, *range.start(), *range.end());
        }
        number
    }

    /// A whole number in `range` that has to be there; `None` if it is empty or wrong.
    pub fn needed_number(&mut self, name: &str, range: RangeInclusive<i64>) -> Option<i64> {
        if self.fields.get(name).trim().is_empty() {
            self.refuse_number(name, *range.start(), *range.end());
            return None;
        }
        self.number(name, range)
    }

    fn refuse_number<N: Into<FluentValue<'static>>>(&mut self, name: &str, least: N, most: N) {
        let sentence = self
            .words
            .with("least", least)
            .with("most", most)
            .t("form-number");
        self.refuse(name, sentence);
    }

    /// A decimal number in `range`; `None` if the field is empty or wrong.
    pub fn decimal(&mut self, name: &str, range: RangeInclusive<f64>) -> Option<f64> {
        let typed = self.fields.get(name).trim().replace(',', ".");
        if typed.is_empty() {
            return None;
        }
        let number = typed.parse().ok().filter(|number| range.contains(number));
        if number.is_none() {
            self.refuse_number(name, *range.start(), *range.end());
        }
        number
    }

    /// A ticked box.
    pub fn flag(&self, name: &str) -> bool {
        self.fields.has(name)
    }

    /// One of a fixed set, by the text that its type is parsed from.
    pub fn choice<T: FromStr>(&mut self, name: &str) -> Option<T> {
        let chosen = self.fields.get(name).parse().ok();
        if chosen.is_none() {
            let sentence = self.words.t("form-choice");
            self.refuse(name, sentence);
        }
        chosen
    }

    /// A date as a date field sends it, `2026-12-03`.
    pub fn date(&mut self, name: &str) -> Option<Date> {
        let typed = self.fields.get(name).trim();
        let date = typed
            .parse()
            .ok()
            .filter(|date: &Date| (1970..=9998).contains(&date.year()));
        if date.is_none() {
            let sentence = self.words.t("form-date");
            self.refuse(name, sentence);
        }
        date
    }

    /// A time as a time field sends it, `18:30`.
    pub fn time(&mut self, name: &str) -> Option<Time> {
        let typed = self.fields.get(name).trim();
        let time = Time::strptime("%H:%M", typed)
            .or_else(|_| Time::strptime("%H:%M:%S", typed))
            .ok();
        if time.is_none() {
            let sentence = self.words.t("form-time");
            self.refuse(name, sentence);
        }
        time
    }

    /// An e-mail address that mail can be sent to. Its host is as DNS knows it, so that the same
    /// address is never two.
    pub fn email(&mut self, name: &str) -> Option<String> {
        let address = deliverable(self.fields.get(name).trim());
        if address.is_none() {
            let sentence = self.words.t("form-email");
            self.refuse(name, sentence);
        }
        address
    }

    /// A web address that begins with `https://` or `http://`; empty if the field is.
    pub fn link(&mut self, name: &str) -> String {
        let typed = self.optional_line(name, 500);
        if typed.is_empty() || self.problem(name).is_some() {
            return typed;
        }
        let link = Url::parse(&typed).ok();
        let fits =
            link.is_some_and(|link| matches!(link.scheme(), "http" | "https") && link.has_host());
        if !fits {
            let sentence = self.words.t("form-link");
            self.refuse(name, sentence);
        }
        typed
    }

    fn settle(&mut self, name: &str, checked: Result<String, text::Refusal>) -> String {
        checked.unwrap_or_else(|refusal| {
            let sentence = match refusal {
                text::Refusal::TooLong { most } => self.words.with("most", most).t("form-too-long"),
                text::Refusal::Invisible => self.words.t("form-invisible"),
                text::Refusal::Piled => self.words.t("form-piled"),
            };
            self.refuse(name, sentence);
            String::new()
        })
    }
}

/// The address with its host in ASCII (RFC 5891); `None`: mail servers would not know where to go.
pub fn deliverable(typed: &str) -> Option<String> {
    let (mailbox, typed_host) = typed.rsplit_once('@')?;
    let Ok(Host::Domain(known)) = Host::parse(typed_host) else {
        return None;
    };
    let host = if typed_host.is_ascii() {
        typed_host
    } else {
        &known
    };
    let address = format!("{mailbox}@{host}");
    let fits = address.len() <= 254 && address.is_ascii() && host.contains('.');
    (fits && Address::from_str(&address).is_ok()).then_some(address)
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = super::Error;

    async fn from_request(request: Request<Body>, _: &S) -> Result<Self, super::Error> {
        let body = to_bytes(request.into_body(), FORM_BYTES).await;
        let body = body.map_err(|_| super::Error::TooLarge)?;
        Ok(Form {
            fields: Fields::parse(&body),
            ..Form::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::deliverable;

    #[test]
    fn an_address_has_a_host_that_mail_servers_find() {
        let ada = |host| Some(format!("ada@{host}"));
        assert_eq!(deliverable("ada@example.org"), ada("example.org"));
        assert_eq!(
            deliverable("ada@bücher.example"),
            ada("xn--bcher-kva.example")
        );
        assert_eq!(
            deliverable("ada@ПРИМЕР.example"),
            ada("xn--e1afmkfd.example")
        );
        for odd in [
            "",
            "ada",
            "@example.org",
            "ada@localhost",
            "ada@[127.0.0.1]",
            "ada@127.0.0.1",
            "ada@a..org",
            "ada@example.org\r\nBcc: eve@example.org",
            "<ada@example.org>",
            "ada@example.org,eve@example.org",
            "ädä@example.org",
        ] {
            assert_eq!(deliverable(odd), None, "{odd:?}");
        }
    }
}
