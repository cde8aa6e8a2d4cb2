"""What is held about a person in complaints, for their own eyes: what they put on record and handled, and what is about them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workforce_assurance.common.holdings import Holding, HoldingSource, Rows, register_holding
from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people

from ..models import Complaint, ComplaintHandling
from .purposes import page

COLUMNS = ("Complaint", "Came on", "Status")


def recorded(person: Any, _now: datetime) -> Holding:
    """Complaints that they put on record."""
    rows = Rows(Complaint.objects.recorded_by(person).order_by("-received_on", "reference"), _cells)
    title = "Complaints that you put on record"
    return Holding("governance.complaints_recorded", title, COLUMNS, rows, "You put none on record.")


def handled(person: Any, _now: datetime) -> Holding:
    """Complaints that they handle, or handled."""
    zone = people.zone_for(person)
    rows = Rows(
        ComplaintHandling.objects.of(person).select_related("complaint").order_by("-began_at"),
        lambda row: (
            # One that was handed on is somebody else's now.
            _link(row.complaint) if row.ended_at is None else Cell(row.complaint.reference),
            long_day(row.began_at.astimezone(zone).date()),
            "Handed on" if row.ended_at else row.complaint.get_state_display(),
        ),
    )
    columns = ("Complaint", "Yours since", "Status")
    return Holding("governance.complaints_handled", "Complaints that you handle", columns, rows, "You handle none.")


def about(person: Any, _now: datetime) -> Holding:
    """Complaints about them, once somebody told them."""
    rows = Rows(Complaint.objects.told_to(person).order_by("-received_on", "reference"), _cells)
    title = "Complaints that you were told are about you"
    return Holding("governance.complaints_about", title, COLUMNS, rows, "You were told of none.")


def _cells(row: Complaint) -> tuple[Any, ...]:
    return _link(row), long_day(row.received_on), row.get_state_display()


def _link(complaint: Complaint) -> Cell:
    return Cell(complaint.reference, page(complaint.pk))


def register() -> None:
    for order, build in enumerate((recorded, handled, about), start=61):
        register_holding(HoldingSource(f"governance.complaints_{build.__name__}", order, build))
