"""How board papers stand in the trail: keys, codes and dates, never what somebody wrote."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workforce_assurance.audit import commands as audit


def note(action: str, row: Any, by: Any, now: datetime, **facts: Any) -> None:
    audit.record(
        action=action, subject_type=f"governance.{row._meta.model_name}", subject_id=row.pk, by=by, now=now, facts=facts
    )
