"""The ladders that a sweep works with, and where each of their rungs divides what has come from what has not."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from .rungs import WorkingClock


@dataclass(frozen=True)
class Step:
    """A rung as the sweep sees it: whom it asks for, and the cut-off at this moment."""

    position: int
    recipient: str
    working_days: int
    cut_off: datetime


@dataclass(frozen=True)
class Ladder:
    """One version of a ladder, with its cut-offs at one moment."""

    id: uuid.UUID
    kind: str
    published: bool
    # Whether its kind is swept: somebody confirmed its first sweep, or it was small.
    started: bool
    steps: dict[int, Step]

    @property
    def reminds(self) -> bool:
        return 0 in self.steps

    def climbing(self) -> list[Step]:
        """The rungs from the run-out upwards, the highest first."""
        return [self.steps[position] for position in sorted(self.steps, reverse=True) if position]

    def after(self, position: int) -> Step | None:
        return self.steps.get(position + 1)


Row = tuple[uuid.UUID, str, str, int, str, int, bool]


def ladders_from(rows: Iterable[Row], *, clock: WorkingClock, now: datetime) -> dict[uuid.UUID, Ladder]:
    """Ladders from rows of (ladder, kind, state, position, recipient, working days, started)."""
    steps: dict[uuid.UUID, dict[int, Step]] = defaultdict(dict)
    about: dict[uuid.UUID, tuple[str, bool, bool]] = {}
    for ladder_id, kind, state, position, recipient, working_days, started in rows:
        cut_off = clock.cut_off(now, working_days if position else 0)
        steps[ladder_id][position] = Step(position, recipient, working_days, cut_off)
        about[ladder_id] = (kind, state == "published", started)
    return {key: Ladder(key, kind, published, started, steps[key]) for key, (kind, published, started) in about.items()}
