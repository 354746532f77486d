# What organizers see of their group.

organize-tabs = Organize { $group }
organize-tab-overview = Overview
organize-tab-events = Events
organize-tab-talks = Talks
organize-tab-venues = Venues
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
organize-way-founded = Founded it
organize-way-invited = Invited
organize-way-joined = Joined
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
organize-people-mail = agreed to mail
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
organize-log-group-opened = { $who } opened the group
organize-log-group-refused = { $who } said no to the group
organize-log-group-reopened = { $who } opened the group again
organize-log-event-closed = { $who } closed the evening { $subject }
organize-log-round-added = { $who } added a lightning round to { $subject }
organize-log-round-changed = { $who } changed a lightning round of { $subject }
organize-log-round-removed = { $who } removed a lightning round from { $subject }
organize-log-stage-opened = { $who } made the addresses of the screens of { $subject }
organize-log-stage-link-renewed = { $who } made a new address for a screen of { $subject }
organize-log-photo-added = { $who } added a photo of { $subject }
organize-log-photo-removed = { $who } removed a photo of { $subject }
organize-log-thanks-sent = { $who } sent thanks for { $subject }
organize-log-heads-counted = { $who } counted how many came to { $subject }
organize-log-announcement-sent = { $who } sent “{ $subject }”
organize-log-list-founded = { $who } began the list { $subject }
organize-log-list-changed = { $who } changed what the list { $subject } does
organize-log-list-closed = { $who } ended the list { $subject }
organize-log-list-reopened = { $who } opened the list { $subject } again
organize-log-list-enrolled = { $who } put people on the list { $subject } who were on it elsewhere
organize-log-list-people-taken = { $who } took away a file of who is on the list { $subject }
organize-log-list-archive-taken = { $who } took away the archive of the list { $subject } as a file
organize-log-post-accepted = { $who } let “{ $subject }” go to a list
organize-log-post-rejected = { $who } rejected “{ $subject }”, written to a list
organize-log-post-discarded = { $who } discarded “{ $subject }”, written to a list
organize-log-digest-set = { $who } changed how often the digest goes out
organize-log-event-drafted = { $who } drafted { $subject }
organize-log-event-edited = { $who } changed { $subject }
organize-log-event-published = { $who } published { $subject }
organize-log-event-cancelled = { $who } cancelled { $subject }
organize-log-event-postponed = { $who } postponed { $subject }
organize-log-event-redated = { $who } gave { $subject } its new date
organize-log-door-made = { $who } made a door link for { $subject }
organize-log-door-revoked = { $who } took back the door link of { $subject }
organize-log-door-digits-renewed = { $who } made new door digits for { $subject }
organize-log-telephone-cut-off = { $who } cut a telephone off at the door of { $subject }
organize-log-names-shared = { $who } made a list of names for the building: { $subject }
organize-log-names-closed = { $who } closed the list of names for the building: { $subject }
organize-log-series-made = { $who } made { $subject } a series
organize-log-series-edited = { $who } changed the series { $subject }
organize-log-series-stopped = { $who } stopped the series { $subject }
organize-log-venue-changed = { $who } changed the venue { $subject }
organize-log-venue-removed = { $who } removed the venue { $subject }
organize-log-events-imported = { $who } brought in { $subject ->
    [one] one event
   *[other] { $subject } events
} from another calendar
organize-log-import-undone = { $who } took back what came from { $subject }
organize-log-attendee-added = { $who } added { $subject } to an event
organize-log-attendee-moved = { $who } moved { $subject } in an event
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
organize-log-attendees-exported = { $who } exported who answered { $subject }
organize-log-attendee-addresses-copied = { $who } copied the addresses of who comes to { $subject }
organize-log-answers-looked-at = { $who } looked at sensitive answers to { $subject }
organize-log-answers-exported = { $who } exported the answers to { $subject }
organize-log-link-made = { $who } made the link “{ $subject }”
organize-log-link-cut = { $who } removed the link “{ $subject }”
organize-log-people-exported = { $who } exported { $subject ->
    [one] one person
   *[other] { $subject } people
} as CSV
organize-log-addresses-copied = { $who } copied { $subject ->
    [one] one address
   *[other] { $subject } addresses
}

