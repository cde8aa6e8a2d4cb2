"""What standards come with: drafts in our own words, and a ladder."""

from __future__ import annotations

from datetime import datetime

from workforce_assurance.escalations import commands as escalations

from ..shipped import ACKNOWLEDGEMENT_HOLDS, described
from .commands import ship_standards
from .enums import ATTESTATION_KIND

# (rung, who is told, working days); rung 0 comes before it runs out.
LADDER = ((0, "worker", 3), (1, "worker", 0), (2, "supervisor", 5), (3, "manager", 10), (4, "safety_net", 20))


def ship(now: datetime) -> None:
    """Draft the shipped standards; again changes nothing."""
    ship_standards(description=described("standards"), now=now)


def ship_ladder(now: datetime) -> None:
    """Publish the ladder of attestations where there is none."""
    steps = [escalations.Step(*rung) for rung in LADDER]
    escalations.ship_ladder(kind=ATTESTATION_KIND, steps=steps, acknowledgement_holds=ACKNOWLEDGEMENT_HOLDS, now=now)
