# How people find a group, for its organizers.

growth-heading = How people find us
growth-text = The last twelve months: how new people heard of the group, and what came of its links.
growth-none = Nothing to show yet
growth-none-text = Once somebody new has come, or has followed a link, it’s counted here.
growth-sources = How first-timers heard of us
growth-sentence = { $people ->
    [one] One person was here for the first time: { $links } through a link, and { $again } came again.
   *[other] { $people } people were here for the first time: { $links } through a link, and { $again } came again.
}
growth-first-time = First time
growth-again = Came again
growth-as-table = The same numbers as a table
growth-way = How they came
growth-invited = Somebody’s invitation link
growth-poster = A link on a poster
growth-chat = A link in a chat
growth-site = A link on another site
growth-other-link = Another link
growth-member = From somebody who comes
growth-search = Searching
growth-list = A mailing list
growth-other = Some other way
growth-unsaid = Not said
growth-links = What came of links
growth-links-sentence = { $visits } visits, { $said } of them said yes, { $came } came, and { $again } came again.
growth-visits = Visits
growth-said = Said yes
growth-came = Came
growth-people = Who brought people
growth-people-text = Thank them. Who was brought by whom stays between the two.
growth-tagged = Posters and other places
growth-name = Name
growth-link = Link
growth-others = All others
growth-ever = Since we count: { $through } people came through a link, and { $told } told how they had heard of us. After two years only the numbers are kept.
growth-speakers = { $count ->
    [one] One person came through lightning speakers in the last twelve months.
   *[other] { $count } people came through lightning speakers in the last twelve months.
}
