"""What competency comes with: a policy of two skills, with a refresh every year and the whole every fourth, and a ladder."""

from __future__ import annotations

from datetime import datetime

from workforce_assurance.escalations import commands as escalations

from ..shipped import ACKNOWLEDGEMENT_HOLDS, described
from .commands import ship_policy
from .enums import RENEWAL_KIND

# (rung, who is told, working days); rung 0 comes before it runs out. A course or an observation takes some weeks to arrange.
LADDER = ((0, "worker", 20), (1, "supervisor", 0), (2, "manager", 5), (3, "governance_lead", 15), (4, "safety_net", 20))


def ship(now: datetime) -> None:
    """Bring the policy up to date; again changes nothing."""
    ship_policy(description=described("competency"), now=now)


def ship_ladder(now: datetime) -> None:
    """Publish the ladder of skills to renew where there is none."""
    steps = [escalations.Step(*rung) for rung in LADDER]
    escalations.ship_ladder(kind=RENEWAL_KIND, steps=steps, acknowledgement_holds=ACKNOWLEDGEMENT_HOLDS, now=now)
