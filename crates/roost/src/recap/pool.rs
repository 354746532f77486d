//! Which answers are shown together.

use super::model::LEAST;
use crate::ids::EventId;

/// What is left of evenings whose questions are closed, in batches of at least [`LEAST`]; what does
/// not make one waits. `left` names each evening once with its answers, the oldest first.
pub fn pool(left: &[(EventId, i64)]) -> Vec<Vec<EventId>> {
    let mut batches = Vec::new();
    let (mut batch, mut answers) = (Vec::new(), 0);
    for (event, count) in left {
        batch.push(*event);
        answers += count;
        if answers >= LEAST {
            batches.push(std::mem::take(&mut batch));
            answers = 0;
        }
    }
    batches
}
