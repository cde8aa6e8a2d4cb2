"""What happened with a complaint, in words: put on record, handed on, acknowledged, answered, over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import start_of_day
from workforce_assurance.common.words import long_day, long_instant

from ..models import Complaint, ComplaintHandling
from .words import found_in_words

Event = tuple[datetime, str, str]


def events_of(complaint: Complaint, handlings: Sequence[ComplaintHandling], zone: ZoneInfo) -> list[dict[str, str]]:
    """Newest first; what happened at one instant stays in the order in which it follows."""

    def at(instant: datetime, text: str) -> Event:
        return instant, long_instant(instant, zone), text

    first, *others = handlings
    found = [at(complaint.recorded_at, f"Put on record by {complaint.recorded_by.full_name}")]
    found.append(at(first.began_at, f"{first.handler.full_name} handles it"))
    found += [at(one.began_at, f"Handed on to {one.handler.full_name}") for one in others]
    found += _noted(complaint, zone)
    if complaint.ended_at and complaint.ended_by:
        words = f"{complaint.get_state_display()}; noted by {complaint.ended_by.full_name}"
        found.append(at(complaint.ended_at, words))
    # Sorted by time alone.
    found.sort(key=lambda event: event[0])
    return [{"when": when, "text": text} for _, when, text in reversed(found)]


def _noted(complaint: Complaint, zone: ZoneInfo) -> list[Event]:
    """What is known by its day; it follows whatever came first on that day."""
    found = []
    for day, text in (
        (complaint.acknowledged_on, "Acknowledged"),
        (complaint.answered_on, f"Answered: {_found(complaint)}"),
    ):
        if day:
            at = max(start_of_day(day, zone), complaint.recorded_at)
            found.append((at, long_day(day), text))
    return found


def _found(complaint: Complaint) -> str:
    return found_in_words(complaint).lower()
