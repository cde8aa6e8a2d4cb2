"""Incidents as events that are counted by theme, so that it can be seen whether what an action was about came back."""

from __future__ import annotations

import uuid
from datetime import date

from workforce_assurance.action_log.recurrence import Counted, register_counted
from workforce_assurance.people import queries as people

from .enums import INCIDENT_KIND
from .models import IncidentTheme


def number(code: str, team_id: uuid.UUID | None, first: date, last: date) -> int:
    """How many incidents of that theme happened in that team, or anywhere, on these days."""
    coded = IncidentTheme.objects.filter(code=code).between(first, last, zone=people.zone())
    return (coded.filter(incident__team=team_id) if team_id else coded).count()


def register() -> None:
    register_counted(Counted(INCIDENT_KIND, "incidents", number))
