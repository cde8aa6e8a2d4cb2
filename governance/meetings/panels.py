"""What Today shows of governance meetings: the next ones of the viewer, and minutes that they may still amend."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.panels import Found, Panel, Row, RowsSource, register_panel
from workforce_assurance.common.words import long_instant
from workforce_assurance.people import queries as people

from ..models import Meeting
from .enums import MeetingState
from .querysets import MeetingQuerySet


def ahead(viewer: Any, _now: datetime) -> MeetingQuerySet:
    """Meetings that the viewer is invited to and that are not closed, the next first."""
    rows = Meeting.objects.with_seat_of(viewer).not_closed().select_related("series").order_by("starts_at", "pk")
    return rows.only("reference", "starts_at", "state", "series__name")


def build(viewer: Any, _now: datetime, found: Found) -> Panel:
    zone = people.zone_for(viewer)
    rows = [
        Row(
            text=one.series.name, url=reverse("governance:meeting", args=[one.pk]), action="Open it",
            detail=long_instant(one.starts_at, zone), status=MeetingState(one.state).label,
            tone="due_soon" if one.state == MeetingState.HELD else "",
        )
        for one in found.rows
    ]  # fmt: skip
    return Panel("meetings", "Governance meetings", rows, all_url=reverse("governance:meetings"), total=found.total)


def register() -> None:
    register_panel(RowsSource("governance.meetings", 66, ahead, build))
