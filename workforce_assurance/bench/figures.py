"""What a measurement came to: ours beside its floor, the bar, and a verdict in words."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

HOLDS, SHORT, NOT_MEASURED = "holds", "falls short", "not measured"
CALIBRATION_LOOP = 2_000_000


@dataclass(frozen=True)
class Figure:
    """One row of the table. `ours` and `floor` have the same unit; without a floor the bar is on `ours` itself."""

    name: str
    title: str
    ours: float | None
    unit: str
    bar: float
    floor: float | None = None
    at_least: bool = False
    note: str = ""
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def judged(self) -> float | None:
        """What the bar is on: the ratio to the floor, or the figure itself."""
        if self.ours is None or self.floor is None:
            return self.ours
        return self.ours / self.floor if self.floor else math.inf

    @property
    def verdict(self) -> str:
        if self.judged is None:
            return NOT_MEASURED
        holds = self.judged >= self.bar if self.at_least else self.judged <= self.bar
        return HOLDS if holds else SHORT

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "judged": self.judged, "verdict": self.verdict}


@dataclass(frozen=True)
class Spent:
    """Seconds that something took, by the wall and by our own processor time."""

    wall: float
    cpu: float


def timed(act: Callable[[], Any]) -> Spent:
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return Spent(time.perf_counter() - wall, time.process_time() - cpu)


def interleaved(acts: dict[str, Callable[[], Any]], *, rounds: int) -> dict[str, list[Spent]]:
    """Each act once a round, in turn, so that whatever slows the machine slows all of them."""
    spent: dict[str, list[Spent]] = {name: [] for name in acts}
    for _ in range(rounds):
        for name, act in acts.items():
            spent[name].append(timed(act))
    return spent


def middle(spent: list[Spent]) -> Spent:
    """The median of the rounds."""
    return Spent(median(one.wall for one in spent), median(one.cpu for one in spent))


def p95(seconds: list[float]) -> float:
    """The 95th percentile by the nearest rank."""
    ordered = sorted(seconds)
    return ordered[max(0, math.ceil(0.95 * len(ordered)) - 1)]


def calibrate() -> Spent:
    """A loop that is always the same: two of them far apart tell that the machine was busy with something else."""

    def loop() -> None:
        total = 0
        for number in range(CALIBRATION_LOOP):
            total += number & 7

    return timed(loop)
