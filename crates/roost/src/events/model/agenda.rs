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
    /// A web address; empty: nobody has filmed it, or the film is not out yet.
    #[serde(default)]
    pub video_link: String,
}

/// Where a talk can be read and watched after the evening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TalkLinks {
    /// Which line of the agenda, counted from 0.
    pub position: i64,
    /// As the agenda said when the links were typed: a line that became another one gets none.
    pub title: String,
    pub slides_link: String,
    pub video_link: String,
}

/// More lines than any evening has; a bound on what one form may write.
pub const MOST_LINES: usize = 60;
