"""How inspector access stands in the trail and in the access log: keys, codes and dates, never what somebody wrote."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workforce_assurance.audit import commands as audit

from ...models import Inspection
from ..enums import Viewed

SUBJECT = "governance.inspection"
VIEWED = "inspection.viewed"


def note(action: str, inspection: Inspection, by: Any, now: datetime, **facts: Any) -> None:
    facts = {"reference": inspection.reference, **facts}
    audit.record(action=action, subject_type=SUBJECT, subject_id=inspection.pk, by=by, now=now, facts=facts)


def log_view(*, inspection: Inspection, what: Viewed, name: str, by: Any, now: datetime) -> None:
    """That an inspector is about to be shown something; `name` is a key or a number of ours."""
    audit.record_read(
        action=VIEWED, subject_type=SUBJECT, subject_id=inspection.pk, by=by, now=now,
        facts={"reference": inspection.reference, "what": what.value, "name": name},
    )  # fmt: skip
