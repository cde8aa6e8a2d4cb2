"""What is held of somebody's competency, for their own "My data"."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workforce_assurance.common.holdings import Holding, HoldingSource, Rows, register_holding
from workforce_assurance.common.words import long_day

from ..models import CompetencyEvidence

COLUMNS = ("Evidence", "What", "When", "Check", "Recorded by", "Status")


def evidence(person: Any, _now: datetime) -> Holding:
    """Everything that was recorded about them, what was withdrawn included."""
    rows = Rows(
        CompetencyEvidence.objects.of_person(person).select_related("recorded_by"),
        lambda row: (
            row.reference,
            row.get_kind_display(),
            long_day(row.took_place_on),
            "Passed" if row.check_passed else "Not passed, or none",
            row.recorded_by.full_name,
            f"Withdrawn: {row.get_withdrawn_because_display()}" if row.withdrawn_because else "Counts",
        ),
    )
    return Holding("boundaries.competency", "Evidence of your competency", COLUMNS, rows, "None is held.")


def register() -> None:
    register_holding(HoldingSource("boundaries.competency", 56, evidence))
