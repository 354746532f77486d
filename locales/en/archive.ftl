# Archives: what was written to a list, on the web.

archive-title = Messages of { $list }
archive-archive = Messages
archive-mailing-list = Mailing list
archive-crumb = You are here
archive-month = { $month } { $year }
archive-messages = { $count ->
    [one] one message
   *[other] { $count } messages
}
archive-people = { $count ->
    [one] one person
   *[other] { $count } people
}
archive-about = { $messages } from { $people }, { $first } to { $last }
archive-about-day = { $messages } from { $people }, { $first }
archive-no-subject = Without a subject
archive-nobody = Somebody
archive-organizer = Organizer
archive-answers = in answer to { $name }
archive-of = to { $name }, { $when }
archive-quoted = Quoted: “{ $begin }”
archive-signature = Signature
archive-files = Attached
archive-size = { $size } KB
archive-plain = Plain text
archive-reply = Reply
archive-remove = Remove
archive-show-more = { $count ->
    [one] Show one more message
   *[other] Show { $count } more messages
}
archive-earlier = Earlier messages
archive-later = Later messages
archive-next = Next to this thread
archive-newer = Newer
archive-older = Older

archive-about-list = About the list
archive-by-mail = By mail
archive-how = How you get it
archive-join-text = Whoever is on the list can write, and gets what others write by mail.
archive-feed = Atom feed
archive-feed-of = { $list }, the newest messages
archive-months = Month by month
archive-months-more = Earlier months
archive-public = Everybody can read these messages.
archive-members = Members of the group can read these messages.
archive-private = Only who is on the list can read these messages.

archive-search = Search the messages
archive-search-in = { $count ->
    [one] Search one message
   *[other] Search { $count } messages
}
archive-found-title = Messages with “{ $words }”
archive-none-found = No message has these words
archive-none-found-text = Each word has to be in the subject, in what was written, or in the author’s name.
archive-none-here = None of the newest messages has these words.
archive-further = Search older messages
archive-all = All messages
archive-none = Nobody has written yet
archive-none-text = What is written to the list can be read and answered here.

archive-write = Write to the list
archive-subject = Subject
archive-body = Message
archive-body-empty = Write something first.
archive-hint = { $people ->
    [one] Goes to one person by mail.
   *[other] Goes to { $people } people by mail.
} { $readers }
archive-reply-to-all = Reply to everyone on the list
archive-reply-to = Reply to { $name }, and everyone on the list
archive-send = Send reply
archive-send-new = Send to the list
archive-preview = Preview
archive-or-mail = or answer from your mail program
archive-sent = Sent to everyone on the list.
archive-waits = Thank you. An organizer looks at it before it goes out.
archive-not-sent = This could not be sent. Write to an organizer if it happens again.

archive-remove-title = Remove this message?
archive-remove-text = It is taken out of the archive for good; that it was here stays. Whoever got it by mail keeps it.
archive-reason = Reason
archive-reason-hint = Stands where the message was. You can leave it empty.
archive-remove-go = Remove it
archive-did-remove = The message is removed.
archive-was-removed = This message was removed before.
archive-removed = Removed by an organizer on { $day }.
archive-removed-because = Removed by an organizer on { $day }: { $reason }
archive-taken-back = Removed by its author on { $day }.
archive-forgotten = Its author asked to be forgotten.

archive-mute = No more of this thread
archive-mute-text = Then none of its messages come to you any more, neither by mail nor in a digest. On the web it stays.
archive-mute-is = You get no more of this thread by mail.
archive-hear = Get it again
archive-muted = You get no more of this thread.
archive-heard = You get what is written from now on.
