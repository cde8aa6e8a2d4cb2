"""An agenda or minutes on paper."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.people import queries as people
from workforce_assurance.rendering.registry import Document, Printable, register_printable

from ..models import Meeting
from .enums import MeetingState
from .meeting_page import amendments, facts, seats, sections

KEY = "governance.meeting"


def paper_of(viewer: Any, asked: Mapping[str, str], _now: datetime) -> Document:
    """The agenda of a meeting with room to write, or its minutes once it is closed; of one that is none of theirs, that there is none."""
    meeting = _asked(viewer, asked.get("meeting", ""))
    if meeting is None:
        return Document("Governance meeting", "pdf/meeting.html", {"meeting": None})
    zone = people.zone()
    items = list(meeting.items.select_related("taken_with").prefetch_related("decisions__owner"))
    is_closed = meeting.state == MeetingState.CLOSED
    context = {
        "meeting": meeting,
        "is_closed": is_closed,
        "facts": facts(meeting, zone),
        "seats": seats(meeting),
        "sections": sections(meeting, items),
        "amendments": amendments(meeting, zone),
    }
    return Document(f"{'Minutes' if is_closed else 'Agenda'} {meeting.reference}", "pdf/meeting.html", context)


def _asked(viewer: Any, key: str) -> Meeting | None:
    try:
        wanted = uuid.UUID(key)
    except ValueError:
        return None
    rows = Meeting.objects.visible_to(viewer).select_related("series__service", "series__chair", "approved_in")
    return rows.filter(pk=wanted).first()


def register() -> None:
    register_printable(
        Printable(
            KEY, "Agenda or minutes", lambda: reverse("governance:meetings"), lambda viewer: bool(viewer.is_active),
            paper_of, ("meeting",),
        )
    )  # fmt: skip
