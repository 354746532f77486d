# Lists: what people get by mail when they join, write and leave, and what organizers decide.

lists-no-subject = without a subject
lists-via = via { $list }
lists-choose = Choose what you get
lists-page = { $list } on the web

lists-join-subject = Do you want to join the list { $list }?
lists-join-first = Somebody, we hope you, asked for this address to join the mailing list { $list } of { $group }. You would also be a member of the group.
lists-join-go = Yes, I want to join
lists-join-or-answer = Or answer this mail with nothing in it. It works for three days.
lists-join-not-you = Not you? Then do nothing, and you hear no more of it.

lists-known-subject = You are on the list { $list } already
lists-known-first = You asked to join the mailing list { $list } of { $group }, and this address is on it. Write to everybody at { $address }.

lists-joined-subject = Welcome to the list { $list }
lists-joined-first = You are on the mailing list { $list } of { $group } now.
lists-joined-write = Whatever you send to { $address } goes to everybody on it.
lists-joined-looked-at = Your first message is looked at by an organizer before it goes out.
lists-joined-digest = What is written comes to you in one letter a day, at six in the evening. You can also have each message as it comes.
lists-joined-read = Its organizers write, and everybody on it reads.
lists-joined-why = You get this because you joined the list.

lists-leave-subject = Do you want to leave the list { $list }?
lists-leave-first = Somebody, we hope you, asked for this address to leave the mailing list { $list } of { $group }.
lists-leave-go = See what I get, and leave
lists-leave-or-answer = Or answer this mail with nothing in it, and you are off the list. Not you? Then do nothing.

lists-not-on-subject = This address is not on the list { $list }
lists-not-on-first = You asked to leave the mailing list { $list } of { $group }, and this address is not on it.
lists-not-on-other = Perhaps its messages come to you by another address of yours. Each of them has its own way out in it.

lists-help-subject = The mailing list { $list }
lists-help-first = { $list } is a mailing list of { $group }. Write to everybody on it at { $address }.
lists-help-ways =
    To join, write to { $join }.
    To leave, write to { $leave }.
    To reach the people who look after it, write to { $owner }.
lists-help-page = Open its page

lists-waits-subject = Your message waits: { $subject }
lists-waits-first = Your message to { $list }, “{ $subject }”, waits for an organizer to look at it.
lists-waits-stranger = Only people on the list write to it without that.
lists-waits-organizers-only = Only organizers write to this list without that.
lists-waits-command = It looks as if it asks for the list itself. Every message of the list has its own way out in it.
lists-waits-too-large = It is large. Big files are better put on the web, with a link to them.
lists-waits-looked-at = Some messages are looked at before they go to everybody.
lists-waits-no-need = There is nothing for you to do. Sending it again does not make it faster.

lists-rejected-subject = Your message was not sent on: { $subject }
lists-rejected-first = Your message to { $list }, “{ $subject }”, was looked at and did not go out.
lists-rejected-reason = An organizer writes:

lists-expired-subject = Nobody got to your message: { $subject }
lists-expired-first = Your message to { $list }, “{ $subject }”, waited for { $days } days, and nobody looked at it. We are sorry. Please write to the organizers if it still matters.

lists-held-subject = Look at a message to { $list }: { $subject }
lists-held-first = { $author } wrote to { $list }: “{ $subject }”. It waits for you or another organizer, for { $days } days at the most.
lists-held-open = Open the messages that wait
lists-held-answer =
    Or answer this mail. Its first line says what becomes of the message:
    accept
    trust (accept, and never ask about this person again)
    reject, and after it a sentence for its author
    discard
lists-held-more =
    { $count ->
        [one] One message waits in all.
       *[other] { $count } messages wait in all.
    }

lists-settled-subject = About the message “{ $subject }”
lists-settled-done = It is done: “{ $subject }” went to the list.
lists-settled-rejected = It is done: “{ $subject }” does not go out, and its author is told.
lists-settled-discarded = It is done: “{ $subject }” is let go, and nobody is told.
lists-settled-announced = It is done: “{ $subject }” goes out to everybody who gets announcements.
lists-settled-unclear-announce = We did not understand what is to become of “{ $subject }”. Begin your answer with accept or discard, or decide on the page.
lists-settled-late = Somebody else has decided about “{ $subject }” before you.
lists-settled-unclear = We did not understand what is to become of “{ $subject }”. Begin your answer with accept, trust, reject or discard, or decide on the page.

