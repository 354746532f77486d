# Mail that comes in, on the keeper’s page.

inbound-title = Mail that comes in
inbound-lately = { $count ->
    [0] Nothing came in within the last hour.
    [one] One mail came in within the last hour.
   *[other] { $count } mails came in within the last hour.
}
inbound-dropped = { $count ->
    [one] One of them needed nothing.
   *[other] { $count } of them needed nothing.
}
inbound-waiting = { $count ->
    [one] One waits to be read.
   *[other] { $count } wait to be read.
}
inbound-complaints = { $count ->
    [one] One letter was called spam this month.
   *[other] { $count } letters were called spam this month.
}
inbound-paused = { $domain } refuses everybody, so mail for it waits until { $moment }.
inbound-held = Posts that wait for an organizer
inbound-held-note = { $count ->
    [one] { $group }: one, since { $moment }
   *[other] { $group }: { $count }, the oldest since { $moment }
}
inbound-held-what-to-do = Their organizers have a mail about each, and decide under Organize, Settings, Mailing lists. What nobody decides on ends after 14 days, so ask them if they are still there.
inbound-set-aside = No job could read these
inbound-set-aside-note = For { $local }, { $moment }, { $size } kB
inbound-source = Keep its source
