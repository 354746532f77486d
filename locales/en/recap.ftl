# What is left of an evening: closing it, thanks, feedback without a name, and the page of the past.

recap-heading = Close the evening
recap-text = Five minutes now save an hour next month. Every part has its own button, so you can stop anywhere and come back.
recap-closed-by = { $who } closed this evening on { $date }.
recap-still = You can still change everything here.
recap-close = Save and close the evening
recap-save = Save
recap-saved = Saved.
recap-closed = The evening is closed. Sleep well.

recap-came = How many came
recap-heads = How many were in the room?
recap-heads-hint = Count heads. Leave it empty if nobody knows.
recap-seen = { $count ->
    [one] One person came, as the door counted.
   *[other] { $count } people came, as the door counted.
}
recap-shows-came = Say so on the pages of past evenings
recap-shows-came-hint = It holds for all evenings of the group.

recap-talks = Slides and videos
recap-slides = Link to slides
recap-video = Link to the video
recap-note = What to change next time
recap-note-label = For you and your co-organizers
recap-note-hint = It’s shown when you plan the next evening, and to nobody else.

recap-photos = Photos
recap-photo = A photo
recap-photo-hint = JPEG, PNG, WebP or GIF. Where and when it was taken is left out.
recap-photo-alt = What is on the photo
recap-photo-alt-hint = For people who can’t see it.
recap-photo-not-these = They asked not to be in pictures:
recap-photo-agreed = Everybody on it said yes to being shown here
recap-photo-agreed-hint = Ask them, or take one from behind.
recap-photo-agreed-needed = Ask everybody on the photo first, then tick the box.
recap-photo-shown-now = Show it on the evening’s page
recap-photo-add = Add the photo
recap-photo-added = The photo is here.
recap-photo-choose = Choose a photo.
recap-photo-too-large = Choose a smaller photo: at most 40 megapixels.
recap-photo-not-one = Choose a photo: JPEG, PNG, WebP or GIF.
recap-photo-full = The evening has 24 photos, and nobody looks at more. Remove one first.
recap-photo-is-shown = On the evening’s page
recap-photo-is-hidden = Only organizers see it
recap-photo-show = Show it
recap-photo-hide = Take it down
recap-photo-remove = Remove
recap-photo-shown = It’s on the evening’s page.
recap-photo-hidden = It’s off the evening’s page.
recap-photo-removed = The photo is gone.

recap-thanks = Say thank you
recap-thanks-text = The letters are written. Change what you like, then send each.
recap-thanks-write = Read and send
recap-thanks-name = Name
recap-thanks-email = E-mail
recap-thanks-subject = Subject
recap-thanks-body = Message
recap-thanks-send = Send
recap-thanks-sent = Your thanks are on their way.
recap-thanks-before = They were thanked already.
recap-thanks-waiting = The keeper of this installation looks at the group first. Letters can go out after that.
recap-thanks-full = So many were thanked for this evening already that the rest needs a letter of your own.
recap-thanks-failed = The address didn’t take it. Try another one.
recap-thanked = { $who } said thank you on { $date }.
recap-speaker-note = Spoke: { $talk }
recap-speaker-subject = Thank you for your talk at { $event }
recap-speaker-body =
    Dear { $name },

    thank you for “{ $talk }” at { $event }. An evening is what its speakers make of it, and you made it a good one.

    If you have slides to share, answer with a link and we’ll put them on the evening’s page: { $link }

    { $me }, { $group }
recap-venue-note = Had us as guests
recap-venue-subject = Thank you for having us on { $date }
recap-venue-body =
    Dear people of { $name },

    thank you for your room at { $event }. It’s what makes such an evening possible.

    If something was not as you like it, tell us and we’ll do better. What became of the evening: { $link }

    { $me }, { $group }
recap-sponsor-note = Helped with money, food or time
recap-sponsor-other = A sponsor, or anybody else
recap-sponsor-subject = Thank you for { $event }
recap-sponsor-body =
    Hello,

    thank you for your part in { $event } on { $date }. People noticed, and so did we.

    What became of the evening: { $link }

    { $me }, { $group }
recap-mail-why-speaker = You get this once, because you spoke at { $event }.
recap-mail-why-venue = You get this once, because { $event } was at your place.
recap-mail-why-sponsor = You get this once, because you helped with { $event }.

recap-everybody = Thank everybody who came
recap-everybody-text = { $count ->
    [one] One person, with a link to two questions that is answered without a name. You see how it looks before it goes.
   *[other] { $count } people, each with a link to two questions that are answered without a name. You see how it looks before it goes.
}
recap-everybody-look = Look at it
recap-everybody-done = { $count ->
    [one] One person was thanked and asked how it was.
   *[other] { $count } people were thanked and asked how it was.
}
recap-everybody-nobody = Nobody who came can be written to.
recap-everybody-not-now = You can write to those who came from the end of the evening until two weeks after it.
recap-everybody-subject = Thank you for coming to { $event }
recap-everybody-body =
    Thank you for coming. What was talked about stands on [the page of the evening]({ $link }).

    { $me }
recap-everybody-body-next =
    Thank you for coming. What was talked about stands on [the page of the evening]({ $link }).

    We meet again on { $date }: [{ $next }]({ $page }).

    { $me }

recap-next = What comes next
recap-next-public = { $event }, { $date }. It’s public.
recap-next-draft = { $event }, { $date }, is a draft. People plan around a date that they know.
recap-next-none = No next evening yet. A date and a room are enough to begin.
recap-next-see = See it
recap-next-publish = Look at it and publish
recap-next-plan = Plan the next one

recap-feedback = How it was
recap-feedback-text = What people answered to the two questions, of all evenings.
recap-feedback-open = Read the feedback
recap-feedback-thanks = Thank you. Your answer is in, without your name.
recap-results = Feedback
recap-results-text = Answers are shown in batches of at least five, in no order, so that nobody can be told apart. Small evenings are put together.
recap-results-none = Nothing to show yet
recap-results-none-text = Thank everybody after the next evening: the letter asks two questions.
recap-results-count = { $count ->
    [one] One answer
   *[other] { $count } answers
}
recap-ask = How was { $event }?
recap-ask-text = Two questions. Nobody sees your name, and nothing here says when or from where you answered. The organizers read answers five at a time.
recap-mood = How was it for you?
recap-mood-glad = I’m glad I came
recap-mood-fine = It was fine
recap-mood-not-for-me = Not for me this time
recap-mood-needed = Choose one of the three.
recap-wish = What would make the next one better?
recap-wish-hint = You can leave it empty. It’s read as you write it, so leave out what only you would say.
recap-ask-send = Send it
recap-used = This link is used up
recap-used-text = It works once, for two weeks after it was sent. If you answered, your answer is in. Thank you.

recap-last-time = What you wanted to change
recap-past-agenda = What was talked about
recap-past-came = { $count ->
    [one] One person came.
   *[other] { $count } people came.
}
recap-past-photos = Photos
recap-past-photos-text = Would you like one taken down? Tell the organizers, and it’s gone.
recap-past-photos-ask = Write to the organizers
recap-past-next = Next
recap-past-said = { $count ->
    [0] Nobody had said yes
    [one] One person had said yes
   *[other] { $count } people had said yes
}
