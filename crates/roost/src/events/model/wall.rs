use crate::stored_as_text;
use jiff::civil::DateTime;

/// The date and time that people were told, as a clock on the wall shows it; stored as ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wall(pub DateTime);

stored_as_text!(Wall);