organize-person-known = What the group knows
organize-person-bio = In their own words
organize-person-answers = Answers
organize-person-no-mail = No, only about events that were answered
organize-person-left = Left
organize-person-banned = Banned
organize-person-is-banned = Banned
organize-person-reason = Reason, seen by organizers only
organize-answer = { $day }, { $state }
organize-answer-going = going
organize-answer-offered = has a seat offered
organize-answer-waitlisted = waits for a seat
organize-answer-declined = not coming
organize-duty = Looks after
organize-duty-hint = Such as “Venue and soup”. It stands beside the name on the group’s page.
organize-duty-save = Save
organize-duty-done = Saved.
organize-hand-over = Hand the group over
organize-hand-over-text = { $name } becomes the organizer and you stay as a co-organizer. Only { $name } can undo it.
organize-hand-over-go = Hand over to { $name }
organize-handed-over = The group is handed over. You’re a co-organizer from now on.
organize-not-co-organizer = Only a co-organizer can take over. Invite them first; they have to say yes.
organize-step-down = Step down
organize-step-down-text = You stay a member, and nothing under Organize is open to you any more.
organize-step-down-go = Stop organizing
organize-stepped-down = You’ve stepped down. Thank you for what you did.
organize-last-organizer = A group needs an organizer. Hand it over first.
organize-allow-text = { $name } can’t join or answer. Lifting the ban makes nobody a member; joining does.
organize-allow-go = Lift the ban
organize-ban-lifted = The ban is lifted.
organize-remove = Remove from the group
organize-remove-reason = Reason
organize-remove-reason-hint = Only organizers see it.
organize-remove-ban = Ban as well
organize-remove-ban-hint = Keeps this account and this address from joining and answering. The page then only says that it isn’t possible.
organize-remove-go = Remove { $name }
organize-removed = Removed from the group.
organize-banned = Removed and banned.
organize-not-here = This person has left already.

organize-add = Add somebody by hand
organize-add-why = Why
organize-add-why-hint = Such as “Asked me at the fair to be told”. It stands beside the address, with your name.
organize-add-mail = Asked for mail about other evenings
organize-add-mail-hint = Tick it only if the person asked you.
organize-add-go = Add
organize-added = Added.
organize-add-known = The group knows this address already. Search for it under People.
organize-add-banned = This address is banned. Lift the ban first.

organize-invite = Invite a co-organizer
organize-invite-text = Ask somebody who comes often. A co-organizer does everything but close the group and remove its last organizer.
organize-invite-hint = They get a mail with one page to say yes or no. It stays open for 14 days.
organize-invite-go = Invite
organize-invite-sent = Invitations
organize-invite-none = No invitation in the last 30 days.
organize-invited = An invitation is on its way to { $email }.
organize-invite-organizes = This person organizes with you already.
organize-invite-waits = This address has an invitation that is still open. Wait for the answer, or withdraw it.
organize-invite-too-many = That’s enough invitations for one day. Try again tomorrow.
organize-invitation-open = { $inviter } asked. Open until { $until }.
organize-invitation-accepted = { $inviter } asked. Said yes.
organize-invitation-declined = { $inviter } asked. Can’t just now.
organize-invitation-withdrawn = { $inviter } asked. Withdrawn.
organize-invitation-expired = { $inviter } asked. No answer until { $until }.
organize-withdraw = Withdraw
organize-withdrawn = The invitation is withdrawn.
organize-not-withdrawn = It had been answered before.

organize-invitation = Organize { $group }
organize-invitation-text = { $inviter } asks you to organize { $group } together. You plan events, see who comes and write to people. You can step down whenever you like.
organize-invitation-yes = Yes, I’ll help
organize-invitation-no = Not now
organize-invitation-until = Open until { $until }.
organize-invitation-sign-in = For a yes you sign in, with whichever address you like.
organize-invitation-group = Look at { $group }
organize-answered-accepted = This invitation has been accepted.
organize-answered-declined = Thank you for saying so. { $inviter } is told, and nobody asks again because of this. If you change your mind, write to the organizers of { $group }.
organize-answered-withdrawn = This invitation was withdrawn.
organize-answered-expired = This invitation has expired. Ask { $inviter } for another one.
organize-answer-not-possible = That isn’t possible with this account. Write to the organizers.
organize-welcome = Welcome. You organize { $group } now.

organize-contact = Write to the organizers
organize-contact-about = About { $event }
organize-contact-name = Your name
organize-contact-email = Your e-mail
organize-contact-email-hint = Only the organizers see it. They answer by mail.
organize-contact-message = Message
organize-contact-website = Leave this empty
organize-contact-go = Send
organize-contact-needed = Write your message.
organize-contact-again = Look over your message once more, then send it.
organize-contact-too-many = Too many messages came in just now. Wait a quarter of an hour, then send it again.
organize-contact-sent = Your message is on its way. The organizers answer by mail.
organize-contact-mail-from = { $name } through { $group }
organize-contact-mail-subject = { $name } writes to the organizers of { $group }
organize-contact-mail-heading = { $name } writes to you
organize-contact-mail-event = About { $event }
organize-contact-mail-answer = Answer this mail and your answer goes to { $name }, { $email }. Nobody has checked that the address is theirs.
organize-contact-mail-organize = Open Organize
organize-contact-mail-why = You get this because you organize { $group }.

