"""Completion as a document: the same words as on the page, with a table by team and month for each year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.dates import local_day
from workforce_assurance.people import queries as people
from workforce_assurance.rendering.registry import MOST_ROWS, Document, Printable, register_printable

from . import completion_page
from .completion import BLOCK
from .completion_measured import Measured, measure

KEY = "supervision.completion"


@dataclass(frozen=True)
class Year:
    """Twelve months of every team: a row of words for each."""

    caption: str
    months: list[str]
    rows: list[tuple[str, list[str]]]


def build(viewer: Any, asked: Mapping[str, str], now: datetime) -> Document:
    """What this viewer sees of completion at this moment, over the period asked for."""
    zone = people.zone()
    measured = measure(viewer, months=asked.get("months", ""), today=local_day(now, zone), zone=zone)
    context = {
        "measured": measured,
        "whole": completion_page.whole(measured),
        "months": completion_page.by_month(measured),
        "teams": completion_page.table(measured)[:MOST_ROWS],
        "years": years_of(measured),
        "most_teams": _most_teams(measured),
    }
    return Document("Supervision completion by team and month", "pdf/supervision_completion.html", context)


def years_of(measured: Measured) -> list[Year]:
    """The latest year first; of teams that had sessions due, as many as the document has room for."""
    found = measured.found
    due = {cell[0] for cell in found.counts}
    teams = [team for team in measured.teams if team.pk in due][: _most_teams(measured)]
    spans = [found.months[first : first + BLOCK] for first in range(0, len(found.months), BLOCK)]
    return [
        Year(
            f"Held on time, {completion_page.month_name(span[0])} to {completion_page.month_name(span[-1])}",
            [completion_page.month_name(month) for month in span],
            [(team.name, [completion_page.cell_words(found.cell(team.pk, month)) for month in span]) for team in teams],
        )
        for span in reversed(spans)
    ]


def _most_teams(measured: Measured) -> int:
    return MOST_ROWS * BLOCK // measured.number


def register() -> None:
    register_printable(
        Printable(
            key=KEY,
            label="Supervision completion by team and month",
            page=lambda: reverse("supervision:completion"),
            may=lambda viewer: bool(viewer.has_perm("supervision.see_completion")),
            build=build,
            asks=("months",),
        )
    )
