"""What happened with a decision, in words: drafted, at the gate, in effect, looked at again, appealed, over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from workforce_assurance.common.words import long_instant

from .enums import AppealOutcome, DecisionState, GateOutcome, SameToday
from .models import Decision, GateVisit

Event = tuple[datetime, str]


def events_of(decision: Decision, visits: Sequence[GateVisit], zone: ZoneInfo) -> list[dict[str, str]]:
    """Newest first; what happened at one instant stays in the order in which it follows."""
    found = [
        (decision.drafted_at, f"{'Asked for' if decision.brought_by else 'Drafted'} by {decision.requester.full_name}")
    ]
    found += [event for visit in visits for event in _at_the_gate(visit)]
    found += [*_from_elsewhere(decision), *_course(decision), *_looks(decision), *_appeals(decision), *_end(decision)]
    # Sorted by time alone.
    found.sort(key=lambda event: event[0])
    return [{"when": long_instant(when, zone), "text": text} for when, text in reversed(found)]


def _at_the_gate(visit: GateVisit) -> Iterator[Event]:
    where = " from outside" if visit.is_outside else ""
    yield visit.sent_at, f"Sent to the gate: {visit.asked.full_name}{where} is asked"
    if visit.answered_at and visit.answered_by and visit.outcome != GateOutcome.WITHDRAWN:
        yield visit.answered_at, f"{GateOutcome(visit.outcome).label} by {visit.answered_by.full_name}"


def _from_elsewhere(decision: Decision) -> Iterator[Event]:
    """What the file said of its gate, and when it came in."""
    upload = decision.brought_by
    if upload is not None and decision.approved_at and decision.approver:
        yield decision.approved_at, f"Let through by {decision.approver.full_name}, in another system"
        if upload.brought_in_at:
            yield upload.brought_in_at, "Imported"


def _course(decision: Decision) -> Iterator[Event]:
    if decision.effective_at:
        yield decision.effective_at, "In effect in an emergency" if decision.is_emergency else "In effect"


def _looks(decision: Decision) -> Iterator[Event]:
    for look in decision.looks.select_related("by"):
        yield look.at, f"The same today? {SameToday(look.answer).label}: {look.by.full_name}"


def _appeals(decision: Decision) -> Iterator[Event]:
    for appeal in decision.appeals.all():
        yield appeal.recorded_at, "An appeal is put on record"
        if appeal.decided_at:
            yield appeal.decided_at, f"The appeal is answered: {AppealOutcome(appeal.outcome).label.lower()}"


def _end(decision: Decision) -> Iterator[Event]:
    if decision.brought_by and decision.ends_at is None:
        # It was done, and has no end.
        return
    if decision.ended_at and decision.state != DecisionState.REFUSED:
        by = f" by {decision.ended_by.full_name}" if decision.ended_by else ""
        yield decision.ended_at, f"{decision.get_state_display()}{by}"
