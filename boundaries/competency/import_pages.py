"""What the pages of imported evidence show: counts and files, and nobody's name."""

from __future__ import annotations

from collections import Counter
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from workforce_assurance.common.tables import Cell
from workforce_assurance.common.uploaded_columns import read_as
from workforce_assurance.common.uploads import ImportState
from workforce_assurance.common.words import counted, long_instant

from ..models import EvidenceImport
from .enums import EvidenceKind
from .planning import Looked

# More of them would make a page that nobody reads; the counts say how many there are.
SHOWN = 100
FILES = ("File", "Brought in", "By", "Evidence", "Now")
WRONG = ("Line", "Column", "What is wrong, and what to do")
COUNTS = ("Kind", "New")


def listed(one: EvidenceImport, zone: ZoneInfo) -> list[Any]:
    assert one.brought_in_at is not None and one.brought_in_by is not None  # noqa: S101, PT018 - a constraint
    left_out = f"{counted(one.left_out, 'line')} left out" if one.left_out else ""
    return [
        Cell(one.file_name, url=reverse("competency:import", args=[one.pk])),
        long_instant(one.brought_in_at, zone),
        one.brought_in_by.full_name,
        Cell(counted(one.added, "piece"), detail=left_out),
        Cell(ImportState(one.state).label, tone="plain" if one.state == ImportState.IN else "quiet"),
    ]


def preview(upload: EvidenceImport, looked: Looked) -> dict[str, Any]:
    """What the page of a file that waits says."""
    plan = looked.plan
    wrong = [(str(one.line), one.column or "The whole line", one.reason) for one in plan.errors[:SHOWN]]
    kinds = Counter(one.kind for one in plan.pieces)
    return {
        "upload": upload,
        "looked": looked,
        "plan": plan,
        "about": "Evidence of competency",
        "read_as": read_as(upload.encoding, upload.delimiter),
        "lines": counted(len(looked.table.lines), "line"),
        "wrong": wrong,
        "wrong_in_all": counted(len(plan.errors), "thing"),
        "wrong_lines": counted(plan.lines_left_out, "line"),
        "wrong_more": len(plan.errors) - len(wrong),
        "wrong_headings": WRONG,
        "counts": [(str(kind.label), str(kinds[kind])) for kind in EvidenceKind if kinds[kind]],
        "counts_headings": COUNTS,
        "brings": counted(len(plan.pieces), "piece") if plan.pieces else "",
    }
