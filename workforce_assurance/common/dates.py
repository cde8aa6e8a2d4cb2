"""Working days, months and the instants at which local days begin and end. Pure: no clock, no database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import count

SATURDAY = 5
# The finest that is stored.
INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days are working days: Monday to Friday but for the holidays."""

    holidays: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        return day.weekday() < SATURDAY and day not in self.holidays

    def add(self, day: date, working_days: int) -> date:
        """The day that lies `working_days` (0 or more) working days after `day`; `day` itself is not counted.

        Adding 0 gives `day`, working or not.
        """
        return self._step(day, working_days, timedelta(days=1))

    def subtract(self, day: date, working_days: int) -> date:
        """The day that lies `working_days` (0 or more) working days before `day`."""
        return self._step(day, working_days, timedelta(days=-1))

    def next_working(self, day: date) -> date:
        """`day` itself when it is a working day, else the next one."""
        return next(d for d in (day + timedelta(days=n) for n in count()) if self.is_working(d))

    def between(self, first: date, last: date) -> int:
        """How many working days lie after `first` up to and including `last`; 0 when `last` is not later."""
        days = (last - first).days
        return sum(self.is_working(first + timedelta(days=n)) for n in range(1, days + 1))

    def _step(self, day: date, working_days: int, step: timedelta) -> date:
        if working_days < 0:
            raise ValueError("working_days is 0 or more")
        left = working_days
        while left:
            day += step
            left -= self.is_working(day)
        return day


def local_day(instant: datetime, zone: tzinfo) -> date:
    """The calendar day of an aware instant in that zone."""
    return instant.astimezone(zone).date()


def at_local(day: date, clock: time, zone: tzinfo) -> datetime:
    """The instant, in UTC, at which clocks in that zone show `clock` on `day`.

    A time that the clocks skip in spring is read as the instant just as far after the change; of a time that they show
    twice in autumn, the first is taken.
    """
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)


def in_words(moment: datetime, zone: tzinfo) -> str:
    """ "3 March 2027, 14:02", as clocks in that zone show it."""
    local = moment.astimezone(zone)
    return f"{local.day} {local:%B} {local.year}, {local:%H:%M}"


def start_of_day(day: date, zone: tzinfo) -> datetime:
    """The first instant of the local day, in UTC."""
    return at_local(day, time.min, zone)


def day_ending(end: datetime, zone: tzinfo) -> date:
    """The day whose end, the first instant of the next, that is; and of any other instant its own day."""
    return local_day(end - INSTANT, zone)


def end_of_day(day: date, zone: tzinfo) -> datetime:
    """The first instant after the local day, in UTC: what was due "by that day" has run out from here on."""
    return start_of_day(day + timedelta(days=1), zone)


def month_start(day: date) -> date:
    return day.replace(day=1)


def next_month(day: date) -> date:
    """The first day of the month after the one of `day`."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def months(first: date, last: date) -> Iterator[date]:
    """The first days of every month from that of `first` to that of `last`, both included."""
    month = month_start(first)
    while month <= last:
        yield month
        month = next_month(month)
