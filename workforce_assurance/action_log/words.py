"""How actions are said: they are past their date, people never are. Pure: no clock, no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.words import counted, long_day

from .enums import TO_DO, ActionState, Decision
from .models import Action, Look

SOON = 7
NOT_COMPUTABLE = "Not computable"


@dataclass(frozen=True)
class Status:
    """Words and the tone of their tag; the words alone say everything."""

    words: str
    tone: str


def status_of(action: Action, *, now: datetime, zone: ZoneInfo) -> Status:
    if action.state in TO_DO:
        return _to_do(action, local_day(now, zone))
    if action.state == ActionState.TO_CHECK:
        return Status("Waits for its check", "info")
    if action.state == ActionState.CANCELLED:
        return Status("Cancelled", "plain")
    return Status("Done and checked", "done")


def _to_do(action: Action, today: date) -> Status:
    begun = "under way" if action.state == ActionState.STARTED else ""
    left = (action.due_on - today).days
    if left < 0:
        return Status(_with(f"{counted(-left, 'day')} past its date", begun), "past_date")
    if left == 0:
        return Status(_with("Due today", begun), "due_soon")
    if left <= SOON:
        return Status(_with(f"Due in {counted(left, 'day')}", begun), "due_soon")
    return Status("Under way" if begun else "To do", "info")


def _with(words: str, begun: str) -> str:
    return f"{words}, {begun}" if begun else words


def status_on(due_on: date, today: date) -> Status:
    """How something else that is due on that day stands."""
    left = (due_on - today).days
    if left < 0:
        return Status(f"{counted(-left, 'day')} past its date", "past_date")
    if left <= SOON:
        return Status("Due today" if left == 0 else f"Due in {counted(left, 'day')}", "due_soon")
    return Status(f"Due on {long_day(due_on)}", "info")


def due_words(action: Action) -> str:
    """The date, and the first one when it is another: that one is measured by."""
    if action.due_on == action.original_due_on:
        return long_day(action.due_on)
    return f"{long_day(action.due_on)}, at first {long_day(action.original_due_on)}"


def on_time_words(action: Action, zone: ZoneInfo) -> str:
    """Whether what was handed in stood by the ORIGINAL due date; empty while nothing was."""
    if action.done_at is None:
        return ""
    late = (local_day(action.done_at, zone) - action.original_due_on).days
    return "By its original date" if late <= 0 else f"{counted(late, 'day')} after its original date"


def recurrence_words(number: int | None, *, label: str, place: str, smallest: int) -> Status:
    """What can be said about whether the theme came back; whoever does an action may not see each event, so few are no number."""
    if number is None:
        why = f"nothing that is counted here is coded “{label}” yet" if label else "the action has no theme"
        return Status(f"{NOT_COMPUTABLE}: {why}.", "plain")
    if number == 0:
        return Status(f"“{label}” did not come back in {place}.", "done")
    often = counted(number, "time") if number >= smallest else f"fewer than {smallest} times"
    return Status(f"Not shown effective: “{label}” came back {often} in {place}.", "past_date")


def look_words(look: Look) -> str:
    """ "Keep it" with what was known then."""
    if look.recurrences is None:
        known = "whether its theme came back could not be computed"
    elif look.recurrences == 0:
        known = "its theme did not come back"
    else:
        known = "its theme came back, not shown effective"
    return f"{Decision(look.decision).label}: {known}"
