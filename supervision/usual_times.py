"""The series of workers, as planning and pages read them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, time

from .models import Series
from .slots import Usual

Id = uuid.UUID
HOUR = 60


def usual_of(series: Series) -> Usual:
    return Usual(
        series.weekday, series.clock, series.starts_on, series.every_weeks, series.minutes, series.place,
        series.call_link,
    )  # fmt: skip


def usual_times(supervisors: Mapping[Id, Id | None]) -> dict[Id, Usual]:
    """For each worker with the supervisor they have: the series that these two agreed, in one query."""
    rows = Series.objects.of_workers(supervisors)
    return {row.worker_id: usual_of(row) for row in rows if row.supervisor_id == supervisors[row.worker_id]}


def shares_its_hour(series: Series, *, on: date) -> bool:
    """Whether the supervisor has a usual time with somebody else that begins within an hour of this one."""
    others = Series.objects.in_force(on=on).filter(supervisor=series.supervisor, weekday=series.weekday)
    clocks = others.exclude(pk=series.pk).values_list("clock", flat=True)
    return any(abs(_minute(clock) - _minute(series.clock)) < HOUR for clock in clocks)


def _minute(clock: time) -> int:
    return clock.hour * HOUR + clock.minute


def minutes_of(policy_minutes: int, usual: Usual | None) -> int:
    """As long as the policy asks for, or longer when the series says so."""
    return max(policy_minutes, usual.minutes) if usual and usual.minutes else policy_minutes
