# A person’s own page.

me-title = Your page
me-sign-out = Sign out
me-account = Your account

me-next = Where you go next
me-next-none = Nothing yet.
me-next-look = See what’s on near you
me-going = You’re coming
me-offered = A seat is free for you
me-waitlisted = You’re waiting
me-postponed = New date to come
me-own-time = for you { $moment }

me-standing = Counted in every time
me-groups = Your groups
me-groups-none = You haven’t joined a group yet. Open one and tap Join.
me-role-organizer = you organize it
me-role-co-organizer = you co-organize it
me-organize = Organize
me-mail = Choose what you get
me-start = Start a group

me-appearance = How you appear
me-name = Name
me-name-hint = As people call you.
me-pronouns = Pronouns
me-pronouns-hint = If you like: she, he, they.
me-bio = About you
me-bio-hint = What do you do, what are you curious about? *Stars* for emphasis, a blank line for a new paragraph.
me-zone = Your time zone
me-zone-hint = Events say when they begin where they take place. This page says it in your zone too, if that differs.
me-zone-none = None: as the event has it
me-zone-unknown = Choose a time zone from the list, such as Europe/Helsinki.
me-save = Save
me-saved = Saved.

me-picture = Your picture
me-picture-choose = A picture of you
me-picture-hint = JPEG, PNG, WebP or GIF, up to 40 megapixels. We make it small and remove what the camera wrote into it, such as the place.
me-picture-save = Use this picture
me-picture-remove = Show my initials instead
me-picture-removed = Your initials are shown again.
me-picture-none = Choose a picture first.
me-picture-too-large = Choose a picture of at most 40 megapixels.
me-picture-not-one = That isn’t a picture we can read. Choose a JPEG, PNG, WebP or GIF.

me-calendar = Your calendar
me-calendar-name = Where you go
me-calendar-sentence = The events you answered, from all your groups, in the calendar you use anyway. It follows by itself when something changes.
me-calendar-address = Address of your calendar
me-calendar-copy = Copy
me-calendar-copied = Copied
me-calendar-open = Open in your calendar
me-calendar-secret = Whoever has this address sees where you go. If you gave it away, make a new one, and the old one stops working.
me-calendar-make = Make an address
me-calendar-again = Make a new address
me-calendar-remove = Take it away
me-calendar-made = Your calendar has a new address.
me-calendar-removed = Your calendar has no address any more.
me-entry-going = { $group }: you’re coming.
me-entry-offered = { $group }: a seat is kept for you. Say on the event’s page whether you come.
me-entry-offered-title = Seat for you: { $title }
me-entry-waitlisted = { $group }: you’re on the waitlist. We write to you when a seat is free.
me-entry-waitlisted-title = Waitlist: { $title }

me-addresses = You sign in with
me-addresses-note = Groups you join see this address. It never stands on a page.

me-sessions = Where you’re signed in
me-session-this = This browser
me-session-end = Sign out there
me-browser = { $program } on { $system }
me-browser-unknown = A browser
me-browser-note = Last seen on { $seen }, signed in since { $since }
me-signed-out-there = Signed out there.
