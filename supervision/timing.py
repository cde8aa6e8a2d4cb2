"""At which instants a session is planned, reminded of, due and past its grace. Pure: no clock, no database."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import WorkingCalendar, at_local, end_of_day, local_day
from workforce_assurance.escalations.reminders import reminder_for

from .cadence import Leave, on_leave

USUAL_TIMES = (time(10), time(14))
# How many working days before the due date are tried, and how many days are looked at to find them.
DAYS_BACK = 5
LONGEST_WEEKEND = 21
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Clock:
    """The instants that the sweep looks at; no reminder when the ladder has none."""

    reminder_at: datetime | None
    due_at: datetime
    missed_after: datetime

    @property
    def first_check(self) -> datetime:
        return self.reminder_at or self.missed_after


def clock_for(
    day: date, *, grace_working_days: int, reminder_working_days: int | None, calendar: WorkingCalendar, zone: ZoneInfo
) -> Clock:
    """The clock of a session that is to take place by the end of `day`; without working days nobody is reminded."""
    reminder = None if reminder_working_days is None else reminder_for(day, reminder_working_days, calendar, zone)
    missed_after = end_of_day(calendar.add(day, grace_working_days), zone)
    return Clock(reminder, end_of_day(day, zone), missed_after)


def clock_to_sign(
    finished_at: datetime,
    *,
    working_days: int,
    reminder_working_days: int | None,
    calendar: WorkingCalendar,
    zone: ZoneInfo,
) -> Clock:
    """The clock of a record finished at that instant: so many working days, no grace, no reminder before it was there."""
    due_on = calendar.add(local_day(finished_at, zone), working_days)
    clock = clock_for(
        due_on, grace_working_days=0, reminder_working_days=reminder_working_days, calendar=calendar, zone=zone
    )
    return replace(clock, reminder_at=clock.reminder_at and max(finished_at, clock.reminder_at))


def usual_instant(
    due_on: date,
    *,
    calendar: WorkingCalendar,
    zone: ZoneInfo,
    leave: Iterable[Leave],
    now: datetime,
    taken: Container[datetime] = (),
) -> datetime:
    """Ten in the morning of the last working day up to the due date, when the supervisor is free then.

    If not, at two; else on the five working days before. Days that are gone are passed over, and those of the worker's
    leave are no working days, so that what is due on the return can be before it. When nothing is left it is ten
    o'clock on the next working day from the due date on.
    """
    away = tuple(leave)
    days = (due_on - n * DAY for n in range(LONGEST_WEEKEND))
    before = [day for day in days if calendar.is_working(day) and not on_leave(day, away)]
    for day in before[:DAYS_BACK]:
        for clock in USUAL_TIMES:
            instant = at_local(day, clock, zone)
            if instant > now and instant not in taken:
                return instant
    day = max(due_on, now.astimezone(zone).date())
    while not calendar.is_working(day) or at_local(day, USUAL_TIMES[0], zone) <= now:
        day += DAY
    return at_local(day, USUAL_TIMES[0], zone)
