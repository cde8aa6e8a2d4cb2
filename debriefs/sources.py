"""Incidents and debriefs as records that actions come from: what has to change gets an owner and a date in the action log."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any

from django.urls import reverse

from workforce_assurance.action_log.enums import ActionKind, Strength
from workforce_assurance.action_log.sources import Source, register_source

from .commands.outcomes import note_outcome
from .enums import DEBRIEF_KIND, INCIDENT_KIND, POLICY_KIND
from .models import Debrief, GuidancePolicy, Incident


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


def page_of_policy(source_id: uuid.UUID) -> str:
    return f"{reverse('debriefs:policies')}#policy-{source_id}"


def policy_names(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    return dict(GuidancePolicy.objects.filter(pk__in=ids).values_list("pk", "name"))


def policies_readable(viewer: Any, on: date) -> Any:
    return GuidancePolicy.objects.visible_to(viewer, on=on).values("pk")


def change_of_policy(source_id: uuid.UUID) -> dict[str, Any]:
    """A change task is its owner's."""
    owner = GuidancePolicy.objects.select_related("owner").get(pk=source_id).owner
    return {"owner": owner, "kind": ActionKind.CORRECTIVE, "strength": Strength.POLICY}


def team_of_incident(source_id: uuid.UUID) -> uuid.UUID | None:
    return Incident.objects.filter(pk=source_id).values_list("team_id", flat=True).first()


def incident_called(reference: str) -> uuid.UUID | None:
    return Incident.objects.filter(reference=reference).values_list("pk", flat=True).first()


def team_of_debrief(source_id: uuid.UUID) -> uuid.UUID | None:
    return Debrief.objects.filter(pk=source_id).values_list("incident__team_id", flat=True).first()


def register() -> None:
    incidents = (page_of_incident, incident_references, incidents_readable, note_outcome)
    register_source(Source(INCIDENT_KIND, "Incident", *incidents, team=team_of_incident, called=incident_called))
    debriefs = (page_of_debrief, debrief_references, debriefs_readable, note_outcome)
    register_source(Source(DEBRIEF_KIND, "Debrief", *debriefs, team=team_of_debrief))
    register_source(
        Source(POLICY_KIND, "Policy", page_of_policy, policy_names, policies_readable, begins_with=change_of_policy)
    )
