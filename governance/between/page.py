"""Days between rare events in one place: the chart with its sentence, and every interval in a table and a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.safestring import SafeString

from workforce_assurance.people.views.edge import Edge
from workforce_assurance.rendering.charts import ControlChart, Drawn, control_chart, mark_alone

from ..measures.charting import LOOKS
from ..measures.enums import PlaceKind
from ..measures.findings import VARIATIONS
from ..measures.measure_page import LOOK_WORDS
from ..measures.places import Places, words_of
from ..measures.queries import judged_of
from ..measures.registry import Measure
from ..spc import Kind
from ..spc_signals import Limits
from .charting import Between, days_words, finding
from .events import EVENTS, moments

HEADINGS = ("Ended on", "Days between", "Centre line", "Limits", "What it shows")
CSV_HEADER = (
    "measure",
    "place",
    "ended on",
    "days between",
    "centre line",
    "lower limit",
    "upper limit",
    "what it shows",
)
OPEN = "Not over yet"


def between_of(measure: Measure, places: Places, *, viewer: Any, at: Edge) -> Between:
    events = EVENTS[measure.key]
    found = moments(events, places.chosen, viewer=viewer, on=at.today, now=at.now)
    return Between(events.kind, events.noun, found, at.now, at.zone, judged_of([measure])[measure.key].better)


def page(measure: Measure, places: Places, *, viewer: Any, at: Edge) -> dict[str, Any]:
    one = between_of(measure, places, viewer=viewer, at=at)
    sentence = finding(one, measure.name, "" if places.chosen.kind == PlaceKind.ORGANISATION else places.name)
    return {
        "measure": measure,
        "places": places,
        "finding": sentence,
        "chart": draw(one, sentence) if one.days else "",
        "has_limits": one.has_limits,
        "is_g": one.kind is Kind.G,
        "icon": mark_alone(LOOKS[one.open_shows]),
        "variation": VARIATIONS[one.open_shows] if one.has_limits and not one.chart.is_trial else "",
        "headings": HEADINGS,
        "rows": list(rows_of(one)),
        "query": f"?place={words_of(places.chosen)}",
    }


def draw(one: Between, title: str) -> SafeString:
    """Every interval, and last the one that is not over, as a hollow square."""
    lines = [point.limits for point in one.chart.points]
    lines.append(lines[-1] if lines else None)
    points = [Drawn(point.value, one.look_of(point)) for point in one.chart.points]
    return control_chart(
        ControlChart(
            points=[*points, Drawn(one.open_days, "ghost")],
            labels=[*(f"{day:%d %b %y}" for day in one.ended_on), "now"],
            title=title,
            centre=[line.centre if line else None for line in lines],
            lower=[line.lower if line else None for line in lines],
            upper=[line.upper if line else None for line in lines],
            unit=" days",
        )
    )


def rows_of(one: Between) -> Iterator[list[str]]:
    """The latest first, and before it what is not over."""
    if one.open_days is None:
        return
    yield [
        OPEN,
        days_words(one.open_days),
        *_lines(one, one.limits),
        VARIATIONS[one.open_shows] if one.has_limits else "",
    ]
    for day, point in zip(reversed(one.ended_on), reversed(one.chart.points), strict=True):
        shows = LOOK_WORDS[one.look_of(point)] if one.has_limits else ""
        yield [f"{day:%d %b %Y}".lstrip("0"), days_words(point.value or 0.0), *_lines(one, point.limits), shows]


def _lines(one: Between, limits: Limits | None) -> list[str]:
    if limits is None:
        return ["", ""]
    if not one.has_limits:
        return [days_words(limits.centre), "None"]
    lower = f"{limits.lower:.1f} to " if limits.lower is not None else "up to "
    return [days_words(limits.centre), f"{lower}{days_words(limits.upper)}" if limits.upper is not None else "None"]


def csv_rows(one: Between, measure: Measure, place: str) -> Iterator[tuple[Any, ...]]:
    """The earliest first; the last line is the interval that is not over."""
    for day, point in zip(one.ended_on, one.chart.points, strict=True):
        shows = LOOK_WORDS[one.look_of(point)] if one.has_limits else ""
        yield (measure.name, place, day.isoformat(), f"{point.value:.2f}", *_numbers(one, point.limits), shows)
    if one.open_days is not None:
        shows = VARIATIONS[one.open_shows] if one.has_limits else ""
        yield (measure.name, place, "", f"{one.open_days:.2f}", *_numbers(one, one.limits), shows)


def _numbers(one: Between, limits: Limits | None) -> tuple[str, str, str]:
    if limits is None:
        return "", "", ""
    lower, upper = (limits.lower, limits.upper) if one.has_limits else (None, None)
    return f"{limits.centre:.2f}", "" if lower is None else f"{lower:.2f}", "" if upper is None else f"{upper:.2f}"
