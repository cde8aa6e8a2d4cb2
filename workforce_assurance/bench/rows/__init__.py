"""The families of rows; each is a function from a setting to figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from ..database import Scratch
from ..figures import Figure


@dataclass(frozen=True)
class Setting:
    """Where to measure and how much."""

    scratch: Scratch
    sizes: Sizes
    now: datetime
    # Of this run's own broker.
    broker_url: str


@dataclass(frozen=True)
class Sizes:
    """How much is measured. The tests take the smallest, `--full` the largest."""

    overdue: int = 100_000
    newly: int = 10_000
    backlog: int = 10_000
    rounds: int = 3
    mails: int = 600
    caseload: int = 1_000
    heavy_mails: int = 10
    requests: int = 150
    rows: int = 1_000
    worker_requests: int = 10_000
    planned: int = 5_000
    actions: int = 50_000
    incidents: int = 100_000
    decisions: int = 50_000
    teams: int = 400
    people: int = 2_000
    protocols: int = 50_000
    agenda: int = 10_000
    pack_teams: int = 40
    packs: int = 10


TINY = Sizes(
    200, 50, 50, 1, 10, 30, 2, 3, 15, 40, 30, actions=200, incidents=60, decisions=60, teams=10, people=100, protocols=60,
    agenda=360, pack_teams=3, packs=1,
)  # fmt: skip
USUAL = Sizes()
FULL = Sizes(overdue=1_000_000, people=20_000)

Family = Callable[[Setting], Iterable[Figure]]
