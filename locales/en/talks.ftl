### The talks that a group has heard.

talks = Talks
talks-search = Search the talks
talks-words = Topic or speaker
talks-year = Year
talks-any-year = Any year
talks-search-button = Search
talks-all = All talks
talks-count = { $count ->
    [one] One talk
   *[other] { $count } talks
}
talks-lightning = Lightning { $took }
talks-none = No talks yet
talks-none-text = What is said on stage will stand here, with who said it.
talks-none-found = Nothing found
talks-none-found-text = Try fewer words, or another year.
