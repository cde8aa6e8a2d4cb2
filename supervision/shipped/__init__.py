"""What supervision comes with: the organisation's cadence, the record's template, and others to choose instead of it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from workforce_assurance.structured_templates import commands as records

from ..commands import ship_policy

RECORD = "supervision_record"
# Published beside it; an administrator chooses one for new records, or copies from it.
OTHERS = ("kolb_case_reflection", "supervision_of_supervisors")
# For group sessions: ready to be shipped by whatever registers the purpose "supervision_group".
GROUP = "group_reflection"


def template(name: str) -> dict[str, Any]:
    """A shipped template, in the form of docs/templates.md."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name(f"{name}.json").read_text(encoding="utf-8"))
    return found


def record_template() -> dict[str, Any]:
    """The template that supervision records are written with until another is chosen."""
    return template(RECORD)


def ship(now: datetime) -> None:
    """Bring the shipped policy and templates up to date; again changes nothing."""
    ship_policy(now=now)
    for name in (RECORD, *OTHERS):
        records.ship_template(description=template(name), now=now)
