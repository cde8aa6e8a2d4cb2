"""How caseload adjustments are said. Pure: no clock, no database."""

from __future__ import annotations

from datetime import date, timedelta

from workforce_assurance.common.words import counted, long_day

from ..models import CaseloadAdjustment
from ..words import Status
from .enums import CaseloadKind, CaseloadState

ABOUT = {
    CaseloadKind.FEWER_CASES: "Fewer or no new people to work with, for a while.",
    CaseloadKind.NOT_ALONE: "Visits and shifts with a colleague, or on the premises.",
    CaseloadKind.OTHER_TASKS: "Work of another kind, or with other people served.",
    CaseloadKind.TIME_OFF: "A break from what the event was about.",
    CaseloadKind.SHIFTS: "Fewer hours, or other hours of the day.",
}
SOON = timedelta(days=7)


def status_of(adjustment: CaseloadAdjustment, today: date) -> Status:
    if adjustment.state == CaseloadState.PROPOSED:
        return Status("Waits for the worker", "info")
    if adjustment.state != CaseloadState.AGREED:
        return Status(CaseloadState(adjustment.state).label, "plain")
    if today < adjustment.starts_on:
        return Status(f"From {long_day(adjustment.starts_on)}", "info")
    left = (adjustment.ends_on - today).days
    if left < 0:
        return Status("Over", "plain")
    return Status(
        "Ends today" if left == 0 else f"{counted(left, 'day')} left", "due_soon" if left < SOON.days else "done"
    )


def span_words(adjustment: CaseloadAdjustment) -> str:
    return f"{long_day(adjustment.starts_on)} to {long_day(adjustment.ends_on)}"
