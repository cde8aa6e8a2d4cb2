"""What the pages of imported decisions show, as cells: counts by kind, and nothing of any one decision."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from workforce_assurance.common.tables import Cell
from workforce_assurance.common.uploaded_columns import read_as
from workforce_assurance.common.uploads import ImportState
from workforce_assurance.common.words import counted, long_instant

from ..models import Decision, DecisionImport
from .columns import LABELS, NAMES, NEEDED
from .planning import Looked

SHOWN = 100
COLUMNS = ("File", "Brought in", "By", "Decisions", "Now")
WRONG = ("Line", "Column", "What is wrong, and what to do")
PER_KIND = ("Kind", "New")


def listed(one: DecisionImport, zone: ZoneInfo) -> list[Any]:
    left_out = f"{counted(one.left_out, 'line')} left out" if one.left_out else ""
    return [
        Cell(one.file_name, url=reverse("boundaries:decision_import", args=[one.pk])),
        long_instant(one.brought_in_at, zone),
        one.brought_in_by.full_name,
        Cell(str(one.added), detail=left_out),
        Cell(ImportState(one.state).label, tone="plain" if one.state == ImportState.IN else "quiet"),
    ]


def preview(upload: DecisionImport, looked: Looked) -> dict[str, Any]:
    """What the page of a file that waits says."""
    plan = looked.plan
    wrong = [(str(one.line), one.column or "The whole line", one.reason) for one in plan.errors[:SHOWN]]
    return {
        "upload": upload,
        "looked": looked,
        "plan": plan,
        "about": "Decisions that are over",
        "read_as": read_as(upload.encoding, upload.delimiter),
        "lines": counted(len(looked.table.lines), "line"),
        "wrong": wrong,
        "wrong_in_all": counted(len(plan.errors), "thing"),
        "wrong_lines": counted(plan.lines_left_out, "line"),
        "wrong_more": len(plan.errors) - len(wrong),
        "wrong_headings": WRONG,
        "counts": [(label, str(number)) for label, number in plan.by_kind],
        "counts_headings": PER_KIND,
        "brings": counted(len(plan.decisions), "decision") if plan.decisions else "",
    }


def by_kind(upload: DecisionImport) -> list[tuple[str, str]]:
    """What it brought, by kind; nothing once it is taken back."""
    labels = Decision.objects.filter(brought_by=upload).values_list("kind__label", flat=True)
    counts: dict[str, int] = {}
    for label in labels:
        counts[label] = counts.get(label, 0) + 1
    return [(label, str(number)) for label, number in sorted(counts.items())]


def what_files_hold() -> list[tuple[str, str]]:
    """Each column, and whether a file needs it."""
    return [(LABELS[key], "Needed" if key in NEEDED else "Where it applies") for key in NAMES]
