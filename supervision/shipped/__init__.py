"""What supervision comes with: the organisation's cadence and the record's template."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from workforce_assurance.structured_templates import commands as records

from ..commands import ship_policy

RECORD = Path(__file__).with_name("supervision_record.json")


def record_template() -> dict[str, Any]:
    """The shipped template of a supervision record, in the form of docs/templates.md."""
    return json.loads(RECORD.read_text(encoding="utf-8"))


def ship(now: datetime) -> None:
    """Bring the shipped policy and template up to date; again changes nothing."""
    ship_policy(now=now)
    records.ship_template(description=record_template(), now=now)
