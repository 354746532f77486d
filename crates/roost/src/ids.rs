//! The only place that uses randomness: ids, each its own type, secrets, and the source they come from.
//!
//! An id is a `UUIDv7` made in the application, so it is known before the row is written, and new
//! rows land at the end of an index.

use crate::clock::Instant;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use uuid::Uuid;

/// When an action happens and where its new ids come from: all that it takes from the world.
#[derive(Clone, Debug)]
pub struct Moment {
    pub now: Instant,
    ids: Ids,
}

impl Moment {
    pub fn new(now: Instant, ids: Ids) -> Self {
        Moment { now, ids }
    }

    /// An id that tells nothing of when it was made, unlike every other one.
    pub fn chance(&self) -> Uuid {
        uuid::Builder::from_random_bytes(self.ids.bytes()).into_uuid()
    }

    /// 256 bits that nobody can guess.
    pub fn secret(&self) -> [u8; 32] {
        self.ids.bytes()
    }

    /// Six digits to type, each equally likely.
    pub fn six_digits(&self) -> String {
        // 2^64 is so much larger than a million that the remainder favours no code noticeably.
        let [a, b, c, d, e, f, g, h] = self.ids.bytes();
        let number = u64::from_be_bytes([a, b, c, d, e, f, g, h]) % 1_000_000;
        format!("{number:06}")
    }

    /// Eight letters and digits that tell one thing from others, and are no secret: base32 (RFC 4648 §6)
    /// has neither 0 nor 1, so that what stands on a poster is typed rightly.
    pub fn code(&self) -> String {
        data_encoding::BASE32_NOPAD.encode(&self.ids.bytes::<5>())
    }

    /// Four digits to tell each other in a noisy room.
    pub fn four_digits(&self) -> String {
        self.six_digits()[2..].to_owned()
    }
}

/// The source of ids: by chance, or counted from a seed so that a test can be repeated.
#[derive(Clone, Debug)]
pub enum Ids {
    Random,
    Counted(Arc<AtomicU64>),
}

impl Ids {
    pub fn seeded(seed: u64) -> Self {
        Ids::Counted(Arc::new(AtomicU64::new(seed)))
    }

    fn uuid(&self, now: Instant) -> Uuid {
        // An instant before 1970 has no UUIDv7. Only its order among ids is lost, so zero will do.
        let millis = u64::try_from(now.timestamp().as_millisecond()).unwrap_or(0);
        let bytes: [u8; 10] = match self {
            Ids::Random => self.bytes(),
            // What is counted stays in order within a millisecond, so it is not mixed.
            Ids::Counted(next) => {
                let mut bytes = [0; 10];
                bytes[2..].copy_from_slice(&next.fetch_add(1, Ordering::Relaxed).to_be_bytes());
                bytes
            }
        };
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }

    fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match self {
            Ids::Random => {
                #[expect(clippy::disallowed_methods, reason = "the one place that may")]
                getrandom::fill(&mut bytes).expect("the system gives random bytes once it runs");
            }
            Ids::Counted(next) => {
                let mut state = next.fetch_add(1, Ordering::Relaxed);
                for chunk in bytes.chunks_mut(8) {
                    state = spread(state);
                    chunk.copy_from_slice(&state.to_be_bytes()[..chunk.len()]);
                }
            }
        }
        bytes
    }
}

/// One step of `SplitMix64`, so that counted secrets look different from each other.
fn spread(state: u64) -> u64 {
    let mut z = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Declares ids that the compiler keeps apart. One row of one kind each, never reused.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(sqlx::Type, serde::Serialize, serde::Deserialize)]
        #[sqlx(transparent)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            pub fn new(at: &Moment) -> Self {
                $name(at.ids.uuid(at.now))
            }

            /// As the subject of a token, which can be of any kind.
            pub fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                $name(id)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map($name)
            }
        }
    )+};
}

ids! {
    AccountId;
    AddressId;
    SessionId;
    SignInId;
    GroupId;
    /// A person as one group knows her. In another group the same human being is another person.
    PersonId;
    InvitationId;
    AuditId;
    VenueId;
    EventId;
    SeriesId;
    /// One thing that an event asks. The dates of a series ask the same one.
    QuestionId;
    /// One person's answer to one event: what her manage link opens.
    RsvpId;
    AnnouncementId;
    ChecklistLineId;
    /// Made by the telephone that checks in, so that sending it again changes nothing.
    CheckInId;
    /// A browser that one evening's door has let in.
    TelephoneId;
    /// One try at the digits of a door.
    TryId;
    ImportId;
    PhotoId;
    ThanksId;
    /// Drawn by chance, so that it tells nothing of when: see [`Moment::chance`].
    FeedbackId;
    /// Answers that are shown together. By chance too.
    BatchId;
    /// One lightning round of an event.
    RoundId;
    /// One person's turn in a lightning round.
    TurnId;
    /// Made by the page that asks something of a timer, so that asking it again changes nothing.
    OrderId;
    PauseId;
    /// What somebody sends to a friend, or what stands on a poster.
    LinkId;
    /// One question for a talk: what the link in its mail opens.
    AskId;
    /// A talk that somebody proposes: what her link opens.
    ProposalId;
    WantedTopicId;
    DeliveryId;
    /// What many copies have in common.
    BodyId;
    /// A mailing list.
    ListId;
    /// One person's place on a list: what its mails' links lead by.
    SubscriptionId;
    /// Somebody's wish to join or to leave a list, by mail.
    ListRequestId;
    PostId;
    /// Posts that belong together.
    ThreadId;
    /// One organizer told of one held post.
    NoticeId;
    /// A message that came in.
    ReceivedId;
    JobId;
}

impl GroupId {
    /// The group of work that belongs to none.
    pub const NONE: GroupId = GroupId(Uuid::nil());
}

/// Names one fault in the log and on the page that it became. Not seeded: no test compares it.
pub fn incident() -> String {
    let [a, b, c, d, e] = Ids::Random.bytes();
    data_encoding::BASE32_NOPAD.encode(&[a, b, c, d, e])
}
