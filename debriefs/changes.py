"""What a learning debrief says has to change: as its record has it in words, and as the action log goes on with it."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from workforce_assurance.action_log import queries as actions
from workforce_assurance.audit.commands import record_read
from workforce_assurance.structured_templates import queries as records

from .enums import DEBRIEF_KIND, INCIDENT_KIND, LEARNING_PURPOSE
from .models import Debrief, Incident

AREA = "system_changes"
LIST_SIGN = re.compile(r"^(?:[-*•]|\d+[.)])\s+")


def lines_to_take_over(debrief: Debrief, viewer: Any, now: datetime) -> list[str]:
    """What the record's fifth question was answered with, line by line, less what is an action already.

    So that nothing is asked twice; only for who reads the record, and the reading stands in the trail.
    """
    response = records.response_for(LEARNING_PURPOSE, debrief.pk)
    words = records.words_in_area(response, AREA, viewer) if response else []
    if response is None or not words:
        return []
    record_read(
        action="record.section_read", subject_type="response", subject_id=response.pk, by=viewer, now=now,
        facts={"section": AREA},
    )  # fmt: skip
    known = set(actions.actions_from(DEBRIEF_KIND, debrief.pk).values_list("title", flat=True))
    lines = (LIST_SIGN.sub("", line.strip()) for answer in words for line in answer.splitlines())
    return [line for line in lines if line and line not in known]


def events_of(incident: Incident) -> list[tuple[datetime, str]]:
    """What became of the actions that came from the incident or one of its debriefs, for the timeline."""
    rows = actions.actions_from_any({INCIDENT_KIND: [incident.pk], DEBRIEF_KIND: incident.debriefs.values("pk")})
    found: list[tuple[datetime, str]] = []
    for action in rows:
        found.append((action.opened_at, f"Action opened: {action.title} ({action.reference})"))
        if action.closed_at:
            found.append((action.closed_at, f"Action {action.reference}: {action.get_state_display().lower()}"))
    return found
