"""What the pages of imported figures show, as cells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from workforce_assurance.common.tables import Cell, rows_of
from workforce_assurance.common.uploaded_columns import read_as
from workforce_assurance.common.words import counted, long_instant

from ..models import FigureChange, FigureImport
from .enums import Figure, FileKind, ImportState
from .kinds import KINDS, columns_of
from .planning import Looked, by_figure

# More of them would make a page that nobody reads; the counts say how many there are.
SHOWN = 100
COLUMNS = ("File", "About", "Brought in", "By", "Figures", "Now")
CHANGED = ("Team", "Month", "Figure", "Before", "Since")
WRONG = ("Line", "Column", "What is wrong, and what to do")
PER_FIGURE = ("Figure", "New", "Replaces another")


def listed(one: FigureImport, zone: ZoneInfo) -> list[Any]:
    figures = f"{one.added} new, {one.replaced} replaced"
    left_out = f"{counted(one.left_out, 'line')} left out" if one.left_out else ""
    return [
        Cell(one.file_name, url=reverse("governance:figure_import", args=[one.pk])),
        FileKind(one.kind).label,
        long_instant(one.brought_in_at, zone),
        one.brought_in_by.full_name,
        Cell(figures, detail=left_out),
        Cell(ImportState(one.state).label, tone="plain" if one.state == ImportState.IN else "quiet"),
    ]


def changed(one: FigureChange) -> list[Any]:
    before = "" if one.before is None else figure_text(one.before)
    return [one.team.name, f"{one.month:%B %Y}", Figure(one.figure).label, before or "None", figure_text(one.after)]


def figure_text(value: Any) -> str:
    """Without decimals where there are none."""
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"


def preview(upload: FigureImport, looked: Looked) -> dict[str, Any]:
    """What the page of a file that waits says."""
    plan = looked.plan
    wrong = [(str(one.line), one.column or "The whole line", one.reason) for one in plan.errors[:SHOWN]]
    counts = [(str(figure.label), str(new), str(other)) for figure, (new, other) in by_figure(plan).items()]
    return {
        "upload": upload,
        "looked": looked,
        "plan": plan,
        "about": FileKind(upload.kind).label,
        "read_as": read_as(upload.encoding, upload.delimiter),
        "lines": counted(len(looked.table.lines), "line"),
        "wrong": wrong,
        "wrong_in_all": counted(len(plan.errors), "thing"),
        "wrong_lines": counted(plan.lines_left_out, "line"),
        "wrong_more": len(plan.errors) - len(wrong),
        "wrong_headings": WRONG,
        "counts": counts,
        "counts_headings": PER_FIGURE,
        "brings": counted(len(plan.changes), "figure") if plan.changes else "",
    }


def rows(headings: Iterable[str], cells: Iterable[Any]) -> Any:
    return rows_of(tuple(headings), cells)


def columns_by_kind() -> list[tuple[str, str]]:
    """What each kind of file holds, in words."""
    found = []
    for kind in FileKind:
        labels = list(columns_of(kind).values())
        needs = [str(figure.label) for figure in KINDS[kind].needs] or ["at least one of the figures"]
        found.append((kind.label, f"{', '.join(labels)}. It needs month, team and {' and '.join(needs)}."))
    return found
