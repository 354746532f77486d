//! What a list is, who stands on it, and what an address of it means. Pure.

use crate::clock::Instant;
use crate::ids::{GroupId, ListId, PersonId, PostId, SubscriptionId};
use crate::text;
use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};
use std::str::FromStr;

/// The longest local part of a list: with the longest of [`ENDINGS`] it is still one (RFC 5321
/// §4.5.3.1.1).
pub const LONGEST_NAME: usize = 64 - "-unsubscribe".len();

/// A larger post waits for an organizer, unless the list says otherwise: pictures belong on the web.
pub const MAX_BYTES: i64 = 500 << 10;

/// No list lets a larger post through without an organizer.
pub const LARGEST_POST: i64 = 50 << 20;

/// How long what organizers say of a list may be, in characters.
pub const LONGEST_TITLE: usize = 80;
pub const LONGEST_ABOUT: usize = 400;
pub const LONGEST_PREFIX: usize = 30;

/// How long a post is held before it is let go.
pub const HELD_DAYS: i64 = 14;

/// What is asked of a list by writing to its name and one of these (RFC 2142 §6, and the words that
/// list servers taught people).
const ENDINGS: [(&str, Asked); 7] = [
    ("-join", Asked::Join),
    ("-subscribe", Asked::Join),
    ("-leave", Asked::Leave),
    ("-unsubscribe", Asked::Leave),
    ("-owner", Asked::Owner),
    ("-request", Asked::Help),
    ("-help", Asked::Help),
];

/// What a message to one of a list's addresses asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    Post,
    Join,
    Leave,
    Owner,
    Help,
}

/// The list's name in a local part, and what is asked of it. `turku-python-owner` is both an address
/// of `turku-python` and a name that a list could have; the first reading wins, since no list is
/// called so: see [`refuse_name`].
pub fn read_local(local: &str) -> (&str, Asked) {
    let found = ENDINGS.iter().find_map(|(ending, asked)| {
        let name = local.strip_suffix(ending)?;
        (!name.is_empty()).then_some((name, *asked))
    });
    found.unwrap_or((local, Asked::Post))
}

/// Why a list cannot be called so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameRefusal {
    Empty,
    TooLong,
    /// Something else than small letters, digits and hyphens between them.
    Odd,
    /// It ends with a word that asks for something.
    Ending,
    /// It stands for something else on every mail server, or for one of our own addresses.
    Reserved,
    Taken,
}

/// Whether a list can be called so, as far as can be told without asking who else is.
pub fn refuse_name(name: &str) -> Option<NameRefusal> {
    const RESERVED: [&str; 12] = [
        "postmaster",
        "abuse",
        "hostmaster",
        "webmaster",
        "mailer-daemon",
        "noreply",
        "no-reply",
        "root",
        "admin",
        "security",
        "info",
        "support",
    ];
    let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.is_empty() {
        Some(NameRefusal::Empty)
    } else if name.len() > LONGEST_NAME {
        Some(NameRefusal::TooLong)
    } else if !name.chars().all(fine) || name.starts_with('-') || name.ends_with('-') {
        Some(NameRefusal::Odd)
    } else if read_local(name).1 != Asked::Post {
        Some(NameRefusal::Ending)
    // One letter and a hyphen is how the addresses of tokens begin.
    } else if RESERVED.contains(&name) || name.as_bytes().get(1) == Some(&b'-') {
        Some(NameRefusal::Reserved)
    } else {
        None
    }
}

/// What the first list of a group may be called, the best first: as the group, or nearly so.
pub fn first_names(slug: &str) -> impl Iterator<Item = String> + '_ {
    names(slug, &["", "-list", "-talk", "-mail"], ("-list", ""))
}

/// What the address may be called by whose mail a group announces, likewise.
pub fn announcing_names(slug: &str) -> impl Iterator<Item = String> + '_ {
    let endings = &["-announce", "-announcements"];
    names(slug, endings, ("-announce", "-announce"))
}

/// The group's short name with each of the endings, then with `numbered` and a number. The last ones
/// are for groups such as R Users, whose short name no list can begin with; they end with `begun`.
fn names<'s>(
    slug: &'s str,
    endings: &'static [&'static str],
    (numbered, begun): (&'static str, &'static str),
) -> impl Iterator<Item = String> + 's {
    let around = |begin: &str, end: &str| {
        let room = LONGEST_NAME - begin.len() - end.len();
        format!("{begin}{}{end}", text::slug(slug, room))
    };
    let counted = |end: &'static str| (2..100).map(move |number| format!("{end}-{number}"));
    let plain = endings.iter().map(|end| (*end).to_owned());
    let plain = plain.chain(counted(numbered));
    let begun = std::iter::once(begun.to_owned()).chain(counted(begun));
    let named = plain.map(move |end| around("", &end));
    let named = named.chain(begun.map(move |end| around("list-", &end)));
    named.filter(|name| refuse_name(name).is_none())
}

