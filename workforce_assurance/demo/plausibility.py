"""How likely each outcome of a session was, by team and by time: the stories are told here. Pure."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from .teams import STRAINED


class Fate(Enum):
    """What became of a session."""

    ON_TIME = "on time"
    IN_GRACE = "in grace"
    PARTLY = "partly"
    LATE = "late"
    BY_WORKER = "cancelled by the worker"
    BY_SUPERVISOR = "cancelled by the supervisor"
    BY_SERVICE = "cancelled by the service"
    MISSED = "missed"


@dataclass(frozen=True)
class Chances:
    """Weights of the fates, in their order."""

    weights: tuple[int, ...]

    def draw(self, rng: random.Random) -> Fate:
        return rng.choices(tuple(Fate), self.weights)[0]


# on time, in grace, partly, late, cancelled by worker, by supervisor, by service, missed
STARTING = Chances((56, 18, 5, 9, 4, 2, 3, 3))
USUAL = Chances((71, 14, 3, 5, 3, 2, 1, 1))
GOOD = Chances((80, 11, 2, 3, 2, 1, 1, 0))
WINTER = Chances((20, 12, 6, 22, 4, 4, 20, 12))
AWAY_ALONE = Chances((25, 15, 5, 30, 0, 5, 10, 10))
# Teams whose supervision has been steady from the second half year on.
STEADY = 3


@dataclass(frozen=True)
class Times:
    """The two years."""

    began: date
    today: date

    @property
    def winter(self) -> tuple[date, date]:
        """The last December to February that was over a while ago."""
        year = self.today.year if self.today >= date(self.today.year, 4, 15) else self.today.year - 1
        return date(year - 1, 11, 25), date(year, 3, 5)

    def chances(self, team: str, day: date) -> Chances:
        first, last = self.winter
        if team in STRAINED and first <= day <= last:
            return WINTER
        if day < self.began + timedelta(days=150):
            return STARTING
        return GOOD if sum(map(ord, team)) % STEADY == 0 else USUAL

    def while_away(self, day: date) -> Chances:
        """The supervisor is on long leave: hard until the deputy began, as usual since."""
        away = self.today - timedelta(days=84)
        if away <= day < self.today - timedelta(days=70):
            return AWAY_ALONE
        return USUAL
