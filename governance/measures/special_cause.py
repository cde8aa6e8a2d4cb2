"""The signals of every place, found when values are worked out, so that a page need not chart hundreds of teams."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from workforce_assurance.people import queries as people

from ..models import MeasureSignal
from ..spc_signals import Variation
from . import findings
from .charting import LOOKS, Charted, Judged
from .enums import PlaceKind
from .queries import charted_of, judged_of, limits_of, readings_everywhere
from .registry import Measure
from .shown import Place

FOUND = (Variation.CONCERN, Variation.IMPROVEMENT, Variation.CHANGE)


@transaction.atomic
def find_signals(*, measures: Iterable[Measure], now: datetime) -> None:
    """Work out anew where these measures show special cause in their last settled month."""
    today = people.today(now=now)
    names = _names()
    for measure in measures:
        rows = list(_signals(measure, names, today))
        MeasureSignal.objects.filter(measure=measure.key).delete()
        MeasureSignal.objects.bulk_create(rows)


def _signals(measure: Measure, names: dict[Place, str], today: date) -> Iterable[MeasureSignal]:
    judged, limits = judged_of([measure])[measure.key], limits_of(measure)
    for place, readings in readings_everywhere(measure, today=today).items():
        here = Judged(judged.better, judged.target, judged.concern_first, limits.get(place, {}))
        charted = charted_of(measure, readings, today=today, judged=here)
        if charted.variation in FOUND and charted.last and charted.last[0] == charted.months[-1]:
            yield _row(charted, place, names.get(place, ""))


def _row(charted: Charted, place: Place, name: str) -> MeasureSignal:
    return MeasureSignal(
        measure=charted.measure.key,
        service_id=place.key if place.kind == PlaceKind.SERVICE else None,
        team_id=place.key if place.kind == PlaceKind.TEAM else None,
        month=charted.months[-1],
        look=LOOKS[charted.variation],
        words=findings.finding(charted, where=name)[:400],
    )


def _names() -> dict[Place, str]:
    teams = people.teams().values_list("pk", "name", "service_id", "service__name")
    found = {Place(PlaceKind.TEAM, team): f"{name} ({of})" for team, name, _, of in teams}
    return found | {Place(PlaceKind.SERVICE, service): of for _, _, service, of in teams}
