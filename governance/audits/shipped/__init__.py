"""What audits come with: audit tools, and the ladder of a reading."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from workforce_assurance.escalations import commands as escalations
from workforce_assurance.structured_templates import commands as records

from ..commands import give_days
from ..enums import READING_KIND

TOOLS = ("audit_supervision", "audit_actions")
# (rung, who is told, working days); rung 0 comes before it runs out. "Supervisor" is whoever stands above the reader.
LADDER = ((0, "worker", 3), (1, "worker", 0), (2, "supervisor", 3), (3, "governance_lead", 5), (4, "safety_net", 10))
ACKNOWLEDGEMENT_HOLDS = 2


def described(name: str) -> dict[str, Any]:
    """A shipped description, as it stands in its file."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name(f"{name}.json").read_text(encoding="utf-8"))
    return found


def ship(now: datetime) -> None:
    """Bring the audit tools up to date, and give readings a day that have none; again changes nothing."""
    for name in TOOLS:
        records.ship_template(description=described(name), now=now)
    give_days(now=now)


def ship_ladder(now: datetime) -> None:
    """Publish the ladder of readings where there is none."""
    steps = [escalations.Step(*rung) for rung in LADDER]
    escalations.ship_ladder(kind=READING_KIND, steps=steps, acknowledgement_holds=ACKNOWLEDGEMENT_HOLDS, now=now)
