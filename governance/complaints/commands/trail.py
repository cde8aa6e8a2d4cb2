"""How complaints stand in the trail: keys, codes and dates, never a case reference and never a word of what is said."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workforce_assurance.audit import commands as audit

from ...models import Complaint


def note(action: str, complaint: Complaint, by: Any, now: datetime, **facts: Any) -> None:
    audit.record(
        action=action, subject_type="governance.complaint", subject_id=complaint.pk, by=by, now=now,
        facts={"reference": complaint.reference, "state": complaint.state, **facts},
    )  # fmt: skip
