//! Whether a post goes out, waits, or is let go: one rule after the other, the first that speaks wins.
//! Pure.

use super::incoming::Facts;
use super::model::{Hold, List, Posting, Standing};

/// What the list knows of whoever stands in From; nothing of a stranger.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Poster {
    /// `None`: not on the list.
    pub standing: Option<Standing>,
    pub organizes: bool,
    /// Kept out of the group.
    pub is_banned: bool,
    /// So many of their posts went out before.
    pub accepted: i64,
}

/// What becomes of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Accept,
    Hold(Hold),
    /// With one word for the keeper.
    Drop(&'static str),
}

/// Judges a post of so many bytes. `is_proven`: the domain in From stands for it, so that it is from
/// whom it says.
pub fn judge(
    list: &List,
    facts: &Facts,
    poster: Poster,
    (is_proven, size): (bool, usize),
) -> Verdict {
    let settings = &list.settings;
    if poster.is_banned {
        return Verdict::Drop("banned");
    }
    let may_post = match settings.posting {
        Posting::Members => poster.standing.is_some() || poster.organizes,
        Posting::Organizers => poster.organizes,
    };
    let is_first = poster.standing == Some(Standing::New) && poster.accepted < settings.first_posts;
    let holds = [
        (
            poster.standing.is_none() && !poster.organizes,
            Hold::Stranger,
        ),
        (!is_proven, Hold::Unproven),
        (!may_post, Hold::OrganizersOnly),
        (facts.is_command, Hold::Command),
        (settings.holds_all && !poster.organizes, Hold::Everything),
        (
            poster.standing == Some(Standing::Moderated),
            Hold::Moderated,
        ),
        (is_first && !poster.organizes, Hold::First),
        (!facts.is_addressed, Hold::NotAddressed),
        (facts.is_crowded, Hold::TooMany),
        (
            i64::try_from(size).is_ok_and(|size| size > settings.max_bytes),
            Hold::TooLarge,
        ),
    ];
    let first = holds.into_iter().find(|(speaks, _)| *speaks);
    first.map_or(Verdict::Accept, |(_, hold)| Verdict::Hold(hold))
}
