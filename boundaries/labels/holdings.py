"""What is held of the words that somebody contested, for their own "My data"."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.holdings import Holding, HoldingSource, Rows, register_holding
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people

from ..models import LabelContest

COLUMNS = ("Word", "When", "Why", "Answer")


def contests(person: Any, _now: datetime) -> Holding:
    """Each with its answer; nobody else is shown that it was them."""
    zone = people.zone_for(person)
    rows = Rows(
        LabelContest.objects.of(person),
        lambda row: (
            row.code,
            long_day(local_day(row.contested_at, zone)),
            row.get_because_display(),
            row.get_answer_display() or "Not answered yet",
        ),
    )
    return Holding("boundaries.labels", "Words that you contested", COLUMNS, rows, "None is held.")


def register() -> None:
    register_holding(HoldingSource("boundaries.labels", 59, contests))
