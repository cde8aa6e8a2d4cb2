"""What the strain of a team is made of, from its figures of each month, and which teams are large enough to be shown. Pure.

Critical incidents are a component too, but not here: this index stands beside restrictive decisions, which may follow an
incident at once.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dateutil.relativedelta import relativedelta

from ..figures.enums import Figure
from ..rates import FEWEST_FTE_DAYS

SICKNESS, MISSED, LEAVERS, WORKLOAD, SIGNS = (
    "sickness_percent", "supervision_missed_percent", "leavers_percent", "overtime_hours_per_fte", "drift_signs_per_session",
)  # fmt: skip
LEFT_OUT = ("critical_incidents_per_fte",)
# The column that keeps a component's score.
COLUMNS = {
    SICKNESS: "sickness",
    MISSED: "supervision_missed",
    LEAVERS: "leavers",
    WORKLOAD: "workload",
    SIGNS: "drift_signs",
}
MONTHS_OF_LEAVERS = 3
# What is said of staff is said of so many or more.
LEAST_PEOPLE = 10
FIGURES = (
    Figure.HEADCOUNT, Figure.LEAVERS, Figure.SICKNESS_LOST, Figure.SICKNESS_AVAILABLE, Figure.OVERTIME_HOURS, Figure.CASELOAD,
)  # fmt: skip

Series = list[float | None]
Part = tuple[float, float]


@dataclass
class TeamFacts:
    """What is known of one team: figures by month, and (some, of how many) of sessions not held and of drift signs."""

    figures: dict[str, dict[date, float]] = field(default_factory=dict)
    missed: dict[date, Part] = field(default_factory=dict)
    signs: dict[date, Part] = field(default_factory=dict)

    def figure(self, figure: Figure, month: date) -> float | None:
        return self.figures.get(figure, {}).get(month)


def components_of(facts: TeamFacts, months: Sequence[date], *, smallest: int) -> dict[str, Series]:
    """Each component's value for each month; None where something is missing, or too few sessions or records say it."""
    return {
        SICKNESS: [
            _share(facts.figure(Figure.SICKNESS_LOST, month), facts.figure(Figure.SICKNESS_AVAILABLE, month), 100)
            for month in months
        ],
        MISSED: [_of_enough(facts.missed.get(month), smallest, 100) for month in months],
        LEAVERS: [_leavers(facts, month) for month in months],
        WORKLOAD: _workload(facts, months),
        SIGNS: [_of_enough(facts.signs.get(month), smallest, 1) for month in months],
    }


def is_large_enough(facts: TeamFacts, month: date, *, smallest: int) -> bool:
    """Ten people or more, and more than 330 FTE days where days are known: sickness of fewer is shared with nobody."""
    people = facts.figure(Figure.HEADCOUNT, month)
    days = facts.figure(Figure.SICKNESS_AVAILABLE, month)
    return people is not None and people >= max(LEAST_PEOPLE, smallest) and (days is None or days > FEWEST_FTE_DAYS)


def _leavers(facts: TeamFacts, month: date) -> float | None:
    """Leavers of three months over headcount; each of the months has to be known."""
    left = [facts.figure(Figure.LEAVERS, month - relativedelta(months=back)) for back in range(MONTHS_OF_LEAVERS)]
    known = [one for one in left if one is not None]
    return _share(sum(known), facts.figure(Figure.HEADCOUNT, month), 100) if len(known) == MONTHS_OF_LEAVERS else None


def _workload(facts: TeamFacts, months: Sequence[date]) -> Series:
    """Overtime per FTE, or open cases where a team has no hours: one of the two for all its months, and so with FTE."""
    what = Figure.OVERTIME_HOURS if facts.figures.get(Figure.OVERTIME_HOURS) else Figure.CASELOAD
    by_days = bool(facts.figures.get(Figure.SICKNESS_AVAILABLE))
    return [_share(facts.figure(what, month), _fte(facts, month, by_days=by_days), 1) for month in months]


def _fte(facts: TeamFacts, month: date, *, by_days: bool) -> float | None:
    """Full-time equivalents: days available over the days of the month; people where no days are known of the team."""
    if not by_days:
        return facts.figure(Figure.HEADCOUNT, month)
    days = facts.figure(Figure.SICKNESS_AVAILABLE, month)
    return None if days is None else days / monthrange(month.year, month.month)[1]


def _share(some: float | None, of: float | None, per: int) -> float | None:
    return per * some / of if some is not None and of else None


def _of_enough(part: Part | None, smallest: int, per: int) -> float | None:
    return _share(*part, per) if part and part[1] >= smallest else None


def by_column(scores: Mapping[str, float | None]) -> dict[str, float | None]:
    """Scores by the columns that keep them."""
    return {column: scores.get(name) for name, column in COLUMNS.items()}
