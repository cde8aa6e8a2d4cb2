"""A decision of a meeting as the record that its action comes from."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any

from django.urls import reverse

from workforce_assurance.action_log.sources import Source, register_source

from ..models import Meeting, MeetingDecision
from .enums import DECISION_KIND


def page(decision_id: uuid.UUID) -> str:
    """The item that it was decided about."""
    meeting_id, item_id = MeetingDecision.objects.values_list("meeting_id", "item_id").get(pk=decision_id)
    return reverse("governance:meeting_item", args=[meeting_id, item_id])


def references(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    return dict(MeetingDecision.objects.filter(pk__in=ids).values_list("pk", "meeting__reference"))


def readable(viewer: Any, _on: date) -> Any:
    meetings = Meeting.objects.visible_to(viewer).values("pk")
    return MeetingDecision.objects.filter(meeting__in=meetings).values("pk")


def register() -> None:
    register_source(Source(DECISION_KIND, "Governance meeting", page, references, readable))
