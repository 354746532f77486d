# Answers, seats and the waitlist: the panel of an event, the manage link, the organizers' page.

rsvps-in-person = In the room
rsvps-online = Online

## Mails

rsvps-mail-why = You get this because somebody answered “{ $event }” of { $group } with this address.
rsvps-mail-manage-link = See or change your answer
rsvps-code = The code of your answer, for the door
rsvps-mail-code = Show this code at the door
rsvps-mail-times = { $starts } to { $ends }
rsvps-mail-times-doors = { $starts } to { $ends }, doors at { $doors }

rsvps-mail-going-subject = You’re coming: { $event }
rsvps-mail-going = You’re coming
rsvps-mail-going-text = { $guests ->
    [0] Your seat is kept. See you there.
    [one] Your seat and one for your guest are kept. See you there.
   *[other] Your seat and { $guests } for your guests are kept. See you there.
}

rsvps-mail-confirm-subject = Please confirm: { $event }
rsvps-mail-confirm = One tap and you’re in
rsvps-mail-confirm-held = Somebody, probably you, said “{ $name }” is coming. A seat is held. Confirm by { $until }, or it may go to somebody who waits.
rsvps-mail-confirm-waits = Somebody, probably you, said “{ $name }” is coming. Confirm that, and you take a free seat or keep your place on the waitlist.
rsvps-mail-confirm-note = Not you? Then do nothing, or tap the second button and the answer is gone.

rsvps-mail-manage-subject = Your answer: { $event }
rsvps-mail-manage = Here is your link
rsvps-mail-manage-text = Somebody, probably you, answered again with this address. Nothing has changed. The button shows your answer, and lets you change it.

rsvps-mail-waitlisted-subject = You’re on the waitlist: { $event }
rsvps-mail-waitlisted = You’re number { $place } on the waitlist
rsvps-mail-waitlisted-text = It’s full for now. If a seat frees up we write to you, and hold it for a while. You don’t need to do anything.

rsvps-mail-free-subject = A seat is free: { $event }
rsvps-mail-free = A seat is free for you
rsvps-mail-free-text = We hold it until { $until }. After that it goes to the next person.
rsvps-mail-first-tap = It starts soon, so everybody who waits gets this mail, and whoever taps first has the seat.
rsvps-mail-free-note = Tap, then one button to confirm. No sign-in.

rsvps-mail-passed-subject = The seat went on: { $event }
rsvps-mail-passed = We offered your seat to the next person
rsvps-mail-passed-text = We didn’t hear from you in time. You’re still on the waitlist, behind those who have not been asked yet.

rsvps-mail-fewer-subject = { $free ->
    [one] One seat is free: { $event }
   *[other] { $free } seats are free: { $event }
}
rsvps-mail-fewer = { $free ->
    [one] One now, or keep your place
   *[other] { $free } now, or keep your place
}
rsvps-mail-fewer-text = { $free ->
    [one] You asked for { $wanted } seats, and one is free. We offer it on at the same time. If you’d rather come alone, say so: you have it if nobody was quicker, or else the next one.
   *[other] You asked for { $wanted } seats, and { $free } are free. We offer them on at the same time. If you’d rather come with fewer, say so: you have them if nobody was quicker, or else the next ones.
}
rsvps-mail-fewer-note = Do nothing and you keep your place for all your seats.

rsvps-mail-seated-subject = You have a seat: { $event }
rsvps-mail-seated = You have a seat
rsvps-mail-seated-text = There is more room now, and you were next. You don’t need to do anything.

rsvps-mail-changed-subject = Changed: { $event }
rsvps-mail-changed = Please note what changed
rsvps-mail-changed-text = “{ $event }” takes place, and this is different now:
rsvps-mail-changed-time = Was { $before }. Now { $after }.
rsvps-mail-changed-place = Was at { $before }. Now at { $after }.

rsvps-mail-cancelled-subject = Cancelled: { $event }
rsvps-mail-cancelled = This evening is cancelled
rsvps-mail-cancelled-text = “{ $event }” on { $starts } does not take place.

rsvps-mail-postponed-subject = Postponed: { $event }
rsvps-mail-postponed = This evening is postponed
rsvps-mail-postponed-text = “{ $event }” does not take place on { $starts }. There is no new date yet. Your answer is kept, and we ask you once there is one.

rsvps-mail-redated-subject = New date: { $event }
rsvps-mail-redated = Does { $starts } suit you?
rsvps-mail-redated-text = “{ $event }” was planned for { $before }. The new date is { $starts }. Please say by { $until } whether you’re coming, or your seat goes to somebody else.

rsvps-mail-silent-subject = Your seat is free again: { $event }
rsvps-mail-silent = We gave your seat back
rsvps-mail-silent-text = We didn’t hear whether the new date, { $starts }, suits you. If it does, answer again.

rsvps-mail-off-subject = You’re off the list: { $event }
rsvps-mail-off = You’re off the list
rsvps-mail-off-text = The organizers noted that you’re not coming. If that’s not so, answer again.

