### Proposing a talk, her own page, the pool, and talks that groups offer each other.

## Proposing

proposals-propose = Propose a talk
proposals-propose-text = Any day of the year, no account needed. An idea is enough: we find a date together.
proposals-propose-seen = Organizers of the group read this and answer by mail. You get a link to change it or take it back.
proposals-propose-go = Propose it
proposals-wanted = We would love to hear about …
proposals-name = Your name
proposals-name-hint = As the program shows it.
proposals-email = Your e-mail address
proposals-email-hint = For the organizers’ answer, and a link to your proposal.
proposals-email-known = Answers go to
proposals-title = Title
proposals-summary = What it is about
proposals-summary-hint = A few words are enough. Markdown works.
proposals-minutes = Minutes
proposals-first = It would be my first talk ever
proposals-wishes = Would you like company on the way?
proposals-wants-mentor = A mentor, who helps to prepare it
proposals-wants-rehearsal = A rehearsal, with a few friendly people
proposals-available = When could you?
proposals-available-hint = “Any Tuesday from March on” is fine.
proposals-links = Links
proposals-links-hint = Slides, a recording, whatever shows what you mean.
proposals-done = Thank you. This page is yours: come back to it at any time.
proposals-done-mail = Thank you. Look at your mail: it has a link to your proposal.
proposals-too-many = There are several proposals of yours already. Let the organizers answer those first.
proposals-changed = Somebody else changed this meanwhile. Look at what it says now, then try again.

## Her own page

proposals-own = Your proposal
proposals-own-proposed = Organizers have it and will answer by mail. You can still change everything.
proposals-own-talking = Organizers asked you something by mail. You can still change everything.
proposals-own-accepted = The group would love to hear it, and looks for a date with you.
proposals-own-scheduled = It has a date.
proposals-own-given = You gave it. Thank you.
proposals-own-declined = It doesn’t fit just now. Thank you for offering it.
proposals-own-withdrawn = You took it back. Another idea is always welcome.
proposals-own-mentor = { $name } helps you to prepare it.
proposals-own-rehearsal = You rehearse it on { $date }.
proposals-own-save = Save
proposals-own-saved = Saved.
proposals-own-withdraw = Take it back
proposals-own-taken-back = Taken back. Thank you for offering it.
proposals-own-settled = This can’t be changed any more. Write to the organizers.
proposals-own-share = Give it again?
proposals-own-share-text = Other groups here could hear it too. They see title, summary and your name, never your address, and write to you through us.
proposals-own-share-box = Other groups may ask me to give it again
proposals-own-share-save = Save
proposals-own-shared = Thank you. Organizers may offer it now, and you can take that back at any time.
proposals-own-not-shared = All right. Nobody can ask for it any more.

## At /me

proposals-mine = Talks you proposed
proposals-mine-erase = Erase these proposals
proposals-erased = Erased.

## The pool

proposals = Proposals
proposals-text = Talks that people offer, and what becomes of them.
proposals-form = The form that people see
proposals-none = No proposals yet
proposals-none-text = Put the form’s address where speakers look, or ask somebody.
proposals-length = { $count ->
    [one] one minute
   *[other] { $count } minutes
}
proposals-state-proposed = Proposed
proposals-state-talking = Talking
proposals-state-accepted = Accepted
proposals-state-scheduled = Scheduled
proposals-state-given = Given
proposals-state-declined = Declined
proposals-state-withdrawn = Taken back
proposals-badge-first = First talk ever
proposals-badge-wishes = Wishes company
proposals-badge-lost = Needs another date
proposals-badge-offered = Offered to other groups
proposals-lost = The event that this was scheduled at doesn’t take place. Find another one.
proposals-topics = Topics wanted
proposals-topics-text = They stand above the form, and each fills it in.
proposals-topic = A topic
proposals-topic-add = Add it
proposals-topic-added = Added.
proposals-topic-remove = Remove
proposals-topic-removed = Removed.
proposals-topics-full = That is a long list already. Remove a topic first.

## One proposal

