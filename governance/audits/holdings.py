"""What is held of somebody in audits, for their own "My data": that they were asked to read, and never whose it was."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.holdings import Holding, HoldingSource, Rows, register_holding
from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import long_instant
from workforce_assurance.people import queries as people

from ..models import AuditReading


def readings(person: Any, _now: datetime) -> Holding:
    zone = people.zone_for(person)
    rows = Rows(
        AuditReading.objects.of(person)
        .select_related("unit__audit")
        .order_by("-unit__audit__drawn_at", "unit__number"),
        lambda row: (
            Cell(
                f"{row.unit.audit.reference}, number {row.unit.number}",
                reverse("governance:audit_reading", args=[row.pk]),
            ),
            row.get_part_display(),
            long_instant(row.given_at, zone) if row.given_at else "Waits",
        ),
    )
    return Holding(
        "governance.audit_readings", "What you were asked to read for audits", ("Audit", "Reading", "Given"), rows,
        "You were asked for none.",
    )  # fmt: skip


def register() -> None:
    register_holding(HoldingSource("governance.audit_readings", 58, readings))
