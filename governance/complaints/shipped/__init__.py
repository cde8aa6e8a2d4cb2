"""What complaints come with: two templates, the days within which they are answered, and ladders."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from workforce_assurance.escalations import commands as escalations
from workforce_assurance.structured_templates import commands as records

from ..commands import ship_policy
from ..commands.clocks import kind_of
from ..enums import ClockKind

TEMPLATES = ("complaint", "complaint_answer")
# (rung, who is told, working days). The worker is whoever handles it, the supervisor whoever stands above them.
LADDERS = {
    ClockKind.ACKNOWLEDGE: ((0, "worker", 1), (1, "worker", 0), (2, "supervisor", 1), (3, "governance_lead", 3)),
    ClockKind.ANSWER: ((0, "worker", 5), (1, "worker", 0), (2, "supervisor", 1), (3, "governance_lead", 5)),
}
SAFETY_NET = 5
ACKNOWLEDGEMENT_HOLDS = 2


def described(name: str) -> dict[str, Any]:
    """A shipped description, as it stands in its file."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name(f"{name}.json").read_text(encoding="utf-8"))
    return found


def ship(now: datetime) -> None:
    """Bring the templates up to date, and the first days where there are none; again changes nothing."""
    for name in TEMPLATES:
        records.ship_template(description=described(name), now=now)
    ship_policy(now=now)


def ship_ladders(now: datetime) -> None:
    """Publish the ladders of complaints where there are none; each ends at the safety net."""
    for kind, rungs in LADDERS.items():
        last = (4, "safety_net", rungs[-1][2] + SAFETY_NET)
        steps = [escalations.Step(*rung) for rung in (*rungs, last)]
        escalations.ship_ladder(kind=kind_of(kind), steps=steps, acknowledgement_holds=ACKNOWLEDGEMENT_HOLDS, now=now)
