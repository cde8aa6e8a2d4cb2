"""Rows of the register, and of its file: facts and codes, and nobody's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import end_of_day, start_of_day
from workforce_assurance.common.words import long_instant

from .models import Decision
from .querysets import DecisionQuerySet
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


def narrowed(rows: DecisionQuerySet, asked: Mapping[str, Any], zone: ZoneInfo) -> DecisionQuerySet:
    """The rows that fit what was asked, as the filter of the register understood it."""
    first: date | None = asked.get("first")
    last: date | None = asked.get("last")
    rows = rows.filter(kind__code=asked["kind"]) if asked.get("kind") else rows
    rows = rows.filter(state=asked["state"]) if asked.get("state") else rows
    rows = rows.about_case(asked["case_reference"]) if asked.get("case_reference") else rows
    rows = rows.filter(drafted_at__gte=start_of_day(first, zone)) if first else rows
    return rows.filter(drafted_at__lt=end_of_day(last, zone)) if last else rows


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
