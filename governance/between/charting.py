"""Days between rare events as a g or t chart, with what lies since the last one. Pure: moments in, a judgement out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.words import counted

from ..measures.charting import LOOKS
from ..spc import Chart, Kind, Point, attribute_chart
from ..spc_signals import Better, Limits, Variation, variation

ONE_DAY = timedelta(days=1)
# The more days lie between them, the fewer there are.
OPPOSITE = {Better.LOW: Better.HIGH, Better.HIGH: Better.LOW, Better.NEITHER: Better.NEITHER}


@dataclass(frozen=True)
class Between:
    """The events of one measure in one place, and the days between them."""

    kind: Kind
    noun: str
    moments: Sequence[datetime]
    now: datetime
    zone: ZoneInfo
    # Which direction of the count is better.
    better: Better

    @cached_property
    def days(self) -> list[float]:
        """From each event to the next: whole days for g, the time for t."""
        return [self._days(before, after) for before, after in pairwise(self.moments)]

    @cached_property
    def open_days(self) -> float | None:
        """Since the last event; None where there was none."""
        return self._days(self.moments[-1], self.now) if self.moments else None

    @cached_property
    def ended_on(self) -> list[date]:
        """The day of the event that ended each."""
        return [local_day(moment, self.zone) for moment in self.moments[1:]]

    @cached_property
    def chart(self) -> Chart:
        return attribute_chart(self.kind, self.days, since_last=self.open_days)

    @property
    def has_limits(self) -> bool:
        return self.chart.kind is not Kind.RUN

    @property
    def limits(self) -> Limits | None:
        return self.chart.last.limits if self.chart.last else None

    def look_of(self, point: Point) -> str:
        if not point.signals or not self.has_limits or self.chart.is_trial:
            return "common"
        return LOOKS[variation(point.signals, OPPOSITE[self.better])]

    @property
    def open_shows(self) -> Variation:
        """What it shows that the time since the last event is above the limit already."""
        if not self.chart.open_is_beyond or self.chart.is_trial:
            return Variation.COMMON
        return {Better.LOW: Variation.IMPROVEMENT, Better.HIGH: Variation.CONCERN}.get(self.better, Variation.CHANGE)

    def _days(self, before: datetime, after: datetime) -> float:
        if self.kind is Kind.G:
            return float((local_day(after, self.zone) - local_day(before, self.zone)).days)
        return (after - before) / ONE_DAY


def finding(one: Between, name: str, where: str) -> str:
    """The chart in one sentence, and what the time since the last event says."""
    place = f" in {where}" if where else ""
    if one.open_days is None:
        return f"{name}{place}: there is none on record."
    since = f"{name}{place}: {days_words(one.open_days)} since the last {one.noun}"
    limits = one.limits
    if limits is None:
        return f"{since}. With one event there is nothing between to chart."
    middle = f"{_middle(one)} {days_words(limits.centre)}"
    if not one.has_limits or one.chart.is_trial:
        return f"{since}; {middle}. {counted(len(one.days), 'interval')}: limits hold from 15 on."
    if one.open_shows is Variation.COMMON:
        return f"{since}, which is not unusual; {middle}."
    said = {
        Variation.IMPROVEMENT: "longer than is usual, which is an improvement",
        Variation.CONCERN: "longer than is usual, which is worth looking into",
    }.get(one.open_shows, "longer than is usual, and no direction of it is better")
    return f"{since}, {said}; {middle}."


def _middle(one: Between) -> str:
    """What the centre line is: of a t chart it lies where the mean of the powers does, below the mean of the days."""
    if not one.has_limits:
        return "the median between two is"
    return "the mean between two is" if one.kind is Kind.G else "between two lie typically"


def days_words(days: float) -> str:
    """ "1 day", "12 days", "0.4 days"."""
    said = f"{days:.0f}" if days >= 10 or days == round(days) else f"{days:.1f}"
    return f"{said} day" if said == "1" else f"{said} days"
