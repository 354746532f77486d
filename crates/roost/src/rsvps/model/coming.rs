use crate::groups::Role;
use crate::ids::PersonId;

/// Somebody who comes, as those who answered and members may see her.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Coming {
    pub person_id: PersonId,
    pub name: String,
    /// The blob's name; `None`: her initials are drawn.
    pub picture: Option<String>,
    /// Empty: she gave none, or has no account.
    pub pronouns: String,
    /// Whether she lets people who come see her name.
    pub show_name: bool,
    /// `None`: she is no member.
    pub role: Option<Role>,
    /// Whether the answer counts as hers: unconfirmed names are shown to organizers only.
    pub firm: bool,
    pub guests: i64,
}

/// How much of who comes somebody may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sees {
    /// Strangers and search engines: the number, and who organizes.
    Number,
    /// Those who answered, and members: also whoever lets them see her name.
    Names,
    /// Organizers.
    Everybody,
}

impl Sees {
    /// Members see names, and so does whoever has a seat or waits for one.
    pub fn of(role: Option<Role>, has_answered: bool) -> Self {
        match role {
            Some(role) if role.organizes() => Sees::Everybody,
            Some(_) => Sees::Names,
            None if has_answered => Sees::Names,
            None => Sees::Number,
        }
    }

    /// Whether this name is shown. One that nobody confirmed is for organizers only: anybody could
    /// have typed it.
    pub fn shows(self, person: &Coming) -> bool {
        let organizes = person.role.is_some_and(Role::organizes);
        match self {
            Sees::Number => person.firm && organizes,
            Sees::Names => person.firm && (organizes || person.show_name),
            Sees::Everybody => true,
        }
    }
}
