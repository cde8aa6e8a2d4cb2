"""Half-years, and what of a team's half-year may be shown. Pure.

Half-years do not overlap, so that no two of them can be subtracted from each other. But a half-year is the sum of its months, and
some of these are hidden: what would give one of them away is hidden with it.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from workforce_assurance.common.disclosure import SMALL_GROUP, Hidden

from ..measures.enums import MeasureKind, PlaceKind, Small
from ..measures.shown import Cell, Place, hidden_of, places_of

MONTHS = 6
JULY = 7


@dataclass(frozen=True)
class Month:
    """What a team's month came to, and whether it is hidden."""

    cell: Cell
    hidden: bool


def half_of(month: date) -> date:
    """The first day of its half-year."""
    return date(month.year, JULY if month.month >= JULY else 1, 1)


def last_month_of(half: date) -> date:
    return half + relativedelta(months=MONTHS - 1)


def last_settled(settled_until: date) -> date:
    """The last half-year of which every month is settled."""
    half = half_of(settled_until)
    return half if last_month_of(half) <= settled_until else half - relativedelta(months=MONTHS)


def words_of(half: date) -> str:
    """ "January to June 2026"."""
    return f"{half:%B} to {last_month_of(half):%B %Y}"


def shown_of(
    months: Mapping[uuid.UUID, Sequence[Month]],
    service_of: Mapping[uuid.UUID, uuid.UUID],
    *,
    kind: MeasureKind,
    small: Small,
    smallest: int,
) -> dict[uuid.UUID, Cell | Hidden]:
    """Each team's half-year: its sum, or how it is hidden.

    A half-year is hidden where it is small itself; where hidden months would follow from it (only one is hidden, or together
    they count too few); and where it would follow from others, the sums of services and of the organisation being known from
    their months.
    """
    teams = {team: _sum(rows) for team, rows in months.items() if rows}
    if not teams:
        return {}
    given_away = [Place(PlaceKind.TEAM, team) for team in teams if _gives_away(months[team], kind, small, smallest)]
    places = places_of(teams, service_of)
    hidden = hidden_of(places, service_of, kind=kind, small=small, smallest=smallest, also=given_away)
    # Whoever adds up the months of a service knows its half-year: where that had to be hidden, its teams are.
    quiet = {place.key for place in hidden if place.kind == PlaceKind.SERVICE}
    return {
        team: hidden.get(Place(PlaceKind.TEAM, team), Hidden.WITHHELD if service_of[team] in quiet else cell)
        for team, cell in teams.items()
    }


def _sum(rows: Sequence[Month]) -> Cell:
    numerator = sum(one.cell.numerator for one in rows)
    return Cell(numerator, sum(one.cell.denominator or 0.0 for one in rows))


def _gives_away(rows: Sequence[Month], kind: MeasureKind, small: Small, smallest: int) -> bool:
    """Whether the half-year less the months that are shown says what a hidden month came to."""
    hidden = [one.cell for one in rows if one.hidden]
    if not hidden:
        return False
    counted, rest = [one.numerator for one in hidden], [one.rest for one in hidden]
    if kind != MeasureKind.PROPORTION:
        return _follows(counted, smallest)
    group = [one.denominator or 0.0 for one in hidden]
    # All or none of few would be said of each of them.
    if sum(group) < SMALL_GROUP and not (sum(counted) and sum(rest)):
        return True
    columns = [group, counted, rest] if small == Small.COUNT else [group]
    return any(_follows(one, smallest) for one in columns)


def _follows(hidden: Sequence[float], smallest: int) -> bool:
    """Whether the sum of hidden numbers gives one of them away: a small one is known to be from 1 to `smallest` - 1."""
    total, are_small = sum(hidden), all(0 < one < smallest for one in hidden)
    if len(hidden) == 1 or 0 < total < smallest:
        return True
    return are_small and total in (len(hidden), len(hidden) * (smallest - 1))
