/// One line of "The evening".
#[derive(
    Debug, Clone, PartialEq, Eq, Default, sqlx::FromRow, serde::Serialize, serde::Deserialize,
)]
pub struct AgendaLine {
    /// Wall time, `HH:MM`; empty: it follows the line before.
    pub starts: String,
    pub title: String,
    pub note: String,
    /// Whose name stands under it; empty: nobody's.
    pub speaker: String,
    /// A web address; empty: no slides.
    pub slides_link: String,
}

/// More lines than any evening has; a bound on what one form may write.
pub const MOST_LINES: usize = 60;
