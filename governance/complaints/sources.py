"""Complaints as records that actions come from, and as what may be opened from another record."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from workforce_assurance.action_log.sources import Source, WayOn, register_source, register_way_on

from ..models import Complaint, ComplaintHandling
from .enums import COMPLAINT_KIND
from .purposes import page


def references(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    return dict(Complaint.objects.filter(pk__in=ids).values_list("pk", "reference"))


def readable(viewer: Any, on: date) -> Any:
    return Complaint.objects.visible_to(viewer, on=on).values("pk")


def begins_with(complaint_id: uuid.UUID) -> Mapping[str, Any]:
    """Its theme, and whoever handles it as the one who does something about it."""
    handling = ComplaintHandling.objects.current().select_related("handler", "complaint").get(complaint=complaint_id)
    return {"theme": handling.complaint.theme, "owner": handling.handler}


def team(complaint_id: uuid.UUID) -> uuid.UUID | None:
    found: uuid.UUID | None = Complaint.objects.values_list("team_id", flat=True).get(pk=complaint_id)
    return found


def record_one(kind: str, source_id: uuid.UUID) -> str:
    return f"{reverse('complaints:new')}?from={kind}:{source_id}"


def register() -> None:
    register_way_on(WayOn(COMPLAINT_KIND, "Put a complaint on record", record_one))
    register_source(Source(COMPLAINT_KIND, "Complaint", page, references, readable, begins_with=begins_with, team=team))