lists-owner-subject = To the people of { $list }: { $subject }
lists-owner-first = { $author } wrote to whoever looks after { $list }. If you answer, you answer to them.
lists-owner-note = Nobody has checked who wrote it. Links in it lead to where its writer wants.

lists-hold-stranger = They are not on the list.
lists-hold-unproven = It says that it is from somebody on the list, and nothing shows that it is. It may be forged.
lists-hold-organizers-only = Only organizers write to this list.
lists-hold-first = It is their first message.
lists-hold-moderated = You asked to look at every message of this person.
lists-hold-everything = You asked to look at every message for now.
lists-hold-not-addressed = The list stands neither in To nor in Cc, as is usual for advertisements.
lists-hold-too-large = It is larger than the list allows.
lists-hold-too-many = It is addressed to many others too.
lists-hold-command = It seems to ask for the way out of the list.
lists-hold-yes = Whoever wrote it has been asked whether it is to go out.

# The list's own page.
lists-title = Mailing lists
lists-heading = { $list }, the list
lists-is-closed = This list takes no mail any more.
lists-members-write = Whatever somebody on the list sends to its address goes to everybody on it.
lists-organizers-write = The organizers write to it, and everybody on it reads.
lists-people =
    { $count ->
        [0] Nobody is on it yet.
        [one] One person is on it.
       *[other] { $count } people are on it.
    }
lists-look-after = Look after this list
lists-you-are-on = You are on this list
lists-join = Join the list
lists-join-email = Your e-mail address
lists-join-email-hint = We send a letter there, and you join from it.
lists-join-name = Your name
lists-join-name-hint = Organizers see it. You can leave it out.
lists-join-button = Join the list
lists-join-member = You are a member of { $group } with that, if you are not already.
lists-join-comes-to = Messages would come to { $email }.
lists-look = We have written to { $email }. You are on the list once you say yes in that letter.
lists-you-get-each = Each message comes to you by mail.
lists-you-get-digest = You get one letter a day with what was written.
lists-you-get-none = You read on the web and get no mail.
lists-joined = You are on the list { $list } now.
lists-aside = { $list }, the mailing list

# What a subscriber chooses.
lists-own-title = What you get of { $list }, the list
lists-own-write = Write to everybody at { $address }.
lists-own-page = The list’s page
lists-own-get = Messages
lists-own-each = Each one by mail
lists-own-each-hint = As soon as it is written.
lists-own-digest = Once a day, in one letter
lists-own-digest-hint = At six in the evening, if something was written.
lists-own-none = None for now
lists-own-none-hint = You stay on the list and can write to it.
lists-own-posts = A copy of what I write
lists-own-posts-hint = Shows you that it went out.
lists-own-save = Save
lists-own-saved = Saved.
lists-own-end = Leave the list
lists-own-end-text = You get no more of its messages. You stay a member of { $group }.
lists-own-end-go = Leave the list
lists-left = You are off the list
lists-left-text = Nothing more of it comes to you. You are still a member of { $group }.
lists-left-again = Join again

# Where organizers look after lists.
lists-lede = People write to an address, and everybody on the list gets it by mail. An announcement is yours alone; a list belongs to everybody on it.
lists-none = No list yet
lists-none-text = Your first one comes by itself within minutes.
lists-wait =
    { $count ->
        [one] One message waits
       *[other] { $count } messages wait
    }
lists-badge-closed = Closed
lists-new = Another list
lists-new-text = For the organizers among themselves, for jobs, or for whatever would be too much for everybody.
lists-new-title = What it is called
lists-new-title-hint = For example “Turku Python jobs”.
lists-new-address = Its address
lists-new-address-hint = What stands before @{ $domain }: small letters, digits and hyphens. It stays the list’s for ever.
lists-new-go = Begin the list
lists-founded = { $list } takes mail from now on.
lists-no-mail = This installation takes no mail in yet, so it has no lists. Whoever runs it can turn that on.
lists-name-odd = Use small letters, digits and hyphens between them, fifty at most.
lists-name-ending = It must not end with -join, -leave, -owner or -help: these are addresses of their own.
lists-name-taken = Somebody has this address already. Try another one.

