"""Figures by team and month as four files that were brought in: two years of what is done, three of staff, with what strained them."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from dateutil.relativedelta import relativedelta

from governance.figures.commands import write
from governance.figures.enums import Figure, FileKind, ImportState
from governance.figures.kinds import KINDS
from governance.figures.planning import Change
from governance.models import FigureImport, TeamMonth
from workforce_assurance.people.models import RoleGrant, Team, TeamMembership

from .plausibility import Times
from .staff import SEED, Staff
from .strain import COLD, is_cold_for_all, is_hard_winter, pressure

MONTHS = 24
# Other systems know of staff from before the program: enough that every month of it has a year before.
EARLIER = 12
OF_STAFF = (FileKind.STAFF, FileKind.SICKNESS, FileKind.WORKLOAD)
# What is no file here: complaints are counted from their register.
IN_A_REGISTER = frozenset({FileKind.COMPLAINTS})


def bring_figures_in(staff: Staff, *, now: datetime) -> int:
    """Write them; gives how many figures there are."""
    by = RoleGrant.objects.select_related("person").filter(role="governance_lead").order_by("pk")[0].person
    every = [now.date().replace(day=1) - relativedelta(months=back) for back in range(MONTHS + EARLIER, 0, -1)]
    said = list(_said(every, Times(staff.began, staff.today).winter))
    for kind in FileKind:
        months = every if kind in OF_STAFF else every[EARLIER:]
        changes = [one for one in said if one.figure in KINDS[kind].figures and one.month >= months[0]]
        if kind in IN_A_REGISTER or not changes:
            continue
        upload = FigureImport.objects.create(
            kind=kind, state=ImportState.IN, file_name=f"{kind}-{months[0]:%Y-%m}-to-{months[-1]:%Y-%m}.xlsx",
            sha256=hashlib.sha256(kind.encode()).hexdigest(), encoding="workbook", received_at=now - timedelta(days=3),
            received_by=by, added=len(changes), brought_in_at=now - timedelta(days=3), brought_in_by=by,
        )  # fmt: skip
        write(upload, changes)
    return TeamMonth.objects.count()


def _said(months: list[date], winter: tuple[date, date]) -> Iterator[Change]:
    rng = random.Random(f"{SEED} figures")  # noqa: S311
    size: dict[Any, int] = {}
    for team in TeamMembership.objects.filter(ends_on=None).values_list("team", flat=True):
        size[team] = size.get(team, 0) + 1
    for key, name in Team.objects.order_by("name", "pk").values_list("pk", "name"):
        people = size.get(key, 0)
        for month in months if people else ():
            story = Story(
                pressure(name, month, winter), is_hard_winter(name, month, winter), is_cold_for_all(name, month)
            )
            for figure, value in _month(rng, month, people, story).items():
                yield Change(figure, key, month, Decimal(value).quantize(Decimal("0.01")))


class Story(NamedTuple):
    """What a team went through in a month."""

    pressure: float
    hard: bool
    cold_for_all: bool


def _month(rng: random.Random, month: date, people: int, story: Story) -> dict[Figure, Any]:
    """What one team has in one month: sickness with the season, and where there is strain more of it, and overtime."""
    available = people * 0.95 * 30.4
    sick = rng.uniform(0.03, 0.05) + 0.08 * story.pressure + 0.03 * story.cold_for_all
    sick += 0.015 if month.month in COLD else 0
    complaints = _few(rng, 0.9 if story.hard else 0.45)
    return {
        Figure.HEADCOUNT: people + rng.choice((-1, 0, 0, 0, 1)),
        Figure.STARTERS: _few(rng, 0.2),
        Figure.LEAVERS: _few(rng, 0.5 if story.hard else 0.18),
        Figure.SICKNESS_AVAILABLE: available,
        Figure.SICKNESS_LOST: available * sick,
        Figure.COMPLAINTS: complaints,
        Figure.COMPLAINTS_UPHELD: sum(rng.random() < 0.35 for _ in range(complaints)),
        Figure.CONTACTS: round(people * rng.uniform(38, 46)),
        Figure.OVERTIME_HOURS: people * rng.uniform(1, 2.5) * (1 + 3 * story.pressure + story.cold_for_all),
        Figure.CASELOAD: round(people * rng.uniform(8, 10) * (1.25 if story.hard else 1)),
    }


def _few(rng: random.Random, chance: float) -> int:
    """0, 1 or 2."""
    return (rng.random() < chance) + (rng.random() < chance / 2)
