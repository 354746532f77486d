"""Reads feeds as other people's programs do, and says what stands in them as JSON.

    feeds.py calendar FILE    what `icalendar` and `vobject` read in a calendar
    feeds.py atom FILE        what `feedparser` reads in an Atom feed

Whatever either of them complains of is an error.
"""

import json
import sys
import warnings
from datetime import timezone

warnings.simplefilter("error")


def instant(moment):
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def by_icalendar(text):
    import icalendar

    calendar = icalendar.Calendar.from_ical(text)
    complaints = [str(error) for part in calendar.walk() for error in part.errors]
    assert complaints == [], complaints
    return [
        {
            "uid": str(event["UID"]),
            "title": str(event["SUMMARY"]),
            "starts": instant(event["DTSTART"].dt),
            "ends": instant(event["DTEND"].dt),
            "status": str(event["STATUS"]),
            "place": str(event["LOCATION"]),
            "url": str(event["URL"]),
        }
        for event in calendar.walk("VEVENT")
    ]


def by_vobject(text):
    import vobject

    [calendar] = vobject.readComponents(text)
    calendar.validate(raiseException=True)
    return [
        {
            "uid": event.uid.value,
            "title": event.summary.value,
            "starts": instant(event.dtstart.value),
            "ends": instant(event.dtend.value),
            "status": event.status.value,
            "place": event.location.value,
            "url": event.url.value,
        }
        for event in calendar.contents.get("vevent", [])
    ]


def by_feedparser(text):
    import feedparser

    feed = feedparser.parse(text.encode(), response_headers={"content-type": "application/atom+xml; charset=utf-8"})
    return {
        "bozo": int(feed.bozo),
        "version": feed.version,
        "entries": [{"id": entry.id, "title": entry.title, "url": entry.link} for entry in feed.entries],
    }


kind, path = sys.argv[1:]
with open(path, encoding="utf-8", newline="") as file:
    text = file.read()
if kind == "calendar":
    said = {"icalendar": by_icalendar(text), "vobject": by_vobject(text)}
else:
    said = by_feedparser(text)
json.dump(said, sys.stdout)
