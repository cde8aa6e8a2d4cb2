"""When somebody answers: days of the week and two clock times, in words for a moment. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .dates import at_local, local_day

DAY = timedelta(days=1)
EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True)
class Hours:
    """The days (0 is Monday) on which they open, and from when to when; a close no later than the opening is on the next day."""

    days: frozenset[int]
    opens: time
    closes: time

    @property
    def never_close(self) -> bool:
        return self.days == EVERY_DAY and self.opens == self.closes

    def span(self, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """From when to when, for those who open on that day."""
        last = day + DAY if self.closes <= self.opens else day
        return at_local(day, self.opens, zone), at_local(last, self.closes, zone)


@dataclass(frozen=True)
class Answer:
    """Whether they answer at a moment, and until when or from when, in words."""

    is_open: bool
    words: str


def answer_at(hours: Hours, now: datetime, zone: ZoneInfo) -> Answer:
    if hours.never_close:
        return Answer(True, "Open at any hour")
    today = local_day(now, zone)
    spans = [hours.span(day, zone) for day in _days(hours, today)]
    for opens, closes in spans:
        if opens <= now < closes:
            return Answer(True, f"Open now, until {_clock(closes, zone)}")
    opens = next(opens for opens, _ in spans if opens > now)
    return Answer(False, f"Opens{_when(local_day(opens, zone), today)} at {_clock(opens, zone)}")


def _days(hours: Hours, today: date) -> list[date]:
    """Yesterday, whose hours may go past midnight, to a week from today: one of them is to come."""
    week = [today + number * DAY for number in range(-1, 8)]
    return [day for day in week if day.weekday() in hours.days]


def _when(day: date, today: date) -> str:
    if day == today:
        return ""
    return " tomorrow" if day == today + DAY else f" on {day:%A}"


def _clock(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%H:%M}"
