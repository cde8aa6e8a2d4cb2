"""What the two pages of measures ask of one place: put together once in each process, and asked in one round trip."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import DateField, Func, Value

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.kept_questions import answers

from ..models import MeasureBaseline, MeasureNote, MeasureRun, MeasureTarget, ShownValue
from .charting import Judged
from .enums import PlaceKind
from .queries import (
    MONTHS,
    WHOLE,
    changed_in,
    judged_of,
    limited,
    limits_in,
    of_place,
    runs,
    standings_of,
    values_of,
)
from .registry import MEASURES, Measure
from .shown import Place

UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class Look:
    """A look at a place, or at one measure there: its key and the instant are filled into what is kept."""

    kind: str
    pk: uuid.UUID | None
    is_first: bool = False
    measure: str = ""
    known_zone: ZoneInfo = UTC

    @property
    def place(self) -> Place:
        return Place(self.kind, self.pk)

    def likeness(self, *, now: datetime) -> tuple[str, bool, str]:
        del now
        return self.kind, self.is_first, self.measure

    def anybody(self, key: uuid.UUID) -> Look:
        return replace(self, pk=key)


@dataclass(frozen=True)
class MeasureLook:
    """One measure in one place: what its chart is drawn from, and all that stands beside it."""

    # Rows of `queries.values_of`, and by what they are judged.
    values: tuple[Any, ...]
    judged: Judged
    run: MeasureRun | None
    # The place's own, and those of the whole organisation.
    notes: Sequence[MeasureNote]
    # Every target that was set for it, and who worked its limits out anew: the latest first.
    history: Sequence[MeasureTarget]
    recalculations: Sequence[MeasureBaseline]
    # The last settled month of every service of the organisation, or of every team of a service.
    latest: Iterable[ShownValue]


def home_of(
    place: Place, *, before: datetime | None, now: datetime
) -> tuple[MeasureRun | None, Sequence[Any], Sequence[Any]]:
    """The last run, what changed since they looked before, and how every measure stands."""
    look = Look(place.kind, place.key, is_first=before is None)
    run, changed, standings = answers((_runs, _changed, _standings), look, before or now)
    return next(iter(run), None), list(changed), list(standings)


def measure_of(place: Place, measure: Measure, *, now: datetime, zone: ZoneInfo) -> MeasureLook:
    """One measure in this place over the months that are settled, and what is known of it."""
    look = Look(place.kind, place.key, measure=measure.key, known_zone=zone)
    run, values, notes, history, again, latest = answers(
        (_runs, _values, _notes, _history, _recalculations, _latest), look, now
    )
    targets, baselines = list(history), list(again)
    judged = judged_of([measure], targets[:1])[measure.key]
    limits = limits_in(reversed(baselines))
    return MeasureLook(
        tuple(values),
        limited(judged, limits, measure, place),
        next(iter(run), None),
        list(notes),
        targets,
        baselines,
        latest,
    )


def _runs(_look: Look, _at: datetime) -> Any:
    return runs()


def _changed(look: Look, at: datetime) -> Any:
    return changed_in(look.place, after=None if look.is_first else at)


def _standings(look: Look, _at: datetime) -> Any:
    return standings_of(look.place)


def _values(look: Look, at: datetime) -> Any:
    """As far back as limits are worked out: see `queries.first_month`."""
    since = _month_before(local_day(at, look.known_zone), MONTHS)
    return values_of(ShownValue.objects.filter(of_place(look.place), measure=look.measure, month__gte=since))


def _notes(look: Look, _at: datetime) -> Any:
    rows = MeasureNote.objects.filter(of_place(look.place) | WHOLE, measure=look.measure, taken_back_at__isnull=True)
    return rows.select_related("noted_by").order_by("month", "noted_at")


def _history(look: Look, _at: datetime) -> Any:
    return MeasureTarget.objects.filter(measure=look.measure).select_related("set_by").order_by("-set_at", "-pk")


def _recalculations(look: Look, _at: datetime) -> Any:
    version = MEASURES[look.measure].version
    rows = MeasureBaseline.objects.filter(of_place(look.place), measure=look.measure, version=version)
    return rows.select_related("made_by").order_by("-made_at", "-pk")


def _latest(look: Look, at: datetime) -> Any:
    """In the last settled month: see `queries.settled_until`."""
    if look.kind == PlaceKind.TEAM:
        return None
    measure = MEASURES[look.measure]
    month = _month_before(local_day(at, look.known_zone) - timedelta(days=measure.lag_days), 1)
    rows = ShownValue.objects.filter(measure=measure.key, version=measure.version, month=month)
    return (
        rows.filter(service__isnull=False)
        if look.kind == PlaceKind.ORGANISATION
        else rows.filter(team__service=look.pk)
    )


def _month_before(day: date, months: int) -> Func:
    """The first of the month that lies so many months before that day, found by the database: the day is filled in."""
    return Func(
        Value(day, output_field=DateField()),
        template=f"(date_trunc('month', %(expressions)s::timestamp) - interval '{months} months')::date",
        output_field=DateField(),
    )
