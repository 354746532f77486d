//! What happens in the demo's world: three groups in two cities, and their evenings.

/// A group and a year of its evenings.
pub struct GroupPlan {
    pub name: &'static str,
    pub sentence: &'static str,
    pub description: &'static str,
    pub frequency: &'static str,
    pub city: &'static str,
    pub latitude: f64,
    pub longitude: f64,
    pub topics: &'static [&'static str],
    pub since_year: i64,
    pub venue: VenuePlan,
    pub capacity: i64,
    pub members: usize,
    /// The weekday on which it meets, counted from Monday as 0.
    pub weekday: i8,
    /// Who organizes, and what each looks after. The first one founded it.
    pub organizers: &'static [(&'static str, &'static str)],
    /// The evenings to come, then those of the past, newest first.
    pub coming: &'static [EveningPlan],
    pub past: &'static [&'static str],
}

pub struct VenuePlan {
    pub name: &'static str,
    pub address: &'static str,
    pub room: &'static str,
    pub way_in: &'static str,
}

pub struct EveningPlan {
    pub title: &'static str,
    pub sentence: &'static str,
    pub description: &'static str,
    /// Weeks after the next evening.
    pub weeks: i64,
    pub agenda: &'static [(&'static str, &'static str, &'static str, &'static str)],
    pub guests: i64,
    /// How many say that they come, of a room that holds `capacity`.
    pub answers: usize,
    pub fate: Fate,
}

#[derive(PartialEq, Eq)]
pub enum Fate {
    Takes,
    Cancelled,
    Draft,
}

pub const INSTALLATION: &str = "Roost on the Aura";

