# The door of an event: the helpers' page, and the organizers' page about it.

door = At the door
door-count = { $here } of { $all } here
door-progress = People who are here
door-find = Find a name
door-find-button = Find
door-nobody = Nobody of that name is on the list.
door-everybody = Show everybody
door-expected = Still expected
door-waiting = On the waitlist
door-here = Here
door-in = Here
door-check-in = Check in
door-undo = Undo
door-last = Checked in last
door-is-here = { $name } is here
door-first = First time here
door-speaks = Speaks tonight
door-no-photos = No photos
door-waits = Waits for a seat
door-walked-in = Walked in
door-guests = brings { $guests }
door-offline = No network. Go on: it is kept on this telephone.
door-unsent = { $count } waiting to be sent

door-walk-in = Somebody without a sign-up
door-walk-in-name = Name
door-walk-in-email = E-mail, if they like
door-walk-in-email-hint = Only to hear of the group’s next evenings.
door-walk-in-agrees = Yes, the group may write to me
door-walk-in-needs-yes = Ask whether the group may write there, and tick the box. Without a yes, leave the address out.
door-walk-in-button = Write down and check in

door-digits = The evening’s four digits
door-digits-lede = One moment: this telephone is new here.
door-digits-hint = An organizer knows them.
door-enter = Come in
door-digits-needed = Enter four digits, such as 0123.
door-digits-wrong = These are not tonight’s digits. Ask an organizer.
door-digits-wait = Too many wrong digits. Wait a quarter of an hour, or ask an organizer.
door-digits-renew = Too many have guessed at these digits, so they open nothing any more. An organizer can make new ones.

door-revoked = This link doesn’t work any more
door-revoked-sentence = An organizer has taken it back. Ask for the new one.
door-ended = The door is closed
door-ended-sentence = The evening is over. Thank you for your help.
door-cut-off = This telephone is cut off
door-cut-off-sentence = An organizer has ended its access to the door. Ask them if that was a mistake.

door-link = The door’s link
door-link-text = Send it to whoever helps at the door. It needs no account, works until { $ends }, and shows names only.
door-link-ended = It has ended.
door-copy = Copy
door-copied = Copied
door-open = Open the door on this telephone
door-digits-text = Each new telephone types them once. Tell them by word of mouth, not beside the link.
door-guessed-at = Too many wrong digits were typed. No new telephone comes in until you make new ones.
door-digits-new = New digits
door-digits-renewed = The digits are new. Telephones that are in stay in.
door-telephones = Telephones
door-telephones-none = None yet.
door-telephone = Telephone { $number }
door-telephone-since = In since { $when }
door-telephone-off = Cut off
door-cut-off-button = Cut off
door-cut-off-done = Cut off. The digits are new, since whoever holds that telephone knew the old ones.
door-revoke = Take the link back
door-revoke-text = Every telephone is cut off at once, and forgets the names. Who was checked in stays checked in.
door-revoke-button = Take it back
door-revoked-done = The link is taken back.
door-make = Who stands at the door?
door-make-text = Make a link for their telephones. They check people in by name, without an account, and go on when the network fails. They see no addresses and no notes.
door-was-revoked = The last link was taken back. A new one has new digits, and starts with no telephones.
door-make-button = Make the door’s link
door-made = The link is made. Send it to whoever helps.
door-missed = { $count ->
    [0] Everybody who had a seat came.
    [one] One person had a seat and couldn’t make it. Only organizers see this number.
   *[other] { $count } people had a seat and couldn’t make it. Only organizers see this number.
}

## Names for the building, and badges

door-names = Names for the building
door-names-text = Security at the entrance often wants a list. This link shows the names of those who have a seat, and nothing else. It prints on paper, and closes when you say that it was sent, or when the evening is over.
door-names-make = Make the list’s link
door-names-made = The list’s link is made. Send it to whoever lets people in.
door-names-link = Link of the names
door-names-show = Show the names
door-names-sent = It was sent: close it
door-names-closed-done = The list is closed. Its link shows no names any more.
door-names-count = { $count ->
    [one] One name
   *[other] { $count } names
}
door-names-closed = This list is closed
door-names-closed-sentence = It was sent, or the evening is over. Ask an organizer if you need it again.
door-badges = Name badges
door-badges-text = A sheet of labels, with the name large, pronouns where somebody gave them, and a dot for who comes for the first time.
door-badges-show = Show the badges
door-badges-print = Print this page on sheets of labels, two in a row. A dot says that somebody comes for the first time: say hello.
door-badges-none = No badges yet
door-badges-none-text = As soon as somebody has a seat, a badge is here.

## The code of an answer

door-code-going = You’re coming.
door-code-waiting = You’re on the waitlist.
door-code-declined = You’re not coming.

## Whom to ask for a talk

door-ask = Ask for a lightning talk
door-ask-question = “What are you going to give a lightning talk about?”
door-ask-nobody = Nobody just now. Who comes for the first time is not asked.
door-ask-tell = One person, by name. Tell an organizer what they say.
door-asks = Whom to ask for a talk
door-asks-text = The door’s telephones can show up to three people who are here, have been before, and could be asked for a lightning talk: their names only. It folds itself away while many arrive.
door-asks-show = Show it at the door
door-asks-hide = Show it no more
door-asks-shown = The door shows whom to ask.
door-asks-hidden = The door doesn’t show whom to ask any more.
