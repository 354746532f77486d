### Lightning rounds: signing up, the line-up, and letters to speakers.

lightning-format-talk = Talk, with or without slides
lightning-format-20x15 = 20 slides, 15 seconds each
lightning-format-20x20 = 20 slides, 20 seconds each
lightning-policy-first-timers = First-time speakers first
lightning-policy-arrival = In the order of signing up
lightning-policy-draw = By lot
lightning-policy-shorter = Shorter talks first
lightning-untitled = A talk whose title is not known yet

## Letters

lightning-mail-in-subject = You’re in the line-up: { $event }
lightning-mail-in = Thank you, { $name }. Your lightning talk is in the line-up for { $when }.
lightning-mail-by-subject = You stand by: { $event }
lightning-mail-by = Thank you, { $name }. All turns are taken for now, so your talk stands by. If one becomes free, it is yours and we write to you.
lightning-mail-up-subject = You’re in after all: { $event }
lightning-mail-up = A turn became free, { $name }, and it is yours. The round starts on { $when }.
lightning-mail-off-subject = Your talk is not in the line-up any more: { $event }
lightning-mail-off = The organizers took your lightning talk out of the line-up of “{ $event }”. If that surprises you, answer this mail.
lightning-mail-tomorrow-subject = Tomorrow: your lightning talk at { $event }
lightning-mail-tomorrow = Tomorrow is the day, { $name }. The round starts on { $when }; come to the front when the talk before yours begins.
lightning-mail-changed-subject = Another time or place: { $event }
lightning-mail-changed = The evening of your lightning talk has changed, { $name }. The round starts on { $when }; the evening’s page says where. If that does not suit you, take your talk back, so that somebody else can have the turn.
lightning-mail-postponed-subject = Postponed: { $event }
lightning-mail-postponed = “{ $event }” is postponed, and there is no new date yet. Your talk keeps its turn, { $name }; we write to you when there is one.
lightning-mail-cancelled-subject = Cancelled: { $event }
lightning-mail-cancelled = “{ $event }” does not take place, { $name }, so neither does the lightning round. Keep the talk: there is a next time.
lightning-mail-bring = Bring somebody who will like your talk. This link is yours to send on: { $link }
lightning-mail-strictly = You have { $limit } minutes. The clock is strict and the same for everybody, so one idea is enough. At zero the room applauds.
lightning-mail-thanks-subject = Thank you for your talk at { $event }
lightning-mail-thanks = Thank you for speaking, { $name }. Talks like yours are what people come for.
lightning-mail-next-step = If you have slides, add their link so that people find them. And if the subject has more in it than fits into { $limit } minutes, tell us: a longer talk is a good next step.
lightning-mail-turn = Your talk
lightning-mail-slides = Add your slides
lightning-mail-event = The evening’s page
lightning-mail-why = You get this because somebody signed up for a lightning talk at “{ $event }” of { $group } with this address.

## The line-up, for everybody

lightning = Lightning talks
lightning-when = { $starts } to { $ends }
lightning-fits = { $turns ->
    [one] One talk of { $limit } minutes at most. At zero we clap.
   *[other] { $turns } talks of { $limit } minutes at most, { $changeover } in between. At zero we clap.
}
lightning-order-first-timers = Order: whoever speaks for the first time goes first.
lightning-order-arrival = Order: as people signed up.
lightning-order-draw = Order: by lot, drawn from the number { $seed }.
lightning-order-shorter = Order: shorter talks go first.
lightning-order-arranged = Order: arranged by the organizers.
lightning-empty = Nobody has signed up yet.
lightning-free-first = This one could be yours
lightning-free-first-hint = A thing you learned, broke or love
lightning-free = So could this one
lightning-free-hint = Your first talk ever? This is the place for it.
lightning-take-it = Take it
lightning-if-time = If there is time
lightning-first-time = First talk
lightning-slides = Slides
lightning-on-stage = On stage
lightning-given = Given
lightning-skipped = Skipped
lightning-absent = Not here
lightning-title-hidden = A lightning talk
lightning-name-hidden = A speaker
lightning-shut-no-event = This evening takes no talks now.
lightning-shut-over = The round is over.
lightning-shut-last-turn = The last talk has begun. There is a next time.
lightning-shut-full = So many stand by already that it would be no use.

