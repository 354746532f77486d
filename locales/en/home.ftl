# The group's page and the list of its events.

home-tab = Home
home-about = About the group
home-members =
    { $count ->
        [one] one member
       *[other] { $count } members
    }
home-since = Meeting since { $year }
home-you-member = You’re a member
home-share = Share
home-join = Join the group
home-refused = Whoever keeps this place has said no to this group, so only you and the other organizers see this page.
home-waiting = Only you and the other organizers see this page, until whoever keeps this place has said yes. Everything else works already.
home-closed = This group is closed. Its page stays for whoever comes by.

home-events = Events
home-events-about = What { $group } plans, and what it did.
home-coming-events = Coming events
home-past = Past events
home-past-count = Past events ({ $count })
home-no-events = No date yet
home-no-events-text = The next evening isn’t fixed. Members hear of it as soon as it is.
home-new-event = Plan an evening
home-month-and-year = { $month } { $year }

home-next-today = Next meeting, today
home-next-tomorrow = Next meeting, tomorrow
home-next-in = Next meeting, in { $days } days
home-from-to = { $from } to { $to }
home-online = Online
home-taken = { $held } of { $capacity } seats taken
home-coming = { $count } coming
home-rsvp = I’m coming
home-cancelled = Cancelled
home-everyone-fits = Everyone fits
home-seats-left =
    { $count ->
        [one] one seat left
       *[other] { $count } seats left
    }
home-full = Full
home-full-waiting = Full, { $count } waiting
home-talk = { $title }, { $speaker }
home-came = { $count } came

home-organizer-bio = About { $name }
home-organizers = Organizers
home-write = Write to the organizers
home-links = Links
home-topics = Topics
home-embed-answer = I’m coming
home-embed-more = About the group
home-embed-none = No date yet
home-embed-none-text = The next evening isn’t fixed. It shows here as soon as it is.
home-feed-calendar = Calendar feed
home-feed-atom = Events as Atom
