"""What the pages of packs show, as cells and rows."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import long_instant

from ..measures import findings
from ..models import EvidencePack, NamedStandard, StandardClause
from .commands import Wanted
from .crosswalk import evidence_choices
from .enums import NamesBecause, Naming, PackState, Part
from .scope import Scope

COLUMNS = ("Pack", "Of", "Months", "Asked for", "By", "State")
TONES = {PackState.READY: "done", PackState.NOT_MADE: "due_soon", PackState.CANCELLED: "quiet"}


def listed(pack: EvidencePack, zone: ZoneInfo) -> list[Any]:
    return [
        Cell(pack.reference, url=reverse("governance:pack", args=[pack.pk]), look="reference"),
        place_words(pack),
        months_words(pack),
        long_instant(pack.asked_at, zone),
        pack.asked_by.full_name,
        Cell(PackState(pack.state).label, tone=TONES.get(PackState(pack.state), "info")),
    ]


def place_words(pack: EvidencePack) -> str:
    if pack.team:
        return f"{pack.team.name} ({pack.team.service.name})"
    return pack.service.name if pack.service else "Organisation"


def months_words(pack: EvidencePack | Wanted) -> str:
    return f"{findings.month_words(pack.first_month)} to {findings.month_words(pack.last_month)}"


def facts(pack: EvidencePack, zone: ZoneInfo) -> list[dict[str, str]]:
    """What a pack is; its seal once it is made."""
    rows = [
        ("Of", place_words(pack)),
        ("Months", months_words(pack)),
        ("As of", long_instant(pack.asked_at, zone)),
        ("Asked for by", pack.asked_by.full_name),
        *_chosen(pack.parts, pack.naming, pack.names_because),
    ]
    if pack.seal:
        rows += [("Size", f"{(pack.size or 0) / 1_000_000:.1f} MB, {pack.pages} pages"), ("Seal", pack.seal)]
    return [{"label": label, "value": value} for label, value in rows]


def planned(wanted: Wanted, scope: Scope) -> list[dict[str, str]]:
    """What a pack would be."""
    rows = [
        ("Of", scope.name),
        ("Months", months_words(wanted)),
        *_chosen(wanted.parts, wanted.naming, wanted.names_because),
    ]
    return [{"label": label, "value": value} for label, value in rows]


def _chosen(parts: list[str], naming: str, because: str) -> list[tuple[str, str]]:
    staff = str(Naming(naming).label) + (f": {NamesBecause(because).label}" if because else "")
    return [("In it", "; ".join(str(part.label) for part in Part if part in parts)), ("Staff appear", staff)]


CLAUSES = ("Number", "What is asked, in our words", "What answers it", "What does not", "Written")
ENDED = ("Number", "What it said", "What answered it", "Until")


def standard(one: NamedStandard, *, may_edit: bool, zone: ZoneInfo) -> dict[str, Any]:
    """Its clauses in force, and what they said before."""
    names = dict(evidence_choices())
    every = list(one.clauses.select_related("written_by").order_by("position", "pk"))
    clauses = [clause for clause in every if clause.ended_at is None]
    ended = sorted((clause for clause in every if clause.ended_at), key=lambda clause: clause.ended_at, reverse=True)
    return {
        "headings": CLAUSES,
        "clauses": clauses,
        "rows": [_clause(clause, names, may_edit, zone) for clause in clauses],
        "before_headings": ENDED,
        "before": [
            [clause.number, clause.words, _names(clause, names), long_instant(clause.ended_at, zone)]
            for clause in ended
        ],
    }


def _clause(clause: StandardClause, names: dict[str, str], may_edit: bool, zone: ZoneInfo) -> list[Any]:
    change = reverse("governance:clause", args=[clause.standard_id, clause.pk]) if may_edit else ""
    written = (
        f"{clause.written_by.full_name}, {long_instant(clause.written_at, zone)}" if clause.written_by else "As shipped"
    )
    return [
        Cell(clause.number, url=change, read_out=": change it" if change else ""),
        clause.words,
        _names(clause, names),
        clause.gap or "None known",
        written,
    ]


def _names(clause: StandardClause, names: dict[str, str]) -> str:
    """In words; what is no longer measured is said to be."""
    return "; ".join(names.get(key, "something that is no longer measured") for key in clause.evidence) or "Nothing"
