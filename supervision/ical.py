"""A person's sessions as an iCalendar file. It says that and when, and nothing else. Pure: no clock, no database.

Titles, names, topics, rooms and links stay in the product: whoever reads somebody's calendar learns that there is
supervision. RFC 5545; a moved session keeps its UID and gets a higher SEQUENCE, so that calendars move it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

TITLE = "Supervision"
DOMAIN = "workforce-assurance"
PRODUCT = "-//Workforce Assurance//Supervision//EN"
# How often calendars ask again, where they follow the wish.
ASK_AGAIN = timedelta(hours=1)


@dataclass(frozen=True)
class Entry:
    """One session as calendars may know it."""

    id: uuid.UUID
    start: datetime
    minutes: int
    revision: int
    changed_at: datetime
    takes_place: bool


def calendar_file(entries: Iterable[Entry], *, zone: ZoneInfo) -> bytes:
    """The file: instants in UTC, so that no change of the clocks moves them; the zone is the organisation's."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", TITLE)
    calendar.add("x-wr-timezone", zone.key)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{entry.id}@{DOMAIN}")
    event.add("summary", TITLE)
    event.add("dtstart", entry.start.astimezone(UTC))
    event.add("dtend", (entry.start + timedelta(minutes=entry.minutes)).astimezone(UTC))
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.revision)
    event.add("status", "CONFIRMED" if entry.takes_place else "CANCELLED")
    event.add("class", "PRIVATE")
    return event
