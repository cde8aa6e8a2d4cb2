"""What is held of somebody's competency, for their own "My data"."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workforce_assurance.common.holdings import Holding, HoldingSource, Rows, register_holding
from workforce_assurance.common.words import long_day

from ..models import CompetencyDeadline, CompetencyEvidence
from .policy import labels

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


def deadlines(person: Any, _now: datetime) -> Holding:
    """By when their skills were to be renewed."""
    names = labels()
    rows = Rows(
        CompetencyDeadline.objects.of_person(person).order_by("-due_at", "pk"),
        lambda row: (
            row.reference,
            names.get(row.skill_code, row.skill_code),
            long_day(row.lasts_until),
            row.get_state_display(),
        ),
    )
    columns = ("Reference", "Skill", "Lasts until", "Status")
    return Holding("boundaries.competency_deadlines", "Skills that you were asked to renew", columns, rows, "None.")


def register() -> None:
    register_holding(HoldingSource("boundaries.competency", 56, evidence))
    register_holding(HoldingSource("boundaries.competency_deadlines", 57, deadlines))
