# Bringing in events from another calendar.

imports-heading = Bring events in
imports-what = Any calendar file or address will do, and so will pages that you have saved from Meetup. You see first what would come, and nothing is written before you press a second button.
imports-file = Files
imports-file-hint = Calendars (.ics), saved pages (.html, .mhtml), or a .zip of them. As many as you like, up to 40 MB and 20,000 events together.
imports-address = Or a calendar’s address
imports-address-hint = It begins with https:// or webcal://.
imports-look = Look at it
imports-choose = Choose a file, or enter an address.

imports-promises = What you can rely on
imports-promise-look = Nothing is written before you have seen it.
imports-promise-mail = Nobody gets an e-mail, now or later.
imports-promise-again = The same calendar again changes nothing, and what you changed here by hand stays.
imports-promise-undo = You can take it all back.

imports-where = Where to find it
imports-where-google = Google Calendar
imports-where-google-text = Settings, the calendar’s name, Export calendar. Unpack the file first. Or the public address in iCal format.
imports-where-outlook = Outlook
imports-where-outlook-text = File, Save Calendar. On the web: Settings, Shared calendars, Publish a calendar, the ICS link.
imports-where-nextcloud = Nextcloud
imports-where-nextcloud-text = The three dots at the calendar’s name, Export.
imports-where-meetup = Meetup
imports-where-meetup-text = The group’s address with /events/ical/ at its end. It holds the next ten events only, and not where they are. For the others, open each event’s page, save it in your browser, put the pages into a .zip, and choose that. Do both: an event never comes twice.
imports-where-apple = Apple Calendar
imports-where-apple-text = File, Export, Export.

imports-earlier = Brought in before
imports-earlier-running = { $day }, at work
imports-earlier-done = { $day }, { $count ->
    [one] one event came
   *[other] { $count } events came
}
imports-earlier-undoing = { $day }, being taken back
imports-earlier-undone = { $day }, taken back

imports-preview = What would come
imports-running = Bringing events in
imports-done = These events came
imports-undoing = Taking events back
imports-undone = Taken back
imports-source = { $calendar }, from { $source }
imports-at-work = This goes on by itself. You can leave the page.
imports-look-again = Look again
imports-back = Choose another calendar
imports-others = { $count ->
    [one] One entry stays out: a to-do, a journal entry or another group’s event.
   *[other] { $count } entries stay out: to-dos, journal entries or other groups’ events.
}
imports-confirm-text = Past events become pages to read, coming ones become drafts. Nobody gets an e-mail.
imports-confirm = { $count ->
    [one] Bring in one event
   *[other] Bring in { $count } events
}
imports-nothing = There is nothing to write: all of it is here already, or can’t come.
imports-busy = Another calendar is coming in at the moment. Wait until it’s done, then try again.
imports-done-text = Look through the drafts, publish what is to happen, and cut what isn’t for the public.
imports-events = See the events
imports-undo = Take it all back

imports-new = New
imports-new-text = aren’t here yet
imports-changed = Changed
imports-changed-text = came before, and are told differently now
imports-same = The same
imports-same-text = are here already
imports-kept = Kept as here
imports-kept-text = differ, and yours stays
imports-refused = Can’t come
imports-refused-text = each says why

imports-nameless = Event without a title
imports-online = Online
imports-when-zone = { $when } ({ $zone })
imports-comes-past = Comes as a past event that everybody can see.
imports-comes-draft = Comes as a draft.
imports-comes-cancelled = Comes marked as cancelled.
imports-comes-private = Is private over there, so it comes as a draft.

imports-kept-announced = It’s announced here, so it stays as it is. Change it by hand, so that people are told.
imports-kept-edited = Somebody changed it here, so it stays as it is.
imports-kept-twin = An event with this title and time is here already, so it stays as it is.

imports-misfit-year = Its year is before 1990 or too far ahead.
imports-misfit-long = It takes more than { $days } days.
imports-misfit-private = It’s private and cancelled.
imports-misfit-times = Its times don’t fit together.
imports-reason-no-start = It doesn’t say when it starts.
imports-reason-unreadable = When it starts can’t be read.
imports-reason-often = It repeats every hour or more often.
imports-reason-no-event = There is no calendar and no event in this file.
imports-reason-file-large = This file is too large: a page has up to 16 MB, a calendar up to 40.
imports-reason-far = { $count ->
    [one] One of its dates by rule is
   *[other] { $count } of its dates by rule are
} more than { $years } years away from today. Dates that somebody changed came along.

imports-note-all-day = It takes the whole day there; here it begins at midnight.
imports-note-end = It doesn’t say when it ends. Two hours are assumed.
imports-note-zone = Nobody knows the time zone “{ $zone }”. The times are taken as yours.
imports-note-zone-foreign = The time zone “{ $zone }” is its own. The times are shown by your clock.
imports-note-title = It has no title.
imports-note-title-cut = Its title is longer than 120 characters and is cut.
imports-note-description-cut = Its description is longer than 20,000 characters and is cut.
imports-note-rule = How it repeats can’t be read. Only its first date comes.
imports-note-place = It doesn’t say where. Bring in its saved page too, or choose the place here.

imports-fetch-no-address = Enter an address that begins with https://, http:// or webcal://.
imports-fetch-not-public = This address isn’t on the public internet. Save the calendar as a file and choose that.
imports-fetch-unknown = There is no such address. Look for a typing mistake.
imports-fetch-silent = Nobody answers at this address. Try again later, or save the calendar as a file.
imports-fetch-slow = The answer takes too long. Try again later, or save the calendar as a file.
imports-fetch-status = The address answers with code { $code }. Open it in a browser without signing in; if that fails, too, save the calendar as a file.
imports-fetch-redirects = The address leads on and on to others. Save the calendar as a file and choose that.
imports-read-none = There is no calendar and no event in it. Choose a file that ends with .ics, or the saved page of an event.
imports-read-large = It’s larger than 40 MB. Export a shorter time, and bring in one after the other.
imports-read-many = It has more than 20,000 events. Export a shorter time, and bring in one after the other.
imports-read-slow = Reading it takes too long. Export a shorter time, and bring in one after the other.

imports-left = These stayed
imports-left-answered = Somebody has answered it or written about it.
imports-left-edited = Somebody changed it after it came.
imports-left-nothing = Everything is as it was before.

imports-cli-summary = { $new } new, { $changed } changed, { $same } the same, { $kept } kept as here, { $refused } can’t come
imports-cli-dry = Nothing was written. Leave --dry-run out to bring them in.
imports-cli-progress = { $done } of { $all } parts
imports-cli-done = { $count ->
    [one] One event came.
   *[other] { $count } events came.
} Take them back under Organize, Settings, Bring events in.
imports-cli-no-group = There is no group with the address “{ $slug }”.
imports-cli-no-file = The file { $file } can’t be read.

# Dates of a series that fall on public holidays.

imports-holidays = Skip public holidays
imports-holidays-text = Give a calendar of public holidays. You see which dates of the next two years fall on one, and choose.
imports-holidays-look = Look at it
imports-holidays-none = No date of the series falls on anything in that calendar.
imports-holidays-found = These dates fall out
imports-holidays-skip = Take them out
imports-holidays-done = { $count ->
    [0] Nothing was ticked, so nothing changed.
    [one] One date falls out.
   *[other] { $count } dates fall out.
}
imports-holidays-left = { $count ->
    [one] The dates fall out. One evening is public or has answers, so it stays until you call it off.
   *[other] The dates fall out. { $count } evenings are public or have answers, so they stay until you call them off.
}
