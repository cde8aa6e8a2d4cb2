"""At which instants something about an action is reminded of and due. Pure: no clock, no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import WorkingCalendar, end_of_day
from workforce_assurance.escalations.reminders import reminder_for


@dataclass(frozen=True)
class Clock:
    """The instants that the sweep looks at; no reminder when the ladder has none, or its time is over."""

    due_on: date
    due_at: datetime
    reminder_at: datetime | None

    @property
    def first_check(self) -> datetime:
        return self.reminder_at or self.due_at


def clock_for(
    due_on: date, *, since: datetime, reminder_working_days: int | None, calendar: WorkingCalendar, zone: ZoneInfo
) -> Clock:
    """The clock of what is to be done by the end of that day and is known of since that instant."""
    reminder = None if reminder_working_days is None else reminder_for(due_on, reminder_working_days, calendar, zone)
    return Clock(due_on, end_of_day(due_on, zone), reminder if reminder and reminder > since else None)


@dataclass(frozen=True)
class LookDays:
    """Until when what comes back counts, from which day that can be looked at, and by when somebody does."""

    counts_until: date
    opens_on: date
    due_on: date


def look_days(closed_on: date, *, after_days: int, within_working_days: int, calendar: WorkingCalendar) -> LookDays:
    """So many days after it was closed, that day included; looked at from the next working day on."""
    counts_until = closed_on + timedelta(days=after_days)
    opens_on = calendar.next_working(counts_until)
    return LookDays(counts_until, opens_on, calendar.add(opens_on, within_working_days))
