"""What opens a session ready of complaints: those that the worker handles, and those about them that they were told of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Window
from django.urls import reverse

from workforce_assurance.common.carry_over import CarriedRows, Opening, register_carry_over
from workforce_assurance.common.dates import local_day
from workforce_assurance.common.panels import MOST, Panel, Row
from workforce_assurance.people import queries as people

from ..models import Complaint
from .querysets import ComplaintQuerySet
from .states import ENDED
from .words import clock_in_words, status_of


def of_the_worker(opening: Opening) -> ComplaintQuerySet:
    """What is not over and both may see: nobody finds a complaint here that they would not find in the register."""
    on = local_day(opening.now, people.zone_for(opening.viewer))
    rows = Complaint.objects.visible_to(opening.viewer, on=on).exclude(state__in=ENDED)
    rows = rows.concerning(opening.worker_id).order_by("answer_due_on", "pk")
    return rows.annotate(in_all=Window(Count("*")))[:MOST]


def build(opening: Opening, found: Sequence[Complaint]) -> Panel | None:
    if not found:
        return None
    today = local_day(opening.now, people.zone_for(opening.viewer))
    total = found[0].in_all  # type: ignore[attr-defined]
    rows = [_row(complaint, today) for complaint in found]
    return Panel("complaints", "Complaints", rows, total=total)


def _row(complaint: Complaint, today: date) -> Row:
    status, url = status_of(complaint, today), reverse("complaints:complaint", args=[complaint.pk])
    words = f"Complaint {complaint.reference}"
    return Row(text=words, url=url, detail=clock_in_words(complaint), status=status.words, tone=status.tone)


def register() -> None:
    register_carry_over(CarriedRows("governance.complaints", 75, of_the_worker, build))
