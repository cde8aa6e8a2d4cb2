"""What interaction reviews come with: a rubric, three templates, and a ladder."""

from __future__ import annotations

from datetime import datetime

from workforce_assurance.escalations import commands as escalations
from workforce_assurance.structured_templates import commands as records

from ..shipped import ACKNOWLEDGEMENT_HOLDS, described
from .commands import ship_rubric
from .enums import RATING_KIND

TEMPLATES = ("interaction", "interaction_review", "review_reply")
# (rung, who is told, working days); rung 0 comes before it runs out.
LADDER = ((0, "worker", 2), (1, "worker", 0), (2, "supervisor", 3), (3, "governance_lead", 5), (4, "safety_net", 10))


def ship(now: datetime) -> None:
    """Bring the rubric and the templates up to date; again changes nothing."""
    ship_rubric(description=described("rubric"), now=now)
    for name in TEMPLATES:
        records.ship_template(description=described(name), now=now)


def ship_ladder(now: datetime) -> None:
    """Publish the ladder of ratings where there is none."""
    steps = [escalations.Step(*rung) for rung in LADDER]
    escalations.ship_ladder(kind=RATING_KIND, steps=steps, acknowledgement_holds=ACKNOWLEDGEMENT_HOLDS, now=now)
