"""Which hour of which day a session gets: the usual time of a series, and free times to choose from. Pure: no clock."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import WorkingCalendar, at_local, local_day

from .cadence import Leave, on_leave
from .timing import usual_instant

DAY = timedelta(days=1)
WEEK = 7
# Hours that are offered, in the order in which they are tried on a day.
OFFERED = (time(10), time(14), time(9), time(11, 30), time(15, 30))
OFFERED_A_DAY = 2
MOST_OFFERED = 6
# When the due date has passed, times are offered within so many days from today.
DAYS_TO_CATCH_UP = 10


@dataclass(frozen=True)
class Usual:
    """A series as the rules know it."""

    weekday: int
    clock: time
    starts_on: date
    every_weeks: int = 4
    minutes: int | None = None
    place: str = ""
    call_link: str = ""

    def is_in_turn(self, day: date) -> bool:
        """Whether the day lies in one of the weeks that the series counts from its start."""
        monday, start = day - day.weekday() * DAY, self.starts_on - self.starts_on.weekday() * DAY
        return ((monday - start).days // WEEK) % self.every_weeks == 0


@dataclass(frozen=True)
class Span:
    """From when to when somebody has a session."""

    start: datetime
    minutes: int

    def overlaps(self, start: datetime, minutes: int) -> bool:
        """Whether the two share a moment; one that begins as the other ends does not."""
        return start < self.start + timedelta(minutes=self.minutes) and self.start < start + timedelta(minutes=minutes)


@dataclass(frozen=True)
class Place:
    """Where and when days are looked at."""

    calendar: WorkingCalendar
    zone: ZoneInfo
    now: datetime


def planned_instant(
    due_on: date,
    usual: Usual | None,
    *,
    where: Place,
    minutes: int,
    leave: Iterable[Leave],
    taken: Collection[datetime] = (),
    after: date | None = None,
) -> datetime:
    """The usual time of the series at or before the due date; without a series, or in its way, any good hour."""
    away = tuple(leave)
    found = usual and _of_series(due_on, usual, where, minutes, away, taken, after)
    return found or usual_instant(
        due_on, calendar=where.calendar, zone=where.zone, leave=away, now=where.now, taken=taken
    )


def _of_series(
    due_on: date, usual: Usual, where: Place, minutes: int, away: tuple[Leave, ...],
    taken: Collection[datetime], after: date | None,
) -> datetime | None:  # fmt: skip
    """First in its turn, then in any week; never later than due, never before the session that it follows."""
    last = due_on - ((due_on.weekday() - usual.weekday) % WEEK) * DAY
    days = [last - week * WEEK * DAY for week in range(usual.every_weeks)]
    days = [day for day in days if after is None or day > after]
    for day in sorted(days, key=lambda day: (not usual.is_in_turn(day), -day.toordinal())):
        instant = at_local(day, usual.clock, where.zone)
        free = not any(Span(other, minutes).overlaps(instant, minutes) for other in taken)
        if instant > where.now and free and day not in where.calendar.holidays and not on_leave(day, away):
            return instant
    return None


def free_slots(
    near: date, *, until: date, where: Place, minutes: int, busy: Iterable[Span], away: Iterable[Leave],
    usual: Usual | None = None,
) -> list[datetime]:  # fmt: skip
    """Up to six free times up to `until`, those nearest to `near`, in order; within two weeks when that has passed."""
    spans, leave = tuple(busy), tuple(away)
    clocks = tuple(dict.fromkeys(((usual.clock,) if usual else ()) + OFFERED))
    found: list[datetime] = []
    for day in sorted(_days(until, where), key=lambda day: (abs((day - near).days), day)):
        if not on_leave(day, leave):
            found += _free_on(day, clocks, where, minutes, spans)
        if len(found) >= MOST_OFFERED:
            break
    return sorted(found[:MOST_OFFERED])


def _days(until: date, where: Place) -> Iterator[date]:
    today = local_day(where.now, where.zone)
    last = until if until > today else today + DAYS_TO_CATCH_UP * DAY
    days = (today + n * DAY for n in range((last - today).days + 1))
    return (day for day in days if where.calendar.is_working(day))


def _free_on(day: date, clocks: Iterable[time], where: Place, minutes: int, spans: tuple[Span, ...]) -> list[datetime]:
    instants = (at_local(day, clock, where.zone) for clock in clocks)
    free = [at for at in instants if at > where.now and not any(span.overlaps(at, minutes) for span in spans)]
    chosen: list[datetime] = []
    for at in free:
        if len(chosen) < OFFERED_A_DAY and not any(Span(other, minutes).overlaps(at, minutes) for other in chosen):
            chosen.append(at)
    return chosen


def previous_day(due_on: date, days: Iterable[date]) -> date | None:
    """The latest of the days before the due date: the session that this one follows."""
    return max((day for day in days if day < due_on), default=None)
