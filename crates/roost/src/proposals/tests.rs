use super::model::State::{
    self, Accepted, Declined, Given, Proposed, Scheduled, Talking, Withdrawn,
};

#[test]
fn these_are_the_moves_and_there_are_no_others() {
    let moves = |from: State| -> Vec<State> {
        let all = State::ALL.into_iter();
        all.filter(|next| from.may_become(*next)).collect()
    };
    let hers = [Talking, Accepted, Declined, Withdrawn];
    assert_eq!(moves(Proposed), hers);
    assert_eq!(moves(Talking), hers);
    assert_eq!(moves(Accepted), [Talking, Scheduled, Declined, Withdrawn]);
    assert_eq!(moves(Scheduled), [Accepted, Scheduled, Given, Withdrawn]);
    assert_eq!(moves(Given), []);
    assert_eq!(moves(Declined), [Talking]);
    assert_eq!(moves(Withdrawn), []);
}

#[test]
fn nothing_is_accepted_unseen_or_given_without_a_date() {
    for state in State::ALL {
        assert!(!state.may_become(Proposed), "{state:?}");
        assert_eq!(state.may_become(Given), state == Scheduled, "{state:?}");
        let is_dated = matches!(state, Accepted | Scheduled);
        assert_eq!(state.may_become(Scheduled), is_dated, "{state:?}");
    }
}

#[test]
fn each_state_has_a_value_of_its_own() {
    for state in State::ALL {
        assert_eq!(state.value().parse(), Ok(state));
    }
    assert_eq!("drop table".parse::<State>(), Err(()));
}
