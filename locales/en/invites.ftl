# Invitation links: what people send to friends, what stands on posters, and how somebody came.

invites-via = { $name } invited you.
invites-via-poster = You came by a poster.
invites-via-chat = You came by a link in a chat.
invites-via-site = You came by a link on another site.
invites-via-other = You came by a link.
invites-via-remove = Leave this out
invites-tell = Tell { $name } that I came by this invitation
invites-heard = How did you hear of us? (optional)
invites-heard-unsaid = I’d rather not say
invites-heard-member = From somebody who comes
invites-heard-search = I searched for it
invites-heard-list = On a mailing list
invites-heard-other = Some other way

invites-bring = Bring somebody
invites-bring-text = Know somebody who would like it? This link is yours.
invites-link = Your invitation link
invites-copy = Copy
invites-copied = Copied
invites-more = A message, a code and a card
invites-message-label = A message, ready to send
invites-message = I’m going to { $event } by { $group }, { $when }. Come along: { $link }
invites-copy-message = Copy the message
invites-code = A code that opens the invitation link
invites-card = A card to post
invites-make-own = Make my invitation link
invites-count = { $count ->
    [one] One person comes through your link.
   *[other] { $count } people come through your link.
}

invites-ways = How you came
invites-ways-text = It’s kept for two years, so that organizers know what brings people. You can take it back.
invites-way-person = { $name } invited you.
invites-way-person-told = { $name } invited you, and knows that you came.
invites-way-poster = You came by a poster.
invites-way-chat = You came by a link in a chat.
invites-way-site = You came by a link on another site.
invites-way-other = You came by a link.
invites-way-gone = Somebody invited you who has left.
invites-way-heard = You said: “{ $heard }”.
invites-take-back = Take back
invites-taken-back = That is forgotten.

invites-links = Friends and links
invites-friends = Friends
invites-friends-count = { $count ->
    [0] Nobody comes through a friend yet.
    [one] One person comes through a friend.
   *[other] { $count } people come through friends.
}
invites-friends-text = Everybody who comes has an invitation link. It’s on this event’s page and in the mail that confirms.
invites-tagged = Links for posters and other places
invites-tagged-text = Put a different link in each place, and you see which one brings people. Visits are counted without cookies.
invites-outlet = Where it stands
invites-outlet-poster = A poster
invites-outlet-chat = A chat
invites-outlet-site = Another site
invites-outlet-other = Somewhere else
invites-label = What you call it
invites-label-hint = Such as “Library, second floor”. Only organizers see it.
invites-make = Make a link
invites-make-button = Make the link
invites-made = The link is here.
invites-too-many = This event has { $most } links. Remove one that you don’t need.
invites-visits = { $count ->
    [0] No visits yet.
    [one] One visit.
   *[other] { $count } visits.
}
invites-brought = { $count ->
    [0] Nobody comes through it yet.
    [one] One person comes through it.
   *[other] { $count } people come through it.
}
invites-code-of = A code that opens the link “{ $label }”
invites-code-svg = Code
invites-cut-button = Remove
invites-cut = The link is removed. Whoever follows it still gets to the event.
invites-poster = Poster
invites-poster-small = Small poster
invites-poster-print = Print this page on A4.
invites-poster-print-small = Print this page on A5, or two of them on one A4.
invites-poster-come = Come along:
