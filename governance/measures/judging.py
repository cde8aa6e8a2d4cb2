"""What people decide about a measure: its target and direction, from when on limits hold, and what stands beside its chart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.dates import month_start
from workforce_assurance.people import queries as people

from ..models import MeasureBaseline, MeasureNote, MeasureTarget, MeasureValue
from ..spc import FEWEST_FOR_LIMITS
from ..spc_signals import Better
from .charting import Charted
from .enums import NoteKind, PlaceKind
from .exceptions import BaselineHoldsASignal, NoDirectionYet, NoSuchMonth, TooFewPoints
from .registry import Measure
from .shown import Place
from .standing import find_standings


@dataclass(frozen=True)
class Aim:
    """What is set for a measure."""

    target: float | None
    better: Better
    concern_first: bool
    why: str


@transaction.atomic
def set_target(*, measure: Measure, aim: Aim, by: Any, now: datetime) -> MeasureTarget:
    """From now on; what held before stays in the history.

    :raises NoDirectionYet: when a direction is said of what was not counted long enough to have one
    """
    if aim.better is not Better.NEITHER and not _may_have_a_direction(measure, now):
        raise NoDirectionYet
    row = MeasureTarget.objects.create(
        measure=measure.key, target=aim.target, better=aim.better.value, concern_first=aim.concern_first, why=aim.why,
        set_at=now, set_by=by,
    )  # fmt: skip
    _note("target of a measure set", row, by, now, measure=measure.key)
    find_standings(measures=[measure], now=now)
    return row


def _may_have_a_direction(measure: Measure, now: datetime) -> bool:
    """Whether its first month lies so far back that it has been seen what moves it."""
    if not measure.undirected_months:
        return True
    since = people.today(now=now) - relativedelta(months=measure.undirected_months)
    return MeasureValue.objects.filter(measure=measure.key, month__lte=month_start(since)).exists()


@transaction.atomic
def recalculate(
    *, charted: Charted, place: Place, month: date, points: int | None, why: str, anyway: bool, by: Any, now: datetime
) -> MeasureBaseline:
    """Work limits out anew from this month on, and lock them on the first so many points.

    :raises NoSuchMonth: when it is none of the chart's
    :raises TooFewPoints: when there are fewer than 12 to work them out on
    :raises BaselineHoldsASignal: when one of them shows special cause, unless it is wanted anyway
    """
    if month not in charted.months:
        raise NoSuchMonth
    held = _holds_a_signal(charted, month, points)
    if held and not anyway:
        raise BaselineHoldsASignal
    row = MeasureBaseline.objects.create(
        measure=charted.measure.key, version=charted.measure.version, **_keys(place), month=month, points=points, why=why,
        held_a_signal=held, made_at=now, made_by=by,
    )  # fmt: skip
    _note("limits of a measure recalculated", row, by, now, measure=charted.measure.key, month=month.isoformat())
    find_standings(measures=[charted.measure], now=now)
    return row


def _holds_a_signal(charted: Charted, month: date, points: int | None) -> bool:
    """Whether the points that it would be worked out on, charted by themselves, show special cause."""
    months = [
        one
        for one in charted.months
        if one >= month and one in charted.readings and not charted.readings[one].suppressed
    ][:points]
    if len(months) < FEWEST_FOR_LIMITS:
        raise TooFewPoints
    span = charted.months[charted.months.index(month) : charted.months.index(months[-1]) + 1]
    alone = replace(charted, months=span, judged=replace(charted.judged, limits_from=()))
    return any(point.signals for point in alone.chart.points)


@transaction.atomic
def add_note(
    *, measure: Measure, place: Place, month: date, kind: NoteKind, words: str, by: Any, now: datetime
) -> MeasureNote:
    row = MeasureNote.objects.create(
        measure=measure.key, **_keys(place), month=month, kind=kind, words=words, noted_at=now, noted_by=by
    )
    _note("note beside a measure", row, by, now, measure=measure.key, kind=kind)
    return row


@transaction.atomic
def take_back_note(*, note: MeasureNote, by: Any, now: datetime) -> None:
    """It stands beside the chart no more; twice does nothing."""
    if MeasureNote.objects.filter(pk=note.pk, taken_back_at__isnull=True).update(taken_back_at=now):
        _note("note beside a measure taken back", note, by, now, measure=note.measure)


def _keys(place: Place) -> dict[str, Any]:
    if place.kind == PlaceKind.ORGANISATION:
        return {}
    return {f"{place.kind.value if isinstance(place.kind, PlaceKind) else place.kind}_id": place.key}


def _note(action: str, row: Any, by: Any, now: datetime, **facts: Any) -> None:
    """Keys, codes and dates, never what was said."""
    audit.record(
        action=action, subject_type=f"governance.{row._meta.model_name}", subject_id=row.pk, by=by, now=now, facts=facts
    )
