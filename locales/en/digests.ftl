# One letter with what a group announced, for those who choose it.

digests-title = Digest
digests-lede = People choose whether they get each message that you write to everybody, or one letter with all of them and the next events.
digests-now = { $count ->
    [0] Nobody has chosen it yet.
    [one] One person gets it.
   *[other] { $count } people get it.
}
digests-next = The next one is due on { $moment }. Where there is nothing to tell, none goes out.
digests-every = How often does it go out?
digests-week = Every week
digests-week-hint = Monday at ten in the morning.
digests-month = Every month
digests-month-hint = The first Monday of the month, at ten in the morning.
digests-save = Save
digests-saved = Saved. It holds from the next one on.
digests-past = What went out
digests-readers = { $count ->
    [one] to one person
   *[other] to { $count } people
}
digests-mail-week = { $group }: your week
digests-mail-month = { $group }: your month
digests-mail-last = { $group }: what waited for you
digests-mail-next = Coming up
digests-mail-event = See the event
digests-mail-end = End mail like this
digests-mail-why-week = You get this once a week because you chose one letter with all that { $group } writes.
digests-mail-why-month = You get this once a month because you chose one letter with all that { $group } writes.
digests-mail-why-last = You chose to get each message of { $group }. This is what was kept for your next digest; it won’t come again.
