# An evening's page, and the pages on which organizers make it.

evening-you-are-here = You are here
evening-events = Events
evening-about = About this evening
evening-come = Come along
evening-agenda = The evening
evening-slides = Slides
evening-video = Video
evening-no-date = A new date is being looked for
evening-to = to { $ends }
evening-doors = , doors at { $doors }
evening-zone-of = Times are those of { $zone }.
evening-own-clock = By your clock: { $when } ({ $zone })
evening-map = Map
evening-no-place = The place isn’t settled yet
evening-online = Online
evening-online-how = Whoever is coming gets the link shortly before it starts.
evening-step-free = No steps on the way in.
evening-steps = There are steps on the way in.
evening-people-coming = { $count ->
    [0] Nobody has said yes yet
    [one] One person is coming
   *[other] { $count } people are coming
}
evening-people-empty = Be the first. Somebody always is.
evening-people-hidden = Members and those who answered see more names.
evening-people-organizer = Organizer
evening-people-member = Member
evening-people-guests = { $guests ->
    [one] With one guest
   *[other] With { $guests } guests
}
evening-online-open = Take part online
evening-calendar = Add to calendar
evening-calendar-file = .ics file
evening-calendar-google = Google
evening-calendar-outlook = Outlook
evening-contact = Write to the organizers
evening-share = Tell a friend
evening-share-address = This page’s address
evening-share-copy = Copy
evening-share-copied = Copied
evening-share-mail = E-mail
evening-share-subject = { $title }, { $when }
evening-feed = Calendar feed
evening-feed-of = Events of { $group }
evening-card-when = { $day }, { $starts }
evening-card-cancelled = Cancelled: { $day }
evening-card-postponed = Postponed. The new date is still to come.
evening-card-next = Next: { $when }
evening-span = { $day }, { $starts } to { $ends }
evening-span-doors = { $day }, { $starts } to { $ends }, doors at { $doors }

# How it stands.

evening-draft = Draft
evening-cancelled = Cancelled
evening-postponed = Postponed
evening-draft-note = A draft. Only organizers see this page.
evening-cancelled-note = This evening is cancelled.
evening-postponed-note = This evening is postponed. Answers stay until there is a new date.

# Organize: the list.

evening-list = Events
evening-list-waiting = Waiting for you
evening-list-coming = Coming up
evening-list-past = Past
evening-new = New event
evening-first = Write the first one
evening-none = No evening yet
evening-none-text = Most groups begin with one date and a room. The rest can follow.
evening-desk = You organize this evening.
evening-edit = Edit
evening-copy = Copy
evening-publish = Publish
evening-door = Door
evening-people = People
evening-readiness = Readiness
evening-postpone = Postpone
evening-cancel = Cancel this evening
evening-set-date = Set a new date

# Organize: the form.

