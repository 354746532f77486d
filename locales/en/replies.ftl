# Answers to letters about an event, by mail.

replies-why = You get this because a mail from { $group } about “{ $event }” was answered.

replies-unclear-subject = Nothing has changed: { $event }
replies-unclear = We’re not sure what you mean
replies-unclear-words = Your answer about “{ $event }” on { $starts } is as it was. We understand “yes”, “no” and “+1” in the first line; everything else goes to the organizers. One tap says it too.
replies-unclear-another = Somebody answered a mail that we sent to you about “{ $event }” on { $starts }, from another address. Your answer is as it was. If that was you, one tap says it.
replies-unclear-calendar = Your calendar answered something other than yes or no about “{ $event }” on { $starts }, or answered for an earlier date. Your answer is as it was. One tap says it.
replies-unclear-seats = { $free ->
    [0] No seat is free at “{ $event }” on { $starts } beside yours. Your answer is as it was.
    [one] Only one seat is free at “{ $event }” on { $starts }, fewer than you need. Your answer is as it was.
   *[other] Only { $free } seats are free at “{ $event }” on { $starts }, fewer than you need. Your answer is as it was.
}
replies-unclear-closed = “{ $event }” on { $starts } doesn’t take this answer any more. The page says how it stands.
replies-coming = I’m coming
replies-not-coming = I can’t come
replies-coming-after-all = I’m coming after all
replies-see = See my answer

replies-noted-subject = Noted: { $event }
replies-noted-yes = Noted: you’re coming
replies-noted-no = Noted: you’re not coming
replies-noted-going = { $guests ->
    [0] You have a seat at “{ $event }” on { $starts }. See you there.
    [one] You have a seat at “{ $event }” on { $starts }, and so has the one guest you bring. See you there.
   *[other] You have a seat at “{ $event }” on { $starts }, and so have the { $guests } guests you bring. See you there.
}
replies-noted-online = You have a place online at “{ $event }” on { $starts }.
replies-noted-waitlisted = You stand on the waitlist of “{ $event }” on { $starts }, as before. If a seat frees up we write to you.
replies-noted-declined = You’re not coming to “{ $event }” on { $starts }. Thank you for saying so: somebody else can have the seat.

replies-passed-subject = Answered by mail: { $event }
replies-passed-heading = Somebody answered with more than yes or no
replies-passed-first = { $author } answered a mail about “{ $event }” and wrote:
replies-passed-files = { $files ->
    [one] A file came with it, and is not passed on.
   *[other] { $files } files came with it, and are not passed on.
}
replies-passed-note = If you answer this mail, your answer goes to them.
