"""That somebody is shown who was involved in an incident."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workforce_assurance.audit import commands as audit

from ..enums import ReporterMode
from ..models import Incident


def note_shown(*, incident: Incident, by: Any, now: datetime) -> None:
    """Write one row, before they leave, that the people and case references of the incident are shown.

    Whoever kept their name back leaves none of their own: it would say who they are (decision 22).
    """
    if incident.reporter_mode == ReporterMode.KEPT and incident.reporter_id == by.pk:
        return
    audit.record_read(
        action="incident.read", subject_type="debriefs.incident", subject_id=incident.pk, by=by, now=now,
        facts={"reference": incident.reference},
    )  # fmt: skip
