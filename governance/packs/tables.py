"""What the files of a pack hold, as tables: values and definitions of measures, signals, actions, meetings. Nothing that anybody wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ..measures import findings
from ..measures.charting import Charted, Reading
from ..measures.enums import MeasureKind
from ..measures.queries import charts_of, place_of, settled_until
from ..measures.registry import MEASURES, Measure, all_measures
from ..models import MeasureStanding, ShownValue
from .scope import Scope


@dataclass(frozen=True)
class Table:
    """One file of a pack: its name, what it holds in a sentence, and its lines."""

    name: str
    about: str
    header: Sequence[str]
    rows: Sequence[Sequence[Any]]


def charts(scope: Scope) -> list[Charted]:
    """Every measure of the place, with nothing after the last month; limits are worked out on all that came before."""
    return [_until(one, scope.last_month) for one in charts_of(scope.place, all_measures(), today=scope.today)]


def _until(charted: Charted, last: date) -> Charted:
    kept = tuple(month for month in charted.months if month <= last)
    return replace(
        charted, months=kept, readings={month: charted.readings[month] for month in kept if month in charted.readings}
    )


DEFINED = ("measure", "version", "name", "kind", "definition", "numerator", "denominator", "better", "target",
           "settles after days", "who answers for it", "caveat")  # fmt: skip


def definitions(found: Sequence[Charted]) -> Table:
    rows = [
        (
            one.measure.key, one.measure.version, one.measure.name, one.measure.kind.label, one.measure.definition,
            one.measure.numerator, one.measure.denominator, one.judged.better.value, findings.target_words(one),
            one.measure.lag_days, one.measure.owner, one.measure.caveat,
        )
        for one in found
    ]  # fmt: skip
    return Table("definitions", "How each measure is counted, in words.", DEFINED, rows)


VALUES = ("measure", "version", "place", "month", "value", "numerator", "denominator", "hidden")


def values(scope: Scope) -> Table:
    return Table(
        "values",
        "Every measure by place and month, with small numbers hidden as on every page.",
        VALUES,
        list(_values(scope)),
    )


def shown_values(scope: Scope) -> Any:
    """Stored values of the place and of what lies below it, in the months of the pack."""
    return ShownValue.objects.filter(
        scope.here, measure__in=MEASURES, month__gte=scope.first_month, month__lte=scope.last_month
    )


def _values(scope: Scope) -> Iterator[tuple[Any, ...]]:
    order = {place: number for number, place in enumerate(scope.places)}
    settled = {one.key: settled_until(one, scope.today) for one in all_measures()}
    cells = shown_values(scope).values_list(
        "measure", "version", "service_id", "team_id", "month", "numerator", "denominator", "suppressed"
    )
    found = []
    for key, version, service, team, month, *cell in cells:
        place, measure = place_of(service, team), MEASURES[key]
        if place in order and version == measure.version and month <= settled[key]:
            found.append((measure.order, key, order[place], month, place, Reading(*cell)))
    for _, key, _, month, place, reading in sorted(found, key=lambda one: one[:4]):
        yield _value(MEASURES[key], scope.places[place], month, reading, scope.smallest)


def _value(measure: Measure, place: str, month: date, reading: Reading, smallest: int) -> tuple[Any, ...]:
    hidden = findings.hidden_words(reading, smallest) if reading.suppressed else ""
    return (
        *(measure.key, measure.version, place, f"{month:%Y-%m}", _ratio(measure, reading)),
        *(_plain(reading.numerator), _plain(reading.denominator), hidden),
    )


def _ratio(measure: Measure, reading: Reading) -> str:
    if reading.numerator is None:
        return ""
    if measure.kind == MeasureKind.COUNT:
        return _plain(reading.numerator)
    scale = 100.0 if measure.is_proportion else float(measure.per)
    return f"{reading.numerator / reading.denominator * scale:.1f}" if reading.denominator else findings.NOT_COMPUTABLE


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def signals(scope: Scope) -> Table:
    """Those that stood when the measures were last worked out."""
    rows = MeasureStanding.objects.signals().filter(
        scope.here, measure__in=MEASURES, month__gte=scope.first_month, month__lte=scope.last_month
    )
    places = {place: number for number, place in enumerate(scope.places)}
    found = []
    for one in rows:
        place = place_of(one.service_id, one.team_id)
        if place in places:
            line = (one.measure, scope.places[place], f"{one.month:%Y-%m}", one.look, one.words)
            found.append((MEASURES[one.measure].order, places[place], line))
    lines = [line for *_, line in sorted(found, key=lambda one: one[:2])]
    return Table(
        "signals", "Where more than chance was at work in the last settled month.", ("measure", "place", "month", "kind", "sentence"), lines
    )  # fmt: skip