## Signing up

lightning-sign-up = Give a lightning talk
lightning-sign-up-text = One idea, a few minutes, with slides or without. Signing up takes twenty seconds, and you can until the last talk begins.
lightning-round = Which round?
lightning-choose-round = Choose a round.
lightning-field-title = What are you going to talk about?
lightning-field-title-hint = A few words are enough. You can change them later.
lightning-field-title-later = You can change it until you are on.
lightning-field-name = Your name, as it should be shown
lightning-field-email = E-mail, if you like
lightning-field-email-hint = For a word when a turn is yours and on the day before. Without it you keep a link.
lightning-field-first-time = It is my first talk
lightning-sign-up-button = I’ll give it
lightning-done-placed = You’re in the line-up.
lightning-done-stands-by = All turns are taken for now. You stand by, at place { $place }.
lightning-known = This very talk is in the line-up already. If it is yours, use the link that you were given.
lightning-yours = Your talks

## A speaker’s own turn

lightning-your-talk = Your talk
lightning-strictly = You have { $limit } minutes, strictly.
lightning-standing-placed = { $before ->
    [0] You’re in the line-up, and nobody is before you.
    [one] You’re in the line-up, with one talk before yours.
   *[other] You’re in the line-up, with { $before } talks before yours.
}
lightning-standing-by = { $place ->
    [1] You stand by. The next turn that becomes free is yours.
   *[other] You stand by, at place { $place }.
}
lightning-standing-on-stage = You are on stage.
lightning-standing-given = Thank you. You talked for { $took }.
lightning-standing-skipped = Your talk was skipped. Tell the moderator when you are ready.
lightning-standing-absent = You were called and not there. Tell the moderator when you are back.
lightning-link = Your link
lightning-link-text = You gave no address, so this link is how you come back to your talk. This browser keeps it for the evening.
lightning-copy = Copy
lightning-copied = Copied
lightning-field-say = How do you say your name?
lightning-field-say-hint = As you would write it for somebody who has never heard it. May stay empty.
lightning-field-slides = Link to your slides
lightning-field-slides-hint = Shown after your talk.
lightning-deck = Slides in one deck
lightning-deck-text = Send your slides, and the projector shows them during your turn, so that nobody changes laptops. You can replace them until you begin.
lightning-deck-file = Your slides
lightning-deck-hint = A PDF or one picture, 20 MB at most. After your talk everybody can read them.
lightning-deck-send = Send the slides
lightning-deck-replace = Send others instead
lightning-deck-remove = Take the slides away
lightning-deck-open = Open the file
lightning-deck-page = Slide { $number }
lightning-deck-shown = { $pages ->
    [one] One slide is ready for the projector.
   *[other] { $pages } slides are ready for the projector.
}
lightning-deck-kept = { $pages ->
    [one] One slide is ready for the projector. Have a look whether it is as it should be.
   *[other] { $pages } slides are ready for the projector. Have a look whether they are as they should be.
}
lightning-deck-removed = The slides are gone.
lightning-deck-choose = Choose a file first.
lightning-deck-too-large = The file is larger than 20 MB. Smaller pictures in it help.
lightning-deck-picture-too-large = The picture has more than forty megapixels. Send a smaller one.
lightning-deck-not-one = This is neither a PDF nor a picture. Most programs can save slides as PDF.
lightning-deck-unreadable = The file is kept, but its pages could not be drawn, so the projector shows your title only. A password, or a broken file? Bring your laptop, or save it as PDF anew.
lightning-deck-too-many = The file is kept, but it has more than 100 pages, so the projector shows your title only.
lightning-deck-too-heavy = The file is kept, but drawing its pages took too long, so the projector shows your title only. Simpler drawings or smaller pictures help.
lightning-field-needs = What do you need on stage?
lightning-field-needs-hint = An adapter, sound, a table. May stay empty.
lightning-field-planned = How long will you talk?
lightning-field-planned-hint = Minutes and seconds, such as 3:00. Shorter talks go first.
lightning-planned-wrong = Type minutes and seconds, at most { $limit }.
lightning-field-recording = May it be recorded?
lightning-recording-open = I’ll decide later
lightning-recording-yes = Yes
lightning-recording-no = No
lightning-field-leaves-early = I have to leave early
lightning-save = Save
lightning-saved = Saved.
lightning-withdraw = Not after all?
lightning-withdraw-text = Your turn goes to whoever stands by. There is a next time.
lightning-withdraw-button = Take my talk back
lightning-withdrawn = Your talk is not in the line-up any more.
lightning-withdraw-late = You have been on stage already.

