"""What opens a session ready: what is lighter for the worker at present, in codes and dates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from workforce_assurance.common.carry_over import CarriedRows, Opening, register_carry_over
from workforce_assurance.common.dates import local_day
from workforce_assurance.common.panels import Panel, Row
from workforce_assurance.people import queries as people

from ..models import CaseloadAdjustment
from .caseload_querysets import CaseloadAdjustmentQuerySet
from .caseload_words import span_words


def lighter_now(opening: Opening) -> CaseloadAdjustmentQuerySet:
    today = local_day(opening.now, people.zone_for(opening.viewer))
    rows = CaseloadAdjustment.objects.filter(worker=opening.worker_id).in_force(on=today)
    return rows.order_by("ends_on", "pk").only("kind", "starts_on", "ends_on")


def _built(_opening: Opening, rows: Sequence[Any]) -> Panel | None:
    shown = [
        Row(row.get_kind_display(), reverse("support:adjustment", args=[row.pk]), detail=span_words(row))
        for row in rows
    ]
    return Panel("lighter_now", "Lighter for a while", shown, total=len(shown)) if shown else None


def register() -> None:
    register_carry_over(CarriedRows("support.caseload", 25, lighter_now, _built))
