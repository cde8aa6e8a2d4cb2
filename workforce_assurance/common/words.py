"""Numbers, days and instants as pages say them. Pure: no clock, no database."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo


def counted(number: int, singular: str) -> str:
    """ "1 day", "9 days"."""
    return f"{number} {singular}" if number == 1 else f"{number} {singular}s"


def long_day(day: date) -> str:
    """ "Mon 14 Nov 2027"."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def long_instant(instant: datetime, zone: ZoneInfo) -> str:
    """ "Mon 14 Nov 2027, 10:00"."""
    local = instant.astimezone(zone)
    return f"{long_day(local.date())}, {local:%H:%M}"
