"""Rows of the register, and of its file: facts and codes, and nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from workforce_assurance.common.words import long_instant

from .models import Decision
from .words import Status, about, left_of, span_of, status_of

CSV_HEADER = (
    *("reference", "kind", "kind in words", "ground", "covers", "case reference", "team", "service", "status"),
    *("drafted at", "in effect at", "ends at", "ended at", "through the gate at", "emergency", "reviewed from outside"),
    *("refused because", "lifted because", "renews"),
)
LOADS = ("kind", "ground", "team__service", "renews")


@dataclass(frozen=True)
class ListRow:
    decision: Decision
    status: Status
    about: str
    span: str
    left: str


def list_row(decision: Decision, now: datetime, zone: ZoneInfo) -> ListRow:
    return ListRow(decision, status_of(decision), about(decision), span_of(decision, zone), left_of(decision, now))


def csv_cells(decision: Decision, zone: ZoneInfo) -> tuple[Any, ...]:
    def when(instant: datetime | None) -> str:
        return long_instant(instant, zone) if instant else ""

    return (
        decision.reference, decision.kind.code, decision.kind.label, decision.ground.code, decision.covers,
        decision.case_reference, decision.team.name, decision.team.service.name, decision.state,
        when(decision.drafted_at), when(decision.effective_at), when(decision.ends_at), when(decision.ended_at),
        when(decision.approved_at), _yes(decision.is_emergency), _yes(decision.is_approved_from_outside),
        decision.refused_because, decision.lifted_because, decision.renews.reference if decision.renews else "",
    )  # fmt: skip


def _yes(said: bool) -> str:
    return "yes" if said else "no"