lists-held = Messages that wait
lists-held-none = Nothing waits.
lists-held-read = Read it
lists-accept = Accept
lists-trust = Accept and trust
lists-discard = Discard
lists-source = Source
lists-reject = Reject with a sentence
lists-reason = What its author is told
lists-reason-long = That was too long, or held something that cannot be seen.
lists-reject-go = Reject
lists-did-accept = It goes to the list.
lists-did-announce = It goes out to everybody who gets announcements.
lists-did-reject = It does not go out, and its author is told.
lists-did-discard = It is let go. Nobody is told.
lists-did-late = Somebody else had decided before you.

lists-subscribers = On the list
lists-reached =
    { $count ->
        [0] A message reaches nobody now.
        [one] A message reaches one person now.
       *[other] A message reaches { $count } people now.
    }
lists-people-show = Show who is on it
lists-since = since { $day }
lists-reads-digest = gets one letter a day
lists-reads-not = gets no mail
lists-look-always = Look at each message
lists-look-no-more = Trust again
lists-standing-saved = Saved.

lists-export-people = Who is on it, as a file
lists-export-archive = Archive as mailbox
lists-export-text = Both hold addresses, and other list servers and mail programs read them. The log says who took them.

lists-settings = What the list does
lists-about = What is written here
lists-about-hint = One or two sentences, for people who think about joining.
lists-joins = Who can join
lists-joins-anyone = Anybody
lists-joins-organizers = Only organizers
lists-joins-organizers-hint = For what is not for everybody.
lists-posting = Whose messages go out at once
lists-posting-members = Everybody on the list
lists-posting-members-hint = Messages of others wait for an organizer.
lists-posting-organizers = Only organizers
lists-posting-organizers-hint = Messages of everybody else wait.
lists-first-posts = First messages to look at
lists-first-posts-hint = So many messages of somebody new wait for an organizer. One keeps nearly all spam away.
lists-holds-all = Look at every message for now
lists-holds-all-hint = For a heated evening. Organizers’ own go out.
lists-largest = Largest message, in kB
lists-largest-hint = A larger one waits for an organizer. Words alone have about 10, a photo some thousands; what is larger than { $most } does not come in here at all.
lists-begins-with-digest = Whoever joins gets one letter a day
lists-begins-with-digest-hint = Until they choose themselves. For lists where much is written.
lists-reply = Where an answer goes
lists-reply-author = To the author
lists-reply-author-hint = Nobody writes to hundreds by mistake. “Reply all” still reaches the list.
lists-reply-list = To the list
lists-reply-list-hint = More talk, and now and then a private word that everybody reads.
lists-style = What the list adds
lists-style-transparent = Nothing
lists-style-transparent-hint = Messages arrive as they were written and signed.
lists-style-decorated = A word before the subject, a line below the text
lists-style-decorated-hint = They are from the list’s address then, “via” its name.
lists-prefix = The word before the subject
lists-prefix-hint = It stands in brackets, if the list adds something.
lists-prefix-odd = Leave the brackets out. They come by themselves.
lists-save = Save
lists-saved = Saved.
lists-end = End the list
lists-end-text = It takes no mail any more. Its address stays its own, and you can open it again.
lists-end-go = End the list
lists-closed = The list takes no mail any more.
lists-reopen-text = It takes mail again, with everybody who was on it.
lists-reopen-go = Open it again
lists-reopened = The list takes mail again.

lists-archive = Who reads what was written
lists-archive-public = Everybody, also search engines
lists-archive-public-hint = What was written so far is seen, too. Tell the list before.
lists-archive-members = Members of the group
lists-archive-private = Who is on the list
lists-read = Read what was written

# One letter a day with what was written to a list.
lists-digest-subject = { $count ->
    [one] { $list }: one message
   *[other] { $list }: { $count } messages
}
lists-digest-last = { $list }: what waited for you
lists-digest-by = { $author }, { $when }
lists-digest-file = { $name }, { $size }
lists-digest-answer = Answer on the web
lists-digest-mute = No more of this thread
lists-digest-whole = Read the whole message on the web
lists-digest-leave = Leave the list
lists-digest-why = You get this once a day because you chose one letter with what is written to { $list }.
lists-digest-why-last = You chose to get each message of { $list }. This is what was kept for your next letter; it won’t come again.

