"""Completion as one viewer may see it: their teams, one of the fixed periods up to the end of last month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from workforce_assurance.common.dates import month_start
from workforce_assurance.people import queries as people

from .completion import BLOCK, Completion, completion
from .queries import teams_to_measure

# Fixed, so that no two periods can be subtracted from each other to give less than a year.
PERIODS = (12, 24, 36)


@dataclass(frozen=True)
class Measured:
    """What was found, of which teams, over how many months, and which groups are too small to show."""

    found: Completion
    teams: list[Any]
    number: int
    first: date
    last: date
    smallest: int


def measure(viewer: Any, *, months: str, today: date, zone: ZoneInfo) -> Measured:
    """Completion of the viewer's teams; a period that is not offered is the shortest one."""
    number = next((period for period in PERIODS if str(period) == months), BLOCK)
    end = month_start(today)
    first = end - relativedelta(months=number)
    teams = list(teams_to_measure(viewer, on=today))
    smallest = people.smallest_group_for(viewer)
    found = completion(
        teams=[team.pk for team in teams], first=first, end=end, today=today, zone=zone, smallest=smallest
    )
    return Measured(found, teams, number, first, end - timedelta(days=1), smallest)
