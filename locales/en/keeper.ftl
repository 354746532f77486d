# The keeper’s page.

keeper-title = Keeper
keeper-lede = What needs a yes, and whether everything runs at { $installation }.
keeper-aside = Mail and rules

keeper-waiting = Groups waiting for your yes
keeper-waiting-none = Nobody is waiting.
keeper-waiting-note = { $city }, since { $since }
keeper-open = Yes, open it
keeper-opened = { $group } is open. Its organizers get a mail.
keeper-refuse-more = Say no
keeper-reason = Why not?
keeper-reason-hint = Its organizers read this in a mail. What would have to be different?
keeper-refuse = Say no to this group
keeper-refused = { $group } stays closed. Its organizers get a mail.

keeper-jobs = Work that failed
keeper-jobs-none = Everything has been done.
keeper-job-note = { $count ->
    [one] Tried once, last on { $moment }
   *[other] Tried { $count } times, last on { $moment }
}
keeper-job-retry = Try again
keeper-job-drop = Give up on it
keeper-job-retried = It’s being tried again.
keeper-job-dropped = It won’t be tried again.

keeper-mail = Mail
keeper-mail-sent = { $count ->
    [0] Nothing went out within the last hour.
    [one] One mail went out within the last hour.
   *[other] { $count } mails went out within the last hour.
}
keeper-mail-failed = { $count ->
    [one] One was refused or came back.
   *[other] { $count } were refused or came back.
}
keeper-mail-put-off = { $count ->
    [one] One of them was put off, and is tried again by itself.
   *[other] { $count } of them were put off, and are tried again by themselves.
}
keeper-mail-none = Every mail has gone out.
keeper-mail-queued = { $count ->
    [one] One mail is waiting to go out
   *[other] { $count } mails are waiting to go out
}
keeper-mail-oldest = The oldest has waited for { $age }. If that grows, look at the mail server.
keeper-mail-fault = The last thing that the mail server said:
keeper-mail-what-to-do = Nothing is lost: it’s tried again by itself, for five days. If the server can’t be reached or doesn’t let us in, look at the part [mail] of roost.toml; if it puts mail off, its own log says why.
keeper-age-seconds = { $count ->
    [one] 1 second
   *[other] { $count } seconds
}
keeper-age-minutes = { $count } minutes
keeper-age-hours = { $count } hours
keeper-moment = { $moment } UTC

keeper-founding = Who may start a group?
keeper-founding-yes = Anybody, with your yes
keeper-founding-yes-hint = A new group works for its organizers at once. Its public pages and its mail to others wait for you.
keeper-founding-anybody = Anybody
keeper-founding-anybody-hint = A new group is public at once.
keeper-founding-nobody = Nobody
keeper-founding-nobody-hint = Only you start groups.
keeper-founding-save = Save the rule
keeper-founding-saved = Saved. It holds from now on.
