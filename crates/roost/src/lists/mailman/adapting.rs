//! One setting of Mailman after the other, and what becomes of it here.

use super::{Found, Value};
use crate::lists::model::{
    Archive, Joins, LARGEST_POST, LONGEST_ABOUT, LONGEST_PREFIX, LONGEST_TITLE, Posting, ReplyTo,
    Settings, Style,
};
use crate::text;

/// What a list of ours does then, and what is said of each setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adapted {
    pub settings: Settings,
    /// The setting's name and a sentence.
    pub said: Vec<(&'static str, String)>,
    /// Settings that have no place here.
    pub left: Vec<String>,
}

/// Settings that are read, in Mailman 3's words and in Mailman 2's.
pub const TAKEN: [&str; 20] = [
    "display_name",
    "real_name",
    "description",
    "subject_prefix",
    "subscription_policy",
    "subscribe_policy",
    "default_member_action",
    "default_member_moderation",
    "default_nonmember_action",
    "generic_nonmember_action",
    "emergency",
    "reply_goes_to_list",
    "archive_policy",
    "archive_private",
    "archive",
    "max_message_size",
    "digest_is_default",
    "msg_header",
    "msg_footer",
    "info",
];

/// Changes what a list does as far as `found` says it.
pub fn adapt(settings: &Settings, mut found: Found) -> Adapted {
    let mut settings = settings.clone();
    let mut said = Vec::new();
    // What a later one says of the same thing wins; Mailman 2 says of an archive first whether there
    // is one.
    for name in TAKEN {
        if let Some(value) = found.remove(name) {
            let sentence = take(&mut settings, name, &value);
            said.push((
                name,
                sentence.unwrap_or_else(|| "not understood, so nothing changes.".to_owned()),
            ));
        }
    }
    let is_name = |name: &String| name.len() <= 60 && name.bytes().all(|b| b.is_ascii_graphic());
    Adapted {
        settings,
        said,
        left: found.into_keys().filter(is_name).collect(),
    }
}

/// What is said of one setting; `None`: its value is none that Mailman writes.
fn take(settings: &mut Settings, name: &str, value: &Value) -> Option<String> {
    match name {
        "display_name" | "real_name" => take_title(settings, value),
        "description" => take_about(settings, value),
        "subject_prefix" => take_prefix(settings, value),
        "subscription_policy" | "subscribe_policy" => take_joins(settings, value),
        "default_member_action" | "default_member_moderation" => take_moderation(settings, value),
        "default_nonmember_action" | "generic_nonmember_action" => say_of_strangers(value),
        "emergency" => take_emergency(settings, value),
        "reply_goes_to_list" => take_reply(settings, value),
        "archive_policy" | "archive_private" | "archive" => take_archive(settings, name, value),
        "max_message_size" => take_size(settings, value),
        "digest_is_default" => take_digest(settings, value),
        "msg_header" | "msg_footer" => Some(match value {
            Value::Text(text) if text.trim().is_empty() => "empty, as here.",
            _ => {
                "no place here: a list adds nothing, or one line of its own, in which each reader \
                  has their own way out."
            }
        }
        .to_owned()),
        "info" => Some("no place here: a list's page has its description and no more.".to_owned()),
        _ => None,
    }
}

fn take_title(settings: &mut Settings, value: &Value) -> Option<String> {
    let Value::Text(typed) = value else {
        return None;
    };
    let title = text::cut(&text::visible_line(typed, 1_000), LONGEST_TITLE);
    if title.is_empty() {
        return Some("empty, so its name stays.".to_owned());
    }
    settings.title.clone_from(&title);
    Some(format!("it is called “{title}”."))
}

fn take_about(settings: &mut Settings, value: &Value) -> Option<String> {
    let Value::Text(typed) = value else {
        return None;
    };
    settings.about = text::cut(&text::visible_line(typed, 4_000), LONGEST_ABOUT);
    Some("it says that of itself.".to_owned())
}

fn take_prefix(settings: &mut Settings, value: &Value) -> Option<String> {
    let Value::Text(typed) = value else {
        return None;
    };
    let line = text::visible_line(typed, 1_000);
    let prefix = line.replace("%d", "").replace(['[', ']'], " ");
    let prefix = prefix.split_whitespace().collect::<Vec<_>>().join(" ");
    if prefix.is_empty() {
        settings.prefix = String::new();
        settings.style = Style::Transparent;
        return Some(
            "nothing stands before subjects, and messages go out as they were signed.".to_owned(),
        );
    }
    if prefix.chars().count() > LONGEST_PREFIX {
        return Some(format!(
            "too long for here, so nothing changes: “{prefix}”."
        ));
    }
    settings.style = Style::Decorated;
    settings.prefix.clone_from(&prefix);
    Some(format!(
        "[{prefix}] stands before subjects. That changes what authors signed, so messages are from the \
         list's own address, “via” its name."
    ))
}

