//! Every table and its kind; a test compares this list with both schemas.
//!
//! - A tenant table's rows belong to one group: `group_id` is not null and comes first in the
//!   primary key, in every unique key, and in every foreign key to a tenant table.
//! - A global table belongs to no group, though it may point to one.
//! - A derived table can be built anew from the others.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Global,
    Tenant,
    Derived,
}

use Kind::{Global, Tenant};

/// In the order in which rows can be inserted without breaking a foreign key.
pub const TABLES: &[(&str, Kind)] = &[
    ("settings", Global),
    ("accounts", Global),
    ("addresses", Global),
    ("sessions", Global),
    ("sign_ins", Global),
    ("suppressions", Global),
    ("tokens", Global),
    ("blobs", Global),
    ("groups", Global),
    ("slugs", Global),
    ("group_versions", Global),
    ("group_topics", Tenant),
    ("group_links", Tenant),
    ("people", Tenant),
    ("memberships", Tenant),
    ("invitations", Tenant),
    ("audit_entries", Tenant),
    ("venues", Tenant),
    ("events", Tenant),
    ("event_slugs", Tenant),
    ("agenda_lines", Tenant),
    ("series", Tenant),
    ("skipped_dates", Tenant),
    ("occurrences", Tenant),
    ("standing_answers", Tenant),
    ("rsvps", Tenant),
    ("check_ins", Tenant),
    ("head_counts", Tenant),
    ("recaps", Tenant),
    ("recap_settings", Tenant),
    ("photos", Tenant),
    ("thanks", Tenant),
    ("feedback", Tenant),
    ("rounds", Tenant),
    ("turns", Tenant),
    ("turn_pages", Tenant),
    ("stages", Tenant),
    ("stage_pauses", Tenant),
    ("stage_orders", Tenant),
    ("asks", Tenant),
    ("ask_pauses", Tenant),
    ("proposals", Tenant),
    ("wanted_topics", Tenant),
    ("doors", Tenant),
    ("telephones", Tenant),
    ("wrong_digits", Tenant),
    ("name_lists", Tenant),
    ("announcements", Tenant),
    ("answer_counts", Tenant),
    ("answers", Tenant),
    ("invitation_links", Tenant),
    ("link_visits", Tenant),
    ("came_through", Tenant),
    ("former_ways", Tenant),
    ("announcement_recipients", Tenant),
    ("checklist_lines", Tenant),
    ("preparations", Tenant),
    ("rota", Tenant),
    ("imports", Tenant),
    ("import_parts", Tenant),
    ("imported_events", Tenant),
    ("imported_venues", Tenant),
    ("jobs", Tenant),
    ("deliveries", Tenant),
    ("idempotency_keys", Tenant),
];
