"""When a rung comes: so many working days after the instant it counts from. Pure: no clock, no database.

Counting keeps the time of day. An instant on a day that is not a working day counts as the end of the working day
before, so a later run-out never has an earlier rung, and one instant, the cut-off, divides those whose rung has come
from the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import WorkingCalendar, at_local, start_of_day


@dataclass(frozen=True)
class WorkingClock:
    """The organisation's working days in its zone."""

    calendar: WorkingCalendar
    zone: ZoneInfo

    def comes_at(self, counted_from: datetime, working_days: int) -> datetime:
        """The instant that lies so many working days after; 0 gives the instant itself."""
        if working_days == 0:
            return counted_from
        day, clock = self._moment(counted_from)
        day = self.calendar.add(day, working_days)
        return self._end(day) if clock is None else at_local(day, clock, self.zone)

    def cut_off(self, now: datetime, working_days: int) -> datetime:
        """The latest instant to count from whose rung has come at `now`.

        Within the hour in which clocks change, a rung may come up to that hour off.
        """
        if working_days == 0:
            return now
        day, clock = self._moment(now)
        day = self.calendar.subtract(day, working_days)
        if clock is not None:
            return at_local(day, clock, self.zone)
        # The days off that follow count as the end of this day.
        return start_of_day(self.calendar.next_working(day + timedelta(days=1)), self.zone)

    def _moment(self, instant: datetime) -> tuple[date, time | None]:
        """The working day and its time of day; no time for the end of the day."""
        local = instant.astimezone(self.zone)
        day = local.date()
        if local.time() != time.min and self.calendar.is_working(day):
            return day, local.time()
        if local.time() == time.min:
            day -= timedelta(days=1)
        while not self.calendar.is_working(day):
            day -= timedelta(days=1)
        return day, None

    def _end(self, day: date) -> datetime:
        return start_of_day(day + timedelta(days=1), self.zone)
