"""Everything that happened to an action, in words, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from workforce_assurance.common.words import long_day, long_instant

from .enums import (
    ActionState,
    CancelReason,
    EvidenceKind,
    ExtensionReason,
    HandedPart,
    HandOverReason,
    RefusedBecause,
    ReopenReason,
    SetBecause,
    WaitState,
)
from .models import Action, Deadline, Evidence, HandOver, Look
from .words import look_words

# When, the sentence, and what stands below it.
Event = tuple[datetime, str, str]


def events_of(action: Action, zone: ZoneInfo) -> list[dict[str, str]]:
    """For the timeline of its page; the action comes with its history (`queries.with_history`)."""
    events = sorted(_all(action), key=lambda event: event[0])
    return [{"when": long_instant(at, zone), "text": text, "detail": detail} for at, text, detail in reversed(events)]


def _all(action: Action) -> Iterator[Event]:
    if action.started_at:
        yield action.started_at, "Started.", ""
    for deadline in action.deadlines.all():
        yield from _deadline(deadline)
    for hand_over in action.hand_overs.all():
        yield _hand_over(hand_over)
    for evidence in action.evidence.all():
        yield from _evidence(evidence)
    for look in action.looks.all():
        yield from _look(look)
    if action.state == ActionState.CANCELLED and action.closed_at:
        why = CancelReason(action.cancelled_because).label
        yield action.closed_at, f"{action.closed_by} cancelled it.", f"{why}."


def _deadline(deadline: Deadline) -> Iterator[Event]:
    by, day = deadline.set_by, long_day(deadline.due_on)
    if deadline.because == SetBecause.OPENED:
        yield deadline.set_at, f"{by} opened it, due by {day}.", "This date stays the one that is measured by."
    elif deadline.because == SetBecause.EXTENDED:
        yield deadline.set_at, f"{by} extended it to {day}.", f"{ExtensionReason(deadline.reason).label}."
    elif deadline.because == SetBecause.REOPENED:
        yield deadline.set_at, f"{by} opened it again, due by {day}.", f"{ReopenReason(deadline.reason).label}."
    if deadline.ran_out_at:
        yield deadline.ran_out_at, f"It passed its date, {day}; alerts went out from then on.", ""


def _hand_over(row: HandOver) -> Event:
    what = "the check of it" if row.part == HandedPart.CHECKER else "it"
    text = f"{row.by} handed {what} over from {row.from_person} to {row.to_person}."
    return row.at, text, f"{HandOverReason(row.reason).label}."


def _evidence(row: Evidence) -> Iterator[Event]:
    if row.state == WaitState.REPLACED:
        return
    yield row.submitted_at, f"{row.submitted_by} handed it in: {row.words}", f"{EvidenceKind(row.kind).label}."
    if row.state == WaitState.MET and row.ended_at:
        yield row.ended_at, f"{row.ended_by} checked it: done as agreed.", ""
    elif row.state == WaitState.REFUSED and row.ended_at:
        yield row.ended_at, f"{row.ended_by} gave it back.", f"{RefusedBecause(row.refused_because).label}."


def _look(look: Look) -> Iterator[Event]:
    if look.state == WaitState.REPLACED and look.ended_at:
        yield look.ended_at, "Its theme came back; its owner was asked at once.", ""
    if look.state == WaitState.MET and look.ended_at:
        yield look.ended_at, f"{look.ended_by} looked at whether it worked.", f"{look_words(look)}."
