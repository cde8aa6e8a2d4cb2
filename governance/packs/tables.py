"""What the files of a pack hold, as tables: values and definitions of measures, signals, actions, meetings. Nothing that anybody wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from workforce_assurance.action_log import queries as actions
from workforce_assurance.common.dates import local_day

from ..measures import findings
from ..measures.charting import Charted, Reading
from ..measures.enums import MeasureKind
from ..measures.queries import charts_of, place_of, settled_until
from ..measures.registry import MEASURES, Measure, all_measures
from ..models import MeasureStanding, Meeting, ShownValue
from .scope import Scope, staff_of


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


ACTIONS = (
    "reference",
    "team",
    "kind",
    "strength",
    "opened",
    "first due",
    "due",
    "state",
    "handed in",
    "closed",
    "owner",
)


def action_rows(scope: Scope) -> Any:
    return actions.actions_between(
        scope.team_ids, since=scope.since, until=scope.until, viewer=scope.maker, on=scope.today
    )


def action_table(scope: Scope) -> Table:
    found = list(action_rows(scope).select_related("owner", "team"))
    staff = staff_of(scope, [one.owner for one in found])
    rows = [
        (
            one.reference, one.team.name if one.team else "None", one.get_kind_display(), one.get_strength_display(),
            _day(one.opened_at, scope), one.original_due_on.isoformat(), one.due_on.isoformat(), one.get_state_display(),
            _day(one.done_at, scope), _day(one.closed_at, scope), staff[one.owner_id],
        )
        for one in found
    ]  # fmt: skip
    return Table("actions", "Actions that were open in the period. What they say is left out.", ACTIONS, rows)


def meeting_rows(scope: Scope) -> Any:
    held = Meeting.objects.visible_to(scope.maker).filter(held_at__gte=scope.since, held_at__lt=scope.until)
    if scope.place.key:
        here = (
            {"series__service": scope.place.key}
            if scope.place.kind == "service"
            else {"series__service__teams": scope.place.key}
        )
        held = held.filter(**here)
    return held


def meetings(scope: Scope) -> Table:
    counted = meeting_rows(scope).select_related("series__service").annotate(
        talked=Count("items", filter=~Q(items__outcome=""), distinct=True), decided=Count("items__decisions", distinct=True)
    )  # fmt: skip
    rows = [
        (
            one.reference, one.series.service.name if one.series.service else "Organisation", _day(one.held_at, scope),
            _day(one.closed_at, scope), one.talked, one.decided, "yes" if one.approved_in_id else "no",
        )
        for one in counted.order_by("held_at", "reference")
    ]  # fmt: skip
    header = ("reference", "of", "held", "closed", "items with an outcome", "decisions", "minutes approved")
    return Table("meetings", "Governance meetings that were held in the period.", header, rows)


def _day(moment: datetime | None, scope: Scope) -> str:
    return local_day(moment, scope.zone).isoformat() if moment and moment <= scope.as_of else ""
