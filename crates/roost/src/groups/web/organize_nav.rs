use crate::groups::model::Group;

/// Where a page stands among those of Organize. A page with a field `nav` of this type shows it
/// with `{% include "groups/_organize_tabs.html" %}` below its heading.
#[derive(Debug, Clone)]
pub struct OrganizeNav {
    /// The group's name.
    pub group: String,
    /// The group's own page.
    pub path: String,
    current: OrganizeTab,
}

/// The places of Organize, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrganizeTab {
    Overview,
    Events,
    Talks,
    Venues,
    Write,
    People,
    Log,
    Settings,
}

/// One place, as the tabs show it.
pub struct Tab {
    /// Key of its words.
    pub key: &'static str,
    pub href: String,
    pub is_current: bool,
}

impl OrganizeNav {
    pub fn new(group: &Group, current: OrganizeTab) -> Self {
        OrganizeNav {
            group: group.name.clone(),
            path: group.path(),
            current,
        }
    }

    pub fn tabs(&self) -> Vec<Tab> {
        let tabs = [
            (OrganizeTab::Overview, "organize-tab-overview", ""),
            (OrganizeTab::Events, "organize-tab-events", "/events"),
            (OrganizeTab::Talks, "organize-tab-talks", "/talks"),
            (OrganizeTab::Venues, "organize-tab-venues", "/venues"),
            (OrganizeTab::Write, "organize-tab-write", "/write"),
            (OrganizeTab::People, "organize-tab-people", "/people"),
            (OrganizeTab::Log, "organize-tab-log", "/log"),
            (OrganizeTab::Settings, "organize-tab-settings", "/settings"),
        ];
        let tabs = tabs.into_iter().map(|(tab, key, rest)| Tab {
            key,
            href: format!("{}/organize{rest}", self.path),
            is_current: tab == self.current,
        });
        tabs.collect()
    }
}
