# Writing to many people at once.

announcements-write = Write to people
announcements-waits = The keeper of this installation looks at the group first. Until then you can write, look at the preview and send a test to yourself; the message can go out after that.
announcements-nobody = Nobody is in this audience yet. Choose another one.
announcements-not-to-ask = They were asked already how it was, or it isn’t over. Choose another audience.
announcements-feedback-here = In each copy, a link to the two questions stands here.
announcements-to = Who is it for?
announcements-more = Later events, and parts of everybody
announcements-event = { $event }, { $date }
announcements-choice-agreed = Everybody who agreed to mail
announcements-choice-going = Going to { $event }
announcements-choice-waiting = Waiting for a seat at { $event }
announcements-choice-came = Came to { $event }
announcements-choice-first = Came for the first time to { $event }
announcements-choice-unanswered = Has not answered { $event }
announcements-choice-speaking = Speaking at { $event }
announcements-choice-last = Came last time
announcements-choice-times = Came at least so often
announcements-choice-never = Never came
announcements-choice-speakers = Speakers
announcements-hint-agreed = { $count ->
    [0] Nobody has agreed to mail about other evenings yet.
    [one] One person who wants to hear about other evenings. Use this once a month: people stay when you write less.
   *[other] { $count } people who want to hear about other evenings. Use this once a month: people stay when you write less.
}
announcements-hint-digest = { $count ->
    [one] One more reads it in the digest.
   *[other] { $count } more read it in the digest.
}
announcements-hint-going = { $count ->
    [0] Nobody has confirmed an answer yet.
    [one] One person. Practical news: the door, the lift, the soup. An answer counts once its address is confirmed.
   *[other] { $count } people. Practical news: the door, the lift, the soup. An answer counts once its address is confirmed.
}
announcements-hint-came = { $count ->
    [one] One person, thanked once. The message gets a link to two questions, answered without a name.
   *[other] { $count } people, thanked once. Each copy has a link to two questions, answered without a name.
}
announcements-hint-first = { $count ->
    [one] One person. A welcome, and what comes next.
   *[other] { $count } people. A welcome, and what comes next.
}
announcements-hint-unanswered = { $count ->
    [one] One person who agreed to mail and has said neither yes nor no.
   *[other] { $count } people who agreed to mail and have said neither yes nor no.
}
announcements-hint-waiting = { $count ->
    [one] One person who hopes for a seat.
   *[other] { $count } people who hope for a seat.
}
announcements-hint-speaking = { $count ->
    [one] One person with a talk, long or short. Slides, order, cable.
   *[other] { $count } people with a talk, long or short. Slides, order, cable.
}
announcements-hint-last = { $count ->
    [one] One person who agreed to mail and came to the last event.
   *[other] { $count } people who agreed to mail and came to the last event.
}
announcements-hint-times = Those who agreed to mail. Good for asking for a hand.
announcements-hint-never = { $count ->
    [one] One person who agreed to mail and has not come yet.
   *[other] { $count } people who agreed to mail and have not come yet.
}
announcements-hint-speakers = { $count ->
    [one] One person who agreed to mail and gave a talk here, or is about to.
   *[other] { $count } people who agreed to mail and gave a talk here, or are about to.
}
announcements-least = How often
announcements-times = { $count ->
    [one] { $times } times: one person
   *[other] { $times } times: { $count } people
}
announcements-card = Card below the text
announcements-card-hint = For audiences of one event its card stands there anyway.
announcements-card-none = No event
announcements-subject = Subject
announcements-body = Message
announcements-body-hint = Plain words work best. *Stars* for emphasis, a blank line for a new paragraph, {"{"}name{"}"} for the reader’s name.
announcements-body-needed = Write the message.
announcements-preview = Look at it
announcements-preview-again = Look again
announcements-preview-hint = It’s kept as a draft, and goes to nobody yet.
announcements-looks = How the preview looks
announcements-look-light = By day
announcements-look-dark = By night
announcements-look-text = As text
announcements-look-page = On the page
announcements-look-first = The audience has changed. Look at its number, then send.
announcements-meanwhile = Somebody sent, changed or called off this message meanwhile. This is how it is now.
announcements-when = When?
announcements-when-now = Right away
announcements-when-later = Later
announcements-on = Date
announcements-at = Time
announcements-zone = In the group’s time zone, { $zone }. Whoever is in the audience at that hour gets it.
announcements-hour-past = Pick a time that is still ahead.
announcements-hour-far = Pick a time within a year.
announcements-hour-skipped = The clocks go forward over this time. Pick another one.
announcements-throw-away = Throw away
announcements-thrown-away = Thrown away.
announcements-test = Send me a test
announcements-test-sent = A test is on its way to you.
announcements-test-not = The group doesn’t know your address, so no test went out.
announcements-send = { $count ->
    [one] Send to one person
   *[other] Send to { $count } people
}
announcements-preview-title = Preview, as you would get it
announcements-head-from = From
announcements-head-subject = Subject
announcements-from = { $author } at { $group }
announcements-no-subject = No subject yet
announcements-no-body = What you write shows here.
announcements-promise-one = One message to each person, answers go to the group’s contact address
announcements-promise-leave = One click to leave, in every message
announcements-earlier = Sent before
announcements-open = Not sent yet
announcements-one-address = What happened to the mail for one address?
announcements-sent-by = { $author }, { $when }, to { $audience }
announcements-drafted-by = Draft by { $author }, for { $audience }
announcements-scheduled-by = { $author }, goes out { $when }, to { $audience }
announcements-held-by = Held: by { $author }, for { $audience }
announcements-cancelled-by = Called off: by { $author }, for { $audience }
announcements-to-going = { $count ->
    [one] one person going to { $event }
   *[other] { $count } people going to { $event }
}
announcements-to-came = { $count ->
    [one] one person who came to { $event }
   *[other] { $count } people who came to { $event }
}
announcements-to-first = { $count ->
    [one] one person who came for the first time to { $event }
   *[other] { $count } people who came for the first time to { $event }
}
announcements-to-waiting = { $count ->
    [one] one person waiting for a seat at { $event }
   *[other] { $count } people waiting for a seat at { $event }
}
announcements-to-speaking = { $count ->
    [one] one person speaking at { $event }
   *[other] { $count } people speaking at { $event }
}
announcements-to-unanswered = { $count ->
    [one] one person who had not answered { $event }
   *[other] { $count } people who had not answered { $event }
}
announcements-to-agreed = { $count ->
    [one] one person who agreed to mail
   *[other] { $count } people who agreed to mail
}
announcements-to-last = { $count ->
    [one] one person who came last time
   *[other] { $count } people who came last time
}
announcements-to-times = { $count ->
    [one] one person who came at least { $times } times
   *[other] { $count } people who came at least { $times } times
}
announcements-to-never = { $count ->
    [one] one person who never came
   *[other] { $count } people who never came
}
announcements-to-speakers = { $count ->
    [one] one speaker
   *[other] { $count } speakers
}

