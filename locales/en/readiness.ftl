# What is prepared for an event, by whom, and who does what on the evening.

readiness-checklist = Checklist
readiness-checklist-text = What you prepare for each event, and how early. Each new event begins with this list, and nobody has to remember it.
readiness-checklist-none = The list is empty
readiness-checklist-none-text = Add what was forgotten last time. It will not be forgotten again.
readiness-line = A line of the checklist
readiness-edit = Edit
readiness-add = Add a line
readiness-add-button = Add it
readiness-title = What is to do?
readiness-title-hint = Short, as you would say it: Order the soup.
readiness-due-days = How many days before the event?
readiness-due-days-hint = 0 is the day itself.
readiness-owner = Who looks after it?
readiness-owner-of = Who looks after “{ $line }”?
readiness-nobody = Nobody yet
readiness-save = Save
readiness-leave = Leave it as it was
readiness-saved = Saved. Events whose line nobody has touched follow.
readiness-remove = Take it off the list
readiness-remove-text = Events at which it was done keep it.
readiness-removed = It is off the list.
readiness-full = The list has forty lines, and nobody reads more. Take one off first.
readiness-days-before = { $days ->
    [0] on the day
    [one] one day before
   *[other] { $days } days before
}
readiness-line-note = { $who }, { $when }

readiness-heading = Readiness
readiness-every-event = The list for every event
readiness-none = There is nothing on the list. Add what this evening needs, or a line for every event.
readiness-done-of = { $done } of { $all } done
readiness-said-done = Done:
readiness-said-late = Late:
readiness-said-to-do = To do:
readiness-was-due = was due on { $date }
readiness-due-today = due today
readiness-due = due on { $date }
readiness-change-owner = Give it to somebody
readiness-mark-done = Done
readiness-not-done = Not done after all
readiness-nudge = Nudge { $who }
readiness-nudged = A kind reminder is on its way.
readiness-nudged-before = A reminder about this went out today. Once a day is enough.
readiness-nudged-nobody = Nobody was reminded: it is done, or nobody with an address looks after it.

readiness-around = How many come, and who does what
readiness-turnout = How many to expect
readiness-turnout-expected = Expect about { $people } of { $yes }.
readiness-turnout-range = Between { $low } and { $high }, going by the last { $evenings } evenings of which you know how many came.
readiness-turnout-besides = { $count ->
    [one] Usually one more walks in.
   *[other] Usually { $count } more walk in.
}
readiness-turnout-yes = { $yes ->
    [0] Nobody has said yes yet.
    [one] One seat is taken.
   *[other] { $yes } seats are taken.
}
readiness-turnout-unknown = How many of them come, Roost can say once you have checked people in, or counted heads, on three evenings.
readiness-turnout-came = { $count ->
    [0] Nobody came.
    [one] One person came.
   *[other] { $count } people came.
}
readiness-heads = How many came?
readiness-heads-hint = Count heads if nobody was checked in. It tells you how many to expect next time.
readiness-heads-saved = Noted. Thank you for counting.

readiness-rota = On the evening
readiness-rota-text = Who does what. To hand a duty over, ask; it stays with who has it until somebody says yes.
readiness-duty-lead = Lead
readiness-duty-lead-note = Opens, introduces, closes, and knows whom to call.
readiness-duty-door = Door
readiness-duty-door-note = Lets people in and ticks them off, from doors to the first talk.
readiness-duty-timer = Timer
readiness-duty-timer-note = Keeps five minutes at five minutes, with a smile.
readiness-duty-greeter = Greeter
readiness-duty-greeter-note = Talks to whoever stands alone, and finds the first-timers.
readiness-duty-photos = Photos
readiness-duty-photos-note = Takes a few pictures of those who like to be in them.
readiness-asked = { $who } was asked and has not answered yet.
readiness-rota-take = I’ll do it
readiness-rota-yes = Yes, I’ll do it
readiness-rota-no = I can’t
readiness-rota-give-back = Give it back
readiness-rota-set-free = Set it free
readiness-rota-ask = Ask somebody
readiness-rota-ask-button = Ask
readiness-rota-whom = Whom to ask about { $duty }
readiness-rota-taken = It is yours. Thank you.
readiness-rota-not-free = Somebody was faster.
readiness-rota-free = Nobody has it now.
readiness-rota-declined = Thank you for saying so. Whoever asked you knows.
readiness-rota-gone = Nobody waits for an answer from you any more.
readiness-rota-asked = The question is on its way.
readiness-rota-asked-before = That person was asked already, or has it.
readiness-rota-nobody = Nobody was asked: choose somebody who organizes and has an address.

readiness-ready-room = Book the room
readiness-ready-capacity = Ask the venue how many fit
readiness-ready-announce = Announce it
readiness-ready-reminder = Write to those who have not answered
readiness-ready-talks = Have two talks promised
readiness-ready-food = Order the food
readiness-ready-door = Find somebody for the door
readiness-ready-cable = Test projector and cable

readiness-mail-subject = { $count ->
    [one] { $event }: { $line }
   *[other] { $event }: { $count } things to do
}
readiness-mail-due = { $count ->
    [one] { $event } is on { $date }, and this is on your list:
   *[other] { $event } is on { $date }, and these are on your list:
}
readiness-mail-asks = { $who } asks about { $event } on { $date }:
readiness-mail-line = { $line }, { $due }
readiness-mail-open = Open the checklist
readiness-mail-duty-why = You get this because you organize { $group }.
readiness-mail-why = You get this because you organize { $group } and look after it. If somebody else should, give it to them on the checklist.
readiness-mail-duty-subject = Would you take “{ $duty }” at { $event }?
readiness-mail-duty-asks = { $who } asks whether you would take “{ $duty }” at { $event } on { $date }.
readiness-mail-answer = Answer
readiness-mail-duty-answered-subject = { $event }, { $duty }: { $who } has answered
readiness-mail-duty-yes = { $who } takes “{ $duty }” at { $event } on { $date }.
readiness-mail-duty-no = { $who } can’t take “{ $duty }” at { $event } on { $date }. Perhaps somebody else can.
