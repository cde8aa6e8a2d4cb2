"""Rows of the register, and of its file: facts and codes, and nobody's name."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import end_of_day, start_of_day
from workforce_assurance.common.tables import Cell, addresses
from workforce_assurance.common.words import long_instant
from workforce_assurance.people.places import at_place

from .models import Decision
from .querysets import DecisionQuerySet
from .words import about, left_of, span_of, status_of

CSV_HEADER = (
    *("reference", "kind", "kind in words", "ground", "covers", "case reference", "team", "service", "status"),
    *("drafted at", "in effect at", "ends at", "ended at", "through the gate at", "emergency", "reviewed from outside"),
    *("refused because", "lifted because", "renews"),
)
HEADINGS = ("Reference", "What", "About", "When", "Team", "Status")
LOADS = ("kind", "ground", "team__service", "renews")
# What a row of the list is made of, in the order of `Listed`; a decision with all that belongs to it takes longer to fetch.
LISTED = (
    *("pk", "reference", "case_reference", "state", "effective_at", "starts_at", "ends_at"),
    *("kind__label", "ground__label", "team__name", "team__service__name"),
)


class Listed(NamedTuple):
    """One decision of the list; `words` says it like any other."""

    pk: uuid.UUID
    reference: str
    case_reference: str
    state: str
    effective_at: datetime | None
    starts_at: datetime | None
    ends_at: datetime | None
    kind: str
    ground: str
    team: str
    service: str


def list_rows(found: Iterable[tuple[Any, ...]], now: datetime, zone: ZoneInfo) -> list[tuple[Any, ...]]:
    """Rows of the list, of the values `LISTED`."""
    page = addresses("boundaries:decision")
    return [_row(Listed(*values), page, now, zone) for values in found]


def _row(one: Listed, page: Callable[[uuid.UUID], str], now: datetime, zone: ZoneInfo) -> tuple[Any, ...]:
    status = status_of(one)
    return (
        Cell(one.reference, url=page(one.pk), look="reference"), Cell(one.kind, detail=one.ground), about(one),
        span_of(one, zone), Cell(one.team, detail=one.service),
        Cell(status.words, tone=status.tone, detail=left_of(one, now)),
    )  # fmt: skip


def printed_rows(found: Iterable[tuple[Any, ...]], zone: ZoneInfo) -> list[tuple[str, ...]]:
    """The same on paper, where nothing is left of a time and there is room for the ground."""
    each = (Listed(*values) for values in found)
    return [
        (one.reference, one.kind, one.ground, about(one), span_of(one, zone), one.team, status_of(one).words)
        for one in each
    ]


def narrowed(rows: DecisionQuerySet, asked: Mapping[str, Any], zone: ZoneInfo) -> DecisionQuerySet:
    """The rows that fit what was asked, as the filter of the register understood it."""
    first: date | None = asked.get("first")
    last: date | None = asked.get("last")
    rows = rows.filter(kind__code=asked["kind"]) if asked.get("kind") else rows
    rows = rows.filter(state=asked["state"]) if asked.get("state") else rows
    rows = rows.about_case(asked["case_reference"]) if asked.get("case_reference") else rows
    rows = at_place(rows, asked["team"]) if asked.get("team") else rows
    moment = f"{asked.get('by') or 'drafted'}_at"
    rows = rows.filter(**{f"{moment}__gte": start_of_day(first, zone)}) if first else rows
    return rows.filter(**{f"{moment}__lt": end_of_day(last, zone)}) if last else rows


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
