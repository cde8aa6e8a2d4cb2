"""What a paper shows, from its row alone: nothing is asked anew, so that it says on any day what it said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.safestring import SafeString

from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import counted, long_day, long_instant
from workforce_assurance.rendering.charts import Drawn, assurance_alone, mark_alone, sparkline

from ..measures import findings
from ..models import BoardCaveat, BoardPaper
from .enums import PaperState

COLUMNS = ("Paper", "Of", "Months", "State", "For")
TONES = {PaperState.DRAFT: "due_soon", PaperState.ISSUED: "done", PaperState.REPLACED: "quiet"}
# On the page that is read in a minute; all of them stand below it.
GAPS = 4
LINE = "Line of the last two years"
# How a drawing stands on what it is shown on, with what is read out in its place there.
Shown = Callable[[SafeString, str], SafeString]


def as_it_is(drawing: SafeString, _said: str) -> SafeString:
    """On a page the words beside a drawing say it."""
    return drawing


def shown(paper: BoardPaper, zone: ZoneInfo, *, drawing: Shown = as_it_is) -> dict[str, Any]:
    """Everything that a paper shows: what is read in a minute, and the tables below it."""
    figures = paper.figures
    rows = [_row(one, drawing) for one in figures["measures"]]
    watched = [row for row in rows if row["is_watched"]]
    return {
        "paper": paper,
        "name": title(paper),
        "facts": facts(paper, zone),
        "sentences": [one | {"icon": drawing(mark_alone(one["look"]), one["look"])} for one in figures["sentences"]],
        "watched": watched,
        "ordinary": counted(len(rows) - len(watched), "other measure") if len(rows) > len(watched) else "",
        "rows": rows,
        "caveats": list(caveats(paper)),
        "actions": [one | {"due": long_day(date.fromisoformat(one["due"]))} for one in figures["actions"]],
        "actions_more": figures["actions_more"],
        "actions_done": figures["actions_done"],
        "gaps": figures["gaps"][:GAPS],
        "gaps_more": max(0, len(figures["gaps"]) - GAPS),
        "every_gap": figures["gaps"],
        "smallest": figures["smallest"],
        "as_of": long_instant(paper.taken_at, zone),
    }


def title(paper: BoardPaper) -> str:
    return f"Board paper {paper.reference}"


def caveats(paper: BoardPaper) -> Iterable[dict[str, Any]]:
    names = {one["key"]: one["name"] for one in paper.figures["measures"]}
    for one in paper.caveats.all():
        yield {
            "key": one.pk,
            "about": about(one, names),
            "words": one.words,
            "by": one.written_as,
        }


def about(caveat: BoardCaveat, names: Mapping[str, str]) -> str:
    return names.get(caveat.measure, "A measure that is not shown") if caveat.measure else "All of it"


def _row(row: dict[str, Any], drawing: Shown) -> dict[str, Any]:
    """A measure in words, with its three drawings; watched where there is a signal, or its target is out of reach."""
    points = [Drawn(value, look) for value, look in row["points"]]
    return row | {
        "icon": drawing(mark_alone(row["look"]), row["variation"]),
        "assured_icon": drawing(assurance_alone(row["assurance"]), row["assured"])
        if row["assurance"] != "none"
        else "",
        "spark": drawing(sparkline(points, centre=row["centre"]), LINE),
        "is_watched": row["is_signal"] or row["assurance"] == "falls_short",
    }


CSV_HEADER = ("measure", "latest month", "value", "counts", "target", "mean", "variation", "assurance")


def csv_rows(paper: BoardPaper) -> list[tuple[str, ...]]:
    names = ("name", "when", "latest", "counts", "target", "mean", "variation", "assured")
    return [tuple(row[name] for name in names) for row in paper.figures["measures"]]


def months_words(paper: BoardPaper) -> str:
    first, last = findings.month_words(paper.first_month), findings.month_words(paper.last_month)
    return first if first == last else f"{first} to {last}"


def facts(paper: BoardPaper, zone: ZoneInfo) -> list[dict[str, str]]:
    rows = [
        ("Of", paper.figures["place"]),
        ("Months", months_words(paper)),
        ("Figures as of", long_instant(paper.taken_at, zone)),
        ("Drafted by", paper.drafted_by.full_name),
    ]
    if paper.issued_by and paper.issued_at:
        rows.append(("Issued", f"{long_instant(paper.issued_at, zone)}, {paper.issued_by.full_name}"))
    if paper.replaced_by and paper.replaced_at:
        rows.append(("Replaced", f"{long_instant(paper.replaced_at, zone)}, by {paper.replaced_by.reference}"))
    return [{"label": label, "value": value} for label, value in [*rows, ("Fingerprint of the figures", paper.digest)]]


def listed(paper: BoardPaper, zone: ZoneInfo) -> list[Any]:
    state = PaperState(paper.state)
    return [
        Cell(
            paper.reference, reverse("governance:board_paper", args=[paper.pk]), look="reference",
            detail=f"Figures as of {long_instant(paper.taken_at, zone)}",
        ),
        paper.service.name if paper.service else "Organisation",
        months_words(paper),
        Cell(state.label, tone=TONES[state]),
        counted(paper.number, "reader"),  # type: ignore[attr-defined]
    ]  # fmt: skip
