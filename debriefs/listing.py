"""Rows of the list of incidents, and of its file: facts and codes, and nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from workforce_assurance.common.words import long_instant

from .harm import SHORT
from .models import Incident
from .words import Status, status_of

CSV_HEADER = (
    *("reference", "type", "type in words", "sub-category", "team", "service", "place", "happened at", "logged at"),
    *("status", *(name.replace("_", " ") for name in SHORT), "immediate actions", "factors", "themes"),
)


@dataclass(frozen=True)
class ListRow:
    incident: Incident
    status: Status
    happened: str


def list_row(incident: Incident, zone: ZoneInfo) -> ListRow:
    return ListRow(incident, status_of(incident), long_instant(incident.happened_at, zone))


def csv_cells(incident: Incident, zone: ZoneInfo) -> tuple[Any, ...]:
    closer = incident.sub_category.code if incident.sub_category else ""
    return (
        incident.reference, incident.type.code, incident.type.label, closer, incident.team.name,
        incident.team.service.name, incident.place, long_instant(incident.happened_at, zone),
        long_instant(incident.logged_at, zone), incident.state, *(getattr(incident, name) for name in SHORT),
        " ".join(incident.immediate_actions), " ".join(sorted(factor.code for factor in incident.factors.all())),
        " ".join(sorted(row.code for row in incident.themes.all())),
    )  # fmt: skip
