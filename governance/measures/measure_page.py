"""One measure in one place: its chart with one sentence, every number in a table, its definition, and what lies below."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.urls import reverse

from workforce_assurance.action_log import queries as actions
from workforce_assurance.common.dates import local_day
from workforce_assurance.common.tables import Cell

from ..comparing.filling import can_be_compared
from . import findings
from .charting import Charted, Judged
from .drawing import draw, icon_of
from .enums import PlaceKind
from .looks import measure_of
from .places import Places, words_of
from .queries import charted_of, place_of, reading_of, readings_in
from .registry import MEASURES, Measure
from .shown import Place
from .sources import NOTE_KIND

PERIODS = (24, 12, 36)
# Besides its own, by the ends of their names.
PAGES = ("csv", "note", "limits", "target", "teams")
# So many charts of places and periods in each process: some 40 kB each.
KEPT = 64
HEADINGS = ("Month", "Value", "Counts", "95 % interval", "Mean", "Limits", "What it shows")
DAYS = "Half, and nine in ten, within"
BELOW = ("Where", "Value", "Counts", "95 % interval")


def page(
    measure: Measure, places: Places, *, number: int, now: datetime, zone: ZoneInfo, smallest: int
) -> dict[str, Any]:
    place = places.chosen
    look = measure_of(place, measure, now=now, zone=zone)
    where = "" if place.kind == PlaceKind.ORGANISATION else places.name
    noted_in = tuple(one.month for one in look.notes)
    drawn = _drawn(measure.key, look.values, look.judged, local_day(now, zone), where, number, noted_in, smallest)
    charted = drawn["charted"]
    noted = [one for one in look.notes if one.month in charted.months[-number:]]
    opened = actions_of([one.pk for one in noted])
    return drawn | {
        "measure": measure,
        "places": places,
        "below_headings": BELOW,
        "below": below(look.latest, places, charted, smallest),
        "noted": [(one, opened.get(one.pk, [])) for one in noted],
        "history": look.history,
        "recalculations": look.recalculations,
        "to": (to := _addresses(measure.key)),
        "teams_url": to["teams"] if place.kind != PlaceKind.TEAM and can_be_compared(measure) else "",
        "run": look.run,
        "smallest": smallest,
        "query": f"?place={words_of(place)}&months={number}",
        "records": records_of(charted, place, number),
    }


@cache
def _addresses(key: str) -> dict[str, str]:
    """Of the other pages about it, looked up once in each process."""
    return {name: reverse(f"governance:measure_{name}", args=[key]) for name in PAGES}


@lru_cache(maxsize=KEPT)
def _drawn(
    key: str,
    values: tuple[Any, ...],
    judged: Judged,
    today: date,
    where: str,
    number: int,
    noted: tuple[date, ...],
    smallest: int,
) -> dict[str, Any]:
    """The chart, what is said of it and every number: of the same values it is always the same, so it is kept."""
    measure = MEASURES[key]
    charted = charted_of(measure, readings_in(values, [measure])[key], today=today, judged=judged)
    sentence = findings.finding(charted, where=where)
    rows = list(month_rows(charted, smallest, number))
    table = {"caption": measure.name, "quiet": True, "headings": headings_of(measure), "rows": rows}
    return {
        "charted": charted,
        "finding": sentence,
        "chart": draw(charted, title=sentence, number=number, notes=sorted(set(noted))) if charted.last else "",
        "icon": icon_of(charted),
        "variation": findings.variation_words(charted),
        "assurance": findings.ASSURANCES[charted.assurance],
        "days": findings.days_sentence(charted),
        "has_target": charted.judged.target is not None,
        "rows": rows,
        "table": render_to_string("components/_table.html", table),
    }


def records_of(charted: Charted, place: Place, number: int) -> list[tuple[str, str]]:
    """Where the records are, with words: those of the latest month with a value, and of all the months that are shown."""
    records, months = charted.measure.records, charted.months[-number:]
    if not months:
        return [(records.path, records.name)]
    every = records.address(place, months[0], months[-1], number=number)
    if not (records.by_day and charted.last):
        return [(every, records.name)]
    month = charted.last[0]
    latest = f"{records.name}, {findings.month_words(month)}"
    return [
        (records.address(place, month, month, number=number), latest),
        (every, f"{records.name} of all the months shown"),
    ]


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