announcements-queued = Queued
announcements-queued-text = wait for their first try
announcements-deferred = Deferred
announcements-deferred-text = put off by their mail servers, and tried again
announcements-sent = Sent
announcements-sent-text = taken by their mail servers
announcements-bounced = Bounced
announcements-bounced-text = refused for good, most often a typing mistake in the address
announcements-left = Left
announcements-left-text = had gone or ended mail before their turn
announcements-cancelled = Called off
announcements-cancelled-text = stopped before their turn
announcements-stopped = { $cancelled ->
    [0] Called off, after all { $sent } had gone.
    [one] Called off. { $sent } had gone; one did not go.
   *[other] Called off. { $sent } had gone; { $cancelled } did not go.
}
announcements-cancelled-now = Called off.
announcements-add-up = { $count ->
    [one] It was written to one person.
   *[other] It was written to { $count } people, and these numbers add up to them.
}
announcements-again = Look again
announcements-stop = Stop the rest
announcements-stop-hint = What has gone stays gone. Whatever waits does not go out.
announcements-waits-for = Now that would be { $audience }. It’s counted anew when it goes out.
announcements-change = Change it
announcements-now = Send it now
announcements-call-off = Call it off
announcements-troubles = Not arrived
announcements-trouble-nobody = Somebody whose address was forgotten since
announcements-similar = Write one like it
announcements-what = What you wrote

announcements-mail-why-going = You get this because you’re going to { $event }.
announcements-mail-why-came = You get this because you came to { $event }, or said that you would.
announcements-mail-feedback = How was it? Two questions, one minute, and your name stays out of it.
announcements-mail-feedback-open = Tell us how it was
announcements-mail-feedback-note = The link works once, for two weeks. Nobody sees which answer is yours.
announcements-mail-why-waiting = You get this because you wait for a seat at { $event }.
announcements-mail-why-speaking = You get this because you speak at { $event }.
announcements-mail-why-people = You get this because you are part of an event.
announcements-mail-somebody = there
announcements-mail-why-agreed = You get this because you agreed to mail from { $group }.
announcements-mail-unsubscribe = End mail like this
announcements-mail-event = See the event
announcements-mail-test = Test: { $subject }
announcements-mail-test-why = This is a test. Only you got it.

# A message that did not go out at its hour.

announcements-held = It did not go out at its hour.
announcements-held-subject = Not sent: { $subject }
announcements-held-due = It was to go out { $when }.
announcements-held-late = The server was away at that time, and what it says may not be true any more. Look at it, then send it or throw it away.
announcements-held-event = Its event has begun, or was called off or moved. Change what it says, or throw it away.
announcements-held-nobody = Nobody was in its audience. Choose another one, or throw it away.
announcements-held-group = Its writer doesn’t organize the group any more, or the group may not write to others. Another organizer can send it.
announcements-held-asked = Its readers were asked already how it was, or it wasn’t over. Choose another audience.
announcements-held-open = Open the message
announcements-held-why = You get this because you set the time of this message.

# Texts to begin with.

