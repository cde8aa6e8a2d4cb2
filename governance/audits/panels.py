"""What Today shows of audits: what the viewer is asked to read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.panels import Found, Panel, Row, RowsSource, register_panel
from workforce_assurance.people import queries as people

from ..models import AuditReading
from .enums import AuditOf
from .querysets import ReadingQuerySet
from .words import by_day, past, tone


def ahead(viewer: Any, _now: datetime) -> ReadingQuerySet:
    rows = AuditReading.objects.of(viewer).waiting().select_related("unit__audit")
    rows = rows.order_by("due_at", "unit__audit__drawn_at", "unit__number")
    return rows.only("due_at", "unit__number", "unit__audit__reference", "unit__audit__of")


def build(viewer: Any, now: datetime, found: Found) -> Panel:
    zone = people.zone_for(viewer)
    rows = [
        Row(
            text=f"Audit {one.unit.audit.reference}, number {one.unit.number}",
            url=reverse("governance:audit_reading", args=[one.pk]), action="Read it",
            detail=f"{AuditOf(one.unit.audit.of).label}. {by_day(one, zone)}".strip(), status=past(one, now), tone=tone(one, now),
        )
        for one in found.rows
    ]  # fmt: skip
    return Panel("audits", "To read for an audit", rows, all_url=reverse("governance:audits"), total=found.total)


def register() -> None:
    register_panel(RowsSource("governance.audits", 67, ahead, build))