pub const GROUPS: [GroupPlan; 3] = [
    GroupPlan {
        name: "Turku Python",
        sentence: "Short talks and soup on the first Thursday of the month. You don’t have to be good at Python; you have to be curious about it.",
        description: "We are people who write Python at work, for fun, or not yet.\n\nAn evening has **eight talks of five minutes**, strictly timed, and a pot of soup. Half of the speakers have never spoken before; a rehearsal partner comes with the slot.\n\nThere is a table for those who come alone. Sit there and you leave knowing three people.",
        frequency: "First Thursday of the month",
        city: "Turku",
        latitude: 60.451_48,
        longitude: 22.268_69,
        topics: &["Python", "Data", "Web"],
        since_year: 2014,
        venue: VenuePlan {
            name: "Old Post Office",
            address: "Linnankatu 11, Turku",
            room: "2nd floor",
            way_in: "The door on the river side is open until 18:15; after that, ring the bell marked Python. There is a lift by the back door.",
        },
        capacity: 60,
        members: 240,
        weekday: 3,
        organizers: &[
            ("Marta Kowalska", "Talks and asking"),
            ("Tomi Salonen", "Venue and soup"),
            ("Leila Haddad", "Newcomers"),
        ],
        coming: &[
            EveningPlan {
                title: "Winter lightning night",
                sentence: "Eight talks of five minutes, strictly timed, and salmon soup from the big pot. Come alone, leave knowing three people.",
                description: "Bring a friend who says that she has nothing to say. After two talks she will have.\n\nThe soup is salmon, and there is a vegan pot. Bread without gluten on request.",
                weeks: 0,
                agenda: &[
                    ("17:30", "Doors and name stickers", "Kaisa is at the door. She introduces newcomers to somebody.", ""),
                    ("18:00", "The bug that only happened in Finnish", "", "Aino Lehtonen"),
                    ("", "Packaging without tears", "", "Samuel Okafor"),
                    ("", "A bird-feeder camera in 80 lines", "", "Mei Tanaka"),
                    ("18:30", "Soup", "Salmon, and a vegan pot.", ""),
                    ("19:15", "What 100 code reviews taught me", "", "Jonas Lindqvist"),
                    ("", "SQLite is enough for the sauna", "", "Oskar Virtanen"),
                    ("19:45", "Talking, and carrying chairs", "Out by 20:30. Those who want to, go on to the café at the bridge.", ""),
                ],
                guests: 1,
                answers: 52,
                fate: Fate::Takes,
            },
            EveningPlan {
                title: "Help desk: bring your stuck script",
                sentence: "Four people who have been stuck before sit with you until it runs.",
                description: "Bring the script, the error, and a charger. Nobody is too much of a beginner for this.",
                weeks: 2,
                agenda: &[],
                guests: 0,
                answers: 9,
                fate: Fate::Takes,
            },
            EveningPlan {
                title: "New year, old code",
                sentence: "Show the oldest code of yours that still runs, and say what you would change.",
                description: "Five minutes each. Shame is left at the door.",
                weeks: 5,
                agenda: &[],
                guests: 1,
                answers: 14,
                fate: Fate::Takes,
            },
            EveningPlan {
                title: "First-timers’ workshop",
                sentence: "Write your first program on a Saturday, with coffee.",
                description: "Not published yet: we still look for a second teacher.",
                weeks: 8,
                agenda: &[],
                guests: 0,
                answers: 0,
                fate: Fate::Draft,
            },
        ],
        past: &[
            "Autumn lightning night", "Reading tracebacks like detective stories", "Data you can eat",
            "Summer on the boat", "Typing, a little", "Tests for people who hate tests",
            "May: talks in the park", "Maps and benches", "The sauna that sent e-mails",
            "Spreadsheets, escaped", "New year, new interpreter", "Winter lightning night, last year",
        ],
    },
    GroupPlan {
        name: "Rust on the River",
        sentence: "We meet on a boat in summer and in a library in winter. Bring a laptop and a borrow-checker story.",
        description: "A study group that turned into friends. We read, we pair, and once a month somebody explains lifetimes with ropes.",
        frequency: "Second Tuesday of the month",
        city: "Turku",
        latitude: 60.451_48,
        longitude: 22.268_69,
        topics: &["Rust", "Systems"],
        since_year: 2021,
        venue: VenuePlan {
            name: "City Library",
            address: "Linnankatu 2, Turku",
            room: "Studio",
            way_in: "Through the main entrance, then left.",
        },
        capacity: 40,
        members: 96,
        weekday: 1,
        organizers: &[("Jonas Lindqvist", "The boat"), ("Ida Berg", "Books")],
        coming: &[
            EveningPlan {
                title: "Lifetimes, explained with ropes",
                sentence: "Real ropes. You will hold one.",
                description: "No laptop needed. We tie owners to borrowers and see who can leave the room.",
                weeks: 0,
                agenda: &[("17:30", "Ropes are handed out", "", ""), ("18:00", "Who may leave the room?", "", "Ida Berg")],
                guests: 0,
                answers: 17,
                fate: Fate::Takes,
            },
            EveningPlan {
                title: "Pairing on embedded boards",
                sentence: "Ten boards, twenty people, one evening.",
                description: "The boards are on their way from a harbour that is closed by a storm.",
                weeks: 1,
                agenda: &[],
                guests: 0,
                answers: 21,
                fate: Fate::Cancelled,
            },
        ],
        past: &[
            "Errors as values", "Async, slowly", "A parser before supper", "On the boat: traits",
            "Macros, carefully", "What the compiler told me", "Unsafe, and how not to",
            "Reading a crate together", "From Python to Rust and back", "First evening of the year",
        ],
    },
    GroupPlan {
        name: "Tampere Data Circle",
        sentence: "Statistics, plots and honest error bars. One paper a month, read beforehand or not.",
        description: "Somebody who has read the paper tells it to those who have not. Then we look for what the error bars hide.",
        frequency: "Third Wednesday of the month",
        city: "Tampere",
        latitude: 61.499_11,
        longitude: 23.787_12,
        topics: &["Data", "Statistics"],
        since_year: 2019,
        venue: VenuePlan {
            name: "Café Nokka",
            address: "Satakunnankatu 18, Tampere",
            room: "Back room",
            way_in: "Past the counter. Order before seven.",
        },
        capacity: 24,
        members: 64,
        weekday: 2,
        organizers: &[("Priya Raman", "Papers")],
        coming: &[EveningPlan {
            title: "Paper of the month: small samples",
            sentence: "What can eleven patients tell?",
            description: "The paper is linked in the calendar entry. Reading it is welcome and not needed.",
            weeks: 0,
            agenda: &[],
            guests: 0,
            answers: 27,
            fate: Fate::Takes,
        }],
        past: &[
            "Bayes at the bakery", "Plots that lie kindly", "A year of bird counts",
            "The median’s revenge", "Missing, and why", "Weather, predicted", "Counting what counts",
            "Survey says", "The paper nobody could repeat",
        ],
    },
];
