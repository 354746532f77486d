//! What a list of Mailman did, as settings of ours: from what `config_list -o` of Mailman 2 prints, or
//! from Mailman 3's own words in JSON (`/3.1/lists/…/config`). Pure.
//!
//! Nothing of the file is run: of Python it knows texts, numbers and the three names.
mod python;
mod adapting;
#[cfg(test)]
mod tests;

pub use adapting::{Adapted, adapt};

use std::collections::BTreeMap;

/// A larger file is no list's settings.
pub const LARGEST: usize = 1 << 20;

/// The value of a setting, in either language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Text(String),
    Number(i64),
    Flag(bool),
    /// A list of addresses, for instance.
    Other,
}

/// Settings by their names.
pub type Found = BTreeMap<String, Value>;

/// Reads a file of settings; `None`: it is none.
pub fn read(file: &[u8]) -> Option<Found> {
    let found = match serde_json::from_slice::<serde_json::Value>(file) {
        Ok(serde_json::Value::Object(all)) => {
            all.into_iter().map(|(k, v)| (k, of_json(v))).collect()
        }
        Ok(_) => return None,
        Err(_) => python::read(file),
    };
    let is_some = adapting::TAKEN.iter().any(|name| found.contains_key(*name));
    is_some.then_some(found)
}

fn of_json(value: serde_json::Value) -> Value {
    match value {
        serde_json::Value::String(text) => Value::Text(text),
        serde_json::Value::Bool(flag) => Value::Flag(flag),
        serde_json::Value::Number(number) => number.as_i64().map_or(Value::Other, Value::Number),
        _ => Value::Other,
    }
}
