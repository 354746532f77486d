# Questions of an event, where people answer.

answers-needed = { $question } (needed)
answers-hint-sensitive = Only the organizers see it. It’s forgotten seven days after the evening.
answers-hint-door = For the list at the building’s door and the organizers. It’s forgotten seven days after the evening.
answers-yes = Yes
answers-no = No
answers-missing = The organizers need an answer here.

# Organize: what people answered.

answers-heading = What people answered
answers-no-questions = This evening asks nothing
answers-no-questions-text = Questions are part of an evening’s form, below the seats.
answers-events = To the evenings
answers-none = Nothing to show with a name yet.
answers-said = What
answers-comes = Coming
answers-waits = Waiting
answers-own-words = Said something
answers-sensitive = Sensitive
answers-who = Who said what
answers-who-person = Name
answers-waiting = Waits for a seat
answers-look = Show who said what that is sensitive
answers-look-hint = The log notes that you looked.
answers-hidden = Sensitive answers are counted above and left out here.
answers-download = Download with sensitive answers
answers-forgotten = Sensitive answers are forgotten seven days after the evening. These are the numbers that stay.
answers-until-dated = Sensitive answers are forgotten seven days after the evening, once it has a date.
answers-until = Sensitive answers are forgotten on { $day }.
