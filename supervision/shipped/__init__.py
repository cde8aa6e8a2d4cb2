"""What supervision comes with: the organisation's cadence, the record's template, and others to choose instead of it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from workforce_assurance.escalations import commands as escalations
from workforce_assurance.structured_templates import commands as records

from ..commands import follow_up_signatures, ship_policy
from ..enums import AGREEMENT_KIND, COVERAGE_KIND, SIGNATURE_KIND

RECORD = "supervision_record"
AGREEMENT = "supervision_agreement"
# What a worker writes for themselves before a session.
PREPARATION = "preparation"
# What one of the two wants to talk about.
TOPIC = "topic"
# Published beside it; an administrator chooses one for new records, or copies from it.
OTHERS = ("kolb_case_reflection", "supervision_of_supervisors")
# What groups write their records with, and restorative sessions theirs.
GROUP = "group_reflection"
RESTORATIVE = "restorative_session"

# (rung, who is told, working days): the signer before and at the end, their supervisor after 2 more days, a manager after 5.
SIGNATURE_LADDER = ((0, "worker", 2), (1, "worker", 0), (2, "supervisor", 2), (3, "manager", 5), (4, "safety_net", 10))
# The supervisor ten working days before the review and when its day is over, a manager after ten more.
AGREEMENT_LADDER = ((0, "supervisor", 10), (1, "supervisor", 0), (2, "manager", 10), (3, "safety_net", 20))
# A manager when it is found and at the end, who leads the service after 3 more days, governance after 8.
COVERAGE_LADDER = (
    (0, "manager", 5), (1, "manager", 0), (2, "service_lead", 3), (3, "governance_lead", 8), (4, "safety_net", 13),
)  # fmt: skip
LADDERS = {SIGNATURE_KIND: SIGNATURE_LADDER, COVERAGE_KIND: COVERAGE_LADDER, AGREEMENT_KIND: AGREEMENT_LADDER}
ACKNOWLEDGEMENT_HOLDS = 3


def template(name: str) -> dict[str, Any]:
    """A shipped template, in the form of docs/templates.md."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name(f"{name}.json").read_text(encoding="utf-8"))
    return found


def record_template() -> dict[str, Any]:
    """The template that supervision records are written with until another is chosen."""
    return template(RECORD)


def ship(now: datetime) -> None:
    """Bring the shipped policy and templates up to date, and old records under the time to sign; again changes nothing."""
    ship_policy(now=now)
    follow_up_signatures(now=now)
    for name in (RECORD, AGREEMENT, *OTHERS, GROUP, RESTORATIVE, PREPARATION, TOPIC):
        records.ship_template(description=template(name), now=now)


def ship_ladders(now: datetime) -> None:
    """Publish the ladders of signatures, of coverage and of reviews where there are none."""
    for kind, ladder in LADDERS.items():
        steps = [escalations.Step(*step) for step in ladder]
        escalations.ship_ladder(kind=kind, steps=steps, acknowledgement_holds=ACKNOWLEDGEMENT_HOLDS, now=now)
