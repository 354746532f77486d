# Evenings that come again by a rule.

series-weeks = { $every ->
    [1] Every { $weekday } at { $time }
    [2] Every other { $weekday } at { $time }
   *[other] Every { $every } weeks on { $weekday } at { $time }
}
series-month-weekday = { $every ->
    [1] Every { $nth } { $weekday } at { $time }
   *[other] Every { $every } months on the { $nth } { $weekday } at { $time }
}
series-month-last-weekday = { $every ->
    [1] On the { $nth } { $weekday } of every month at { $time }
   *[other] Every { $every } months on the { $nth } { $weekday } at { $time }
}
series-month-day = { $every ->
    [1] On the { $day } of every month at { $time }
   *[other] Every { $every } months on the { $day } at { $time }
}
series-month-day-long = { $every ->
    [1] On the { $day } of every month, or the last day of shorter months, at { $time }
   *[other] Every { $every } months on the { $day }, or the last day of shorter months, at { $time }
}
series-month-end = { $every ->
    [1] On the last day of every month at { $time }
   *[other] Every { $every } months on the last day at { $time }
}
series-until = { $line }, until { $day }
series-times = { $times ->
    [one] { $line }, once
   *[other] { $line }, { $times } times
}
series-first = first
series-second = second
series-third = third
series-fourth = fourth
series-last = last
series-ordinal = { $day ->
    [1] 1st
    [2] 2nd
    [3] 3rd
    [21] 21st
    [22] 22nd
    [23] 23rd
    [31] 31st
   *[other] { $day }th
}

# Organize: the list, and one series.

series-list = Series
series-new = New series
series-of-this = Make a series of this
series-first-one = Make the first one
series-none = No series yet
series-none-text = An evening that comes again by a rule, such as every third Thursday. Its next dates are made for you.
series-next = Next: { $day }
series-stopped = Stopped
series-stopped-text = This series is stopped. Its evenings stay, and no more are made.
series-makes-drafts = The next six dates are made as drafts, which you publish.
series-makes-published = The next six dates are made and public at once.
series-dates = Dates to come
series-no-dates = None. It has ended.
series-published = Public
series-made-later = Made when it comes nearer
series-differs = { $count ->
    [one] Different from the series in one thing
   *[other] Different from the series in { $count } things
}
series-says = In the series:
series-here = Here:
series-part-day = Day
series-part-time = Time
series-span = { $starts } to { $ends }
series-seats = { $room } in the room, { $online } online, { $guests } guests each
series-overbooked = { $room } (overbooked by { $over })
series-no-limit = no limit
series-round-on = yes
series-round-off = no
series-rsvp-times = From: { $opens }. Until: { $closes }.
series-minutes-before = { $minutes } minutes before the start
series-nothing = nothing said

# Organize: the form.

series-repeat = How it comes again
series-pattern = It comes again
series-pattern-hint = Seen from the day below. The 29th, 30th and 31st are the last day of shorter months, so 29 February is the 28th in most years.
series-pattern-weeks = On the same weekday
series-pattern-weekday = Monthly on the same weekday, such as the third Thursday
series-pattern-last-weekday = Monthly on the last such weekday
series-pattern-day = Monthly on the same day of the month
series-pattern-end = Monthly on the last day of the month
series-every = Every how many weeks or months
series-every-hint = 1 for each, 2 for every other; 12 at the most.
series-ends-on = Last day of the series
series-ends-on-hint = Leave it empty for no end.
series-ends-after = Or after so many evenings
series-ends-after-hint = A skipped date counts.
series-two-ends = Give the last day or a number, not both.
series-ends-first = Choose a last day that isn’t before the first.
series-skipped = Dates that fall out
series-skipped-hint = One a line, such as 2026-12-31.
series-skip-unreadable = { $word } is no date. Write it like 2026-12-31.
series-made-as = The next six dates are made
series-made-as-draft = As drafts
series-made-as-draft-hint = You publish each when it’s ready.
series-made-as-published = Public at once

# Organize: another rule, and the end.

series-edit = Edit
series-edit-heading = Edit the series
series-edit-hint = It changes the evenings to come in what nobody changed there by hand. Another day moves them, and answers stay.
series-change-mails = { $mails ->
    [one] One e-mail is sent now that says what changed.
   *[other] { $mails } e-mails are sent now that say what changed.
}
series-change-send = { $mails ->
    [one] Save and send one e-mail
   *[other] Save and send { $mails } e-mails
}
series-stop = Stop this series
series-stop-heading = Stop this series
series-stop-text = No more evenings are made. What is public stays, with its answers.
series-stop-drafts = The drafts to come
series-stop-stay = They stay
series-stop-withdraw = They are withdrawn
series-stop-withdraw-hint = A draft that somebody has answered or written about stays in any case.
series-is-stopped = { $count ->
    [0] It’s stopped.
    [one] It’s stopped, and one draft is withdrawn.
   *[other] It’s stopped, and { $count } drafts are withdrawn.
}

# Where everybody reads of it.

series-part-of = Part of: { $line }.
series-at-home = { $title }: { $line }.
series-then = Next:

# Organize: one evening of a series, and those that follow it.

series-scope = What you change
series-scope-one = This evening only
series-scope-following = This and the following
series-scope-following-hint = What somebody changed by hand in one of them stays. The day is changed in this one only.

## A standing yes

series-count-me-in = Count me in every time
series-count-me-in-hint = You have a seat on each date, and two days before you get one mail in which a tap frees it.
series-counted-in = You’re counted in every time
series-count-me-out = Stop counting me in
series-counted-in-done = You’re counted in. You have a seat on each date that is announced; where it’s full you’re on the waitlist.
series-counted-in-stopped = It doesn’t come again any more, so there is nothing to be counted in to.
series-counted-out-done = You aren’t counted in any more. Seats on later dates are free again.
series-standing-title = Counted in every time
series-count-me-out-text = From now on you answer for each date yourself. Seats on later dates are free again; a date that we wrote to you about stays as you answered it.
series-counted-out = You aren’t counted in any more
series-counted-out-text = You can still come: answer on the page of the date that suits you.
