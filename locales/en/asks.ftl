### Asking people for a talk: the list, the letter, the pipeline, and what she sees of it.

## The ask list

asks-talks = Talks
asks-walk = Whom to ask
asks-question = “{ $name }, what are you going to give a lightning talk about?”
asks-list = Everybody worth asking
asks-list-text = Who is here comes first. Ask one person, in person, by name.
asks-other-events = Ask for another event
asks-no-event = For no event in particular
asks-nobody = Nobody to ask just now
asks-nobody-text = People come here once they are expected, checked in, or came lately.
asks-here = Here
asks-expected = Expected
asks-lately = Came lately
asks-why-promised = Promised a talk for this time.
asks-why-promised-topic = Promised a talk for this time: “{ $topic }”.
asks-why-often = { $count ->
    [one] Came once and never spoke.
   *[other] Came { $count } times and never spoke.
}
asks-why-topic = Said once: “{ $topic }”.
asks-why-long-ago = Spoke last in { $month }.
asks-why-interest = New. Writes: “{ $bio }”
asks-why-comes = { $count ->
    [0] Was asked before.
    [one] Came once.
   *[other] Came { $count } times.
}
asks-topic = Topic, in their own words
asks-topic-hint = A few words. Read them back.
asks-topic-needed = Write what the talk is about. A few words will do.
asks-tonight = Tonight
asks-yes = Yes
asks-yes-event = Yes, at { $event }
asks-answer-none = No answer yet
asks-answer-yes = Yes
asks-answer-next-time = Next time
asks-answer-next-event = Next time, at { $event }
asks-answer-next-day = Next time, on { $date }
asks-answer-thinking = Thinking
asks-answer-not-yet = Not yet
asks-answer-about = { $answer }: “{ $topic }”
asks-only-asked = Asked, no answer yet
asks-when = When is next time?
asks-when-event = At which event
asks-when-day = Or on which day
asks-no-date = No date yet
asks-next = Next person
asks-last = That was everybody.
asks-by-mail = Ask by mail
asks-leave-alone = They said “please don’t ask me”
asks-never = Please don’t ask me
asks-somebody = Somebody
asks-asked = { $who } asked, { $when }.
asks-asked-by-mail = { $who } asked by mail, { $when }.
asks-before = { $who } Answer: { $answer }

## What a tap says

asks-done-placed = { $name } is in the line-up: “{ $topic }”. Read it back.
asks-done-stands-by = All turns are taken, so { $name } stands by at place { $place }: “{ $topic }”. Tell them.
asks-done-shut = Written down: “{ $topic }”. The line-up takes nobody any more, so ask { $name } for next time.
asks-done-none = Written down that { $name } was asked.
asks-done-not-yet = Not yet, then. { $name } can come back to it any time.
asks-done-noted = Written down for { $name }.
asks-done-topic = Written down for { $name }: “{ $topic }”. Read it back.
asks-left-alone = { $name } is left alone for a year.
asks-paused = { $name } doesn’t want to be asked until { $date }.
asks-gone = The group doesn’t know this person any more.
asks-no-event-any-more = This event is over or doesn’t take place, so nobody is asked for it.

## By mail

asks-write = Ask { $name } by mail
asks-write-text = One person, one question. Change it until it sounds like you.
asks-write-subject = Subject
asks-write-body = Your question
asks-write-buttons = Below it are three buttons: yes, next time, and not now. They need no account.
asks-write-send = Send to { $name }
asks-written = Your question to { $name } is on its way.
asks-no-address = We know no address of { $name }. Ask in person.
asks-waiting = The group can write to people once the keeper has said yes to it.
asks-letter-subject = A question from { $me }
asks-letter-event = Hello { $name },

    what are you going to give a lightning talk about at { $event } on { $date }?

    Five minutes, strictly, and one idea is enough. Slides are welcome and not needed. A few words are all I need for now.

    { $me }
asks-letter = Hello { $name },

    what are you going to give a lightning talk about at { $group }?

    Five minutes, strictly, and one idea is enough. Slides are welcome and not needed. A few words are all I need for now.

    { $me }
asks-mail-yes-event = Yes, about …
asks-mail-yes = Yes, about …
asks-mail-next-time = Next time
asks-mail-not-now = Not now
asks-mail-why = You get this because { $author } of { $group } asked you, and nobody else, for a talk.

## Her own page

asks-own = What are you going to talk about?
asks-own-text = { $who } asked you for a lightning talk: five minutes, one idea.
asks-own-before = You said:
asks-own-topic = About
asks-own-topic-hint = A few words, or nothing yet.
asks-own-others = Or answer
asks-own-kept = Organizers of the group see your answer. It is forgotten after a year.
asks-own-placed = Thank you. You’re in the line-up.
asks-own-stands-by = Thank you. All turns are taken for now, so you stand by, and we write to you if one becomes free.
asks-own-shut = Thank you. The line-up takes nobody any more, so the organizers get back to you.
asks-own-noted = Thank you. The organizers know now.
asks-own-not-yet = All right. Thank you for telling us.
asks-own-never = All right. Nobody of this group asks you for a year.

## At /me

asks-mine = Being asked for a talk
asks-mine-text = Organizers may ask what you could talk about. Here is what they wrote down, seen by them only and forgotten after a year.
asks-kept = { $who } asked on { $date }. You said: { $answer }
asks-kept-event = { $who } asked on { $date }, for { $event }. You said: { $answer }
asks-mine-paused = Nobody asks you until { $date }.
asks-mine-again = You may ask me again
asks-mine-erase = Erase what was written down
asks-erased = Erased.
asks-pause-done = All right. Nobody of this group asks you for a year.
asks-again-done = Good. They may ask you again.

## The pipeline

asks-talks-text = From the question to the stage. A question from somebody one knows works better than any letter to everybody.
asks-go = Ask somebody
asks-pipe = Talks on their way, scrolls sideways
asks-step-asked = Asked
asks-step-thinking = Thinking
asks-step-said-yes = Said yes
asks-step-slides-in = Slides are in
asks-step-on-stage = On stage
asks-step-off = Not on its way
asks-no-topic = No topic yet
asks-overdue = Overdue
asks-move = Move
asks-move-to = Where it is
asks-answer-by = Answer by
asks-move-go = Save
asks-moved = Moved: { $step }
