"""What pages ask about measures: stored values of one place, by what they are judged, and when they were worked out."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from django.db.models import Q

from workforce_assurance.common.dates import month_start, months, next_month
from workforce_assurance.common.kept_questions import answers
from workforce_assurance.common.together import fetch_together

from ..models import MeasureBaseline, MeasureNote, MeasureRun, MeasureStanding, MeasureTarget, ShownValue
from ..spc_signals import Better
from .charting import Charted, Judged, Reading
from .enums import PlaceKind
from .registry import MEASURES, Measure
from .shown import ORGANISATION, Place

MONTHS, SENTENCES = 36, 5
WHOLE = Q(service__isnull=True, team__isnull=True)
UTC = ZoneInfo("UTC")
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


def standings_of(place: Place) -> Any:
    """How every measure stands in this place."""
    return MeasureStanding.objects.filter(_of(place), measure__in=MEASURES)


def changed_in(place: Place, *, after: datetime | None) -> Any:
    """What changed in a place and in what lies below it, news first, then concerns; of these the first few."""
    rows = MeasureStanding.objects.filter(measure__in=MEASURES).changed(after=after)
    return rows.filter(_of(place) | _below(place)).news_first(_of(place))[:SENTENCES]


@dataclass(frozen=True)
class Look:
    """A look at a place, for questions that are put together once in each process: its key and the instant are filled in."""

    kind: str
    pk: uuid.UUID | None
    is_first: bool
    known_zone: ZoneInfo = UTC

    def likeness(self, *, now: datetime) -> tuple[str, bool]:
        del now
        return self.kind, self.is_first

    def anybody(self, key: uuid.UUID) -> Look:
        return replace(self, pk=key)


def home_of(place: Place, *, before: datetime | None, now: datetime) -> tuple[Any, list[Any], list[Any]]:
    """The last run, what changed since they looked before, and how every measure stands: in one round trip."""
    look = Look(place.kind, place.key, is_first=before is None)
    run, changed, standings = answers((_runs, _changed, _standings), look, before or now)
    return next(iter(run), None), list(changed), list(standings)


def _runs(_look: Look, _at: datetime) -> Any:
    return runs()


def _changed(look: Look, at: datetime) -> Any:
    return changed_in(Place(look.kind, look.pk), after=None if look.is_first else at)


def _standings(look: Look, _at: datetime) -> Any:
    return standings_of(Place(look.kind, look.pk))


def _below(place: Place) -> Q:
    if place.kind == PlaceKind.ORGANISATION:
        return ~WHOLE
    return Q(team__service=place.key) if place.kind == PlaceKind.SERVICE else Q(pk__in=[])


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
