"""What changed: how the measures of one place stand, news first, from what was worked out with their values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from html import escape
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from workforce_assurance.common.tables import Cell
from workforce_assurance.rendering.charts import mark_alone

from ..spc_signals import Assurance
from . import findings
from .looks import home_of
from .places import Places, words_of
from .queries import place_of, standings_of
from .registry import MEASURES, all_measures

# Signals first; what cannot be judged comes last.
LOOKS = {
    "concern": "Concern",
    "improvement": "Improvement",
    "change": "Change",
    "common": "Ordinary variation",
    "none": "Too few months, or not judged by limits",
}
HEADINGS = ("Measure", "Latest", "Target", "Mean", "Limits", "Variation", "Target met?", "Two years")
CSV_HEADER = ("measure", "latest month", "value", "counts", "target", "mean", "limits", "variation", "assurance")
# So many summaries of places in each process: some 60 kB each.
KEPT = 64
ASSURANCES = {one.name.lower(): words for one, words in findings.ASSURANCES.items()}
ACROSS = [one.name.lower() for one in (Assurance.FALLS_SHORT, Assurance.HIT_AND_MISS, Assurance.PASSES, Assurance.NONE)]


@dataclass(frozen=True)
class Sentence:
    """One thing that changed, and where its evidence is."""

    words: str
    url: str
    icon: SafeString
    is_new: bool


class Standing(NamedTuple):
    """How one measure stands: a row of `queries.standings_of`."""

    measure: str
    month: date | None
    look: str
    gap: str
    # By name, what the summary says of it and what its small line is drawn from.
    cells: dict[str, str]


def read(rows: Iterable[tuple[Any, ...]]) -> list[Standing]:
    """As they are stored, with their cells as JSON."""
    return [Standing(*facts, json.loads(cells)) for *facts, cells in rows]


def page(places: Places, *, before: datetime | None, now: datetime) -> dict[str, Any]:
    """What stands of the chosen place; what came or went since they looked `before` comes first and says so."""
    run, changed, standings = home_of(places.chosen, before=before, now=now)
    place = words_of(places.chosen)
    return _summary(tuple(standings), place) | {
        "places": places,
        "run": run,
        "sentences": [_sentence(one) for one in changed],
        "query": f"?place={place}",
    }


@lru_cache(maxsize=KEPT)
def _summary(standings: tuple[Any, ...], place: str) -> dict[str, Any]:
    """Every measure, and what cannot be said: of the same standings it is always the same, so it is kept."""
    known = read(standings)
    rows = in_order(known)
    summary = {"headings": HEADINGS, "rows": [_cells(one, place) for one in rows]}
    return {
        "data_to": max((one.month for one in rows), default=None),
        "summary": _table("Every measure, signals first", summary) if rows else "",
        "matrix": _table("Which measures stand where", _matrix(rows)),
        "quality": _quality(known),
    }


def _table(caption: str, table: dict[str, Any]) -> SafeString:
    return render_to_string("components/_table.html", table | {"caption": caption, "quiet": True})


def in_order(standings: Iterable[Standing]) -> list[Any]:
    """Those of which there is a month, signals first."""
    looks = list(LOOKS)
    known = [one for one in standings if one.month]
    return sorted(known, key=lambda one: (looks.index(one.look), MEASURES[one.measure].order))


def _sentence(standing: Any) -> Sentence:
    place = words_of(place_of(standing.service_id, standing.team_id))
    return Sentence(standing.words, _url(standing, place), mark_alone(_shape(standing)), standing.is_new)


def _url(standing: Any, place: str) -> str:
    return f"{_address(standing.measure)}?place={place}"


@cache
def _address(key: str) -> str:
    """Found once for each measure: a page has thirty of them."""
    return reverse("governance:measure", args=[key])


def _shape(standing: Any) -> str:
    return "common" if standing.look == "none" else standing.look


def csv_rows(places: Places) -> list[tuple[str, ...]]:
    return [_csv_row(one) for one in in_order(read(standings_of(places.chosen)))]


def _csv_row(one: Any) -> tuple[str, ...]:
    cells = (one.cells[name] for name in ("latest", "counts", "target", "mean", "limits"))
    judged = one.cells["variation"], ASSURANCES[one.cells["assurance"]]
    return MEASURES[one.measure].name, findings.month_words(one.month), *cells, *judged


def _cells(one: Any, place: str) -> tuple[Any, ...]:
    """One measure in words, with its two drawings."""
    cells = one.cells
    month, counts = findings.month_words(one.month), cells["counts"]
    # Drawn by `rendering.charts` from numbers when the values were worked out.
    line = mark_safe(cells["line"])  # noqa: S308
    variation = mark_safe(f"<span>{mark_alone(_shape(one))} {escape(cells['variation'])}</span>")  # noqa: S308
    return (
        Cell(MEASURES[one.measure].name, _url(one, place)),
        Cell(cells["latest"], detail=f"{month}, {counts}" if counts else month),
        cells["target"],
        cells["mean"],
        cells["limits"],
        variation,
        ASSURANCES[cells["assurance"]],
        line,
    )


def _matrix(rows: Sequence[Any]) -> dict[str, Any]:
    """How many measures stand where, with their names: variation down, assurance across."""
    found = [
        [words, *(_names(one for one in rows if (one.look, one.cells["assurance"]) == (look, met)) for met in ACROSS)]
        for look, words in LOOKS.items()
    ]
    return {"headings": ["Variation", *(ASSURANCES[one] for one in ACROSS)], "rows": found}


def _names(standings: Iterable[Any]) -> str:
    return ", ".join(MEASURES[one.measure].name for one in standings) or "None"


def _quality(standings: Iterable[Any]) -> list[tuple[str, str]]:
    """What cannot be said, and why."""
    gaps = {one.measure: one.gap for one in standings}
    said = ((one.name, gaps.get(one.key, "There is no data of this place yet.")) for one in all_measures())
    return [(name, gap) for name, gap in said if gap]
