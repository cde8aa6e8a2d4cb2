"""Standards of others beside what is measured here: clause, what answers it, what that says, and what it does not."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from workforce_assurance.common.words import counted

from ..measures import findings
from ..measures.charting import Charted
from ..measures.registry import all_measures
from ..models import NamedStandard, StandardClause
from . import listed
from .scope import Scope
from .tables import Table

SHIPPED = Path(__file__).with_name("shipped")
NO_MEASURE = "Nothing here measures this."
HEADER = ("standard", "clause", "what is asked, in our words", "what answers it", "what that says", "gap")


@dataclass(frozen=True)
class Answered:
    """One clause as a pack shows it."""

    standard: str
    number: str
    words: str
    evidence: tuple[str, ...]
    results: tuple[str, ...]
    gap: str


@dataclass(frozen=True)
class Query:
    """What answers a clause besides a measure: how many there are of the place and months."""

    name: str
    rows: Callable[[Scope], Any]
    one: str
    said: str

    def words(self, scope: Scope) -> str:
        return f"{counted(self.rows(scope).count(), self.one)} {self.said}."


QUERIES = {
    "meetings": Query("Governance meetings", listed.meeting_rows, "meeting", "held in the period"),
    "actions": Query("Actions", listed.action_rows, "action", "open at some time in the period"),
    "escalations": Query("Escalations", listed.escalation_rows, "alert", "about what ran out in the period"),
    "audits": Query("Audits", listed.audit_rows, "audit", "drawn in the period"),
}


def evidence_choices() -> list[tuple[str, str]]:
    """What may answer a clause, by key: what is counted in a pack, then every measure."""
    return [(key, one.name) for key, one in QUERIES.items()] + [(one.key, one.name) for one in all_measures()]


def described() -> list[dict[str, Any]]:
    """The shipped standards, as they stand in their files."""
    return [json.loads(file.read_text(encoding="utf-8")) for file in sorted(SHIPPED.glob("*.json"))]


@transaction.atomic
def ship_standards(*, now: datetime) -> None:
    """Bring in standards that are not there; one that is there stays as somebody made it."""
    for one in described():
        facts = {name: one[name] for name in ("name", "source", "about", "position")}
        standard, is_new = NamedStandard.objects.get_or_create(code=one["code"], defaults=facts)
        if is_new:
            StandardClause.objects.bulk_create(
                StandardClause(standard=standard, position=number, **clause)
                for number, clause in enumerate(one["clauses"], start=1)
            )


def answers(scope: Scope, charts: Sequence[Charted]) -> list[Answered]:
    """Every clause with what the pack's place and months say about it."""
    by_key = {one.measure.key: one for one in charts}
    found = {key: (one.name, one.words(scope)) for key, one in QUERIES.items()}
    found |= {key: (one.measure.name, findings.finding(one)) for key, one in by_key.items()}
    clauses = (
        StandardClause.objects.in_force()
        .select_related("standard")
        .order_by("standard__position", "standard", "position", "pk")
    )
    return [_answered(clause, found, by_key) for clause in clauses]


def _answered(clause: StandardClause, found: dict[str, tuple[str, str]], charts: dict[str, Charted]) -> Answered:
    known = [key for key in clause.evidence if key in found]
    silent = [charts[key].measure.name for key in known if key in charts and charts[key].last is None]
    gaps = [clause.gap] if clause.gap else []
    if not known:
        gaps.insert(0, NO_MEASURE)
    if silent:
        gaps.append(f"No value can be shown of {', '.join(silent)}.")
    return Answered(
        standard=clause.standard.name,
        number=clause.number,
        words=clause.words,
        evidence=tuple(found[key][0] for key in known),
        results=tuple(found[key][1] for key in known),
        gap=" ".join(gaps),
    )


def table(answered: Sequence[Answered]) -> Table:
    rows = [
        (one.standard, one.number, one.words, "; ".join(one.evidence), " ".join(one.results), one.gap)
        for one in answered
    ]
    return Table("crosswalk", "Standards of others, and what here answers each of their clauses.", HEADER, rows)