organize-good-morning = Good morning, { $name }
organize-good-afternoon = Good afternoon, { $name }
organize-good-evening = Good evening, { $name }
organize-write = Write to people
organize-new-event = New event
organize-next-days = { $days ->
    [0] Today
    [one] Tomorrow
   *[other] { $days } days to go
}
organize-next-missing = { $count ->
    [0] Everything is ready.
    [one] Nearly ready. One thing is missing.
   *[other] { $count } things are missing.
}
organize-next-done = { $done } of { $all } done
organize-next-seats = { $taken } of { $capacity } seats taken
organize-next-seats-waiting = { $taken } of { $capacity } seats taken, { $waiting } waiting
organize-next-going = { $taken ->
    [0] Nobody has answered yet
    [one] One person is coming
   *[other] { $taken } people are coming
}
organize-done = Done:
organize-to-do = To do:
organize-late = Late:
organize-close = Next: close { $event }
organize-close-text = How many came, slides, thanks, and what to change. Five minutes while you still remember.
organize-next-step = Next: { $what }.
organize-next-more = { $count ->
    [one] One more that is done
   *[other] { $count } more that are done
}
organize-next-readiness = The whole checklist, and who does what on the evening
organize-check-open = Open
organize-check-described = Say what the evening is about
organize-check-described-note = Two sentences are enough.
organize-check-place = Choose a venue
organize-check-place-note = People decide by how far it is.
organize-check-capacity = Say how many fit
organize-check-capacity-note = Without a number nobody waits, and nobody is turned away.
organize-check-agenda = Write an agenda
organize-check-agenda-note = Doors, first talk, break, end.
organize-check-published = Publish the page
organize-check-published-note = Only organizers see a draft.
organize-check-announced = Tell people
organize-check-announced-note = A message about this event has not gone out yet.
organize-check-edit = Edit
organize-check-publish = Open the draft
organize-check-write = Write
organize-no-event = No event is planned
organize-no-event-text = Most groups meet once a month. A date and a place are enough to begin.
organize-alone = Find a second organizer
organize-alone-text = A group that one person organizes ends when that person is ill, moves or needs a rest. Two people share the work, and everybody enjoys it more.
organize-alone-nobody = Names of people who came often stand here after your second event.
organize-alone-came = { $times ->
    [one] Came once
   *[other] Came { $times } times
}, last on { $day }
organize-alone-ask = Ask { $name }
organize-around = Around the group
organize-waiting = Waiting for you
organize-waiting-keeper = The group waits for the keeper’s yes
organize-waiting-keeper-note = Prepare everything meanwhile. Pages become public and mail goes out after that.
organize-waiting-drafts = { $count ->
    [one] One event is a draft
   *[other] { $count } events are drafts
}
organize-waiting-drafts-note = Only organizers see drafts
organize-waiting-failed = { $count ->
    [one] A message did not reach everybody
   *[other] { $count } messages did not reach everybody
}
organize-waiting-failed-note = See which addresses are wrong
organize-waiting-invitation = Invitation to { $email }
organize-organizers = Organizers
organize-open = Open
organize-numbers = The group in numbers
organize-numbers-members = Members
organize-numbers-new = { $count } joined in the last 12 months
organize-numbers-events = Events in 12 months
organize-numbers-coming = { $count ->
    [0] none announced
    [one] one is coming
   *[other] { $count } are coming
}
organize-numbers-last = Came to the last event
organize-numbers-first = For the first time
organize-numbers-first-text = of those who came to it

# What happened to the mail for an address.

organize-fate = Mail for one address
organize-fate-address = E-mail address
organize-fate-hint = What this group sent there in the last month, and what became of it.
organize-fate-go = Look it up
organize-fate-nobody = Nobody in the group has this address.
organize-fate-nothing = Nothing was sent there in the last month.
organize-fate-written = Written { $when }
organize-fate-queued = Waits for its first try.
organize-fate-deferred = { $attempts ->
    [one] Put off by the mail server. Next try { $when }.
   *[other] Put off by the mail server, { $attempts } times so far. Next try { $when }.
}
organize-fate-sent = Taken by the mail server { $when }. If it isn’t there, the junk folder may have it.
organize-fate-failed = Refused for good { $when }.
organize-fate-bounced = Taken at first, and came back.
organize-fate-left = Not sent: they had left, ended mail or made a pause before its turn.
organize-fate-cancelled = Not sent: it was called off.
organize-fate-reminder = A reminder
organize-fate-announcement = A message to many
organize-fate-test = About a message to many
organize-fate-digest = A digest
organize-fate-thanks = Thanks
organize-fate-welcome = A welcome
organize-fate-invitation = An invitation to organize
organize-fate-answer = About an answer to an event
organize-fate-talk = About a talk
organize-fate-other = A letter
organize-fate-gone = Left or removed on { $date }: gets nothing.
organize-fate-suppressed = Mail to this address came back too often, so nothing is sent there since { $date }. Ask for another address, or for signing in once, which lifts it.
organize-fate-unconfirmed = Nobody has confirmed this address yet, so messages to many don’t go there.
organize-fate-agreed = Agreed to mail on { $date }.
organize-fate-reads-digest = Reads messages to everybody in the digest.
organize-fate-stopped = Ended messages to many on { $date }.
organize-fate-event-only = Gets mail only about events that they answered.
organize-fate-no-reminders = Wants no reminders.
organize-fate-paused = Makes a pause until { $date }.
