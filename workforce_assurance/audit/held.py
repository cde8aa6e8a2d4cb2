"""What the trail holds about a person, for their own eyes: who was shown a record about them, and what was changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from workforce_assurance.common.dates import in_words
from workforce_assurance.common.holdings import Holding, HoldingSource, Rows, register_holding

from .models import TrailEntry
from .queries import changes_about, reads_about


def reads(person: Any, _now: datetime) -> Holding:
    rows = Rows(reads_about(person.pk).exclude(actor=person.pk), lambda entry: _cells(entry)[:3])
    return Holding(
        "audit.reads",
        "Who was shown a record about you",
        ("When", "Who", "What"),
        rows,
        "Nobody but you was shown a confidential record about you.",
    )


def changes(person: Any, _now: datetime) -> Holding:
    columns = ("When", "Who", "What", "Facts")
    return Holding("audit.changes", "What was changed about you", columns, Rows(changes_about(person.pk), _cells))


def _cells(entry: TrailEntry) -> tuple[str, str, str, str]:
    # A page of ours makes the organisation's zone the current one; people stand above this floor.
    when = in_words(entry.at, timezone.get_current_timezone())
    return (when, str(entry.actor or "The system"), entry.action_in_words, entry.facts_in_words)


def register() -> None:
    register_holding(HoldingSource("audit.reads", 70, reads))
    register_holding(HoldingSource("audit.changes", 71, changes))