announcements-templates = Begin with a text
announcements-templates-text = What organizers write each month. Change every word.
announcements-house = This goes to somebody who isn’t in the group, so it leaves from your own mail. Copy it, or open it there.
announcements-house-names = The list of names has no link yet, so the text promises it for later.
announcements-house-names-open = Make the link
announcements-house-open = Open in my mail
announcements-house-copy = Copy the text
announcements-house-copied = Copied

announcements-text-speakers = Details for speakers
announcements-text-speakers-subject = Your talk at { $event }
announcements-text-speakers-body =
    Hi {"{"}name{"}"},

    thank you for speaking at { $event } on { $date }. The details:

    - Be there at { $doors }. We begin at { $starts }.
    - Where: { $place }
    - There is a screen with HDMI and USB-C. Bring your own adapter if your computer needs another one.
    - Send your slides the day before if you like, as a PDF. We can show them from our computer.
    - The time is strict, and somebody shows how much is left.

    If anything comes up, answer this mail. Everything else is here: { $link }

    { $me }
announcements-text-speakers-without =
    Hi {"{"}name{"}"},

    thank you for speaking at { $event } on { $date }. The details:

    - Be there at { $doors }. We begin at { $starts }.
    - There is a screen with HDMI and USB-C. Bring your own adapter if your computer needs another one.
    - Send your slides the day before if you like, as a PDF. We can show them from our computer.
    - The time is strict, and somebody shows how much is left.

    If anything comes up, answer this mail. Everything else is here: { $link }

    { $me }
announcements-text-venue = Confirm with the place
announcements-text-venue-subject = { $group } at your place, { $date }
announcements-text-venue-body =
    Hello,

    we look forward to { $date }. To be sure that we mean the same:

    - Where: { $place }
    - We would like to come in at { $doors } and begin at { $starts }.
    - Who opens for us, and on which telephone number do we reach them that evening?
    - Until when may we stay, and what do you want us to do before we leave?
    - Is the way in free of steps, and which toilets may people use?

    The event: { $link }

    Thank you for having us.

    { $me }, { $group }
announcements-text-venue-without =
    Hello,

    we look forward to { $date }. To be sure that we mean the same:

    - We would like to come in at { $doors } and begin at { $starts }.
    - Who opens for us, and on which telephone number do we reach them that evening?
    - Until when may we stay, and what do you want us to do before we leave?
    - Is the way in free of steps, and which toilets may people use?

    The event: { $link }

    Thank you for having us.

    { $me }, { $group }
announcements-text-door-list = Names for the door
announcements-text-door-list-subject = Names for { $event }, { $date }
announcements-text-door-list-body =
    Hello,

    the names of who comes on { $date } are here, always as they are now: { $names }

    The page can be printed. It closes by itself after the event. Please don’t pass the link on.

    { $me }, { $group }
announcements-text-door-list-without =
    Hello,

    on { $date } we send you the names of who comes. Until then, how many they are: { $link }

    { $me }, { $group }
announcements-text-thanks = Thanks to who came
announcements-text-thanks-subject = Thank you for coming to { $event }
announcements-text-thanks-body =
    Hi {"{"}name{"}"},

    thank you for coming to { $event }. Slides and photos are here as they come in: { $link }

    If you know somebody who would have liked it, bring them next time.

    { $me }
announcements-text-first-timers = Welcome to who is new
announcements-text-first-timers-subject = Nice that you came
announcements-text-first-timers-body =
    Hi {"{"}name{"}"},

    { $event } was your first time with { $group }. Nice that you came.

    Three things that help to feel at home:

    - You may always sit down with people who talk. Ask what they work on.
    - A talk of five minutes needs no slides and no success. Tell me if you have something, or think that you have nothing.
    - Something we could do better? Answer this mail. I read it.

    { $me }
announcements-text-volunteers = Ask for a hand
announcements-text-volunteers-subject = A hand for { $event }?
announcements-text-volunteers-body =
    Hi {"{"}name{"}"},

    you know how our evenings go. On { $date } we need a hand, for an hour at the most:

    - at the door, from { $doors }: say hello and tick off names
    - with the timer, while people talk
    - after the end, twenty minutes: chairs and cups

    Answer with the one that you like. You can do it with a friend.

    { $me }
announcements-text-hand-over = Somebody else takes over
announcements-text-hand-over-subject = Who looks after { $group } from now on
announcements-text-hand-over-body =
    Hi {"{"}name{"}"},

    I have looked after { $group } for a good while, and now it’s somebody else’s turn.

    From next month on, (name) looks after (what). I stay around, and you will see me in the second row.

    Nothing else changes: the same page, the same evenings, the same address to write to. { $link }

    Thank you for every evening.

    { $me }
announcements-text-pause = A pause
announcements-text-pause-subject = { $group } makes a pause
announcements-text-pause-body =
    Hi {"{"}name{"}"},

    { $group } makes a pause, from now until (month). Nothing is wrong: whoever carries the chairs needs a rest.

    Our page stays where it is, and the first evening after the pause will stand there: { $link }

    If you would like to carry a chair or two, answer this mail. It’s how pauses get shorter.

    { $me }
