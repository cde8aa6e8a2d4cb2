"""One measure in one place: its chart with one sentence, every number in a table, its definition, and what lies below."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from workforce_assurance.common.tables import Cell

from . import findings
from .charting import Charted
from .drawing import draw, icon_of
from .enums import PlaceKind
from .places import Places, words_of
from .queries import charts_of, last_run, latest_below
from .registry import Measure
from .shown import Place

PERIODS = (24, 12, 36)
HEADINGS = ("Month", "Value", "Counts", "95 % interval", "Mean", "Limits", "What it shows")
BELOW = ("Where", "Value", "Counts", "95 % interval")


def page(measure: Measure, places: Places, *, number: int, today: date, smallest: int) -> dict[str, Any]:
    (charted,) = charts_of(places.chosen, [measure], number=number, today=today)
    where = "" if places.chosen.kind == PlaceKind.ORGANISATION else places.name
    sentence = findings.finding(charted, where=where)
    return {
        "measure": measure,
        "places": places,
        "charted": charted,
        "finding": sentence,
        "chart": draw(charted, title=sentence) if charted.last else "",
        "icon": icon_of(charted),
        "variation": findings.VARIATIONS[charted.variation],
        "assurance": findings.ASSURANCES[charted.assurance],
        "headings": HEADINGS,
        "rows": list(month_rows(charted, smallest)),
        "below_headings": BELOW,
        "below": below(measure, places, charted, today=today, smallest=smallest),
        "run": last_run(),
        "smallest": smallest,
        "query": f"?place={words_of(places.chosen)}&months={number}",
    }


def month_rows(charted: Charted, smallest: int) -> Iterator[list[str]]:
    """The latest month first."""
    for month, point in zip(reversed(charted.months), reversed(charted.chart.points), strict=True):
        reading = charted.readings.get(month)
        limits = point.limits if charted.has_limits else None
        look = charted.look_of(point)
        yield [
            findings.month_words(month),
            findings.reading_words(charted, reading, smallest),
            findings.counts_words(charted, reading),
            findings.interval_words(charted, reading).removeprefix("95 % interval "),
            findings.number_words(charted, point.limits.centre if point.limits else None),
            findings.limits_words(charted, limits) if limits else "",
            "" if point.value is None else LOOK_WORDS[look],
        ]


LOOK_WORDS = {
    "common": "Ordinary variation",
    "improvement": "Improvement",
    "concern": "Concern",
    "change": "Change",
    "ghost": "Counts in nothing",
}


def below(measure: Measure, places: Places, charted: Charted, *, today: date, smallest: int) -> list[list[Any]]:
    """The services of the organisation or the teams of a service, by name: never a ranking."""
    place = places.chosen
    if place.kind == PlaceKind.TEAM:
        return []
    kind = PlaceKind.SERVICE if place.kind == PlaceKind.ORGANISATION else PlaceKind.TEAM
    found = latest_below(place, measure, today=today)
    return [
        _below(charted, one, name, found[one], smallest)
        for one, name in places.choices.items()
        if one.kind == kind and one in found
    ]


def _below(charted: Charted, place: Place, name: str, reading: Any, smallest: int) -> list[Any]:
    return [
        Cell(name, url=f"?place={words_of(place)}"),
        findings.reading_words(charted, reading, smallest),
        findings.counts_words(charted, reading),
        findings.interval_words(charted, reading).removeprefix("95 % interval "),
    ]


CSV_HEADER = ("measure", "version", "place", "month", "value", "numerator", "denominator", "interval low",
              "interval high", "mean", "lower limit", "upper limit", "what it shows")  # fmt: skip


def csv_rows(charted: Charted, place: str, smallest: int) -> Iterator[tuple[Any, ...]]:
    """One line for each month, suppressed as on the page."""
    scale = charted.scale
    for month, point in zip(charted.months, charted.chart.points, strict=True):
        reading = charted.readings.get(month)
        low, high = findings.interval_of(charted, reading) or (None, None)
        limits = point.limits if charted.has_limits else None
        numbers = (_plain(reading.numerator), _plain(reading.denominator)) if reading else ("", "")
        if reading and reading.suppressed:
            numbers = (findings.hidden_words(reading, smallest),) * 2
        lines = [
            point.limits.centre if point.limits else None,
            *((limits.lower, limits.upper) if limits else (None, None)),
        ]
        yield (
            *(charted.measure.name, charted.measure.version, place, f"{month:%Y-%m}", _one(point.value, scale)),
            *numbers,
            *(_one(low), _one(high)),
            *(_one(line, scale) for line in lines),
            "" if point.value is None else LOOK_WORDS[charted.look_of(point)],
        )


def _one(value: float | None, scale: float = 1.0) -> str:
    return "" if value is None else f"{value * scale:.1f}"


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
