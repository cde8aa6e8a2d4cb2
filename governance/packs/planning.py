"""What a pack would hold, said before it is made: how long, how large, and what is left out."""

from __future__ import annotations

from dataclasses import dataclass

from workforce_assurance.common.words import counted
from workforce_assurance.rendering.registry import MOST_ROWS

from ..measures.registry import MEASURES
from . import gaps, listed, tables
from .enums import Part
from .scope import Scope

# Measured: a line of values, of actions; a measure in the PDF, and everything else in it.
BYTES_A_VALUE, BYTES_A_LINE, BYTES_A_CHART, BYTES_AROUND = 75, 130, 6_000, 70_000
LINES_A_PAGE, PAGES_AROUND = 30, 4
MEASURES_A_PAGE = 2


@dataclass(frozen=True)
class Size:
    """About how much it is, in words, and what is not in it."""

    words: str
    left_out: list[str]


def size_of(scope: Scope, parts: list[str]) -> Size:
    values = tables.shown_values(scope).count() if Part.MEASURES in parts else 0
    actions, alerts = (
        rows(scope).count() if part in parts else 0
        for part, rows in ((Part.ACTIONS, listed.action_rows), (Part.ESCALATIONS, listed.escalation_rows))
    )
    charts = len(MEASURES) if Part.MEASURES in parts else 0
    size = BYTES_AROUND + values * BYTES_A_VALUE + (actions + alerts) * BYTES_A_LINE + charts * BYTES_A_CHART
    pages = (
        PAGES_AROUND
        + -(-charts // MEASURES_A_PAGE)
        + sum(-(-min(one, MOST_ROWS) // LINES_A_PAGE) for one in (actions, alerts))
    )
    lines = f"{counted(values, 'value')}, {counted(actions, 'action')}, {counted(alerts, 'alert')}"
    left_out = gaps.on_purpose(scope, parts)
    if Part.MEASURES in parts and (hidden := gaps.hidden_words(scope)):
        left_out.append(hidden)
    return Size(f"About {pages} pages and {size / 1_000_000:.1f} MB: {lines}.", left_out)
