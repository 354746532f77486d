use super::model::Target;
use crate::ids::EventId;
use uuid::Uuid;

#[test]
fn a_target_is_read_back_as_the_form_sends_it() {
    let event = EventId::from(Uuid::max());
    for target in [
        Target::Agreed,
        Target::Going(event),
        Target::Waiting(event),
        Target::Came(event),
        Target::FirstTimers(event),
        Target::Speaking(event),
        Target::Unanswered(event),
        Target::CameLast,
        Target::CameTimes(3),
        Target::NeverCame,
        Target::Speakers,
    ] {
        assert_eq!(target.to_string().parse(), Ok(target));
    }
    for odd in [
        "", "going", "agreed.1", "going.x", "members", "times.0", "times.x",
    ] {
        assert_eq!(odd.parse::<Target>(), Err(()));
    }
}
