"""How decisions and their times are said: plainly, and of nobody as a kind of person. Pure: no clock, no database."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import day_ending
from workforce_assurance.common.words import counted, long_day, long_instant

from .enums import DecisionState
from .states import AT_THE_GATE, FELT

if TYPE_CHECKING:
    from .decision_list import Listed
    from .models import Decision

TONES = {
    DecisionState.RETURNED: "due_soon",
    DecisionState.EMERGENCY: "due_soon",
    DecisionState.EMERGENCY_AT_GATE: "due_soon",
    DecisionState.IN_EFFECT: "info",
    DecisionState.APPROVED: "info",
}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Status(NamedTuple):
    """Words and the tone of their tag; the words alone say everything."""

    words: str
    tone: str


def status_of(decision: Decision | Listed) -> Status:
    """Where it stands; what is over has no tone."""
    state = DecisionState(decision.state)
    if state == DecisionState.LAPSED and decision.ends_at is None:
        # Imported, of a kind that is done once.
        return Status("Done", "")
    tone = "info" if state in AT_THE_GATE else ""
    return Status(state.label, TONES.get(state, tone))


def until(instant: datetime, zone: ZoneInfo) -> str:
    """ "the end of Mon 14 Nov 2027", or a day and a time within it."""
    local = instant.astimezone(zone)
    if local.time() == time.min:
        return f"the end of {long_day(day_ending(instant, zone))}"
    return long_instant(instant, zone)


def span_of(decision: Decision | Listed, zone: ZoneInfo) -> str:
    """From when until when it holds, or would hold."""
    begins = decision.effective_at or decision.starts_at
    first = f"From {long_instant(begins, zone)}" if begins else "As soon as it is through the gate"
    if decision.ends_at is None:
        return f"{first}; it is done once and has no end."
    return f"{first} until {until(decision.ends_at, zone)}."


def left_of(decision: Decision | Listed, now: datetime) -> str:
    """How long what is in effect still lasts; nothing where it has no end, or is not in effect."""
    if decision.state not in FELT or decision.ends_at is None or decision.ends_at <= now:
        return ""
    left = decision.ends_at - now
    return (
        f"{counted(round(left / DAY), 'day')} left"
        if left >= 2 * DAY
        else f"{counted(max(1, round(left / HOUR)), 'hour')} left"
    )


def about(decision: Decision | Listed) -> str:
    """Whom it is about: a case reference, or everybody."""
    return decision.case_reference or "Everybody"
