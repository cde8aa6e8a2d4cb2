"""At which instants a session is planned, reminded of, due and past its grace. Pure: no clock, no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import WorkingCalendar, at_local, end_of_day

from .cadence import Leave, on_leave

USUAL_TIME = time(10)
REMINDER_TIME = time(8)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Clock:
    """The instants that the sweep looks at."""

    reminder_at: datetime
    due_at: datetime
    missed_after: datetime


def clock_for(
    day: date, *, grace_working_days: int, reminder_working_days: int, calendar: WorkingCalendar, zone: ZoneInfo
) -> Clock:
    """The clock of a session that is to take place by the end of `day`."""
    reminder = at_local(calendar.subtract(day, reminder_working_days), REMINDER_TIME, zone)
    missed_after = end_of_day(calendar.add(day, grace_working_days), zone)
    return Clock(reminder, end_of_day(day, zone), missed_after)


def usual_instant(
    due_on: date, *, calendar: WorkingCalendar, zone: ZoneInfo, leave: Iterable[Leave], now: datetime
) -> datetime:
    """Ten in the morning of the last working day up to the due date; of the next one after it when that is gone.

    Gone is what lies in the past, or in the worker's leave.
    """
    away = tuple(leave)
    before = next(day for day in (due_on - n * DAY for n in range(366)) if calendar.is_working(day))
    instant = at_local(before, USUAL_TIME, zone)
    if instant > now and not on_leave(before, away):
        return instant
    day = max(due_on, now.astimezone(zone).date())
    while not calendar.is_working(day) or at_local(day, USUAL_TIME, zone) <= now:
        day += DAY
    return at_local(day, USUAL_TIME, zone)
