# Signing in and out.

accounts-ask = Sign in
accounts-ask-lede = Tell us your e-mail address. We send you a link and six digits, and either lets you in. There’s nothing to remember.
accounts-email = E-mail address
accounts-ask-button = Send me the link
accounts-ask-new = New here? It’s the same. We ask for your name once, and for nothing else.
accounts-too-often = We’ve just sent several mails to this address. Open the newest one, and look among unwanted mail too. You can ask again in 15 minutes.

accounts-sent = Look at your mail
accounts-sent-lede = We’ve written to { $email }. Open the link on this device, or type the six digits here. Both work for ten minutes.
accounts-elsewhere = Type the six digits
accounts-elsewhere-lede = You asked to sign in from another browser or device, so the link alone isn’t enough here. The six digits are in the same mail.
accounts-code = Six digits
accounts-code-hint = From the mail, such as 123 456.
accounts-nothing-came = Nothing came? Look among unwanted mail, then
accounts-ask-again = ask again
accounts-six-digits = Type the six digits from the mail, such as 123 456.
accounts-wrong-code = Those aren’t the digits we sent. Look at the newest mail and type them again. After five wrong tries we have to send new ones.

accounts-open = One tap and you’re in
accounts-open-lede = It signs you in as { $email }.
accounts-open-button = Sign in

accounts-name = What’s your name?
accounts-name-lede = That’s all we need to know. You can change it whenever you like.
accounts-name-label = Name
accounts-name-hint = As people call you. Organizers of the groups you join see it, and people who come to the same events if you let them.
accounts-name-button = Sign in

accounts-ended = This link has done its work
accounts-ended-lede = It works once, for ten minutes, and ends after five wrong codes. A new one is quickly sent.
accounts-ended-signed-in = It works once. You’re signed in as { $name }.
accounts-ended-button = Send me a new link
accounts-go-on = Go on
accounts-signed-in = You’re signed in.
accounts-signed-out = You’re signed out.

# The mail with link and digits.

accounts-mail-subject = { $code } is your code for { $installation }
accounts-mail-preheader = The link and the digits work for { $minutes } minutes.
accounts-mail-heading = Sign in to { $installation }
accounts-mail-code = Type these six digits where you asked to sign in:
accounts-mail-link = Or, on the same device, press the button:
accounts-mail-button = Sign in
accounts-mail-until = Both work once, for { $minutes } minutes.
accounts-mail-why = Somebody asked to sign in with this address. If it wasn’t you, do nothing: without this mail nobody gets in.

# The first run of an installation.

accounts-first-run = Welcome to your roost
accounts-first-run-lede = You’re the first one here. Tell us three things, and you’re its keeper: you say who may start a group, and you see whether mail goes out.
accounts-installation = What is this place called?
accounts-installation-hint = Such as Roost Turku. It stands at the top of mails and pages that belong to no group.
accounts-your-name = Your name
accounts-your-email = Your e-mail address
accounts-your-email-hint = You sign in with it: we send a link, and there’s nothing to remember.
accounts-first-run-button = Make it mine
accounts-first-run-done = { $installation } is yours. Groups can come.
