"""What competency comes with: a policy of two skills, with a refresh every year and the whole every fourth, a template, and ladders."""

from __future__ import annotations

from datetime import datetime

from workforce_assurance.escalations import commands as escalations
from workforce_assurance.structured_templates import commands as records

from ..shipped import ACKNOWLEDGEMENT_HOLDS, described
from .commands import ship_policy
from .enums import RENEWAL_KIND, REOBSERVATION_KIND

# (rung, who is told, working days); rung 0 comes before it runs out. A course or an observation takes some weeks to arrange.
LADDERS = {
    RENEWAL_KIND: ((0, "worker", 20), (1, "supervisor", 0), (2, "manager", 5), (3, "governance_lead", 15), (4, "safety_net", 20)),
    # "Worker" is whoever is asked to see it again, and "supervisor" whoever stands above them.
    REOBSERVATION_KIND: ((0, "worker", 3), (1, "worker", 0), (2, "supervisor", 5), (3, "manager", 10), (4, "safety_net", 15)),
}  # fmt: skip


def ship(now: datetime) -> None:
    """Bring the policy and the template up to date; again changes nothing."""
    ship_policy(description=described("competency"), now=now)
    records.ship_template(description=described("coaching_goal"), now=now)


def ship_ladders(now: datetime) -> None:
    """Publish the ladders of competency where there are none."""
    for kind, rungs in LADDERS.items():
        steps = [escalations.Step(*rung) for rung in rungs]
        escalations.ship_ladder(kind=kind, steps=steps, acknowledgement_holds=ACKNOWLEDGEMENT_HOLDS, now=now)
