# Every mail, readable in the browser, on an installation that is only tried out.
mailbox = Mailbox
mailbox-what = Every mail that Roost would have sent, the newest first. Only this machine can see it.
mailbox-empty = No mail yet. Answer an event, or sign in, and it shows up here.
mailbox-back = Back to the mailbox
mailbox-subject = Subject
mailbox-to = To
mailbox-from = From
mailbox-reply-to = Reply-To
mailbox-sent = Sent
mailbox-kind = Kind
mailbox-unsubscribe = Leave
mailbox-html = The mail as a mail program shows it
mailbox-text = The same as text
mailbox-calendar = Calendar
