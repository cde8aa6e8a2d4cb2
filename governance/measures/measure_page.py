"""One measure in one place: its chart with one sentence, every number in a table, its definition, and what lies below."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from workforce_assurance.action_log import queries as actions
from workforce_assurance.common.tables import Cell

from ..comparing.filling import can_be_compared
from . import findings
from .charting import Charted
from .drawing import draw, icon_of
from .enums import PlaceKind
from .places import Places, words_of
from .queries import charts_of, history_of, latest_below, notes_of, place_of, reading_of, recalculations_of, runs
from .registry import Measure
from .shown import Place
from .sources import NOTE_KIND

PERIODS = (24, 12, 36)
HEADINGS = ("Month", "Value", "Counts", "95 % interval", "Mean", "Limits", "What it shows")
DAYS = "Half, and nine in ten, within"
BELOW = ("Where", "Value", "Counts", "95 % interval")


def page(measure: Measure, places: Places, *, number: int, today: date, smallest: int) -> dict[str, Any]:
    place = places.chosen
    run, notes, history, again = (
        runs(),
        notes_of(place, measure),
        history_of(measure),
        recalculations_of(place, measure),
    )
    latest = [latest_below(place, measure, today=today)] if place.kind != PlaceKind.TEAM else []
    (charted,) = charts_of(place, [measure], today=today, also=[run, notes, history, again, *latest])
    sentence = findings.finding(charted, where="" if place.kind == PlaceKind.ORGANISATION else places.name)
    noted = [one for one in notes if one.month in charted.months[-number:]]
    opened = actions_of([one.pk for one in noted])
    return {
        "measure": measure,
        "places": places,
        "charted": charted,
        "finding": sentence,
        "chart": draw(charted, title=sentence, number=number, notes=[one.month for one in noted])
        if charted.last
        else "",
        "icon": icon_of(charted),
        "variation": findings.variation_words(charted),
        "assurance": findings.ASSURANCES[charted.assurance],
        "days": findings.days_sentence(charted),
        "headings": headings_of(measure),
        "rows": list(month_rows(charted, smallest, number)),
        "below_headings": BELOW,
        "below": [row for rows in latest for row in below(rows, places, charted, smallest)],
        "noted": [(one, opened.get(one.pk, [])) for one in noted],
        "has_target": charted.judged.target is not None,
        "history": history,
        "recalculations": again,
        "teams_url": reverse("governance:measure_teams", args=[measure.key])
        if latest and can_be_compared(measure)
        else "",
        "run": next(iter(run), None),
        "smallest": smallest,
        "query": f"?place={words_of(place)}&months={number}",
    }


def actions_of(note_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Any]]:
    """What is done about it, as it stands in the action log: whoever reads a note sees what came of it."""
    found: dict[uuid.UUID, list[Any]] = defaultdict(list)
    if note_ids:
        for action in actions.actions_from_any({NOTE_KIND: note_ids}).select_related("owner"):
            found[action.source_id].append(action)  # type: ignore[index]
    return found


def headings_of(measure: Measure) -> tuple[str, ...]:
    return (*HEADINGS, DAYS) if measure.days else HEADINGS


def month_rows(charted: Charted, smallest: int, number: int) -> Iterator[list[str]]:
    """The last so many months, the latest first."""
    for month, point in zip(charted.months[: -number - 1 : -1], charted.chart.points[: -number - 1 : -1], strict=True):
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
            *([findings.days_words(reading)] if charted.measure.days else ()),
        ]


LOOK_WORDS = {
    "common": "Ordinary variation",
    "improvement": "Improvement",
    "concern": "Concern",
    "change": "Change",
    "ghost": "Counts in nothing",
}


def below(rows: Any, places: Places, charted: Charted, smallest: int) -> list[list[Any]]:
    """The services of the organisation or the teams of a service, by name: never a ranking."""
    found = {place_of(row.service_id, row.team_id): reading_of(row) for row in rows}
    return [_below(charted, one, name, found[one], smallest) for one, name in places.choices.items() if one in found]


def _below(charted: Charted, place: Place, name: str, reading: Any, smallest: int) -> list[Any]:
    return [
        Cell(name, url=f"?place={words_of(place)}"),
        findings.reading_words(charted, reading, smallest),
        findings.counts_words(charted, reading),
        findings.interval_words(charted, reading).removeprefix("95 % interval "),
    ]


CSV_HEADER = ("measure", "version", "place", "month", "value", "numerator", "denominator", "interval low",
              "interval high", "mean", "lower limit", "upper limit", "what it shows", "median days", "90th percentile days")  # fmt: skip


def csv_rows(charted: Charted, place: str, smallest: int, number: int) -> Iterator[tuple[Any, ...]]:
    """One line for each of the last so many months, suppressed as on the page."""
    scale = charted.scale
    for month, point in zip(charted.months[-number:], charted.chart.points[-number:], strict=True):
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
            *((_one(reading.median), _one(reading.ninth)) if reading else ("", "")),
        )


def _one(value: float | None, scale: float = 1.0) -> str:
    return "" if value is None else f"{value * scale:.1f}"


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
