use crate::ids::{GroupId, RoundId};
use crate::jobs::Payload;
use serde::{Deserialize, Serialize};

/// The round is tomorrow.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct RemindSpeakers {
    pub group: GroupId,
    pub round: RoundId,
}

impl Payload for RemindSpeakers {
    const NAME: &'static str = "remind_speakers";
}

/// The round was yesterday.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct ThankSpeakers {
    pub group: GroupId,
    pub round: RoundId,
}

impl Payload for ThankSpeakers {
    const NAME: &'static str = "thank_speakers";
}
