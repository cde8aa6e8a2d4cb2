"""What is held of somebody in inspector access, for their own "My data": what they gave and answered, and what they were given."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workforce_assurance.common.holdings import Holding, HoldingSource, Rows, register_holding
from workforce_assurance.common.words import long_instant
from workforce_assurance.people import queries as people

from ..models import Inspection, InspectionItem


def given(person: Any, _now: datetime) -> Holding:
    zone = people.zone_for(person)
    rows = Rows(
        Inspection.objects.filter(granted_by=person) | Inspection.objects.filter(inspector=person),
        lambda row: (row.reference, row.body, long_instant(row.opens_at, zone), long_instant(row.closes_at, zone)),
    )
    return Holding(
        "governance.inspections", "Inspector access that you gave, or were given", ("Access", "For", "From", "Until"), rows,
        "None.",
    )  # fmt: skip


def answered(person: Any, _now: datetime) -> Holding:
    zone = people.zone_for(person)
    rows = Rows(
        InspectionItem.objects.filter(answered_by=person) | InspectionItem.objects.filter(inspection__inspector=person),
        lambda row: (row.words, row.get_answer_display() or "Not answered", long_instant(row.asked_at, zone)),
    )
    return Holding(
        "governance.inspection_items", "What inspectors asked for, that you answered or asked", ("What", "Answer", "Asked"),
        rows, "None.",
    )  # fmt: skip


def register() -> None:
    for order, (key, source) in enumerate((("inspections", given), ("inspection_items", answered)), start=65):
        register_holding(HoldingSource(f"governance.{key}", order, source))
