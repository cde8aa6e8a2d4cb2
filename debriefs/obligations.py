"""What escalation asks of debriefs: which need a look, which are still to be held, where to go, who may know."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from workforce_assurance.escalations.registry import Obligation, claimed_from, register_obligation

from .enums import DEBRIEF_KIND
from .models import Debrief

# One statement: claim what ran out, flag it, and look no more.
CLAIM = """
UPDATE debriefs_debrief AS debrief
SET late_flagged_at = %s, next_check = NULL
FROM claimed
WHERE debrief.id = claimed.id
RETURNING debrief.id, debrief.reference, debrief.asked_id, debrief.responsible_id, debrief.due_at, debrief.due_at
"""


def claim(now: datetime, limit: int) -> tuple[str, list[Any]]:
    """The statement that claims up to `limit` debriefs; one that another sweep holds is left to it."""
    return claimed_from("debriefs_debrief") + CLAIM, [now, limit, now]


def due(now: datetime) -> QuerySet[Debrief, Any]:
    """What a sweep would claim at this moment; nothing is locked and nothing changes."""
    waiting = Debrief.objects.filter(next_check__lte=now)
    return waiting.values_list("pk", "reference", "asked_id", "responsible_id", "due_at", "due_at")


def unmet(_now: datetime) -> QuerySet[Debrief, dict[str, uuid.UUID]]:
    """The keys of all debriefs that wait to be held; a paused one is not asked for."""
    return Debrief.objects.waiting().values("pk")


def page(subject_id: uuid.UUID) -> str:
    """The debrief's own page, on which it can be recorded."""
    incident_id = Debrief.objects.values_list("incident_id", flat=True).get(pk=subject_id)
    return reverse("debriefs:debrief", args=[incident_id, subject_id])


def may_know(person: Any, _asked_id: uuid.UUID) -> bool:
    """A mail names a reference and a time; whoever it climbs to stands above the team."""
    return bool(person.is_active)


def register() -> None:
    register_obligation(
        Obligation(
            kind=DEBRIEF_KIND,
            singular="debrief",
            plural="debriefs",
            claim=claim,
            due=due,
            unmet=unmet,
            page=page,
            may_know=may_know,
            activity="debrief",
        )
    )
