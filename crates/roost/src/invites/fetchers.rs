//! Programs that open links although nobody has followed them.

use std::sync::LazyLock;

/// Parts of what they call themselves, in small letters.
static NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("fetchers.tsv").lines();
    let names = lines.map(|line| line.split('\t').next().unwrap_or_default().trim());
    let is_name = |name: &&str| !name.is_empty() && !name.starts_with('#');
    names.filter(is_name).collect()
});

/// Whether a browser that calls itself so is one that a person uses, as far as it says. One that says
/// nothing is none.
pub fn is_person(agent: &str) -> bool {
    let agent = agent.to_ascii_lowercase();
    !agent.trim().is_empty() && NAMES.iter().all(|name| !agent.contains(name))
}

#[cfg(test)]
mod tests {
    use super::is_person;

    #[test]
    fn programs_that_fetch_previews_are_not_people() {
        for program in [
            "",
            "  ",
            "WhatsApp/2.23.20.0 A",
            "Mozilla/5.0 (Macintosh) AppleWebKit/601.2.4 (KHTML, like Gecko) facebookexternalhit/1.1 Facebot Twitterbot/1.0",
            "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
            "TelegramBot (like TwitterBot)",
            "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
            "Mozilla/5.0 (compatible; Unheard/1.0; +http://unheard.example)",
            "curl/8.5.0",
        ] {
            assert!(!is_person(program), "{program:?}");
        }
        for browser in [
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 50) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1",
        ] {
            assert!(is_person(browser), "{browser:?}");
        }
    }
}
