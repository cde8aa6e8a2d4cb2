"""The ladders of what is seen to again, and asking for what an upgrade finds unasked."""

from __future__ import annotations

from datetime import datetime

from workforce_assurance.escalations import commands as escalations

from ..shipped import ACKNOWLEDGEMENT_HOLDS
from .commands import keep_up
from .enums import UpkeepKind

# (rung, who is told, working days); rung 0 comes before it runs out. "Supervisor" is whoever stands above the one who is asked.
LADDERS = {
    UpkeepKind.LOOK: ((0, "worker", 5), (1, "worker", 0), (2, "supervisor", 3), (3, "governance_lead", 5), (4, "safety_net", 10)),
    # A number that does not answer is no help tonight, so that it climbs faster.
    UpkeepKind.RING: ((0, "worker", 2), (1, "worker", 0), (2, "supervisor", 1), (3, "governance_lead", 3), (4, "safety_net", 5)),
    UpkeepKind.READ: ((0, "worker", 10), (1, "worker", 0), (2, "supervisor", 10), (3, "governance_lead", 15), (4, "safety_net", 20)),
}  # fmt: skip


def ship_ladders(now: datetime) -> None:
    """Publish each ladder where there is none."""
    for kind, rungs in LADDERS.items():
        steps = [escalations.Step(*rung) for rung in rungs]
        escalations.ship_ladder(kind=kind.obligation, steps=steps, acknowledgement_holds=ACKNOWLEDGEMENT_HOLDS, now=now)


def ship(now: datetime) -> None:
    """Let what is in use and asked of nobody be asked; again changes nothing."""
    keep_up(now=now)
