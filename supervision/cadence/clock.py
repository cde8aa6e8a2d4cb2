"""The worker's own clock, which stands still while they are on leave. Pure: no clock of the day, no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Leave:
    """Days away, both included; no end known when `last` is empty."""

    first: date
    last: date | None = None

    def lasts(self, days: int) -> bool:
        """Whether it is that long, or has no end."""
        return self.last is None or (self.last - self.first).days + 1 >= days


def spell(day: date, beside: date) -> str:
    """A day in words, "14 March", with its year when the day `beside` it lies in another one."""
    return f"{day.day} {day:%B}" if day.year == beside.year else f"{day.day} {day:%B %Y}"


def advance(day: date, days: int, leave: Iterable[Leave]) -> date | None:
    """The day on which the worker's clock has run `days` since `day`; None when leave without an end stops it."""
    left, at = days, day
    for away in sorted(leave, key=lambda span: span.first):
        if away.last is not None and away.last <= at:
            continue
        before = max(0, (away.first - DAY - at).days)
        if left <= before:
            break
        if away.last is None:
            return None
        left, at = left - before, away.last
    return at + timedelta(days=left)


def elapsed(first: date, last: date, leave: Iterable[Leave]) -> int:
    """How far the worker's clock runs from `first` to `last`; 0 when `last` is not later."""
    return days_at_work(first + DAY, last, leave)


def days_at_work(first: date, last: date, leave: Iterable[Leave]) -> int:
    """Days from `first` to `last`, both included, that are not leave."""
    away = sum(_days_within(span, first, last) for span in leave)
    return max(0, (last - first).days + 1 - away)


def on_leave(day: date, leave: Iterable[Leave]) -> bool:
    return any(away.first <= day and (away.last is None or day <= away.last) for away in leave)


def back_at_work(day: date, leave: Iterable[Leave]) -> date | None:
    """`day` itself, or the first day after the leave that it lies in; None when that leave has no end."""
    return advance(day - DAY, 1, leave) if on_leave(day, leave) else day


def _days_within(away: Leave, first: date, last: date) -> int:
    begins, ends = max(away.first, first), last if away.last is None else min(away.last, last)
    return max(0, (ends - begins).days + 1)
