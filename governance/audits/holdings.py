"""What is held of somebody in audits, for their own "My data": that they were asked to read, and never whose it was."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from workforce_assurance.common.holdings import Holding, HoldingSource, Rows, register_holding
from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import long_instant
from workforce_assurance.people import queries as people

from ..models import AuditReading
from .words import by_day


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
            _stands(row, zone),
        ),
    )
    return Holding(
        "governance.audit_readings", "What you were asked to read for audits", ("Audit", "Reading", "Given"), rows,
        "You were asked for none.",
    )  # fmt: skip


def _stands(row: AuditReading, zone: ZoneInfo) -> str:
    if row.given_at:
        return long_instant(row.given_at, zone)
    if row.passed_at:
        return f"Handed on {long_instant(row.passed_at, zone)}: {row.get_passed_because_display().lower()}"
    return f"Waits. {by_day(row, zone)}".strip()


def register() -> None:
    register_holding(HoldingSource("governance.audit_readings", 58, readings))
