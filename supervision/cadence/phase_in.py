"""Shorter gaps for whoever is new, or back from long leave. Pure: no clock, no database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .clock import DAY, Leave, elapsed
from .periods import add_months
from .terms import Cadence, Step


def gap_after(cadence: Cadence, day: date, *, started_on: date | None, leave: Iterable[Leave] = ()) -> int | None:
    """The longest gap in days after a session on that day; None when the policy sets none.

    A step of a phase-in counts while the due date that it leads to still lies within it. The days of a phase-in are
    days of the worker's clock.
    """
    away = tuple(leave)
    gaps = [cadence.longest_gap_days]
    if started_on is not None:
        gaps.append(_gap_in(cadence.phase_in, started_on, day, away))
    back = came_back(cadence, day, away)
    if back is not None:
        gaps.append(_gap_in(cadence.returning, back, day, away))
    found = [gap for gap in gaps if gap is not None]
    return min(found) if found else None


def came_back(cadence: Cadence, day: date, leave: Iterable[Leave]) -> date | None:
    """The day of the latest return from long leave, up to and including that day."""
    long = [span.last + DAY for span in leave if span.last and span.lasts(cadence.long_leave_days)]
    return max((back for back in long if back <= day), default=None)


def last_day(step: Step, begun: date) -> int:
    """On which day since the beginning the step ends."""
    if step.until_months is not None:
        return (add_months(begun, step.until_months) - begun).days
    return step.until_day or 0


def _gap_in(steps: tuple[Step, ...], begun: date, day: date, leave: tuple[Leave, ...]) -> int | None:
    if not steps:
        return None
    day_in = elapsed(begun, day, leave)
    return next((step.gap_days for step in steps if day_in + step.gap_days <= last_day(step, begun)), None)
