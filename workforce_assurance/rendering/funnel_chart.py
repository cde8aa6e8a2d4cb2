"""A funnel as SVG: teams by size and value, with the bounds at each size. Pure: numbers in, markup out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from .charts import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, mark_at, scale_of, tick_across

Bounds = tuple[float, float]


@dataclass(frozen=True)
class Dot:
    """One team: how large, its value, and which shape stands for it."""

    size: float
    value: float
    look: str = "common"


@dataclass(frozen=True)
class FunnelChart:
    """Dots, the target, and both funnels at sizes from small to large."""

    dots: Sequence[Dot]
    target: float
    # (size, 95 %, 99.8 %)
    bounds: Sequence[tuple[float, Bounds, Bounds]]
    title: str
    unit: str = ""
    size_words: str = ""
    most: float | None = None


def funnel_chart(chart: FunnelChart) -> SafeString:
    """The chart as an SVG of its own width, with a title for whoever cannot see it."""
    values = [one.value for one in chart.dots] + [bound for _, *both in chart.bounds for pair in both for bound in pair]
    low, high, ticks = scale_of([*values, chart.target], least=0.0, most=chart.most)
    largest = max((size for size, *_ in chart.bounds), default=1.0)
    x = _along(largest)
    y = _up(low, high)
    parts = [
        f'<svg class="spc" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"><title>{escape(chart.title)}</title>',
        *(tick_across(tick, y(tick), chart.unit) for tick in ticks),
        *_sizes(largest, x, chart.size_words),
        *(_bound(name, [(x(size), y(side)) for size, side in line]) for name, line in _lines(chart)),
        f'<path class="spc__centre" d="M{LEFT} {y(chart.target)}H{WIDTH - RIGHT}"/>',
        *(mark_at(one.look, x(one.size), y(one.value)) for one in chart.dots),
        "</svg>",
    ]
    return mark_safe("".join(parts))  # noqa: S308 - numbers, and words that are escaped above


def _along(largest: float) -> Callable[[float], float]:
    return lambda size: round(LEFT + (WIDTH - RIGHT - LEFT) * size / (largest or 1.0), 1)


def _up(low: float, high: float) -> Callable[[float], float]:
    room = HEIGHT - BOTTOM - TOP
    return lambda value: round(HEIGHT - BOTTOM - room * (min(max(value, low), high) - low) / ((high - low) or 1.0), 1)


def _lines(chart: FunnelChart) -> list[tuple[str, list[tuple[float, float]]]]:
    return [
        (name, [(size, both[number][side]) for size, *both in chart.bounds])
        for number, name in enumerate(("target", "limit"))
        for side in (0, 1)
    ]


def _bound(name: str, points: Sequence[tuple[float, float]]) -> str:
    path = "L".join(f"{across} {up}" for across, up in points)
    return f'<path class="spc__{name}" d="M{path}"/>' if points else ""


def _sizes(largest: float, x: Callable[[float], float], words: str) -> list[str]:
    found = []
    for share in (0.25, 0.5, 0.75, 1.0):
        size = largest * share
        anchor = "end" if share == 1.0 else "middle"
        said = f"{size:,.0f}" + (f" {words}" if share == 1.0 else "")
        found.append(
            f'<text class="spc__label" x="{x(size)}" y="{HEIGHT - 10}" text-anchor="{anchor}">{escape(said)}</text>'
        )
    return found
