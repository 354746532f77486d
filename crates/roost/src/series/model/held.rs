use crate::stored_as_text;
use jiff::civil::Date;

/// A date of a series, as its rule has it; stored as ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Held(pub Date);

stored_as_text!(Held);