/// Mailman 2 counts: open, confirm, moderate, both.
fn take_joins(settings: &mut Settings, value: &Value) -> Option<String> {
    let is_open = match value {
        Value::Number(policy @ 0..=3) => *policy < 2,
        Value::Text(policy) => match policy.as_str() {
            "open" | "confirm" => true,
            "moderate" | "confirm_then_moderate" => false,
            _ => return None,
        },
        _ => return None,
    };
    let (joins, sentence) = match is_open {
        true => (
            Joins::Anyone,
            "anybody can join, and shows that the address is theirs.",
        ),
        false => (
            Joins::Organizers,
            "organizers alone join by themselves: nobody can ask to be let in.",
        ),
    };
    settings.joins = joins;
    Some(sentence.to_owned())
}

/// Mailman 2 says it of newcomers, Mailman 3 of everybody of whom nothing else is said.
fn take_moderation(settings: &mut Settings, value: &Value) -> Option<String> {
    let action = match value {
        Value::Number(0) | Value::Flag(false) => "accept",
        Value::Number(1) | Value::Flag(true) => "look",
        Value::Text(action) => action.as_str(),
        _ => return None,
    };
    settings.posting = Posting::Members;
    let sentence = match action {
        "accept" | "defer" => {
            settings.first_posts = 0;
            "messages of whoever is on it go out at once, also the first one."
        }
        "look" => {
            settings.first_posts = settings.first_posts.max(1);
            "the first messages of newcomers wait for an organizer."
        }
        "hold" => {
            settings.holds_all = true;
            "every message waits for an organizer."
        }
        "reject" | "discard" => {
            settings.posting = Posting::Organizers;
            "only organizers write; what others write waits for them."
        }
        _ => return None,
    };
    Some(sentence.to_owned())
}

/// Mailman 2 counts: accept, hold, reject, discard.
fn say_of_strangers(value: &Value) -> Option<String> {
    let is_held = match value {
        Value::Number(action @ 0..=3) => *action == 1,
        Value::Text(action) => action == "hold",
        _ => return None,
    };
    Some(
        match is_held {
            true => "what strangers write waits for an organizer, as always here.",
            false => "no place here: what strangers write always waits for an organizer.",
        }
        .to_owned(),
    )
}

fn take_emergency(settings: &mut Settings, value: &Value) -> Option<String> {
    let is_on = is_on(value)?;
    settings.holds_all |= is_on;
    Some(
        match is_on {
            true => "every message waits for an organizer.",
            false => "off.",
        }
        .to_owned(),
    )
}

/// Mailman 2 counts: the author, this list, another address.
fn take_reply(settings: &mut Settings, value: &Value) -> Option<String> {
    let reply_to = match value {
        Value::Number(0) => ReplyTo::Author,
        Value::Number(1) => ReplyTo::List,
        Value::Number(2) => {
            return Some("no place here: answers go to the author or to the list.".to_owned());
        }
        Value::Text(policy) => match policy.as_str() {
            "no_munging" => ReplyTo::Author,
            "point_to_list" => ReplyTo::List,
            "explicit_header" | "explicit_header_only" => {
                return Some("no place here: answers go to the author or to the list.".to_owned());
            }
            _ => return None,
        },
        _ => return None,
    };
    settings.reply_to = reply_to;
    Some(
        match reply_to {
            ReplyTo::Author => "answers go to the author.",
            ReplyTo::List => "answers go to the list.",
        }
        .to_owned(),
    )
}

fn take_archive(settings: &mut Settings, name: &str, value: &Value) -> Option<String> {
    let is_on = |value: &Value| match value {
        Value::Number(number) => Some(*number != 0),
        Value::Flag(flag) => Some(*flag),
        _ => None,
    };
    let archive = match (name, value) {
        ("archive_policy", Value::Text(policy)) => match policy.as_str() {
            "public" => Archive::Public,
            "private" | "never" => Archive::Private,
            _ => return None,
        },
        ("archive_private", value) => match is_on(value)? {
            true => Archive::Private,
            false => Archive::Public,
        },
        ("archive", value) if is_on(value)? => {
            return Some("there is an archive, as always here.".to_owned());
        }
        ("archive", _) => Archive::Private,
        _ => return None,
    };
    settings.archive = archive;
    Some(
        match archive {
            Archive::Public => "everybody can read the archive.",
            _ => "there is an archive, and whoever is on the list reads it.",
        }
        .to_owned(),
    )
}

/// Mailman 2 writes numbers, Mailman 3 words.
fn is_on(value: &Value) -> Option<bool> {
    match value {
        Value::Number(number) => Some(*number != 0),
        Value::Flag(flag) => Some(*flag),
        _ => None,
    }
}

/// In kilobytes; 0: no limit, which is [`LARGEST_POST`] here.
fn take_size(settings: &mut Settings, value: &Value) -> Option<String> {
    let Value::Number(kilobytes @ 0..) = value else {
        return None;
    };
    let bytes = match kilobytes {
        0 => LARGEST_POST,
        kilobytes => kilobytes.saturating_mul(1024).min(LARGEST_POST),
    };
    settings.max_bytes = bytes;
    Some(format!(
        "messages of more than {} kB wait for an organizer.",
        bytes / 1024
    ))
}

fn take_digest(settings: &mut Settings, value: &Value) -> Option<String> {
    settings.begins_with_digest = is_on(value)?;
    let sentence = match settings.begins_with_digest {
        true => "whoever joins gets one letter a day until they choose.",
        false => "whoever joins gets each message.",
    };
    Some(sentence.to_owned())
}
