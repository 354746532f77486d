//! Invented people. Whoever has one of these names has it by chance.

const GIVEN: [&str; 40] = [
    "Aino",
    "Samuel",
    "Mei",
    "Jonas",
    "Priya",
    "Oskar",
    "Leila",
    "Tomi",
    "Ida",
    "Eero",
    "Noor",
    "Kaisa",
    "Marta",
    "Yusuf",
    "Hanna",
    "Dmitri",
    "Zoë",
    "Kwame",
    "Linnea",
    "Ravi",
    "Elif",
    "Mateo",
    "Siiri",
    "Thảo",
    "Omar",
    "Greta",
    "Bao",
    "Ines",
    "Pekka",
    "Amara",
    "Jakub",
    "Fatima",
    "Niko",
    "Sofía",
    "Arash",
    "Ulla",
    "Björn",
    "ليلى",
    "Чеслава",
    "美咲",
];

const FAMILY: [&str; 37] = [
    "Lehtonen",
    "Okafor",
    "Tanaka",
    "Lindqvist",
    "Raman",
    "Virtanen",
    "Haddad",
    "Salonen",
    "Berg",
    "Mäki",
    "van Dijk",
    "Rantanen",
    "Kowalska",
    "Demir",
    "Nyström",
    "Volkova",
    "Papadaki",
    "Mensah",
    "Sandberg",
    "Iyer",
    "Yıldız",
    "Herrera",
    "Koskela",
    "Nguyễn",
    "Farouk",
    "Holm",
    "Chen",
    "Duarte",
    "Hakala",
    "Nwosu",
    "Novák",
    "Rahimi",
    "Laine",
    "Ibáñez",
    "Karimi",
    "Heikkinen",
    "Östlund",
];

/// The person with this number: forty given names and thirty-seven family names share no factor,
/// so the first 1,480 people all have different names.
pub fn name(number: usize) -> String {
    format!(
        "{} {}",
        GIVEN[number % GIVEN.len()],
        FAMILY[number % FAMILY.len()]
    )
}

/// Where mail to her goes: a domain that is set aside for examples.
pub fn email(number: usize) -> String {
    let name = crate::text::slug(&name(number), 60);
    format!("{}@example.org", name.replace('-', "."))
}

#[cfg(test)]
mod tests {
    use super::{email, name};
    use std::collections::HashSet;

    #[test]
    fn nobody_shares_a_name_or_an_address() {
        let names: HashSet<_> = (0..1_000).map(name).collect();
        let emails: HashSet<_> = (0..1_000).map(email).collect();

        assert_eq!((names.len(), emails.len()), (1_000, 1_000));
    }
}