/// A choice that a form sends and a column keeps, by the same words.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $value:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
        #[sqlx(type_name = "text")]
        pub enum $name {$(
            $(#[$variant_doc])*
            #[sqlx(rename = $value)]
            $variant,
        )+}

        impl $name {
            /// As a form sends it.
            pub fn value(self) -> &'static str {
                match self { $($name::$variant => $value,)+ }
            }
        }

        impl FromStr for $name {
            type Err = ();

            fn from_str(text: &str) -> Result<Self, ()> {
                match text { $($value => Ok($name::$variant),)+ _ => Err(()) }
            }
        }
    };
}

choice! {
    /// What becomes of mail to a list.
    ListKind {
        /// It goes to everybody on the list.
        Discussion = "discussion",
        /// It becomes an announcement of the group, for whoever gets those.
        Announcements = "announcements",
    }
}

choice! {
    /// Who may join by themselves.
    Joins {
        Anyone = "anyone",
        /// Whoever organizes the group; the others are added by them.
        Organizers = "organizers",
    }
}

choice! {
    /// Whose posts go out without being looked at.
    Posting {
        Members = "members",
        Organizers = "organizers",
    }
}

choice! {
    /// Where an answer goes that its writer gives no thought to.
    ReplyTo {
        Author = "author",
        List = "list",
    }
}

choice! {
    /// How much of a post is changed on the way.
    Style {
        /// Nothing that its author signed.
        Transparent = "transparent",
        /// The subject has a word before it and the text a line below it, so it is from the list.
        Decorated = "decorated",
    }
}

choice! {
    /// Who reads what was written.
    Archive {
        Public = "public",
        /// Members of the group.
        Members = "members",
        /// Whoever is on the list, and organizers.
        Private = "private",
    }
}

impl Archive {
    /// Whether it is open to somebody who is a member or not, and on the list or not; who organizes is
    /// both.
    pub fn is_open_to(self, is_member: bool, is_subscriber: bool) -> bool {
        match self {
            Archive::Public => true,
            Archive::Members => is_member,
            Archive::Private => is_subscriber,
        }
    }
}

choice! {
    /// What a subscriber gets.
    Mode {
        Each = "each",
        /// One letter a day with all that is new.
        Digest = "digest",
        /// Reads on the web, and may write.
        Nothing = "none",
    }
}

choice! {
    /// How a subscriber's posts are looked at.
    Standing {
        /// The first few are held, as many as the list says.
        New = "new",
        Trusted = "trusted",
        /// Every one is held.
        Moderated = "moderated",
    }
}

choice! {
    /// Why a post waits for an organizer.
    Hold {
        /// Its author is not on the list.
        Stranger = "stranger",
        /// It says that it is from a subscriber, and nothing shows it.
        Unproven = "unproven",
        /// Only organizers write to this list.
        OrganizersOnly = "organizers-only",
        /// A subscriber's first ones are looked at.
        First = "first",
        Moderated = "moderated",
        /// Every post is held for now.
        Everything = "everything",
        /// The list stands in neither To nor Cc.
        NotAddressed = "not-addressed",
        TooLarge = "too-large",
        /// Many others stand beside it.
        TooMany = "too-many",
        /// It seems to ask for the way out, which everybody would read.
        Command = "command",
        /// It is to be announced, and whoever wrote it is asked first.
        Yes = "yes",
    }
}

/// What became of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum PostState {
    Held,
    Accepted,
    Rejected,
    Discarded,
    /// Nobody looked at it in time.
    Expired,
}

/// What organizers say of a list.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Settings {
    pub title: String,
    /// One or two sentences: what is written here.
    pub about: String,
    pub joins: Joins,
    pub posting: Posting,
    pub reply_to: ReplyTo,
    pub style: Style,
    /// Empty: nothing stands before the subject.
    pub prefix: String,
    /// So many posts of a new subscriber are looked at first.
    pub first_posts: i64,
    pub holds_all: bool,
    /// A larger post is held.
    pub max_bytes: i64,
    /// Whoever joins gets one letter a day until they choose.
    pub begins_with_digest: bool,
    pub archive: Archive,
    /// What an organizer writes to a list of announcements is announced without a question.
    pub sends_at_once: bool,
}

