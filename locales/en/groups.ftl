# Founding a group, its settings, joining and leaving.

groups-crumb = You are here
groups-organize = Organize
groups-back = Back to the group

groups-start = Start a group
groups-start-lede = One page, a few minutes. Then set a date and ask five people to come.
groups-start-button = Start the group
groups-start-later = You can change all of it later, and ask somebody to organize with you.
groups-start-waits = Whoever keeps this place looks at new groups first. Until then yours works for you: plan an evening, invite a co-organizer, look at the preview. Only its public pages and its mail to others wait.
groups-start-nobody = Groups are founded by whoever keeps this place. Write to them if one is missing.
groups-founded = { $group } is there. Set a date next.
groups-founded-waits = { $group } is there. We write to you when its pages are public.

groups-name = Name of the group
groups-name-hint = The city and the subject, such as Turku Python.
groups-city = City
groups-city-hint = Type its first letters. It brings the time zone.
groups-city-find = Find the city
groups-city-choice = Which one do you mean?
groups-city-which = Choose which city you mean, or say below which larger city is nearest.
groups-city-unlisted = { $city } is not in our list. Say below which larger city is nearest.
groups-city-near = Nearest larger city
groups-city-near-hint = It places you on the map and in a time zone. Your own town’s name stays.
groups-city-near-unlisted = Choose a larger city that is near { $city }.
groups-topics = Topics
groups-topics-hint = What you meet about, with commas between: Python, data, beginners.
groups-topics-needed = Enter at least one topic, such as Python.
groups-topics-many = Keep the eight topics that matter most.
groups-topic-long = Shorten each topic to { $most } characters or fewer.
groups-sentence = In one sentence
groups-sentence-hint = Who comes, and for what. It stands under the name.
groups-description = More about the group
groups-description-hint = What an evening is like, who it is for, what to bring. Markdown works.
groups-frequency = How often do you meet?
groups-frequency-hint = In your words: first Thursday of the month.
groups-conduct = Code of conduct
groups-conduct-ready = Take the ready one
groups-conduct-ready-hint = Short and plain. Everybody who comes can read it.
groups-conduct-own = Write our own
groups-conduct-elsewhere = Ours is on another page
groups-conduct-read = Read or change the text
groups-conduct-words = The text
groups-conduct-words-hint = Markdown works. A changed text counts when “Write our own” is chosen.
groups-conduct-link = Where ours stands, if on another page
groups-conduct-about = How people treat each other at { $group }, and whom to tell if something is wrong.
groups-conduct-text =
    We meet to learn from each other. Everybody who comes helps to make that easy.

    ## What we expect

    - Be kind. Ask before you touch, photograph or quote somebody.
    - Let beginners be beginners. No question is too small.
    - Criticise code and ideas, never the person.
    - Leave room: if you have spoken a lot, ask somebody who has not.

    ## What we don’t accept

    Insults, threats, unwanted attention, and jokes about who somebody is: gender, origin, skin, faith, body, age, disability, or whom they love. “It was only a joke” changes nothing.

    ## If something is wrong

    Tell any organizer on the evening, or write to the organizers from the group’s page. We listen, we keep it to ourselves, and we act: from a quiet word to asking somebody to leave and not to come back. Nobody has to prove anything to be taken seriously.

    The same holds for mail, for online evenings and for the walk to the station.
groups-contact = Address for answers
groups-contact-hint = When people answer a mail of the group, it arrives here. They see this address.

groups-slug = Address of the group
groups-slug-hint = { $base } and then this. The old address keeps leading here.
groups-slug-letters = Use small letters, digits and hyphens, such as turku-python.
groups-slug-empty = Use a name with letters or digits, so that the group gets an address.
groups-slug-reserved = This name is needed for a page of ours. Add your city to it.
groups-slug-taken = Another group has this name, or one that looks like it. Add your city or your subject.

