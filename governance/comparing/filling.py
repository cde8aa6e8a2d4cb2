"""Half-years of teams and how far teams differ, worked out with the measures: what came to something else is written."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import transaction

from workforce_assurance.common.disclosure import Hidden
from workforce_assurance.people import queries as people

from ..funnel import Scale, between_team_variance, variance_change
from ..measures.charting import MOST_HIDDEN
from ..measures.enums import MeasureKind, PlaceKind, Suppressed
from ..measures.queries import settled_until
from ..measures.registry import Measure
from ..measures.shown import Cell
from ..models import HalfYearSpread, HalfYearValue, MeasureValue, ShownValue
from .halves import MONTHS, Month, last_settled, shown_of

# The last so many half-years that are settled.
HALVES = 4
HOW = {Hidden.SMALL: Suppressed.SMALL.value, Hidden.WITHHELD: Suppressed.WITHHELD.value}
Halves = dict[date, dict[uuid.UUID, Cell | Hidden]]


def can_be_compared(measure: Measure) -> bool:
    """A bare count says nothing of teams of different sizes; no funnel fits what comes in spells or clusters."""
    independent = measure.fewest is None and not measure.clustered and not measure.has_alike_neighbours
    return measure.kind != MeasureKind.COUNT and independent and measure.down_to == PlaceKind.TEAM


def can_be_judged(shown: int, hidden: int) -> bool:
    """Where many are hidden for being small, those that are left are no fair sample of them."""
    return hidden <= MOST_HIDDEN * (shown + hidden)


def scale_of(measure: Measure) -> Scale:
    return Scale.PROPORTION if measure.is_proportion else Scale.RATE


@transaction.atomic
def compare_teams(*, measures: Iterable[Measure], smallest: int, today: date) -> None:
    """Work out anew the half-years of these measures, and how far teams differ in them."""
    service_of = dict(people.teams().values_list("pk", "service_id"))
    for measure in measures:
        if can_be_compared(measure):
            halves = _halves(measure, service_of, smallest=smallest, today=today)
            _keep_values(measure, halves)
            _keep_spreads(measure, halves, service_of)


def _halves(measure: Measure, service_of: Mapping[Any, Any], *, smallest: int, today: date) -> Halves:
    last = last_settled(settled_until(measure, today))
    firsts = [last - relativedelta(months=MONTHS * number) for number in reversed(range(HALVES))]
    found: Halves = {}
    for first in firsts:
        months = _months(measure, first, service_of)
        found[first] = shown_of(months, service_of, kind=measure.kind, small=measure.small, smallest=smallest)
    return found


def _months(measure: Measure, first: date, service_of: Mapping[Any, Any]) -> dict[uuid.UUID, list[Month]]:
    """What each team's months came to, and which of them no page shows."""
    within = {"month__gte": first, "month__lt": first + relativedelta(months=MONTHS)}
    of = {"measure": measure.key, "version": measure.version, **within}
    hidden = set(
        ShownValue.objects.filter(team__isnull=False, **of).exclude(suppressed="").values_list("team_id", "month")
    )
    found: dict[uuid.UUID, list[Month]] = defaultdict(list)
    rows = MeasureValue.objects.filter(**of).values_list("team_id", "month", "numerator", "denominator")
    for team, month, numerator, denominator in rows:
        if team in service_of:
            found[team].append(Month(Cell(numerator, denominator), (team, month) in hidden))
    return found


def _keep_values(measure: Measure, halves: Halves) -> None:
    HalfYearValue.objects.filter(measure=measure.key).delete()
    HalfYearValue.objects.bulk_create(
        [_row(measure, half, team, one) for half, teams in halves.items() for team, one in teams.items()]
    )


def _row(measure: Measure, half: date, team: uuid.UUID, one: Cell | Hidden) -> HalfYearValue:
    of = {"measure": measure.key, "version": measure.version, "team_id": team, "half": half}
    if isinstance(one, Hidden):
        return HalfYearValue(**of, suppressed=HOW[one])
    return HalfYearValue(**of, numerator=one.numerator, denominator=one.denominator)


def _keep_spreads(measure: Measure, halves: Halves, service_of: Mapping[Any, Any]) -> None:
    """Of the organisation and of every service, from what may be shown alone."""
    HalfYearSpread.objects.filter(measure=measure.key).delete()
    rows = []
    for half, teams in halves.items():
        before = halves.get(half - relativedelta(months=MONTHS), {})
        for service in (None, *sorted(set(service_of.values()))):
            here = {team for team in teams if service is None or service_of[team] == service}
            shown = _shown(teams, here)
            hidden = sum(isinstance(teams[team], Hidden) for team in here)
            if can_be_judged(len(shown), hidden) and (
                row := _spread(measure, half, service, shown, _shown(before, here))
            ):
                rows.append(row)
    HalfYearSpread.objects.bulk_create(rows)


def _shown(teams: Mapping[uuid.UUID, Cell | Hidden], here: set[uuid.UUID]) -> dict[uuid.UUID, Cell]:
    return {team: one for team, one in teams.items() if team in here and isinstance(one, Cell) and one.denominator}


def _columns(cells: Iterable[Cell]) -> tuple[list[float], list[float]]:
    rows = list(cells)
    return [one.numerator for one in rows], [one.denominator or 0.0 for one in rows]


def _spread(
    measure: Measure, half: date, service: Any, now: Mapping[uuid.UUID, Cell], before: Mapping[uuid.UUID, Cell]
) -> HalfYearSpread | None:
    scale = scale_of(measure)
    found = between_team_variance(scale, *_columns(now.values()))
    if found is None:
        return None
    both = [team for team in now if team in before]
    change = variance_change(scale, _columns(before[team] for team in both), _columns(now[team] for team in both))
    low, high = found.median_ratio_interval
    return HalfYearSpread(
        measure=measure.key, version=measure.version, service_id=service, half=half, teams=len(now),
        median_ratio=found.median_ratio, median_ratio_low=low, median_ratio_high=high,
        fall=change.fall if change else None, p=change.p if change else None, compared=change.teams if change else 0,
    )  # fmt: skip
