# Writing to many people at once.

announcements-write = Write to people
announcements-waits = The keeper of this installation looks at the group first. Until then you can write, look at the preview and send a test to yourself; the message can go out after that.
announcements-nobody = Nobody is in this audience yet. Choose another one.
announcements-not-to-ask = They were asked already how it was, or it isn’t over. Choose another audience.
announcements-feedback-here = In each copy, a link to the two questions stands here.
announcements-to = Who is it for?
announcements-choice-going = Going to { $event }, { $date }
announcements-choice-came = Came to { $event }, { $date }
announcements-choice-waiting = Waiting for a seat at { $event }, { $date }
announcements-choice-agreed = Everybody who agreed to mail
announcements-hint-going = { $count ->
    [0] Nobody has confirmed an answer yet.
    [one] One person. Practical news: the door, the lift, the soup. An answer counts once its address is confirmed.
   *[other] { $count } people. Practical news: the door, the lift, the soup. An answer counts once its address is confirmed.
}
announcements-hint-came = { $count ->
    [one] One person, thanked once. The message gets a link to two questions, answered without a name.
   *[other] { $count } people, thanked once. Each copy has a link to two questions, answered without a name.
}
announcements-hint-waiting = { $count ->
    [one] One person who hopes for a seat.
   *[other] { $count } people who hope for a seat.
}
announcements-hint-agreed = { $count ->
    [0] Nobody has agreed to mail about other evenings yet.
    [one] One person who wants to hear about other evenings. Use this once a month: people stay when you write less.
   *[other] { $count } people who want to hear about other evenings. Use this once a month: people stay when you write less.
}
announcements-subject = Subject
announcements-body = Message
announcements-body-hint = Plain words work best. *Stars* for emphasis, a blank line for a new paragraph.
announcements-body-needed = Write the message.
announcements-preview = Look at it
announcements-preview-again = Look again
announcements-test = Send me a test
announcements-test-sent = A test is on its way to you.
announcements-test-not = The group doesn’t know your address, so no test went out.
announcements-send = { $count ->
    [one] Send to one person
   *[other] Send to { $count } people
}
announcements-preview-title = Preview
announcements-head-from = From
announcements-head-subject = Subject
announcements-from = { $author } at { $group }
announcements-no-subject = No subject yet
announcements-no-body = What you write shows here.
announcements-as-text = The same as plain text
announcements-promise-one = One message to each person, answers go to the group’s contact address
announcements-promise-leave = One click to leave, in every message
announcements-earlier = Sent before
announcements-sent-by = { $author }, { $when }, to { $audience }
announcements-to-going = { $count ->
    [one] one person going to { $event }
   *[other] { $count } people going to { $event }
}
announcements-to-came = { $count ->
    [one] one person who came to { $event }
   *[other] { $count } people who came to { $event }
}
announcements-to-waiting = { $count ->
    [one] one person waiting for a seat at { $event }
   *[other] { $count } people waiting for a seat at { $event }
}
announcements-to-agreed = { $count ->
    [one] one person who agreed to mail
   *[other] { $count } people who agreed to mail
}

announcements-queued = Queued
announcements-queued-text = on their way
announcements-sent = Sent
announcements-sent-text = taken by their mail servers
announcements-failed = Failed
announcements-failed-text = refused for good, most often a typing mistake in the address
announcements-left = Left
announcements-left-text = had gone or ended mail before their turn
announcements-what = What you wrote
announcements-another = Write another one

announcements-mail-why-going = You get this because you’re going to { $event }.
announcements-mail-why-came = You get this because you came to { $event }, or said that you would.
announcements-mail-feedback = How was it? Two questions, one minute, and your name stays out of it.
announcements-mail-feedback-open = Tell us how it was
announcements-mail-feedback-note = The link works once, for two weeks. Nobody sees which answer is yours.
announcements-mail-why-waiting = You get this because you wait for a seat at { $event }.
announcements-mail-why-agreed = You get this because you agreed to mail from { $group }.
announcements-mail-unsubscribe = End mail like this
announcements-mail-event = See the event
announcements-mail-test = Test: { $subject }
announcements-mail-test-why = This is a test. Only you got it.
