"""What the words of this practice are about: the account of an incident, the learning debrief, and why a debrief waits."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.structured_templates.purposes import Purpose, register_purpose

from .enums import ACCOUNT_PURPOSE, LEARNING_PURPOSE, PAUSE_PURPOSE
from .models import Debrief, DebriefPause, Incident

# The article's five: no version of the learning debrief is published without one of them.
LEARNING_AREAS = {
    "what_happened": "What happened",
    "what_worked": "What worked",
    "felt_unsafe": "What felt unsafe",
    "policies": "Whether policies supported or hindered safe practice",
    "system_changes": "What system changes are required",
}

ATTENDED = "whoever was there and puts their name to it, now or later"


def _page_of_incident(subject_id: uuid.UUID) -> str:
    return reverse("debriefs:incident", args=[subject_id])


def _page_of_debrief(subject_id: uuid.UUID) -> str:
    incident_id = Debrief.objects.values_list("incident_id", flat=True).get(pk=subject_id)
    return reverse("debriefs:debrief", args=[incident_id, subject_id])


def _page_of_pause(subject_id: uuid.UUID) -> str:
    return _page_of_debrief(DebriefPause.objects.values_list("debrief_id", flat=True).get(pk=subject_id))


def _incident(subject_id: uuid.UUID) -> Incident | None:
    return Incident.objects.filter(pk=subject_id).first()


def _debrief(subject_id: uuid.UUID) -> Debrief | None:
    return Debrief.objects.select_related("incident").filter(pk=subject_id).first()


def _pause(subject_id: uuid.UUID) -> DebriefPause | None:
    return DebriefPause.objects.select_related("debrief__incident").filter(pk=subject_id).first()


def _may_write(record: Any, person: Any, _now: datetime) -> bool:
    """Its parties, while they work here; what each may write is a matter of their part."""
    return record is not None and bool(person.is_active)


def _stands_by_name(debrief: Debrief, person: Any, _now: datetime) -> bool:
    """Reading follows attendance: from when somebody puts their name there until they take it off."""
    return debrief.attendees.filter(person=person).exists()


def _purpose(key: str, label: str, **said: Any) -> Purpose:
    # What has to change gets an owner in the action log, so these records agree no adjustments.
    return Purpose(
        key=key,
        label=label,
        may_write=_may_write,
        is_group=True,
        **said,
    )


def register() -> None:
    register_purpose(
        _purpose(
            ACCOUNT_PURPOSE, "Account of an incident", page=_page_of_incident, subject=_incident,
            title=lambda incident, _viewer: f"Account of incident {incident.reference}",
            team_of=lambda incident: incident.team_id if incident else None,
        )
    )  # fmt: skip
    register_purpose(
        _purpose(
            LEARNING_PURPOSE, "Learning debrief", page=_page_of_debrief, subject=_debrief, areas=LEARNING_AREAS,
            required_areas=frozenset(LEARNING_AREAS),
            title=lambda debrief, _viewer: f"Learning debrief, incident {debrief.incident.reference}",
            reads=_stands_by_name, readers=ATTENDED,
            team_of=lambda debrief: debrief.incident.team_id if debrief else None,
        )
    )  # fmt: skip
    register_purpose(
        _purpose(
            PAUSE_PURPOSE, "Why a debrief waits", page=_page_of_pause, subject=_pause,
            title=lambda pause, _viewer: f"Why the debrief {pause.debrief.reference} waits",
        )
    )  # fmt: skip
