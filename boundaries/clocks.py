"""Until when somebody is asked for something about a decision: by the end of a local day. Pure: no clock, no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import WorkingCalendar, end_of_day, local_day
from workforce_assurance.escalations.reminders import reminder_for


@dataclass(frozen=True)
class Clocks:
    """Where and on which days the organisation works, and how long before its end each kind of thing is reminded of."""

    calendar: WorkingCalendar
    zone: ZoneInfo

    def after_working_days(self, since: datetime, working_days: int) -> date:
        """So many working days after the local day of that instant."""
        return self.calendar.add(local_day(since, self.zone), working_days)

    def same_today(self, effective_at: datetime, after_days: int) -> date:
        """So many days after it took effect, or the next working day."""
        return self.calendar.next_working(local_day(effective_at, self.zone) + timedelta(days=after_days))

    def review(self, effective_at: datetime, ends_at: datetime, before_days: int) -> date:
        """So many days before its last day; no earlier than the day on which it took effect."""
        wanted = local_day(ends_at, self.zone) - timedelta(days=before_days)
        return max(wanted, local_day(effective_at, self.zone))

    def due_at(self, day: date) -> datetime:
        return end_of_day(day, self.zone)

    def reminder_at(self, day: date, working_days: int | None, now: datetime) -> datetime | None:
        """When it is reminded of, at once where that is over; never where the ladder has no reminder."""
        if working_days is None:
            return None
        return max(reminder_for(day, working_days, self.calendar, self.zone), now)