impl Settings {
    /// Safe without a thought: members write, strangers and each newcomer's first post wait, an answer
    /// goes to its author, nothing is changed that an author signed, and members read what was written.
    pub fn of(title: &str) -> Self {
        Settings {
            title: title.to_owned(),
            about: String::new(),
            joins: Joins::Anyone,
            posting: Posting::Members,
            reply_to: ReplyTo::Author,
            style: Style::Transparent,
            prefix: String::new(),
            first_posts: 1,
            holds_all: false,
            max_bytes: MAX_BYTES,
            begins_with_digest: false,
            archive: Archive::Members,
            sends_at_once: false,
        }
    }

    /// The same for an address by whose mail a group announces. Only the text goes out, so what is
    /// attached may be as large as it likes.
    pub fn announcing(title: &str) -> Self {
        Settings {
            posting: Posting::Organizers,
            max_bytes: i64::MAX,
            ..Settings::of(title)
        }
    }

    /// What whoever joins gets until they choose.
    pub fn first_mode(&self) -> Mode {
        match self.begins_with_digest {
            true => Mode::Digest,
            false => Mode::Each,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct List {
    pub group_id: GroupId,
    pub id: ListId,
    /// What stands before the @.
    pub name: String,
    pub kind: ListKind,
    #[sqlx(flatten)]
    pub settings: Settings,
    /// `None`: it takes mail.
    pub closed_at: Option<Instant>,
}

impl List {
    /// Whether mail to it becomes announcements.
    pub fn announces(&self) -> bool {
        self.kind == ListKind::Announcements
    }

    /// `turku-python@lists.example.org`
    pub fn address(&self, domain: &str) -> String {
        format!("{}@{domain}", self.name)
    }

    /// `turku-python-owner@lists.example.org`, with `owner`.
    pub fn address_for(&self, word: &str, domain: &str) -> String {
        format!("{}-{word}@{domain}", self.name)
    }

    /// `/turku-python/lists/turku-python-jobs`
    pub fn path(&self, group_path: &str) -> String {
        format!("{group_path}/lists/{}", self.name)
    }

    /// `/turku-python/lists/turku-python-jobs/archive`
    pub fn archive_path(&self, group_path: &str) -> String {
        format!("{}/archive", self.path(group_path))
    }
}

/// What a message's address in the archive ends with: the first 160 bits of the SHA-256 of its
/// Message-ID without `<` and `>`, in base32. Anybody can compute it, and it names nobody.
pub fn permalink(message_id: &str) -> String {
    let digest = Sha256::digest(message_id.as_bytes());
    BASE32_NOPAD.encode(&digest[..20]).to_ascii_lowercase()
}

/// One person's place on a list.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Subscription {
    pub group_id: GroupId,
    pub id: SubscriptionId,
    pub list_id: ListId,
    pub person_id: PersonId,
    pub mode: Mode,
    /// Gets a copy of what they post themselves.
    pub own_posts: bool,
    pub standing: Standing,
    pub joined_at: Instant,
}

/// A message to a list, without its text.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Post {
    pub group_id: GroupId,
    pub id: PostId,
    pub list_id: ListId,
    /// Without `<` and `>`.
    pub message_id: String,
    /// `None`: the group does not know the author.
    pub person_id: Option<PersonId>,
    pub author_name: String,
    pub author_email: String,
    /// Whether the domain of the author's address stands for the message.
    pub is_proven: bool,
    pub subject: String,
    /// Whether its copies are from the list's own address.
    pub munges: bool,
    pub state: PostState,
    /// Empty: it was not held. Otherwise a [`Hold`].
    pub hold: String,
    pub received_at: Instant,
    pub settled_at: Option<Instant>,
    /// `None`: the list's own rules, or nobody yet.
    pub settled_by: Option<PersonId>,
    /// What its author was told.
    pub reason: String,
}

impl Post {
    pub fn hold(&self) -> Option<Hold> {
        self.hold.parse().ok()
    }
}

/// What an organizer makes of a held post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    Accept,
    /// And lets its author write without being looked at.
    AcceptAndTrust,
    /// With a sentence for its author.
    Reject(String),
    Discard,
}

/// What counts as one mailbox for limits, and for nothing else: many hosts ignore what follows a plus,
/// and some ignore dots.
pub fn limit_key(email: &str) -> String {
    let folded = text::fold_email(email);
    let Some((local, host)) = folded.rsplit_once('@') else {
        return folded;
    };
    let local = local.split('+').next().unwrap_or_default();
    format!("{}@{host}", local.replace('.', ""))
}
