# Groups and their next events, by subject and city.

explore-title = Find your flock
explore-lede = Groups in your town, what they meet about, and a chair kept free for someone new.
explore-search-label = Groups and events
explore-what = What do you care about?
explore-where = Where?
explore-search = Search
explore-topics = Popular topics
explore-groups = Groups
explore-near = Groups near { $city }
explore-all = All groups
explore-next = next { $date }
explore-unknown-place = { $place } is not in our list of cities, so these are groups everywhere. Try the nearest larger city.
explore-none = No group yet
explore-none-text = Nobody here meets about it so far. Somebody has to be the first.
explore-soon = In the next two weeks
explore-start = Nobody near you meets about it?
explore-start-text = Then it’s your turn: a place, a date, and five people who promise to come.
