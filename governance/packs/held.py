"""Which packs somebody asked for, for their own "My data"."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workforce_assurance.common.holdings import Holding, HoldingSource, Rows, register_holding
from workforce_assurance.common.words import long_instant
from workforce_assurance.people import queries as people

from ..models import EvidencePack, StandardClause
from .enums import PackState


def packs(person: Any, _now: datetime) -> Holding:
    zone = people.zone_for(person)
    rows = Rows(
        EvidencePack.objects.filter(asked_by=person),
        lambda row: (row.reference, PackState(row.state).label, long_instant(row.asked_at, zone)),
    )
    return Holding("governance.packs", "Evidence packs that you asked for", ("Pack", "State", "When"), rows, "None.")


def clauses(person: Any, _now: datetime) -> Holding:
    zone = people.zone_for(person)
    rows = Rows(
        StandardClause.objects.filter(written_by=person).select_related("standard").order_by("-written_at", "pk"),
        lambda row: (row.standard.name, row.number, long_instant(row.written_at, zone)),
    )
    return Holding(
        "governance.clauses", "Clauses of standards that you wrote", ("Standard", "Clause", "When"), rows, "None."
    )


def register() -> None:
    register_holding(HoldingSource("governance.packs", 60, packs))
    register_holding(HoldingSource("governance.clauses", 61, clauses))
