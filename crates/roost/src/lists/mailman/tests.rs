use super::{Value, adapt, read};
use crate::lists::model::{Archive, Joins, LARGEST_POST, Posting, ReplyTo, Settings, Style};
use proptest::prelude::*;

/// As Mailman 2 prints them.
const TWO: &[u8] = b"# -*- python -*-\n# -*- coding: us-ascii -*-\n## captured long ago\n\n\
    # How it is called.\nreal_name = 'Turku'\n\nowner = ['marta@example.org',\n    'bo@example.org']\n\
    description = 'Snakes, and \\'eggs\\' f\\xc3\\xb6r all'\nsubject_prefix = '[Turku %d] '\n\
    info = \"\"\"Two\nlines = 'of it'\n\"\"\"\nmsg_footer = \"\"\"____\n%(real_name)s\"\"\"\n\
    reply_goes_to_list = 1\nsubscribe_policy = 3\ndefault_member_moderation = 1\n\
    generic_nonmember_action = 3\narchive = True\narchive_private = 0\nmax_message_size = 40\ndigest_is_default = 1\n\
    emergency = False\nbounce_score_threshold = 5.0\nmax_days_to_hold = 0L\n";

#[test]
fn what_a_list_of_mailman_2_did_it_does_here_and_the_rest_is_named() {
    let adapted = adapt(&Settings::of("Before"), read(TWO).unwrap());
    let expected = Settings {
        title: "Turku".to_owned(),
        about: "Snakes, and 'eggs' för all".to_owned(),
        joins: Joins::Organizers,
        reply_to: ReplyTo::List,
        style: Style::Decorated,
        prefix: "Turku".to_owned(),
        max_bytes: 40 << 10,
        begins_with_digest: true,
        archive: Archive::Public,
        ..Settings::of("Before")
    };
    assert_eq!(adapted.settings, expected);
    assert_eq!(
        adapted.left,
        ["bounce_score_threshold", "max_days_to_hold", "owner"]
    );
    let said: Vec<&str> = adapted.said.iter().map(|(name, _)| *name).collect();
    let names = [
        "real_name",
        "description",
        "subject_prefix",
        "subscribe_policy",
        "default_member_moderation",
        "generic_nonmember_action",
        "emergency",
        "reply_goes_to_list",
        "archive_private",
        "archive",
        "max_message_size",
        "digest_is_default",
        "msg_footer",
        "info",
    ];
    assert_eq!(said, names);
}

#[test]
fn what_a_list_of_mailman_3_did_it_does_here() {
    let config = r#"{"display_name": "Turku", "description": "Snakes", "subject_prefix": "",
        "subscription_policy": "confirm", "default_member_action": "reject",
        "default_nonmember_action": "hold", "reply_goes_to_list": "no_munging",
        "archive_policy": "never", "max_message_size": 0, "emergency": true, "acceptable_aliases": []}"#;
    let before = Settings {
        prefix: "Old".to_owned(),
        style: Style::Decorated,
        ..Settings::of("Before")
    };
    let adapted = adapt(&before, read(config.as_bytes()).unwrap());
    let expected = Settings {
        about: "Snakes".to_owned(),
        posting: Posting::Organizers,
        holds_all: true,
        max_bytes: LARGEST_POST,
        archive: Archive::Private,
        ..Settings::of("Turku")
    };
    assert_eq!(adapted.settings, expected);
    assert_eq!(adapted.left, ["acceptable_aliases"]);
    // Again, it changes nothing.
    let again = adapt(&expected, read(config.as_bytes()).unwrap());
    assert_eq!(again.settings, expected);
}

#[test]
fn what_is_odd_changes_nothing_and_is_said() {
    let odd = b"real_name = ['a']\nsubject_prefix = 'a prefix of more than thirty letters'\n\
        subscribe_policy = 9\nreply_goes_to_list = 2\nmax_message_size = -1\narchive_private = 'x'\n";
    let before = Settings::of("Before");
    let adapted = adapt(&before, read(odd).unwrap());
    assert_eq!(adapted.settings, before);
    assert_eq!(adapted.said.len(), 6);
    for file in [
        &b""[..],
        b"ada@example.org\n",
        b"[1]",
        b"{\"a\": 1}",
        b"a = 1\n",
    ] {
        assert_eq!(read(file), None);
    }
    let open = read(b"real_name = 'does not end\n").unwrap();
    assert_eq!(open["real_name"], Value::Text("does not end\n".to_owned()));
}

proptest! {
    #[test]
    fn whatever_stands_in_a_file_is_read_to_its_end(
        rest in "[a-z='\"\\\\\\[\\]{}()xu0-9\n -]{0,80}",
    ) {
        let file = format!("real_name = '{rest}");
        let found = read(file.as_bytes()).unwrap();
        let adapted = adapt(&Settings::of("Before"), found);
        prop_assert!(!adapted.settings.title.is_empty());
    }
}
