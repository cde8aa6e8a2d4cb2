"""The dry run: what the first sweep of a kind would do at this moment, counted and not done."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from workforce_assurance.people.reach import find_recipients

from . import sql
from .ladders import Ladder
from .queries import ladders_in_use
from .registry import OBLIGATIONS, Obligation


@dataclass(frozen=True)
class FirstSweep:
    """How many would stand at each rung, 0 being the reminder, and how many people would get a mail."""

    rungs: dict[int, int]
    people: int

    @property
    def reminders(self) -> int:
        return self.rungs.get(0, 0)

    @property
    def episodes(self) -> int:
        return sum(number for position, number in self.rungs.items() if position)

    @property
    def notices(self) -> int:
        return self.reminders + self.episodes


def first_sweep(obligation: Obligation, ladder: Ladder, *, now: datetime) -> FirstSweep:
    """Count, set by set, what would open on this ladder and whom it would tell."""
    rungs: Counter[int] = Counter()
    pairs: dict[str, set[tuple[uuid.UUID, uuid.UUID]]] = defaultdict(set)
    for row in sql.foresee(obligation, ladder, now=now):
        rungs[row.position] += row.number
        pairs[ladder.steps[row.position].recipient].add((row.about_id, row.responsible_id))
    told = set()
    for wanted, asked in pairs.items():
        may_know = obligation.knowing({worker for worker, _responsible in asked})
        found = find_recipients(wanted, asked, may_know=may_know, now=now)
        told |= {one.person.pk if one.person else None for one in found.values()}
    return FirstSweep(dict(sorted(rungs.items())), len(told))


def first_sweep_of(kind: str, *, now: datetime) -> FirstSweep | None:
    """The same for the published ladder of that kind; None when nothing sweeps it."""
    ladder = next((one for one in ladders_in_use(now=now).values() if one.kind == kind and one.published), None)
    obligation = OBLIGATIONS.get(kind)
    return first_sweep(obligation, ladder, now=now) if obligation and ladder else None
