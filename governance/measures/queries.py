"""What pages ask about measures: stored values of one place, by what they are judged, and when they were worked out."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Case, F, Q, When

from workforce_assurance.common.dates import month_start, months, next_month
from workforce_assurance.common.together import fetch_together

from ..models import MeasureBaseline, MeasureNote, MeasureRun, MeasureSignal, MeasureTarget, ShownValue
from ..spc_signals import Better
from .charting import Charted, Judged, Reading
from .enums import PlaceKind
from .registry import Measure
from .shown import ORGANISATION, Place

MONTHS, SENTENCES = 36, 5
WHOLE = Q(service__isnull=True, team__isnull=True)
Readings = dict[str, dict[date, Reading]]
# From which months on limits are worked out anew, and on how many points.
Limits = dict[date, int | None]


def first_month(today: date) -> date:
    """From which month on values are charted: whatever is looked at, limits are worked out on all of them."""
    return month_start(today) - relativedelta(months=MONTHS)


def charts_of(place: Place, measures: Collection[Measure], *, today: date, also: Collection[Any] = ()) -> list[Charted]:
    """Each measure in this place over the months that are settled; `also` are fetched in the same round trip."""
    here, keys = _of(place), [measure.key for measure in measures]
    values = _values(ShownValue.objects.filter(here, measure__in=keys, month__gte=first_month(today)))
    targets = _targets(keys)
    baselines = _baselines(MeasureBaseline.objects.filter(here, measure__in=keys))
    fetch_together([values, targets, baselines, *also])
    readings, judged, limits = _readings(values, measures), judged_of(measures, targets), _limits(baselines)
    return [
        charted_of(
            one, readings[one.key], today=today, judged=replace(judged[one.key], limits_from=limits[one.key][place])
        )
        for one in measures
    ]


def charted_of(measure: Measure, readings: dict[date, Reading], *, today: date, judged: Judged) -> Charted:
    last = settled_until(measure, today)
    known = [month for month in readings if month <= last]
    span = tuple(months(min(known), last)) if known else ()
    return Charted(measure, span, {month: readings[month] for month in known}, judged)


def settled_until(measure: Measure, today: date) -> date:
    """The last month whose value grows no more."""
    month = month_start(today)
    while next_month(month) + timedelta(days=measure.lag_days) > today:
        month -= relativedelta(months=1)
    return month


def runs() -> Any:
    """The last one alone."""
    return MeasureRun.objects.all()[:1]


def judged_of(measures: Collection[Measure], targets: Any = None) -> dict[str, Judged]:
    """As it was set last, else as it is shipped."""
    found = {measure.key: Judged(Better(measure.better)) for measure in measures}
    for row in _targets(list(found)) if targets is None else targets:
        found[row.measure] = Judged(Better(row.better), row.target, row.concern_first)
    return found


def limits_of(measure: Measure) -> dict[Place, Limits]:
    """Everywhere; of two that begin with one month the later holds."""
    rows = MeasureBaseline.objects.filter(measure=measure.key, version=measure.version)
    return _limits(_baselines(rows))[measure.key]


def readings_everywhere(measure: Measure, *, today: date) -> dict[Place, dict[date, Reading]]:
    """Of the organisation, each service and each team: for a job."""
    rows: Any = ShownValue.objects.filter(
        measure=measure.key, version=measure.version, month__gte=first_month(today)
    ).values_list("service_id", "team_id", "month", "numerator", "denominator", "suppressed")
    found: dict[Place, dict[date, Reading]] = defaultdict(dict)
    for service, team, month, *values in rows:
        found[place_of(service, team)][month] = Reading(*values)
    return found


def reading_of(row: ShownValue) -> Reading:
    """A stored row as what may be read of it."""
    return Reading(row.numerator, row.denominator, row.suppressed, row.low, row.high, row.median, row.ninth)


def place_of(service: Any, team: Any) -> Place:
    if team:
        return Place(PlaceKind.TEAM, team)
    return Place(PlaceKind.SERVICE, service) if service else ORGANISATION


def latest_below(place: Place, measure: Measure, *, today: date) -> Any:
    """Rows of the last settled month of every service of the organisation, or of every team of a service."""
    month = settled_until(measure, today)
    rows = ShownValue.objects.filter(measure=measure.key, version=measure.version, month=month)
    below = Q(service__isnull=False) if place.kind == PlaceKind.ORGANISATION else Q(team__service=place.key)
    return rows.filter(below)


def notes_of(place: Place, measure: Measure) -> Any:
    """What stands beside the chart of a place: its own notes, and those of the whole organisation."""
    rows = MeasureNote.objects.filter(_of(place) | WHOLE, measure=measure.key, taken_back_at__isnull=True)
    return rows.select_related("noted_by").order_by("month", "noted_at")


def note_in_force(note_id: uuid.UUID) -> MeasureNote | None:
    return MeasureNote.objects.filter(pk=note_id, taken_back_at__isnull=True).first()


def history_of(measure: Measure) -> Any:
    """Every target that was set for it, the latest first."""
    return MeasureTarget.objects.filter(measure=measure.key).select_related("set_by")


def recalculations_of(place: Place, measure: Measure) -> Any:
    """Who worked its limits out anew, when and why, the latest first."""
    rows = MeasureBaseline.objects.filter(_of(place), measure=measure.key, version=measure.version)
    return rows.select_related("made_by").order_by("-made_at", "-pk")


def signals_below(place: Place) -> Any:
    """Signals of the services and teams of a place, concerns first; of these the first few."""
    rows = MeasureSignal.objects.exclude(WHOLE)
    if place.kind != PlaceKind.ORGANISATION:
        rows = MeasureSignal.objects.filter(team__service=place.key)
    return _concerns_first(rows)[:SENTENCES]


def signals_in(service_id: uuid.UUID | None) -> Any:
    """Every signal of a service and its teams, or of everywhere (None), concerns first."""
    rows = MeasureSignal.objects.all()
    if service_id is not None:
        rows = rows.filter(Q(service=service_id) | Q(team__service=service_id))
    return _concerns_first(rows)


def _concerns_first(rows: Any) -> Any:
    first = Case(When(look="concern", then=0), When(look="improvement", then=1), default=2)
    # A team says more about where than its service.
    return rows.order_by(first, F("team").asc(nulls_last=True), "measure")


def _of(place: Place) -> Q:
    if place.kind == PlaceKind.ORGANISATION:
        return WHOLE
    return Q(service=place.key) if place.kind == PlaceKind.SERVICE else Q(team=place.key)


def _values(rows: Any) -> Any:
    return rows.values_list(
        "measure", "version", "month", "numerator", "denominator", "suppressed", "low", "high", "median", "ninth"
    )


def _targets(keys: Collection[str]) -> Any:
    rows = MeasureTarget.objects.filter(measure__in=keys).order_by("measure", "-set_at", "-pk")
    return rows.distinct("measure")


def _baselines(rows: Any) -> Any:
    return rows.values_list("measure", "service_id", "team_id", "month", "points").order_by("made_at", "pk")


def _limits(rows: Iterable[Any]) -> dict[str, dict[Place, Limits]]:
    found: dict[str, dict[Place, Limits]] = defaultdict(lambda: defaultdict(dict))
    for key, service, team, month, points in rows:
        found[key][place_of(service, team)][month] = points
    return found


def _readings(rows: Iterable[Any], measures: Collection[Measure]) -> Readings:
    versions = {measure.key: measure.version for measure in measures}
    found: Readings = defaultdict(dict)
    for key, version, month, *values in rows:
        if version == versions[key]:
            found[key][month] = Reading(*values)
    return found
