"""How much pressure teams were under by month, and what they decided under it: one link to find, and one that is none. Pure.

In the first service every team has its own hard months, in which it makes more restrictive decisions; three had one hard
winter together. In the second, winters are harder for every team alike and bring more decisions to every team alike: both
go up and down together, and no team follows its own strain more closely than that of the others.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from workforce_assurance.common.dates import next_month

from .staff import SEED
from .teams import SERVICES, STRAINED

LINKED, SEASONAL = frozenset(SERVICES[0].teams), frozenset(SERVICES[1].teams)
COLD = frozenset({12, 1, 2})
# Of what a month can bring; a hard winter brings all of it.
ORDINARY, ALL = 0.6, 1.0
UNDER_ALL, UNDER_MORE, UNDER_LESS = 10, 6, 5
IN_THE_COLD = (0, 1, 1, 2, 2)
KINDS = ("warning", "warning", "exclusion", "contact_limit")


def is_hard_winter(team: str, month: date, winter: tuple[date, date]) -> bool:
    """Whether the month lies for the most part in the winter that was hard for the team."""
    return team in STRAINED and winter[0] <= month + timedelta(days=14) <= winter[1]


def pressure(team: str, month: date, winter: tuple[date, date]) -> float:
    """From 0 to 1."""
    if is_hard_winter(team, month, winter):
        return ALL
    return random.Random(f"{SEED} pressure {team} {month:%Y-%m}").uniform(0, ORDINARY) if team in LINKED else 0.0  # noqa: S311


def is_cold_for_all(team: str, month: date) -> bool:
    return team in SEASONAL and month.month in COLD


def decided_under_pressure(
    teams: Iterable[Any], first: date, last: date, winter: tuple[date, date]
) -> Iterator[tuple[Any, date, str]]:
    """Restrictive decisions beside those that come anyway: of which team, on which day, and of which kind."""
    for team in teams:
        month = next_month(first)
        while month <= last:
            rng = random.Random(f"{SEED} decided {team.name} {month:%Y-%m}")  # noqa: S311
            for _ in range(_number(team.name, month, winter, rng)):
                # Early enough for the gate to answer in the same month.
                day = month + timedelta(days=rng.randrange(24))
                kind = "exclusion" if is_hard_winter(team.name, month, winter) else rng.choice(KINDS)
                if day <= last:
                    yield team, day, kind
            month = next_month(month)


def _number(team: str, month: date, winter: tuple[date, date], rng: random.Random) -> int:
    found = pressure(team, month, winter)
    if found == ALL:
        return UNDER_ALL
    if is_cold_for_all(team, month):
        return rng.choice(IN_THE_COLD)
    return round(found * (UNDER_MORE if team in STRAINED else UNDER_LESS))
