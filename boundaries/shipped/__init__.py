"""What the practice of boundaries comes with: the catalogue of decisions, two templates, and ladders."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from workforce_assurance.escalations import commands as escalations
from workforce_assurance.structured_templates import commands as records

from ..commands import ship_catalogue
from ..enums import DeadlineKind
from ..obligations import kind_of

CATALOGUE, TEMPLATES = "decision_catalogue", ("rationale", "appeal")
# (rung, who is told, working days). "Supervisor" is whoever stands above the one who is asked, or let it through. Rung 0
# comes before it runs out: of what is at the gate, on the day on which it came.
LADDERS = {
    DeadlineKind.GATE: ((0, "worker", 2), (1, "worker", 0), (2, "supervisor", 1), (3, "governance_lead", 3)),
    # An emergency is in effect already, so that it climbs faster.
    DeadlineKind.EMERGENCY: ((0, "worker", 1), (1, "worker", 0), (2, "supervisor", 1), (3, "governance_lead", 2)),
    DeadlineKind.REVIEW: ((0, "worker", 3), (1, "worker", 0), (2, "supervisor", 2), (3, "manager", 4)),
    DeadlineKind.SAME_TODAY: ((0, "worker", 1), (1, "worker", 0), (2, "supervisor", 5), (3, "governance_lead", 10)),
    DeadlineKind.APPEAL: ((0, "worker", 5), (1, "worker", 0), (2, "supervisor", 1), (3, "governance_lead", 2)),
}
SAFETY_NET = 5
ACKNOWLEDGEMENT_HOLDS = 1


def described(name: str) -> dict[str, Any]:
    """A shipped description, as it stands in its file."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name(f"{name}.json").read_text(encoding="utf-8"))
    return found


def ship(now: datetime) -> None:
    """Bring the catalogue and the templates up to date; again changes nothing."""
    ship_catalogue(description=described(CATALOGUE), now=now)
    for name in TEMPLATES:
        records.ship_template(description=described(name), now=now)


def ship_ladders(now: datetime) -> None:
    """Publish the ladders of decisions where there are none; each ends at the safety net."""
    for kind, rungs in LADDERS.items():
        last = (4, "safety_net", rungs[-1][2] + SAFETY_NET)
        steps = [escalations.Step(*rung) for rung in (*rungs, last)]
        escalations.ship_ladder(kind=kind_of(kind), steps=steps, acknowledgement_holds=ACKNOWLEDGEMENT_HOLDS, now=now)
