"""What the practice of boundaries holds about a person, for their own eyes: what they asked for, answered and reviewed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.holdings import Holding, HoldingSource, Rows, register_holding
from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import long_day, long_instant
from workforce_assurance.people import queries as people

from .models import Appeal, Decision, GateVisit


def asked_for(person: Any, _now: datetime) -> Holding:
    """Decisions that they drafted."""
    zone = people.zone_for(person)
    rows = Rows(
        Decision.objects.asked_for_by(person).select_related("kind", "team").order_by("-drafted_at"),
        lambda row: (
            _link(row),
            row.kind.label,
            row.team.name,
            long_instant(row.drafted_at, zone),
            row.get_state_display(),
        ),
    )
    columns = ("Decision", "What", "Team", "Drafted", "Status")
    return Holding(
        "boundaries.asked_for", "Restrictive decisions that you asked for", columns, rows, "You asked for none."
    )


def asked_about(person: Any, _now: datetime) -> Holding:
    """At whose gate they were asked, and what they answered."""
    zone = people.zone_for(person)
    rows = Rows(
        GateVisit.objects.filter(asked=person).select_related("decision").order_by("-sent_at"),
        lambda row: (_link(row.decision), long_instant(row.sent_at, zone), row.get_outcome_display() or "Waits"),
    )
    columns = ("Decision", "Asked", "Answer")
    return Holding("boundaries.asked_about", "Decisions at your gate", columns, rows, "You were asked about none.")


def reviewed(person: Any, _now: datetime) -> Holding:
    """Appeals that they review, or did."""
    rows = Rows(
        Appeal.objects.filter(reviewer=person).select_related("decision").order_by("-recorded_at"),
        lambda row: (_link(row.decision), long_day(row.received_on), row.get_outcome_display() or "Waits"),
    )
    columns = ("Decision", "Came on", "Outcome")
    return Holding("boundaries.reviewed", "Appeals that you review", columns, rows, "You review none.")


def _link(decision: Decision) -> Cell:
    return Cell(decision.reference, reverse("boundaries:decision", args=[decision.pk]))


def register() -> None:
    for order, build in enumerate((asked_for, asked_about, reviewed), start=50):
        register_holding(HoldingSource(f"boundaries.{build.__name__}", order, build))
