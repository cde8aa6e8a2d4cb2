"""Rows of the list of incidents, and of its file: facts and codes, and nobody's name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from workforce_assurance.common.tables import Cell, addresses
from workforce_assurance.common.words import long_instant

from .harm import SHORT
from .models import Incident
from .words import STATUSES

CSV_HEADER = (
    *("reference", "type", "type in words", "sub-category", "team", "service", "place", "happened at", "logged at"),
    *("status", *(name.replace("_", " ") for name in SHORT), "immediate actions", "factors", "themes"),
)


HEADINGS = ("Reference", "When", "What", "Team", "Status")
# What a row of the list is made of; an incident with all that belongs to it takes ten times as long to fetch.
LISTED = (
    *("pk", "reference", "happened_at", "state"),
    *("type__label", "sub_category__label", "team__name", "team__service__name"),
)


def list_rows(found: Iterable[tuple[Any, ...]], zone: ZoneInfo) -> list[tuple[Any, ...]]:
    """Rows of the list, of the values `LISTED`."""
    page = addresses("debriefs:incident")
    statuses = {state: Cell(status.words, tone=status.tone) for state, status in STATUSES.items()}
    return [
        (
            Cell(reference, url=page(key), look="reference"), long_instant(happened_at, zone),
            Cell(kind, detail=closer or ""), Cell(team, detail=service), statuses[state],
        )
        for key, reference, happened_at, state, kind, closer, team, service in found
    ]  # fmt: skip


def csv_cells(incident: Incident, zone: ZoneInfo) -> tuple[Any, ...]:
    closer = incident.sub_category.code if incident.sub_category else ""
    return (
        incident.reference, incident.type.code, incident.type.label, closer, incident.team.name,
        incident.team.service.name, incident.place, long_instant(incident.happened_at, zone),
        long_instant(incident.logged_at, zone), incident.state, *(getattr(incident, name) for name in SHORT),
        " ".join(incident.immediate_actions), " ".join(sorted(factor.code for factor in incident.factors.all())),
        " ".join(sorted(row.code for row in incident.themes.all())),
    )  # fmt: skip
