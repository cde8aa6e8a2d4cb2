"""What changed: the measures of one place, signals first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from workforce_assurance.rendering.charts import mark_alone

from ..spc_signals import Assurance, Variation
from . import findings
from .charting import Charted
from .drawing import draw_small, icon_of
from .places import Places, words_of
from .queries import SENTENCES, charts_of, place_of, runs, signals_below
from .registry import MEASURES, all_measures

MONTHS = 24
# Signals first; what cannot be judged comes last.
ORDER = (Variation.CONCERN, Variation.IMPROVEMENT, Variation.CHANGE, Variation.COMMON, Variation.NONE)
SIGNALS = ORDER[:3]
RANKS = {"concern": 0, "improvement": 1, "change": 2}
ASSURANCES = (Assurance.FALLS_SHORT, Assurance.HIT_AND_MISS, Assurance.PASSES, Assurance.NONE)


@dataclass(frozen=True)
class Row:
    """One measure in words, with its two drawings."""

    name: str
    url: str
    latest: str
    when: str
    counts: str
    target: str
    mean: str
    limits: str
    icon: SafeString
    variation: str
    assurance: str
    spark: SafeString


@dataclass(frozen=True)
class Sentence:
    """One thing that changed, and where its evidence is."""

    words: str
    url: str
    icon: SafeString


def page(places: Places, *, today: date) -> dict[str, Any]:
    run, below = runs(), signals_below(places.chosen)
    charts = charts_of(places.chosen, all_measures(), today=today, also=[run, below])
    with_data = sorted((one for one in charts if one.last), key=lambda one: ORDER.index(one.variation))
    return {
        "places": places,
        "run": next(iter(run), None),
        "data_to": max((one.last[0] for one in with_data if one.last), default=None),
        "sentences": sentences(with_data, below, places),
        "rows": [_row(one, places) for one in with_data],
        "matrix": _matrix(with_data),
        "quality": _quality(charts),
        "query": f"?place={words_of(places.chosen)}",
    }


def sentences(charts: list[Charted], below: Iterable[Any], places: Places) -> list[Sentence]:
    """At most five, concerns before improvements, of the place before what lies below it; each leads to its chart."""
    found = [
        (ORDER.index(one.variation), Sentence(findings.finding(one), _url(one, places), icon_of(one)))
        for one in charts
        if one.variation in SIGNALS
    ]
    found += [(RANKS[one.look], _below(one)) for one in below if one.measure in MEASURES]
    return [sentence for _, sentence in sorted(found, key=lambda one: one[0])[:SENTENCES]]


def _below(signal: Any) -> Sentence:
    place = words_of(place_of(signal.service_id, signal.team_id))
    address = reverse("governance:measure", args=[signal.measure])
    return Sentence(signal.words, f"{address}?place={place}", mark_alone(signal.look))


CSV_HEADER = ("measure", "latest month", "value", "counts", "target", "mean", "limits", "variation", "assurance")


def csv_rows(places: Places, *, today: date) -> list[tuple[str, ...]]:
    rows = page(places, today=today)["rows"]
    return [
        (row.name, row.when, row.latest, row.counts, row.target, row.mean, row.limits, row.variation, row.assurance)
        for row in rows
    ]


def _url(charted: Charted, places: Places) -> str:
    address = reverse("governance:measure", args=[charted.measure.key])
    return f"{address}?place={words_of(places.chosen)}"


def _row(charted: Charted, places: Places) -> Row:
    if charted.last is None:
        raise ValueError("A measure without a month has no row.")
    month, point = charted.last
    return Row(
        name=charted.measure.name,
        url=_url(charted, places),
        latest=findings.number_words(charted, point.value),
        when=findings.month_words(month),
        counts=findings.counts_words(charted, charted.readings.get(month)),
        target=findings.target_words(charted),
        mean=findings.number_words(charted, point.limits.centre if point.limits else None),
        limits=findings.limits_words(charted, charted.limits),
        icon=icon_of(charted),
        variation=findings.VARIATIONS[charted.variation],
        assurance=findings.ASSURANCES[charted.assurance],
        spark=draw_small(charted, number=MONTHS),
    )


def _matrix(charts: list[Charted]) -> dict[str, Any]:
    """How many measures stand where, with their names: variation down, assurance across."""
    rows = []
    for variation in ORDER:
        names = [
            ", ".join(one.measure.name for one in charts if (one.variation, one.assurance) == (variation, assurance))
            for assurance in ASSURANCES
        ]
        rows.append([findings.VARIATIONS[variation], *(name or "None" for name in names)])
    return {"headings": ["Variation", *(findings.ASSURANCES[one] for one in ASSURANCES)], "rows": rows}


def _quality(charts: list[Charted]) -> list[tuple[str, str]]:
    """What cannot be said, and why."""
    found = []
    for one in charts:
        if not one.readings:
            found.append((one.measure.name, "There is no data of this place yet."))
        elif one.hidden:
            found.append((one.measure.name, f"{one.hidden} of {len(one.months)} months are hidden: numbers are small."))
    return found
