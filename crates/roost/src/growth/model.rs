use crate::ids::PersonId;
use crate::invites::{Heard, Outlet};
use jiff::SignedDuration;
use std::collections::BTreeMap;
use std::ops::AddAssign;

/// What the page looks back at: twelve months.
pub const WINDOW: SignedDuration = SignedDuration::from_hours(365 * 24);

/// People and links that are named; the others are one line.
pub const MOST_NAMED: usize = 20;

/// How somebody came to the group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    Invited,
    Tagged(Outlet),
    Heard(Heard),
    Unsaid,
}

impl Source {
    /// The links first, then what people said, then those who said nothing.
    pub fn all() -> impl Iterator<Item = Source> {
        std::iter::once(Source::Invited)
            .chain(Outlet::ALL.map(Source::Tagged))
            .chain(Heard::ALL.map(Source::Heard))
            .chain([Source::Unsaid])
    }

    /// As the database tells it.
    pub fn of(outlet: Option<Outlet>, heard: Option<Heard>, invited: bool) -> Self {
        match (invited, outlet, heard) {
            (true, ..) => Source::Invited,
            (false, Some(outlet), _) => Source::Tagged(outlet),
            (false, None, Some(heard)) => Source::Heard(heard),
            (false, None, None) => Source::Unsaid,
        }
    }

    /// Key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Source::Invited => "growth-invited",
            Source::Tagged(Outlet::Poster) => "growth-poster",
            Source::Tagged(Outlet::Chat) => "growth-chat",
            Source::Tagged(Outlet::Site) => "growth-site",
            Source::Tagged(Outlet::Other) => "growth-other-link",
            Source::Heard(Heard::Member) => "growth-member",
            Source::Heard(Heard::Search) => "growth-search",
            Source::Heard(Heard::List) => "growth-list",
            Source::Heard(Heard::Other) => "growth-other",
            Source::Unsaid => "growth-unsaid",
        }
    }
}

/// What came of links.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Numbers {
    /// How often they were opened.
    pub visits: i64,
    /// How many said yes.
    pub said: i64,
    /// How many of them came.
    pub came: i64,
    /// How many of those came at least twice.
    pub again: i64,
}

/// How first-timers came: one line for each way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct SourceRow {
    pub invited: bool,
    pub outlet: Option<Outlet>,
    pub heard: Option<Heard>,
    pub people: i64,
    /// How many of them came at least twice.
    pub again: i64,
}

/// What came of one link.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct LinkRow {
    /// `None`: it stands at an outlet.
    pub person_id: Option<PersonId>,
    /// Her name; `None`: she is gone, or it is nobody's.
    pub inviter: Option<String>,
    pub outlet: Option<Outlet>,
    pub label: String,
    /// The event's.
    pub title: String,
    #[sqlx(flatten)]
    pub numbers: Numbers,
}

impl AddAssign for Numbers {
    fn add_assign(&mut self, other: Numbers) {
        self.visits += other.visits;
        self.said += other.said;
        self.came += other.came;
        self.again += other.again;
    }
}

/// A line of a table, and what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Somebody's name, or what a link is called; empty: all the others.
    pub name: String,
    pub numbers: Numbers,
}

/// What came of the links of each person who invited somebody, the most first. Those who are gone,
/// and those for whom there is no room, are one line.
pub fn by_person(rows: &[LinkRow]) -> Vec<Line> {
    let mut people: BTreeMap<PersonId, Line> = BTreeMap::new();
    let mut others = Numbers::default();
    for row in rows {
        let Some(person) = row.person_id else {
            continue;
        };
        match &row.inviter {
            Some(name) => {
                let line = people.entry(person).or_insert_with(|| Line {
                    name: name.clone(),
                    numbers: Numbers::default(),
                });
                line.numbers += row.numbers;
            }
            None => others += row.numbers,
        }
    }
    named(people.into_values().collect(), others)
}

/// What came of each tagged link, the most first.
pub fn by_link(rows: &[LinkRow]) -> Vec<Line> {
    let tagged = rows.iter().filter(|row| row.person_id.is_none());
    let lines = tagged.map(|row| Line {
        name: format!("{} ({})", row.label, row.title),
        numbers: row.numbers,
    });
    named(lines.collect(), Numbers::default())
}

fn named(mut lines: Vec<Line>, mut others: Numbers) -> Vec<Line> {
    let rank = |line: &Line| {
        let Numbers {
            visits,
            said,
            came,
            again,
        } = line.numbers;
        std::cmp::Reverse((came, said, again, visits))
    };
    lines.sort_by(|one, two| (rank(one), &one.name).cmp(&(rank(two), &two.name)));
    for line in lines.iter().skip(MOST_NAMED) {
        others += line.numbers;
    }
    lines.truncate(MOST_NAMED);
    if others != Numbers::default() {
        lines.push(Line {
            name: String::new(),
            numbers: others,
        });
    }
    lines
}

/// What came of all links of one kind: of people, and of each outlet. Kinds of which nothing is
/// known are left out.
pub fn by_source(rows: &[LinkRow]) -> Vec<(Source, Numbers)> {
    let mut sources: BTreeMap<Source, Numbers> = BTreeMap::new();
    for row in rows {
        let source = Source::of(row.outlet, None, row.person_id.is_some());
        *sources.entry(source).or_default() += row.numbers;
    }
    sources.into_iter().collect()
}

/// All of it together.
pub fn total(rows: &[LinkRow]) -> Numbers {
    let mut total = Numbers::default();
    for row in rows {
        total += row.numbers;
    }
    total
}
