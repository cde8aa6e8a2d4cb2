"""What the practice of debriefs comes with: the catalogue, three templates, a list of policies, and a ladder."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from workforce_assurance.escalations import commands as escalations
from workforce_assurance.structured_templates import commands as records

from ..commands import ship_catalogue, ship_policies
from ..enums import DEBRIEF_KIND

CATALOGUE = "incident_catalogue"
TEMPLATES = ("learning_debrief", "incident_account", "debrief_pause")
POLICIES = (
    "Lone working",
    "De-escalation",
    "Calling the police",
    "Safe contact and home visits",
    "Searching for somebody missing",
    "Overdose and naloxone",
    "Self-harm and suicide",
    "Child protection",
    "Medicines",
    "Information sharing with other agencies",
    "Barring and exclusion",
    "Staffing and handover",
)
# (rung, who is told, working days): whoever is asked to see to it, a manager after 1 day, governance after 2.
LADDER = ((1, "worker", 0), (2, "manager", 1), (3, "governance_lead", 2), (4, "safety_net", 4))
ACKNOWLEDGEMENT_HOLDS = 1


def described(name: str) -> dict[str, Any]:
    """A shipped description, as it stands in its file."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name(f"{name}.json").read_text(encoding="utf-8"))
    return found


def ship(now: datetime) -> None:
    """Bring the catalogue, the templates and the list of policies up to date; again changes nothing."""
    ship_catalogue(description=described(CATALOGUE), now=now)
    for name in TEMPLATES:
        records.ship_template(description=described(name), now=now)
    ship_policies(names=POLICIES, now=now)


def ship_ladders(now: datetime) -> None:
    """Publish the ladder of debriefs where there is none."""
    steps = [escalations.Step(*step) for step in LADDER]
    escalations.ship_ladder(kind=DEBRIEF_KIND, steps=steps, acknowledgement_holds=ACKNOWLEDGEMENT_HOLDS, now=now)
