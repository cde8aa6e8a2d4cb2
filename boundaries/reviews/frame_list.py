"""Rows of the frame, and of its file: codes and dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import long_day

from ..models import Interaction
from .querysets import InteractionQuerySet

LOADS = ("team__service", "worker", "review")
CSV_HEADER = (
    *("reference", "kind", "kind in words", "happened on", "team", "service", "case reference", "came from"),
    *("left out because", "drawn"),
)


def cells(one: Interaction, viewer: Any) -> list[Any]:
    return [
        Cell(one.reference, reverse("reviews:interaction", args=[one.pk]), look="reference"),
        one.get_kind_display(),
        long_day(one.happened_on),
        one.team.name,
        "You" if one.worker_id == viewer.pk else one.worker.full_name,
        one.get_came_from_display(),
        Cell(status_of(one), tone=""),
    ]


def status_of(one: Interaction) -> str:
    if one.left_out_because:
        return "Left out"
    return "Drawn" if hasattr(one, "review") else "May be drawn"


def narrowed(rows: InteractionQuerySet, asked: Mapping[str, Any]) -> InteractionQuerySet:
    """The rows that fit what was asked."""
    rows = rows.filter(happened_on__gte=asked["first"]) if asked.get("first") else rows
    rows = rows.filter(happened_on__lte=asked["last"]) if asked.get("last") else rows
    rows = rows.filter(came_from=asked["came_from"]) if asked.get("came_from") else rows
    return rows.exclude(left_out_because="") if asked.get("left_out") else rows


def csv_cells(one: Interaction) -> tuple[Any, ...]:
    return (
        one.reference, one.kind, one.get_kind_display(), one.happened_on.isoformat(), one.team.name,
        one.team.service.name, one.case_reference, one.came_from, one.left_out_because,
        "yes" if hasattr(one, "review") else "no",
    )  # fmt: skip
