"""Incidents and debriefs as records that actions come from: what has to change gets an owner and a date in the action log."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any

from django.urls import reverse

from workforce_assurance.action_log.sources import Source, register_source

from .commands.outcomes import note_outcome
from .enums import DEBRIEF_KIND, INCIDENT_KIND
from .models import Debrief, Incident


def page_of_incident(source_id: uuid.UUID) -> str:
    return reverse("debriefs:incident", args=[source_id])


def page_of_debrief(source_id: uuid.UUID) -> str:
    incident_id = Debrief.objects.values_list("incident_id", flat=True).get(pk=source_id)
    return reverse("debriefs:debrief", args=[incident_id, source_id])


def incident_references(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    return dict(Incident.objects.filter(pk__in=ids).values_list("pk", "reference"))


def debrief_references(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    return dict(Debrief.objects.filter(pk__in=ids).values_list("pk", "reference"))


def incidents_readable(viewer: Any, on: date) -> Any:
    return Incident.objects.visible_to(viewer, on=on).values("pk")


def debriefs_readable(viewer: Any, on: date) -> Any:
    return Debrief.objects.filter(incident__in=incidents_readable(viewer, on)).values("pk")


def register() -> None:
    register_source(
        Source(INCIDENT_KIND, "Incident", page_of_incident, incident_references, incidents_readable, note_outcome)
    )
    register_source(
        Source(DEBRIEF_KIND, "Debrief", page_of_debrief, debrief_references, debriefs_readable, note_outcome)
    )
