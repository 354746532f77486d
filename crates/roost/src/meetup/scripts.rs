//! What a page holds for programs, found by an HTML tokenizer.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer,
};
use html5ever::{LocalName, local_name};
use std::cell::RefCell;

/// What stands on a page beside what people see.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The page's own address; empty: it does not say.
    pub address: String,
    /// What its scripts run on, JSON; empty: there is none.
    pub state: String,
    /// What it tells search engines, JSON each.
    pub schemas: Vec<String>,
}

/// Goes through a page once.
pub fn find(html: &str) -> Found {
    let tokenizer = Tokenizer::new(Collector::default(), Default::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // Nothing of the page is run, so no script asks to be.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.found.into_inner()
}

/// Which script we are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Within {
    #[default]
    Nothing,
    State,
    Schema,
}

#[derive(Default)]
struct Collector {
    found: RefCell<Found>,
    within: RefCell<Within>,
}

impl TokenSink for Collector {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => self.tag(&tag),
            Token::CharacterTokens(text) => {
                self.text(&text);
                TokenSinkResult::Continue
            }
            _ => TokenSinkResult::Continue,
        }
    }
}

impl Collector {
    fn tag(&self, tag: &Tag) -> TokenSinkResult<()> {
        *self.within.borrow_mut() = Within::Nothing;
        if tag.kind == TagKind::EndTag {
            return TokenSinkResult::Continue;
        }
        match tag.name {
            local_name!("link") if attribute(tag, "rel") == "canonical" => {
                self.note_address(attribute(tag, "href"));
            }
            local_name!("meta") if attribute(tag, "property") == "og:url" => {
                self.note_address(attribute(tag, "content"));
            }
            local_name!("script") => {
                self.begin_script(tag);
                return TokenSinkResult::RawData(RawKind::ScriptData);
            }
            // What stands in these is no markup either.
            local_name!("style") | local_name!("iframe") | local_name!("noembed") => {
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            local_name!("textarea") | local_name!("title") => {
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn note_address(&self, address: &str) {
        let mut found = self.found.borrow_mut();
        if found.address.is_empty() {
            address.clone_into(&mut found.address);
        }
    }

    fn begin_script(&self, tag: &Tag) {
        let mut found = self.found.borrow_mut();
        if attribute(tag, "id") == "__NEXT_DATA__" {
            found.state.clear();
            *self.within.borrow_mut() = Within::State;
        } else if attribute(tag, "type").eq_ignore_ascii_case("application/ld+json") {
            found.schemas.push(String::new());
            *self.within.borrow_mut() = Within::Schema;
        }
    }

    fn text(&self, text: &str) {
        let mut found = self.found.borrow_mut();
        match *self.within.borrow() {
            Within::Nothing => {}
            Within::State => found.state.push_str(text),
            Within::Schema => {
                if let Some(last) = found.schemas.last_mut() {
                    last.push_str(text);
                }
            }
        }
    }
}

/// The value of an attribute; empty if there is none.
fn attribute<'t>(tag: &'t Tag, name: &str) -> &'t str {
    let name = LocalName::from(name);
    let mut attributes = tag.attrs.iter();
    let found = attributes.find(|attribute| attribute.name.local == name);
    found.map_or("", |attribute| attribute.value.as_ref())
}
