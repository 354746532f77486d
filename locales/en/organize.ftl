# What organizers see of their group.

organize-tabs = Organize { $group }
organize-tab-overview = Overview
organize-tab-events = Events
organize-tab-write = Write
organize-tab-people = People
organize-tab-log = Log
organize-tab-settings = Settings

organize-role-organizer = Organizer
organize-role-co-organizer = Co-organizer
organize-role-member = Member
organize-ground-member = Member
organize-ground-event-only = This event only
organize-ground-by-hand = Added by hand
organize-way-founded = Founded the group
organize-way-invited = Came by invitation
organize-way-joined = Joined on the group’s page
organize-way-rsvp = Answered an event
organize-way-by-hand = Added by hand

organize-people = People
organize-people-invite = Invite a co-organizer
organize-people-add = Add somebody
organize-people-search = Find a name or an address
organize-people-find = Find
organize-people-copy = Copy addresses
organize-people-export = Export CSV
organize-people-count = { $count ->
    [one] One person
   *[other] { $count } people
}
organize-people-found = { $count ->
    [one] One person matches “{ $text }”
   *[other] { $count } people match “{ $text }”
}
organize-people-sorted = Sorted by
organize-sort-name = name
organize-sort-joined = date of joining
organize-sort-times = times attended
organize-sort-seen = last seen
organize-people-none = Nobody matches
organize-people-none-text = Try a part of the name or of the address.
organize-people-all = Show everybody
organize-people-name = Name
organize-people-email = E-mail
organize-people-role = Role
organize-people-ground = Ground
organize-people-added-by = Added by
organize-people-why = Why
organize-people-way = How they came
organize-people-joined = Joined
organize-people-times = Times attended
organize-people-seen = Last seen
organize-people-mail-agreed = Agreed to mail
organize-people-added = By { $by }: { $why }
organize-people-mail = mail is welcome
organize-people-no-email = No address
organize-people-first = First page
organize-people-next = Next page
organize-people-law = Use addresses for this group only. Whoever answered one event and did not agree to more leaves this list 30 days after it. Looking at the list, copying and exporting are in the log.

organize-addresses = Copy addresses
organize-addresses-count = { $count ->
    [one] One address.
   *[other] { $count } addresses.
}
organize-addresses-label = Addresses
organize-addresses-hint = Put them into the Bcc field, so that nobody sees the others’ addresses.
organize-addresses-copied = Copied
organize-addresses-back = Back to people

organize-log = Audit log
organize-log-what = Who did what, and when. Organizers and co-organizers see it, and nobody can change it.
organize-log-newest = Newest
organize-log-roost = Roost
organize-log-other = { $who }: { $verb } { $subject }
organize-log-group-founded = { $who } founded the group
organize-log-group-edited = { $who } changed what the group says of itself
organize-log-group-handed-over = { $who } handed the group over to { $subject }
organize-log-group-closed = { $who } closed the group
organize-log-invitation-sent = { $who } invited { $subject } to organize
organize-log-invitation-accepted = { $subject } said yes and organizes now
organize-log-invitation-declined = { $subject } can’t organize just now
organize-log-invitation-withdrawn = { $who } withdrew the invitation to { $subject }
organize-log-organizer-left = { $who } left the group
organize-log-organizer-stepped-down = { $who } stepped down from organizing
organize-log-duty-assigned = { $who } wrote down what { $subject } looks after
organize-log-person-added = { $who } added { $subject } by hand
organize-log-person-removed = { $who } removed { $subject }
organize-log-person-banned = { $who } banned { $subject }
organize-log-ban-lifted = { $who } lifted the ban of { $subject }
organize-log-people-looked-at = { $who } looked at the list of people
organize-log-people-exported = { $who } exported { $subject ->
    [one] one person
   *[other] { $subject } people
} as CSV
organize-log-addresses-copied = { $who } copied { $subject ->
    [one] one address
   *[other] { $subject } addresses
}