proposals-said = What they say
proposals-said-nothing = Only the title so far.
proposals-next = What next?
proposals-event = At which event
proposals-move-talking = Ask something
proposals-move-accepted = Accept
proposals-move-scheduled = Give it a date
proposals-move-declined = Decline kindly
proposals-move-given = It was given
proposals-move-back = Take it off this event
proposals-moved = { $state }.
proposals-not-now = That doesn’t go from here. Look at how it stands now.
proposals-no-event = This event takes no more talks. Choose another one.
proposals-care = Company
proposals-mentor = Mentor
proposals-mentor-hint = An organizer, or anybody by name. The speaker sees it.
proposals-rehearsal = Rehearsal on
proposals-note = Note
proposals-note-hint = For organizers only.
proposals-save = Save
proposals-saved = Saved.
proposals-offer = Offer it to other groups
proposals-offer-end = Offer it no more
proposals-offered = Offered to the other groups here.
proposals-not-offered = Offered no more.

## Letters of organizers

proposals-letter-text = This goes to the speaker in your name. Change it until it sounds like you.
proposals-letter-body = Your letter
proposals-letter-ask-subject = About your talk: { $title }
proposals-letter-ask = Hello { $name },

    thank you for proposing “{ $title }”. May I ask you something about it?

    

    { $me }
proposals-letter-yes-subject = Yes, please: { $title }
proposals-letter-yes = Hello { $name },

    we would love to hear “{ $title }” at { $group }. Now we look for a date, and write to you as soon as there is one.

    If you would like help on the way, just answer.

    { $me }
proposals-letter-date-subject = Your talk at { $event }
proposals-letter-date = Hello { $name },

    “{ $title }” is on the program of { $event }, { $when }.

    If that doesn’t suit you, answer this mail and we find another date.

    { $me }
proposals-letter-no-subject = About your talk: { $title }
proposals-letter-no = Hello { $name },

    thank you for offering “{ $title }”. We can’t find a place for it just now, and that says nothing about the idea.

    We would be glad to hear from you again, with this or something else. Five minutes at a lightning round are always welcome.

    { $me }
proposals-letter-swap = Hello { $name },

    would you give “{ $title }” at { $group } too? We would choose a date that suits you.

    { $me }

## Talks that groups offer each other

proposals-offers = Talks from other groups
proposals-offers-text = These were given at other groups here, and their speakers would give them again. Your question goes to the speaker, who answers you directly.
proposals-offers-none = No offers just now
proposals-offers-none-text = Talks appear here once another group offers one.
proposals-ask-for = Ask for it
proposals-ask-hint = The answer goes to your group’s address.
proposals-asked = Your question to { $name } is on its way.
proposals-offer-gone = This talk isn’t offered any more.

## Mails

proposals-mail-thanks-subject = Thank you for proposing a talk at { $group }
proposals-mail-thanks = Hello { $name }, thank you for proposing “{ $title }”. Organizers of { $group } read it and answer by mail.
proposals-mail-thanks-next = On its page you see how it stands, change it, or take it back. If you proposed nothing, take it back there.
proposals-mail-open = See your proposal
proposals-mail-why = You get this because a talk was proposed to { $group } with this address.
proposals-mail-moved-subject = { $event } has moved
proposals-mail-moved = { $event } is changed: it is on { $when }. Your talk “{ $title }” stays on its program. If that doesn’t suit you, answer this mail.
proposals-mail-put-off-subject = { $event } is put off
proposals-mail-put-off = { $event } is put off, and has no new date yet. Your talk “{ $title }” stays on its program.
proposals-mail-off-subject = { $event } doesn’t take place
proposals-mail-off = { $event } doesn’t take place. Your talk “{ $title }” stays accepted, and the organizers look for another date.
proposals-mail-new-subject = A talk is proposed: { $title }
proposals-mail-new = { $speaker } proposes “{ $title }” to { $group }.
proposals-mail-back-subject = A talk is taken back: { $title }
proposals-mail-back = { $speaker } took back “{ $title }”.
proposals-mail-look = See the proposal
proposals-mail-organizers-why = You get this because this is the address of the organizers of { $group }.
proposals-mail-wanted-subject = { $other } would love to hear your talk
proposals-mail-wanted = { $author } of { $other } asks whether you would give “{ $title }” there.
proposals-mail-wanted-answer = Answer this mail and it goes to { $other }. They don’t know your address until you do. On your proposal’s page you can say that other groups may not ask any more.
