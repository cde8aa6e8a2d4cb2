"""What pages ask about measures: stored values of one place, by what they are judged, and when they were worked out."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from workforce_assurance.common.dates import month_start, months
from workforce_assurance.common.together import fetch_together

from ..models import MeasureBaseline, MeasureNote, MeasureRun, MeasureStanding, MeasureTarget, ShownValue
from ..spc_signals import Better
from .charting import Charted, Judged, Reading
from .enums import PlaceKind
from .registry import MEASURES, Measure
from .shown import ORGANISATION, Place

MONTHS, SENTENCES = 36, 5
WHOLE = Q(service__isnull=True, team__isnull=True)
Readings = dict[str, dict[date, Reading]]
# From which months on limits are worked out anew, and on how many points.
Limits = dict[date, int | None]
AllLimits = dict[tuple[str, int], dict[Place, Limits]]


def first_month(today: date) -> date:
    """From which month on values are charted: whatever is looked at, limits are worked out on all of them."""
    return month_start(today) - relativedelta(months=MONTHS)


def charts_of(place: Place, measures: Collection[Measure], *, today: date, also: Collection[Any] = ()) -> list[Charted]:
    """Each measure in this place over the months that are settled; `also` are fetched in the same round trip."""
    here, keys = of_place(place), [measure.key for measure in measures]
    values = values_of(ShownValue.objects.filter(here, measure__in=keys, month__gte=first_month(today)))
    targets = _targets(keys)
    baselines = MeasureBaseline.objects.filter(here, measure__in=keys).order_by("made_at", "pk")
    fetch_together([values, targets, baselines, *also])
    readings, judged, limits = readings_in(values, measures), judged_of(measures, targets), limits_in(baselines)
    return [
        charted_of(one, readings[one.key], today=today, judged=limited(judged[one.key], limits, one, place))
        for one in measures
    ]


def limited(judged: Judged, limits: AllLimits, measure: Measure, place: Place) -> Judged:
    """With the months from which limits are worked out anew in this place."""
    return replace(judged, limits_from=tuple(limits[measure.key, measure.version][place].items()))


def charted_of(measure: Measure, readings: dict[date, Reading], *, today: date, judged: Judged) -> Charted:
    last = settled_until(measure, today)
    known = [month for month in readings if month <= last]
    span = tuple(months(min(known), last)) if known else ()
    return Charted(measure, span, {month: readings[month] for month in known}, judged)


def settled_until(measure: Measure, today: date) -> date:
    """The last month whose value grows no more."""
    return month_start(today - timedelta(days=measure.lag_days)) - relativedelta(months=1)


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
    rows = MeasureBaseline.objects.filter(measure=measure.key, version=measure.version).order_by("made_at", "pk")
    return limits_in(rows)[measure.key, measure.version]


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


def note_in_force(note_id: uuid.UUID) -> MeasureNote | None:
    return MeasureNote.objects.filter(pk=note_id, taken_back_at__isnull=True).first()


def standings_of(place: Place) -> Any:
    """How every measure stands in this place: rows of `home_page.Standing`."""
    rows = MeasureStanding.objects.filter(of_place(place), measure__in=MEASURES)
    return rows.values_list("measure", "month", "look", "gap", Cast("cells", TextField()))


def changed_in(place: Place, *, after: datetime | None) -> Any:
    """What changed in a place and in what lies below it, news first, then concerns; of these the first few."""
    rows = MeasureStanding.objects.filter(measure__in=MEASURES).changed(after=after)
    return rows.filter(of_place(place) | _below(place)).news_first(of_place(place))[:SENTENCES]


def _below(place: Place) -> Q:
    if place.kind == PlaceKind.ORGANISATION:
        return ~WHOLE
    return Q(team__service=place.key) if place.kind == PlaceKind.SERVICE else Q(pk__in=[])


def of_place(place: Place) -> Q:
    if place.kind == PlaceKind.ORGANISATION:
        return WHOLE
    return Q(service=place.key) if place.kind == PlaceKind.SERVICE else Q(team=place.key)


def values_of(rows: Any) -> Any:
    return rows.values_list(
        "measure", "version", "month", "numerator", "denominator", "suppressed", "low", "high", "median", "ninth"
    )


def _targets(keys: Collection[str]) -> Any:
    rows = MeasureTarget.objects.filter(measure__in=keys).order_by("measure", "-set_at", "-pk")
    return rows.distinct("measure")


def limits_in(baselines: Iterable[MeasureBaseline]) -> AllLimits:
    """By measure and version, of these rows: the one that was made first comes first."""
    found: AllLimits = defaultdict(lambda: defaultdict(dict))
    for one in baselines:
        found[one.measure, one.version][place_of(one.service_id, one.team_id)][one.month] = one.points
    return found


def readings_in(rows: Iterable[Any], measures: Collection[Measure]) -> Readings:
    """Of rows of `values_of`, those of the version that counts."""
    versions = {measure.key: measure.version for measure in measures}
    found: Readings = defaultdict(dict)
    for key, version, month, *values in rows:
        if version == versions[key]:
            found[key][month] = Reading(*values)
    return found
