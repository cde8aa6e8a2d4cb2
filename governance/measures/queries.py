"""What pages ask about measures: stored values of one place, and when they were worked out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Q

from workforce_assurance.common.dates import month_start, months, next_month

from ..models import MeasureRun, ShownValue
from ..spc_signals import Better
from .charting import Charted, Judged, Reading
from .enums import PlaceKind
from .registry import Measure
from .shown import Place

Readings = dict[str, dict[date, Reading]]


def last_run() -> MeasureRun | None:
    return MeasureRun.objects.first()


def judged_by(measure: Measure) -> Judged:
    """As it is shipped."""
    return Judged(Better(measure.better))


def settled_until(measure: Measure, today: date) -> date:
    """The last month whose value grows no more."""
    month = month_start(today)
    while next_month(month) + timedelta(days=measure.lag_days) > today:
        month -= relativedelta(months=1)
    return month


def charts_of(place: Place, measures: Collection[Measure], *, number: int, today: date) -> list[Charted]:
    """Each measure in this place over so many months that are settled. One query."""
    first = month_start(today) - relativedelta(months=number + 3)
    readings = _readings(_of(place), measures, first)
    return [_charted(measure, readings[measure.key], number, today) for measure in measures]


def _charted(measure: Measure, readings: dict[date, Reading], number: int, today: date) -> Charted:
    last = settled_until(measure, today)
    first = last - relativedelta(months=number - 1)
    known = [month for month in readings if first <= month <= last]
    span = tuple(months(min(known), last)) if known else ()
    return Charted(measure, span, {month: readings[month] for month in known}, judged_by(measure))


def latest_below(place: Place, measure: Measure, *, today: date) -> dict[Place, Reading]:
    """The last settled month of every service of the organisation, or of every team of a service. One query."""
    month = settled_until(measure, today)
    rows = ShownValue.objects.filter(measure=measure.key, version=measure.version, month=month)
    if place.kind == PlaceKind.ORGANISATION:
        found: Any = rows.filter(service__isnull=False).values_list(
            "service_id", "numerator", "denominator", "suppressed"
        )
        return {Place(PlaceKind.SERVICE, key): Reading(*values) for key, *values in found}
    found = rows.filter(team__service=place.key).values_list("team_id", "numerator", "denominator", "suppressed")
    return {Place(PlaceKind.TEAM, key): Reading(*values) for key, *values in found}


def _of(place: Place) -> Q:
    if place.kind == PlaceKind.ORGANISATION:
        return Q(service__isnull=True, team__isnull=True)
    return Q(service=place.key) if place.kind == PlaceKind.SERVICE else Q(team=place.key)


def _readings(of: Q, measures: Collection[Measure], first: date) -> Readings:
    versions = {measure.key: measure.version for measure in measures}
    rows: Any = ShownValue.objects.filter(of, measure__in=list(versions), month__gte=first).values_list(
        "measure", "version", "month", "numerator", "denominator", "suppressed"
    )
    found: Readings = defaultdict(dict)
    for key, version, month, numerator, denominator, suppressed in rows:
        if version == versions[key]:
            found[key][month] = Reading(numerator, denominator, suppressed)
    return found
