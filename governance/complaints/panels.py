"""What Today shows of complaints: what the viewer has to acknowledge, to answer and to close."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.navigation import Entry, register_entry
from workforce_assurance.common.panels import Found, Panel, Row, RowsSource, register_panel
from workforce_assurance.people import queries as people

from ..models import ComplaintHandling
from .querysets import HandlingQuerySet
from .words import clock_in_words, status_of


def mine(viewer: Any, _now: datetime) -> HandlingQuerySet:
    """What the viewer handles and is not over, the earliest first."""
    rows = ComplaintHandling.objects.of(viewer).undone().select_related("complaint__team")
    rows = rows.order_by("complaint__answer_due_on", "pk")
    of = ("state", "acknowledge_due_on", "answer_due_on", "answered_on", "reference", "team__name")
    return rows.only(*(f"complaint__{name}" for name in of))


def build(viewer: Any, now: datetime, found: Found) -> Panel:
    today = local_day(now, people.zone_for(viewer))
    rows = []
    for handling in found.rows:
        complaint = handling.complaint
        status = status_of(complaint, today)
        rows.append(
            Row(
                text=f"Complaint {complaint.reference}", url=reverse("complaints:complaint", args=[complaint.pk]),
                detail=f"{complaint.team.name}. {clock_in_words(complaint)}", status=status.words, tone=status.tone,
            )
        )  # fmt: skip
    return Panel("complaints", "Complaints that you handle", rows, all_url="/complaints/", total=found.total)


def register() -> None:
    register_entry(Entry("complaints", "Complaints", "/complaints/", 27, gives_way=7))
    register_panel(RowsSource("governance.complaints", 30, mine, build))