rsvps-mail-reminder-subject = Tomorrow: { $event }
rsvps-mail-reminder = See you tomorrow
rsvps-mail-reminder-text = { $guests ->
    [0] We look forward to seeing you.
    [one] We look forward to seeing you and your guest.
   *[other] We look forward to seeing you and your { $guests } guests.
}
rsvps-mail-reminder-note = Can’t come after all? One tap frees your seat for somebody who waits.

rsvps-mail-still-subject = Still coming? { $event }, { $starts }
rsvps-mail-still = Still coming?
rsvps-mail-still-text = { $guests ->
    [0] You said you’re coming to “{ $event }”. One tap tells the organizers that you still are, or frees your seat for somebody else.
    [one] You said you’re coming to “{ $event }” with a guest. One tap tells the organizers that you still are, or frees both seats for somebody else.
   *[other] You said you’re coming to “{ $event }” with { $guests } guests. One tap tells the organizers that you still are, or frees your seats for somebody else.
}
rsvps-mail-still-note = Without an answer your seat stays yours.

rsvps-mail-standing-subject = You’re counted in: { $event }, { $starts }
rsvps-mail-standing = You’re counted in
rsvps-mail-standing-text = You asked to be counted in every time, so you have a seat on { $starts }. See you there.
rsvps-mail-standing-asks = You asked to be counted in every time, so you have a seat on { $starts }. One tap tells the organizers that you’re coming, or frees the seat for somebody else.
rsvps-mail-standing-note = Can’t come this time? One tap frees your seat for somebody else, and next time you’re counted in again.
rsvps-mail-why-standing = You get this because somebody asked { $group } with this address to be counted in every time.
rsvps-mail-standing-end = Stop counting me in

rsvps-mail-button-release = Free my seat this time
rsvps-mail-button-yes-still = Yes, I am
rsvps-mail-button-free = No, free my seat
rsvps-mail-button-confirm = Yes, I’m coming
rsvps-mail-button-not-me = No, that wasn’t me
rsvps-mail-button-take = I’m coming
rsvps-mail-button-no = I can’t this time
rsvps-mail-button-fewer = { $free ->
    [one] Take one seat
   *[other] Take { $free } seats
}
rsvps-mail-button-still = I’m still coming
rsvps-mail-button-again = I’m coming
rsvps-mail-button-cannot = I can’t come
rsvps-mail-button-leave-line = Leave the waitlist
rsvps-mail-button-manage = See my answer
rsvps-mail-button-event = Open the page

## The panel of an event

rsvps-ask = Are you coming?
rsvps-going = You’re coming
rsvps-going-text = { $guests ->
    [0] Your seat is kept.
    [one] Your seat and one for your guest are kept.
   *[other] Your seat and { $guests } for your guests are kept.
}
rsvps-going-unconfirmed = Your seat is held until you confirm. The link is in the mail that we sent you.
rsvps-going-asked-again = The date is new. Does it still suit you?
rsvps-still = Still coming?
rsvps-still-text = If you can’t, one tap frees your seat for somebody else. Without an answer it stays yours.
rsvps-waitlisted = You’re number { $place } on the waitlist
rsvps-waitlisted-text = If a seat frees up we write to you, and hold it for a while.
rsvps-first-tap = A seat is free
rsvps-first-tap-text = Whoever taps first has it.
rsvps-offered = A seat is free for you
rsvps-offered-text = We hold it until { $until }.
rsvps-declined = You’re not coming
rsvps-declined-text = Changed your mind? You can still come.
rsvps-released-text = Nobody confirmed your answer in time, and your seat went to somebody who waited. You can answer again.
rsvps-closed = Answers are closed
rsvps-closed-not-yet = You can answer from { $opens }.
rsvps-closed-early = The organizers have closed answers.
rsvps-closed-begun = It has begun.
rsvps-closed-cancelled = This evening is cancelled.
rsvps-closed-postponed = This evening is postponed. There is no new date yet.
rsvps-closed-draft = This evening is not public yet.

rsvps-seats-taken = { $count ->
    [one] One person is coming
   *[other] { $count } people are coming
}
rsvps-seats-left = { $free ->
    [one] One seat left
   *[other] { $free } seats left
}
rsvps-seats-full = { $waiting ->
    [0] Full
   *[other] Full, { $waiting } waiting
}
rsvps-seats-of = of { $capacity }
rsvps-seats-label = { $taken } of { $capacity } seats taken

rsvps-name = Your name
rsvps-email = Your e-mail address
rsvps-who-sees = The organizers of { $group } see your name and address, to plan this evening and to write to you about it. Nobody else sees the address.
rsvps-where = Where do you take part?
rsvps-guests = Bringing someone?
rsvps-guests-option = { $count ->
    [0] Just me
    [one] Me and one guest
   *[other] Me and { $count } guests
}
rsvps-show-name = Show my name to people who come
rsvps-photos = Pictures and recordings
rsvps-photos-unsaid = I’ll say later
rsvps-photos-fine = I may be in them
rsvps-photos-never = Please not me
rsvps-mail-others = Write to me about other evenings too
rsvps-line-hint = When it’s full you join a waitlist. If a seat frees up we write to you, and hold it for a while.
rsvps-sign-in = I have an account: sign in