## Organize

lightning-arrange = Arrange the line-up
lightning-rounds = Rounds
lightning-rounds-none = No round yet. Half an hour holds five talks of five minutes.
lightning-rounds-full = This evening has as many rounds as it can have.
lightning-taken = { $by ->
    [0] { $taken } of { $turns } turns taken
   *[other] { $taken } of { $turns } turns taken, { $by } stand by
}
lightning-sign-up-page = The page to sign up
lightning-wall = Code for the wall
lightning-wall-print = Print this page and put it on the wall. The code leads to the form.
lightning-wall-heading = Give a lightning talk tonight
lightning-wall-text = One idea in five minutes. No account needed; you can sign up until the last talk begins.
lightning-wall-code = Code that opens the form to sign up for a lightning talk
lightning-round-new = A new round
lightning-round-add = Add the round
lightning-round-added = The round is here. Now people can sign up.
lightning-round-change = Change the round
lightning-round-saved = The round is changed.
lightning-round-remove = Remove the round
lightning-round-removed = The round is removed.
lightning-round-has-turns = People have signed up for this round, so it stays.
lightning-field-round-title = Title
lightning-field-round-title-hint = May stay empty. Two rounds are easier to tell apart with one.
lightning-field-starts = Starts at
lightning-field-minutes = Length in minutes
lightning-field-format = Format
lightning-field-limit = Each talk
lightning-field-limit-hint = Minutes and seconds. Slides that turn by themselves say it.
lightning-field-changeover = In between
lightning-field-changeover-hint = To change laptops and clap.
lightning-field-policy = Order
lightning-field-policy-hint = Everybody sees which.
lightning-clock-runs = The round has begun, so the length of a talk stays.
lightning-span-wrong = Type minutes and seconds, from { $least } to { $most }.
lightning-too-short = Not even one talk fits into that.
lightning-line-up = Line-up
lightning-around = Around the round
lightning-stands-by = Stands by
lightning-said = say
lightning-leaves-early = Leaves early
lightning-no-recording = No recording
lightning-recorded = May be recorded
lightning-name-is-hidden = Name hidden
lightning-title-is-hidden = Title hidden
lightning-needs = Needs:
lightning-up = Move { $name } up
lightning-down = Move { $name } down
lightning-call-back = Is back
lightning-hide-name = Hide name
lightning-show-name = Show name
lightning-hide-title = Hide title
lightning-show-title = Show title
lightning-remove = Take out
lightning-moved = The order is changed.
lightning-shown = Saved. The stage shows it at once.
lightning-called-back = Back in line, as the next one.
lightning-removed = The talk is taken out.
lightning-removed-late = It has been on stage already.
lightning-arrange-again = Back to the round’s own order
lightning-arranged-again = In the round’s own order again.
lightning-swap = Swap two
lightning-swap-one = This one
lightning-swap-other = with this one
lightning-swap-button = Swap
lightning-swapped = Swapped.
lightning-floor = From the floor
lightning-floor-name = Name
lightning-floor-title = Title, if there is one
lightning-floor-button = Add to the line-up
lightning-floor-added = Added to the line-up.
lightning-floor-refused = The round is over, or its line-up is too long.
lightning-screens = Timer, projector and remote
