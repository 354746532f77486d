/// What a browser calls itself, as far as its owner would: the program and the system, both names.
///
/// The order matters: nearly all of them claim to be those that came before them.
pub fn name(agent: &str) -> (Option<&'static str>, Option<&'static str>) {
    const PROGRAMS: &[(&str, &str)] = &[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Vivaldi/", "Vivaldi"),
        ("FxiOS/", "Firefox"),
        ("Firefox/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: &[(&str, &str)] = &[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("CrOS", "ChromeOS"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];
    (first(agent, PROGRAMS), first(agent, SYSTEMS))
}

fn first(agent: &str, known: &[(&str, &'static str)]) -> Option<&'static str> {
    let found = known.iter().find(|(mark, _)| agent.contains(mark));
    found.map(|(_, name)| *name)
}
