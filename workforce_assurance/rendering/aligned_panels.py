"""Panels one above the other on one row of months, each with its own scale: never two axes in one. Pure: numbers in, SVG out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from django.utils.safestring import SafeString, mark_safe

from .charts import LEFT, RIGHT, WIDTH, Drawn, across, dates_below, joined, mark_at, scale_of, tick_across, up_from

# Above each panel stands what it shows; below the last one the months.
PANEL, HEADING, DATES = 168, 28, 28


@dataclass(frozen=True)
class Panel:
    """One row of values, in the order of the labels that all panels share."""

    heading: str
    points: Sequence[Drawn]
    # Lines across, each with its word.
    levels: Sequence[tuple[float, str]] = field(default_factory=tuple)
    least: float | None = 0.0


def aligned_panels(panels: Sequence[Panel], *, labels: Sequence[str], title: str) -> SafeString:
    """All of them as one SVG, with a title for whoever cannot see it."""
    height = len(panels) * (HEADING + PANEL) + DATES
    parts = [
        f'<svg class="spc" viewBox="0 0 {WIDTH} {height}" role="img"><title>{escape(title)}</title>',
        *(part for number, panel in enumerate(panels) for part in _panel(panel, number * (HEADING + PANEL))),
        *dates_below(labels, across(len(labels), LEFT, WIDTH - RIGHT), height - 8),
        "</svg>",
    ]
    return mark_safe("".join(parts))  # noqa: S308 - numbers, and words that are escaped above


def _panel(panel: Panel, top: int) -> Iterable[str]:
    values = [one.value for one in panel.points if one.value is not None] + [level for level, _ in panel.levels]
    low, high, ticks = scale_of(values, least=panel.least, most=None)
    x = across(len(panel.points), LEFT, WIDTH - RIGHT)
    y = up_from(low, high, top + HEADING, top + HEADING + PANEL - 12)
    yield f'<text class="spc__label" x="{LEFT}" y="{top + 16}">{escape(panel.heading)}</text>'
    yield from (tick_across(tick, y(tick), "") for tick in ticks)
    for level, word in panel.levels:
        yield f'<path class="spc__limit" d="M{LEFT} {y(level)}H{WIDTH - RIGHT}"/>'
        yield (
            f'<text class="spc__label" x="{WIDTH - RIGHT}" y="{round(y(level) - 4, 1)}" text-anchor="end">'
            f"{escape(word)}</text>"
        )
    yield f'<path class="spc__line" d="{joined([one.value for one in panel.points], x, y)}"/>'
    yield from (mark_at(one.look, x(n), y(one.value)) for n, one in enumerate(panel.points) if one.value is not None)