groups-settings = Settings
groups-save = Save
groups-saved = Saved.
groups-links = Links
groups-links-hint = One a line: what it is, a space, its address. Source code https://example.org
groups-links-wrong = Write each link on a line of its own, ending in an address with https://, twelve at most.
groups-since = Meeting since
groups-since-hint = A year. Leave it empty if you would rather not say.
groups-format = Dates and times
groups-zone = Time zone
groups-zone-hint = New events begin with it.
groups-hours = Clock
groups-hours-24 = 18:30
groups-hours-12 = 6:30 PM
groups-order = Dates
groups-order-dmy = Day, month, year
groups-order-mdy = Month, day, year
groups-order-ymd = Year, month, day
groups-distance = Distances
groups-distance-km = Kilometres
groups-distance-mi = Miles
groups-embed = Your next event on another site
groups-embed-sentence = Put this line into a page of your other site. It shows the next event there and follows by itself; it needs no script and sets no cookies.
groups-embed-line = Line for the page
groups-embed-copy = Copy
groups-embed-copied = Copied
groups-embed-look = See how it looks
groups-imports = Bring events in
groups-imports-sentence = From a Google, Outlook, Nextcloud, Apple or Meetup calendar: what was, as past events, and what is to come, as drafts.
groups-lists = Mailing lists
groups-lists-sentence = An address that everybody on it can write to, and messages that wait for you.
groups-digest = Digest
groups-digest-sentence = One letter with what you wrote to everybody, for people who would rather have that. You say how often.
groups-end = The end
groups-close = Close the group
groups-close-title = Close { $group }?
groups-close-sentence = Its page stays and says that the group is closed. Nobody can join, and nothing new can be announced. You can open it again.
groups-keep-open = Keep it open
groups-closed = { $group } is closed. Its page stays.
groups-reopen = Open it again
groups-reopen-sentence = The group is closed. People can join again as soon as you open it.
groups-reopened = { $group } is open again.
groups-waits-for-keeper = The group waits for the keeper’s yes. Only then can it be closed.

groups-join = Join the group
groups-join-title = Join { $group }
groups-join-as = You join as { $email }.
groups-join-sentence = The organizers see your name and address, to plan evenings and to write to you about them. Nobody else sees the address.
groups-join-mail = Write to me about other evenings too
groups-join-mail-hint = Otherwise you hear only about evenings that you answered.
groups-join-name = Show my name to people who come
groups-join-name-hint = Only to members and to those who answered the same evening.
groups-join-closed = Nobody can join this group at present.
groups-joined = You’re in. We have written to you.
groups-joined-already = You’re a member of { $group } already.
groups-leave = Leave the group
groups-leave-title = Leave { $group }?
groups-leave-sentence = You get no more mail from the group, and your seats at coming evenings go to others. What you did at past evenings stays in the count, without your name on a list of members.
groups-leave-last = You’re the last organizer. Hand the group over under Organize before you leave, or close it.
groups-stay = Stay
groups-left = You have left { $group }. You get no more mail from it.
groups-left-already = You’re not a member of this group.

groups-welcome-subject = Welcome to { $group }
groups-welcome-heading = You’re a member of { $group }
groups-welcome-first = { $name }, it’s good to have you in { $group }. The next evening is on the group’s page, with one button to say that you come.
groups-welcome-answer = If you have a question, answer this mail: it goes to the organizers.
groups-welcome-open = Open the group’s page
groups-welcome-why = You get this once, because you joined { $group }.
groups-welcome-leave = Leave the group

groups-opened-subject = { $group } is public
groups-opened-heading = { $group } is public
groups-opened-first = The pages of { $group } are public. People can find it, join it and answer.
groups-opened-organize = Organize

groups-refused-subject = { $group } stays closed to the public
groups-refused-heading = { $group } stays closed to the public
groups-refused-first = Whoever keeps this place has said no to { $group }. What you wrote is still there, and only its organizers see it.
groups-refused-reason = This is why:

groups-places-title = Cities
groups-places-none = No city in our list begins like this. Try the nearest larger one.
groups-places-credit = Cities and their places: GeoNames, CC BY 4.0.
