"""Numbers, days and instants as pages say them. Pure: no clock, no database."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

# In the language of the pages, whatever the server's own is; and lists say fifty days to a page.
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def counted(number: int, singular: str) -> str:
    """ "1 day", "9 days"."""
    return f"{number} {singular}" if number == 1 else f"{number} {singular}s"


def long_day(day: date) -> str:
    """ "Mon 14 Nov 2027"."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month]} {day.year:04}"


def long_instant(instant: datetime, zone: ZoneInfo) -> str:
    """ "Mon 14 Nov 2027, 10:00"."""
    local = instant.astimezone(zone)
    return f"{long_day(local)}, {local.hour:02}:{local.minute:02}"