# An address by whose mail a group announces.
lists-announce-title = { $group } announcements
lists-announce-badge = Announcements
lists-announce-what = Here { $group } tells what comes next. Its organizers write, and nobody else’s mail goes out.
lists-announce-people = { $count ->
    [0] Nobody gets announcements yet.
    [one] One person gets them.
   *[other] { $count } people get them.
}
lists-announce-write = Announce by mail
lists-announce-write-asks = Send a mail to this address from yours. We show you what goes out, and to how many, and it goes once you say yes.
lists-announce-write-at-once = A mail to this address from yours goes out at once.
lists-announce-yours = What you get
lists-announce-get-each = You get each announcement.
lists-announce-get-digest = You get announcements in one letter.
lists-announce-get-none = You get no announcements.
lists-announce-join = Get announcements
lists-announce-join-button = Get announcements
lists-announce-joined = You get announcements of { $group } from now on.
lists-announce-look = We have written to { $email }. You get announcements once you say yes in that letter.
lists-announce-comes-to = Announcements would come to { $email }.
lists-announce-join-subject = Do you want to get announcements of { $group }?
lists-announce-join-first = Somebody, we hope you, asked for announcements of { $group } at this address. You would also be a member of the group.
lists-announce-known-subject = You get announcements of { $group } already
lists-announce-known-first = You asked for announcements of { $group }, and they come to this address.
lists-announce-agreed-subject = You get announcements of { $group }
lists-announce-agreed-first = What { $group } announces comes to you from now on. Each letter ends it in one click.
lists-announce-leave-subject = Do you want no more announcements of { $group }?
lists-announce-leave-first = Somebody, we hope you, asked to end announcements of { $group } to this address.
lists-announce-leave-or-answer = Or answer this mail with nothing in it, and they end. Not you? Then do nothing.
lists-announce-not-on-subject = This address gets no announcements of { $group }
lists-announce-not-on-first = You asked to end announcements of { $group }, and none come to this address.
lists-announce-help-first = { $address } is where organizers of { $group } announce what comes next. Nobody else’s mail goes out.
lists-announce-ask-subject = Shall it go out? { $subject }
lists-announce-ask-first = { $count ->
    [0] You wrote to { $address }. Nobody gets announcements of { $group } yet, so it cannot go out now. This is how it would read:
    [one] You wrote to { $address }. Say yes, and it goes to one person as an announcement of { $group }. This is how it reads:
   *[other] You wrote to { $address }. Say yes, and it goes to { $count } people as an announcement of { $group }. This is how it reads:
}
lists-announce-files = { $count ->
    [one] The attachment is not sent along. Put it on the web, and a link to it into the text.
   *[other] The { $count } attachments are not sent along. Put them on the web, and links to them into the text.
}
lists-announce-open = Look at it and say yes
lists-announce-answer =
    Or answer this mail. Its first line says what becomes of it:
    accept
    discard
    If you say nothing, it is let go after { $days } days.
lists-announce-accept = { $count ->
    [one] Send it to one person
   *[other] Send it to { $count } people
}
lists-announce-who = Who gets them
lists-announce-who-text = These are all who agreed to announcements and get each of them. Who wants them in one letter finds them there. Everybody chooses that on their own page, behind a link in each letter.
lists-announce-at-once = What we write goes out at once
lists-announce-at-once-hint = Without asking its writer first. Mail that is not surely an organizer’s waits all the same.
lists-announce-nobody = Nobody gets announcements yet, or the group may not write to others yet. It waits on.
lists-announce-no-subject = It has no subject, so it cannot be announced.
lists-announce-no-text = It has no text, so it cannot be announced.
lists-announce-too-long = It is longer than an announcement can be. Put the details on the web, and a link to them into the text.

# Somebody’s own page.
lists-mine = Your mailing lists
lists-mine-note = { $group }, { $gets }
lists-mine-each = each message
lists-mine-digest = one letter a day
lists-mine-none = no mail
lists-mine-file = Keep a file of your lists and of what you wrote to them (JSON)
