"""Charts as SVG, drawn here for pages and PDFs alike: one geometry for each kind. Pure: numbers in, markup out.

A chart says nothing by colour alone: every mark has a shape, and a table beside it has every number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from math import floor, log10

from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT = 720, 280
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 16, 32
SPARK_WIDTH, SPARK_HEIGHT = 120, 28
STEPS = (1, 2, 2.5, 5, 10)
TICKS = 4

Line = Sequence[float | None]


@dataclass(frozen=True)
class Drawn:
    """One point: its value, and which shape stands for it."""

    value: float | None
    # "common" (hollow circle), "improvement" (filled circle), "concern" (diamond), "change" (square), "ghost" (hollow square).
    look: str = "common"


@dataclass(frozen=True)
class ControlChart:
    """Values in the order of their dates, with the lines that hold at each of them."""

    points: Sequence[Drawn]
    # A label for each point; the first, the last and some between are written.
    labels: Sequence[str]
    # What is read out in place of the picture.
    title: str
    centre: Line = ()
    lower: Line = ()
    upper: Line = ()
    target: float | None = None
    unit: str = ""
    least: float | None = 0.0
    most: float | None = None
    # Places at which something is noted, with what it is.
    notes: Sequence[tuple[int, str]] = field(default_factory=tuple)


def control_chart(chart: ControlChart) -> SafeString:
    """The chart as an SVG of its own width, with a title for whoever cannot see it."""
    low, high, ticks = _scale(chart)
    x, y = _across(len(chart.points), LEFT, WIDTH - RIGHT), _up(low, high, TOP, HEIGHT - BOTTOM)
    parts = [
        f'<svg class="spc" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"><title>{escape(chart.title)}</title>',
        *(tick_across(tick, y(tick), chart.unit) for tick in ticks),
        *_dates(chart.labels, x),
        *(f'<path class="spc__{name}" d="{_stepped(line, x, y)}"/>' for name, line in _lines(chart) if any_of(line)),
        *_target(chart.target, y),
        *(_note(place, number, x) for number, (place, _) in enumerate(chart.notes, start=1)),
        f'<path class="spc__line" d="{_joined([one.value for one in chart.points], x, y)}"/>',
        *(mark_at(one.look, x(n), y(one.value)) for n, one in enumerate(chart.points) if one.value is not None),
        "</svg>",
    ]
    return mark_safe("".join(parts))  # noqa: S308 - numbers, and labels that are escaped above


def sparkline(points: Sequence[Drawn], *, centre: float | None = None) -> SafeString:
    """The same without words, for a table that says them: the line, and the shape of the last point."""
    values = [one.value for one in points if one.value is not None]
    if not values:
        return SafeString()
    low, high = min(values), max(values)
    x = _across(len(points), 6, SPARK_WIDTH - 8)
    y = _up(low, high if high > low else low + 1, 6, SPARK_HEIGHT - 6)
    last = max(n for n, one in enumerate(points) if one.value is not None)
    parts = [f'<svg class="spark" viewBox="0 0 {SPARK_WIDTH} {SPARK_HEIGHT}" aria-hidden="true" focusable="false">']
    if centre is not None and low <= centre <= high:
        parts.append(f'<path class="spc__centre" d="M6 {y(centre)}H{SPARK_WIDTH - 8}"/>')
    parts.append(f'<path class="spc__line" d="{_joined([one.value for one in points], x, y)}"/>')
    parts.append(mark_at(points[last].look, x(last), y(points[last].value)))
    return mark_safe("".join([*parts, "</svg>"]))  # noqa: S308 - numbers alone


def mark_alone(look: str) -> SafeString:
    """One shape by itself, for a key or beside the word that says the same."""
    return mark_safe(f'<svg class="spc-mark" viewBox="0 0 16 16" aria-hidden="true">{mark_at(look, 8, 8)}</svg>')  # noqa: S308


# P for a target that is met, F for one that is not reached, a question mark for hit and miss; as strokes, of no font.
LETTERS = {
    "passes": "M6 12V4.5h2.7a2.2 2.2 0 0 1 0 4.4H6",
    "falls_short": "M6 12V4.5h4.5M6 8.2h3.6",
    "hit_and_miss": "M5.9 6.4a2.1 2.1 0 1 1 3 1.9c-.6.3-.9.7-.9 1.5M8 11.9v.1",
}


def assurance_alone(assurance: str) -> SafeString:
    """The letter of an assurance icon in its ring, beside the words that say the same; nothing where there is no target."""
    if assurance not in LETTERS:
        return SafeString()
    drawn = f'<circle cx="8" cy="8" r="7"/><path d="{LETTERS[assurance]}"/>'
    return mark_safe(f'<svg class="spc-mark spc-assured" viewBox="0 0 16 16" aria-hidden="true">{drawn}</svg>')  # noqa: S308


def any_of(line: Line) -> bool:
    return any(value is not None for value in line)


def _lines(chart: ControlChart) -> Iterable[tuple[str, Line]]:
    return (("limit", chart.lower), ("limit", chart.upper), ("centre", chart.centre))


def _scale(chart: ControlChart) -> tuple[float, float, list[float]]:
    all_lines = (*(line for _, line in _lines(chart)), [one.value for one in chart.points], [chart.target])
    values = [value for line in all_lines for value in line if value is not None]
    return scale_of(values, least=chart.least, most=chart.most)


def scale_of(values: Sequence[float], *, least: float | None, most: float | None) -> tuple[float, float, list[float]]:
    """From where to where an axis goes, and what is written beside it: round numbers."""
    found = values or [0.0, 1.0]
    low, high = min(found), max(found)
    room = (high - low or abs(high) or 1.0) * 0.06
    low, high = low - room, high + room
    low = low if least is None else max(low, least)
    high = high if most is None else min(high, most)
    step = _round_step((high - low) / TICKS)
    first = floor(low / step) * step
    number = round((high - first) / step + 0.499)
    ticks = [round(first + n * step, 9) for n in range(number + 1)]
    return ticks[0], max(high, ticks[-1]), ticks


def _round_step(step: float) -> float:
    size = 10.0 ** floor(log10(step)) if step > 0 else 1.0
    return float(next(size * one for one in STEPS if size * one >= step - 1e-12))


def _across(number: int, left: float, right: float) -> Callable[[int], float]:
    step = (right - left) / max(1, number)
    return lambda place: round(left + step * (place + 0.5), 1)


def _up(low: float, high: float, top: float, bottom: float) -> Callable[[float | None], float]:
    return lambda value: round(bottom - (bottom - top) * ((value or 0.0) - low) / ((high - low) or 1.0), 1)


def _joined(values: Line, x: Callable[[int], float], y: Callable[[float | None], float]) -> str:
    """From point to point; a value that is not there leaves a gap."""
    found, pen = [], "M"
    for place, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        found.append(f"{pen}{x(place)} {y(value)}")
        pen = "L"
    return "".join(found)


def _stepped(values: Line, x: Callable[[int], float], y: Callable[[float | None], float]) -> str:
    """Level over each point, as limits are that hold for it alone."""
    half = (x(1) - x(0)) / 2 if len(values) > 1 else 8
    found, pen = [], "M"
    for place, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        found.append(f"{pen}{round(x(place) - half, 1)} {y(value)}H{round(x(place) + half, 1)}")
        pen = "L"
    return "".join(found)


def tick_across(tick: float, up: float, unit: str) -> str:
    """A rule across the chart at this height, with its number before it."""
    return (
        f'<path class="spc__rule" d="M{LEFT} {up}H{WIDTH - RIGHT}"/>'
        f'<text class="spc__label" x="{LEFT - 8}" y="{round(up + 4, 1)}" text-anchor="end">{tick:g}{escape(unit)}</text>'
    )


def _dates(labels: Sequence[str], x: Callable[[int], float]) -> Iterable[str]:
    every = max(1, -(-len(labels) // 9))
    for place in range(0, len(labels), every):
        yield f'<text class="spc__label" x="{x(place)}" y="{HEIGHT - 10}" text-anchor="middle">{escape(labels[place])}</text>'


def _target(target: float | None, y: Callable[[float | None], float]) -> Iterable[str]:
    if target is not None:
        yield f'<path class="spc__target" d="M{LEFT} {y(target)}H{WIDTH - RIGHT}"/>'


def _note(place: int, number: int, x: Callable[[int], float]) -> str:
    return (
        f'<path class="spc__note" d="M{x(place)} {TOP}V{HEIGHT - BOTTOM}"/>'
        f'<text class="spc__label" x="{x(place) + 4}" y="{TOP + 10}">{number}</text>'
    )


SQUARE, DIAMOND = 4.5, 6.0


def mark_at(look: str, x: float, y: float) -> str:
    """The shape of a point, with its middle there."""
    if look == "concern":
        side = DIAMOND
        path = f"M{x} {y - side}l{side} {side} -{side} {side} -{side} -{side}z"
        return f'<path class="spc__mark spc__mark--concern" d="{path}"/>'
    if look in ("change", "ghost"):
        side = 2 * SQUARE
        return f'<path class="spc__mark spc__mark--{look}" d="M{x - SQUARE} {y - SQUARE}h{side}v{side}h-{side}z"/>'
    return f'<circle class="spc__mark spc__mark--{escape(look)}" cx="{x}" cy="{y}" r="4.5"/>'
