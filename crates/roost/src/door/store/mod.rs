//! The rows of the door: links and telephones, check-ins, names for the building.
mod doors;
mod check_ins;
mod names;
mod checks;

pub use check_ins::{
    NewCheckIn, count_lately, find_answered, find_missed, insert_check_in, is_known_check_in,
    list_badges, list_check_ins, list_expected, undo_check_in,
};
pub use checks::list_breaches;
pub use doors::{
    Source, count_telephones, count_wrong_digits, cut_off_all_telephones, cut_off_telephone,
    find_door, find_telephone, find_version, forget_telephones, forget_wrong_digits,
    insert_telephone, insert_wrong_digits, list_telephones, lock_door, raise_version,
    raise_wrong_digits, save_asks, save_digits, save_door, save_revoked_at,
};
pub use names::{close_name_list, find_name_list, list_names, save_name_list};
