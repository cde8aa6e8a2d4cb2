"""A pack as it is read: what its PDF shows, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.template.loader import render_to_string

from workforce_assurance.common.words import long_instant
from workforce_assurance.rendering.printed_charts import printed
from workforce_assurance.rendering.registry import MOST_ROWS

from ..measures import findings
from ..measures.charting import Charted
from ..measures.drawing import draw
from ..models import EvidencePack
from .crosswalk import Answered
from .enums import NamesBecause, Naming, Part
from .gaps import Gap
from .scope import Scope
from .tables import Table

TEMPLATE = "pdf/evidence_pack.html"
# Tables that stand whole in the PDF, with how they are headed there.
SHOWN = {
    "signals": "Signals",
    "actions": "Actions",
    "escalations": "Escalations",
    "audits": "Audits",
    "meetings": "Governance meetings",
}
HEADINGS = ("Measure", "Latest", "In", "Mean", "Limits", "Variation", "Target met?")


@dataclass(frozen=True)
class Paper:
    """Everything that a pack says, gathered."""

    pack: EvidencePack
    scope: Scope
    organisation: str
    made_by: str
    tables: tuple[Table, ...]
    charts: tuple[Charted, ...]
    answered: tuple[Answered, ...]
    gaps: tuple[Gap, ...]


def html(paper: Paper, hashes: Mapping[str, str]) -> str:
    """The HTML that is printed, with the SHA-256 of every file of the pack that is a table."""
    scope = paper.scope
    return render_to_string(
        TEMPLATE,
        {
            "title": f"Evidence pack {paper.pack.reference}",
            "organisation": paper.organisation,
            "made": long_instant(scope.as_of, scope.zone),
            "made_for": paper.made_by,
            "facts": cover(paper),
            "headings": HEADINGS,
            "summary": [_summary(one) for one in paper.charts if one.last],
            "measures": list(_measures(paper)),
            "lists": list(_lists(paper)),
            "standards": list(_standards(paper)),
            "gaps": paper.gaps[:MOST_ROWS],
            "gaps_more": len(paper.gaps) - MOST_ROWS,
            "hashes": list(hashes.items()),
            "smallest": scope.smallest,
        },
    )


def cover(paper: Paper) -> list[tuple[str, str]]:
    pack, scope = paper.pack, paper.scope
    staff = str(Naming(pack.naming).label)
    if pack.names_because:
        staff += f". {NamesBecause(pack.names_because).label}"
    return [
        ("Place", scope.name),
        ("Months", f"{findings.month_words(scope.first_month)} to {findings.month_words(scope.last_month)}"),
        ("As of", long_instant(scope.as_of, scope.zone)),
        ("Made by", paper.made_by),
        ("Staff appear", staff),
        ("In it", "; ".join(str(part.label) for part in Part if part in pack.parts)),
        ("Reference", pack.reference),
    ]


def _summary(charted: Charted) -> tuple[str, ...]:
    if charted.last is None:
        raise ValueError("A measure without a month has no line.")
    month, point = charted.last
    return (
        charted.measure.name,
        findings.number_words(charted, point.value),
        findings.month_words(month),
        findings.number_words(charted, point.limits.centre if point.limits else None),
        findings.limits_words(charted, charted.limits),
        findings.VARIATIONS[charted.variation],
        findings.ASSURANCES[charted.assurance],
    )


def _measures(paper: Paper) -> Iterator[dict[str, Any]]:
    for charted in paper.charts:
        within = sum(1 for month in charted.months if month >= paper.scope.first_month)
        finding = findings.finding(charted)
        yield {
            "measure": charted.measure,
            "finding": finding,
            "chart": printed(draw(charted, title=finding, number=within)) if charted.last and within else "",
            "target": findings.target_words(charted),
        }


def _lists(paper: Paper) -> Iterator[dict[str, Any]]:
    for table in paper.tables:
        if table.name in SHOWN:
            more = len(table.rows) - MOST_ROWS
            yield {"heading": SHOWN[table.name], "table": table, "rows": table.rows[:MOST_ROWS], "more": more}


def _standards(paper: Paper) -> Iterator[tuple[str, list[Answered]]]:
    for name, clauses in groupby(paper.answered, key=lambda one: one.standard):
        yield name, list(clauses)
