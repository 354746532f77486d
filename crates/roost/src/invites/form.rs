//! The part of a form that says how its sender came.

use super::model::{CameBy, Code, Heard, Link};
use super::store;
use crate::db::{self, Tx};
use crate::groups::Group;
use crate::ids::PersonId;
use crate::web::{Fields, Form};
use crate::words::Words;

/// Who invited her who looks, as the form says it. Shown by `invites/_via.html`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Via {
    /// What the form carries.
    pub code: String,
    /// "Ada invited you."
    pub sentence: String,
    /// Ticked, it tells whoever invited that she came; empty: the link is nobody's.
    pub tell: String,
}

/// The code that an address carries, such as `/turku-python/events/winter-night?i=ABCDEFGH`.
pub fn code_in(address: &str) -> Option<Code> {
    let (_, query) = address.split_once('?')?;
    Fields::parse(query.as_bytes()).get("i").parse().ok()
}

/// What a form says of how its sender came. What nobody could have typed says nothing.
pub fn read(form: &Form) -> CameBy {
    CameBy {
        code: form.value("i").parse().ok(),
        tells: form.flag("tells"),
        heard: form.value("heard").parse().ok(),
    }
}

/// What the one optional question offers, values and words.
pub fn heard_options(words: Words) -> Vec<(String, String)> {
    let nothing = (String::new(), words.t("invites-heard-unsaid"));
    let said = Heard::ALL
        .into_iter()
        .map(|heard| (heard.value().to_owned(), words.t(heard.key())));
    std::iter::once(nothing).chain(said).collect()
}

/// Who invites by the code; `None`: nobody, nobody here, or the viewer herself.
///
/// # Errors
/// If the database cannot be read.
pub async fn find_via(
    tx: &mut Tx<'_>,
    group: &Group,
    code: &Code,
    viewer: Option<PersonId>,
) -> db::Result<Option<Via>> {
    let link = store::find_link_by_code(tx, group.id, code).await?;
    let Some(link) = link.filter(|link| link.cut_at.is_none()) else {
        return Ok(None);
    };
    if viewer.is_some() && link.person_id == viewer {
        return Ok(None);
    }
    Ok(match link.person_id {
        Some(inviter) => store::find_inviter(tx, group.id, inviter)
            .await?
            .map(|name| by_person(group.words(), &link, name)),
        None => link.outlet.map(|outlet| Via {
            code: link.code.clone(),
            sentence: group.words().t(outlet.via_key()),
            tell: String::new(),
        }),
    })
}

fn by_person(words: Words, link: &Link, name: String) -> Via {
    let phrase = words.with("name", name);
    Via {
        code: link.code.clone(),
        sentence: phrase.t("invites-via"),
        tell: phrase.t("invites-tell"),
    }
}
