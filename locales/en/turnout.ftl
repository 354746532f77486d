# How many of those who say yes come.

turnout-rate = Of 100 who said yes, { $low } to { $high } came on your last { $evenings } evenings of which you know how many came.
turnout-rate-unknown = How many of those who say yes come, Roost can say once you have checked people in, or counted heads, on three evenings. Until then it is a guess.
turnout-risk = With { $yes } yes you can expect { $low } to { $high }; the room holds { $room }.
turnout-risk-sure = With { $yes } yes you can expect { $low }; the room holds { $room }.
turnout-risk-over = { $over ->
    [0] On none of your last { $evenings } evenings would more have come than fit.
    [one] On one of your last { $evenings } evenings more would have come than fit.
   *[other] On { $over } of your last { $evenings } evenings more would have come than fit.
}
turnout-risk-unknown = { $over ->
    [one] If all { $yes } who can say yes come, one of them has no seat. On too few of your evenings does Roost know how many came, so it can’t say how likely that is.
   *[other] If all { $yes } who can say yes come, { $over } of them have no seat. On too few of your evenings does Roost know how many came, so it can’t say how likely that is.
}