evening-edit-heading = Edit the event
evening-what = What
evening-title = Title
evening-title-needs-letters = Give it a name with at least one letter or number.
evening-sentence = One sentence
evening-sentence-hint = Stands under the title, in lists and in link previews.
evening-description = Description
evening-description-hint = Leave a line empty between paragraphs. **Bold**, *italic*, lists with - and [links](https://example.org) work.
evening-when = When
evening-starts-on = Day
evening-starts-at = Starts at
evening-ends-at = Ends at
evening-doors-at = Doors open at
evening-doors-hint = Optional.
evening-ends-on = Last day
evening-ends-on-hint = Only if it ends on another day.
evening-zone = Time zone
evening-zone-hint = By its IANA name, such as Europe/Helsinki.
evening-zone-unknown = There’s no time zone called { $zone }. Write it like Europe/Helsinki.
evening-time-skipped = On { $date } clocks in { $zone } skip { $time }. Choose a time before or after.
evening-year = Choose a year from { $first } to { $last }.
evening-ends-before-start = Choose an end that is after the start.
evening-too-long = Choose a last day at most { $days } days after the first.
evening-doors-after-start = Let the doors open before it starts.
evening-near = Near that day in your city
evening-near-look = See what else is on around that day
evening-where = Where
evening-mode = How people take part
evening-mode-in-person = In the room
evening-mode-online = Online
evening-mode-hybrid = Both, and each answer says which
evening-venue = Venue
evening-venue-none = Not settled yet
evening-venue-new = A new place
evening-venue-unknown = Choose a venue from the list.
evening-venue-book = All venues
evening-venue-type = Describe a new place
evening-venue-name = Name
evening-venue-name-hint = Such as Old Post Office. It’s kept in your venue book for the next time.
evening-venue-address = Address
evening-venue-room = Room
evening-venue-room-hint = Such as 2nd floor.
evening-venue-way-in = How to get in
evening-venue-way-in-hint = Which door, which bell, whom to call.
evening-venue-steps = Can one get in without climbing a step?
evening-venue-steps-none = Yes
evening-venue-steps-some = No
evening-venue-steps-unknown = I don’t know
evening-venue-latitude = Latitude
evening-venue-longitude = Longitude
evening-venue-both = Give both latitude and longitude, or neither.
evening-online-part = The online part
evening-online-link = Link
evening-online-link-hint = Only people who are coming see it, and only shortly before.
evening-online-from = Show it how many minutes before?
evening-online-capacity = Places online
evening-seats = Seats
evening-capacity = Seats in the room
evening-capacity-hint = Leave it empty for no limit.
evening-guests = Guests each may bring
evening-guests-hint = 0 to 10.
evening-asks-still = Ask two days before whether people still come
evening-asks-still-hint = Who is going gets one mail with two buttons. A no frees the seat at once; without an answer it stays.
evening-overbooking = Give more seats than the room has
evening-overbooked = Seats over those in the room
evening-overbooked-needs-seats = Say first how many seats the room has.
evening-overbooked-too-many = Choose { $room } at most: that is twice the room.
evening-overbooking-look = See what to expect
evening-rsvp-times = When people can answer
evening-rsvp-opens-on = From this day
evening-rsvp-opens-at = From this time
evening-rsvp-closes-on = Until this day
evening-rsvp-closes-at = Until this time
evening-rsvp-opens-late = Choose a time before the evening starts.
evening-rsvp-closes-late = Choose a time before the evening starts, or leave it empty.
evening-rsvp-closes-first = Choose a time after the one from which people can answer.
evening-agenda-hint = Lines that you leave empty aren’t shown.
evening-line = Line { $number }
evening-line-starts = Time
evening-line-title = What
evening-line-note = Note
evening-line-speaker = Who
evening-line-slides = Link to slides
evening-line-video = Link to the video
evening-line-needs-title = Say what happens in line { $number }.
evening-line-more = Who, note, slides and video of line { $number }
evening-line-add = Add a line
evening-line-remove = Remove line { $number }
evening-questions = Questions
evening-questions-hint = Asked together with “Are you coming?”. Fewer questions, more answers: ask only what somebody will use.
evening-question = Question { $number }
evening-question-words = What do you ask?
evening-question-kind = How is it answered?
evening-question-text = In a few words
evening-question-one-of = One of these
evening-question-several-of = Any of these
evening-question-yes-no = Yes or no
evening-question-options = Options
evening-question-options-of = What can be chosen in question { $number }
evening-question-options-hint = One on each line.
evening-options-count = Write { $least } to { $most } options, one on each line.
evening-option-too-long = An option has at most { $most } characters.
evening-question-required = Nobody can come without an answer
evening-question-sensitive = It’s sensitive
evening-question-sensitive-hint = Answers are left out of downloads and forgotten seven days after the evening. The numbers stay.
evening-question-door-hint = The answer stands on the names for the building in place of the name that people go by. It’s forgotten seven days after the evening.
evening-question-raise = Move question { $number } up
evening-question-remove = Remove question { $number } and its answers
evening-question-add = Ask something
evening-question-add-diet = What people eat
evening-question-add-access = What somebody needs
evening-question-add-door = Names for the building
evening-preset-diet = What should we know about what you eat?
evening-preset-diet-options = Vegetarian
    Vegan
    No gluten
    No lactose
    No nuts
    No pork
evening-preset-access = Is there anything that we can do so that you can take part? Steps, hearing, light, somebody who comes along…
evening-preset-door-name = Your name as the building’s door needs it
evening-looks = Looks
evening-cover = Cover
evening-cover-group = Drawn from the group’s name
evening-cover-title = Drawn from the title
evening-cover-picture = The picture you sent
evening-picture = A picture for the cover
evening-picture-hint = JPEG, PNG, WebP or GIF, wider than high. Where it was taken is left out.
evening-picture-send = Use this picture
evening-picture-alt = What is on the picture
evening-picture-alt-hint = For people who can’t see it.
evening-picture-too-large = Choose a smaller picture: at most 40 megapixels.
evening-picture-not-one = Choose a picture: JPEG, PNG, WebP or GIF.
evening-cover-needs-picture = Choose a picture first.
evening-save = Save
evening-saved = Saved.
evening-back = Back without saving

# Organize: the venue book.

evening-venues = Venues
evening-venues-text = The places where you meet. What you change here, every event there shows.
evening-venues-none = No venue yet
evening-venues-none-text = The first place that you describe in an event is kept here for the next time.
evening-venues-events = { $count ->
    [0] No event names it
    [one] One event
   *[other] { $count } events
}
evening-venue-edit = Edit the venue
evening-venue-told = Every event there shows what you change, past ones too. If people are coming, we ask before they get an e-mail.
evening-venue-remove = Remove
evening-venue-removed = Removed.
evening-venue-in-use = It stays in the book, since an event names it.
evening-venue-gone = Somebody else has removed it.

# Organize: before people get mail.

evening-change = Save and tell them?
evening-change-people = { $people ->
    [one] One person gets an e-mail now that says what changed.
   *[other] { $people } people get an e-mail now that says what changed.
}
evening-change-time = Time
evening-change-place = Place
evening-change-before = Before:
evening-change-after = Now:
evening-change-send = { $people ->
    [one] Save and tell one person
   *[other] Save and tell { $people } people
}
evening-change-back = Back to the form
evening-cancel-heading = Cancel this evening
evening-cancel-text = { $people ->
    [0] Nobody has answered yet, so nobody gets mail. The page stays, marked as cancelled.
    [one] One person gets an e-mail now. The page stays, marked as cancelled.
   *[other] { $people } people get an e-mail now. The page stays, marked as cancelled.
}
evening-cancel-button = Cancel it
evening-postpone-heading = Postpone this evening
evening-postpone-text = { $people ->
    [0] Nobody has answered yet, so nobody gets mail. The page stays, without a date.
    [one] One person gets an e-mail now. The page and the answer stay; you set a new date when you know it.
   *[other] { $people } people get an e-mail now. The page and their answers stay; you set a new date when you know it.
}
evening-postpone-button = Postpone it
evening-date-heading = Set a new date
evening-date-text = { $people ->
    [0] Nobody has answered yet, so nobody gets mail.
    [one] One person is asked by e-mail whether it suits. Without an answer, the seat is free again three days before.
   *[other] { $people } people are asked by e-mail whether it suits. Seats of those who don’t answer are free again three days before.
}
evening-date-button = Set the date
evening-note = Why
evening-note-hint = People read it in the e-mail and on the page. You can leave it empty.
evening-keep = Leave it as it is
evening-is-public = It’s public.
evening-is-cancelled = It’s cancelled, and everybody who answered gets an e-mail.
evening-is-postponed = It’s postponed, and everybody who answered gets an e-mail.
evening-is-redated = It has a new date, and everybody who answered is asked whether it suits.
evening-is-over = That evening is over. Give it another date first.
evening-not-now-draft = It’s a draft, so nobody knows of it. Publish it first.
evening-not-now-published = It’s public already.
evening-not-now-cancelled = It’s cancelled already.
evening-not-now-postponed = It’s postponed already. Set a new date instead.