rsvps-button-coming = I’m coming
rsvps-button-take = Take the seat
rsvps-button-still = Yes, I’m still coming
rsvps-button-free = No, free my seat
rsvps-button-confirm = Yes, I’m coming
rsvps-mail-questions = The organizers ask something that they need an answer to. “See or change your answer” below leads there.
rsvps-button-change = Change my answer
rsvps-button-cannot = I can’t come
rsvps-button-no = I can’t this time
rsvps-button-leave-line = Leave the waitlist
rsvps-button-fewer = { $free ->
    [one] Take one seat
   *[other] Take { $free } seats
}

rsvps-done-going = You’re coming. The details are in your mail.
rsvps-done-waitlisted = It’s full for now. You’re number { $place } on the waitlist, and we write to you if a seat frees up.
rsvps-done-declined = Noted: you’re not coming. Thanks for saying so.
rsvps-mailed = Look into your mail: one tap there confirms your answer. Your seat is held meanwhile, if one is free.
rsvps-no-seats = { $free ->
    [0] No more seats are free, so your answer is as it was.
    [one] Only one more seat is free, so your answer is as it was.
   *[other] Only { $free } more seats are free, so your answer is as it was.
}
rsvps-banned = The organizers have decided that you can’t come. Write to them if that surprises you.

rsvps-manage-whose = This is the answer of { $name }.
rsvps-online-open = Open the online link
rsvps-manage-more = See everything about your answer

## The organizers' page

rsvps-people = People
rsvps-people-late = { $count ->
    [one] One reminder was not sent: the mail server could not be reached until the event had begun.
   *[other] { $count } reminders were not sent: the mail server could not be reached until the event had begun.
}
rsvps-people-summary = { $going ->
    [one] One person is coming
   *[other] { $going } people are coming
}, { $waiting ->
    [0] nobody waits
    [one] one waits
   *[other] { $waiting } wait
}
rsvps-round = Still coming? { $yes ->
    [0] Nobody has said yes yet
    [one] One said yes
   *[other] { $yes } said yes
}, { $silent ->
    [0] nobody owes an answer
    [one] one hasn’t answered
   *[other] { $silent } haven’t answered
}, { $no ->
    [0] nobody freed a seat.
    [one] one freed a seat.
   *[other] { $no } freed a seat.
}
rsvps-round-ahead = Two days before, everybody who is going is asked whether they still come.
rsvps-people-still = still coming
rsvps-people-asked = asked, no answer
rsvps-people-standing = every time
rsvps-people-none = Nobody has answered yet
rsvps-people-none-text = Most people answer in the last week. Send the link to ten people you’d like to see.
rsvps-people-event = Open the event
rsvps-people-name = Name
rsvps-people-email = E-mail
rsvps-people-email-hint = Leave it empty if you only know the name.
rsvps-people-no-email = none
rsvps-people-answer = Answer
rsvps-people-where = Where
rsvps-people-guests = Guests
rsvps-people-when = Answered
rsvps-people-confirmed = Confirmed
rsvps-people-unconfirmed = not confirmed
rsvps-people-by-hand = by hand
rsvps-people-first-time = first time
rsvps-people-note = Note
rsvps-people-note-about = Note about { $name }
rsvps-people-keep = Keep
rsvps-people-move = Move to
rsvps-people-add = Add somebody
rsvps-people-reason = Why may we write to them?
rsvps-people-reason-hint = “Told me at the October evening”, for example. Organizers see it.
rsvps-people-export = Export CSV
rsvps-people-no-photos = No photos
rsvps-people-yes = yes
rsvps-people-no = no
rsvps-people-added-going = { $name } has a seat.
rsvps-people-added-waitlisted = It’s full, so { $name } is on the waitlist. Raise the capacity to seat everybody who waits.
rsvps-people-added-known = { $name } has answered already.
rsvps-people-moved = Moved, and told by mail.
rsvps-people-unchanged = Nothing has changed.
rsvps-people-full = { $free ->
    [0] No seat is free. Raise the capacity first.
    [one] Only one seat is free. Raise the capacity first.
   *[other] Only { $free } seats are free. Raise the capacity first.
}
rsvps-people-noted = The note is kept.
rsvps-state-going = going
rsvps-state-offered = offered a seat
rsvps-state-waitlisted = waitlisted
rsvps-state-declined = declined
rsvps-state-released = not confirmed in time
rsvps-addresses = Copy addresses
rsvps-addresses-count = { $count ->
    [one] One address.
   *[other] { $count } addresses.
}
rsvps-addresses-label = Addresses
rsvps-addresses-hint = Put them into the Bcc field, so that nobody sees the others’ addresses.
rsvps-addresses-copied = Copied
rsvps-addresses-back = Back to people

rsvps-mail-or-answer = { $guests ->
    [0] Or simply answer this mail with “yes” or “no”.
   *[other] Or simply answer this mail with “yes”, “no”, or “+1” if you bring somebody.
}
rsvps-mail-bring = Bring somebody who will like it. This link is yours: { $link }
