"""What the words of complaints are about: what is said in one, and what was found and answered."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.urls import reverse

from workforce_assurance.common.dates import local_day
from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates.purposes import Purpose, register_purpose

from ..models import Complaint, ComplaintHandling
from .enums import ACCOUNT_PURPOSE, ANSWER_PURPOSE
from .states import WAITING

ACCOUNT_READERS = (
    "whoever handles the complaint, whoever manages the team, and whoever leads the service; nobody whom it is about"
)
ANSWER_READERS = f"{ACCOUNT_READERS.removesuffix('; nobody whom it is about')}, and governance; nobody whom it is about"


def page(complaint_id: uuid.UUID) -> str:
    return reverse("complaints:complaint", args=[complaint_id])


def _complaint(subject_id: uuid.UUID) -> Complaint | None:
    return Complaint.objects.select_related("team__service").filter(pk=subject_id).first()


def _may_write_account(complaint: Complaint | None, person: Any, _now: datetime) -> bool:
    """Whoever put it on record, until it is answered."""
    if complaint is None or not person.is_active:
        return False
    return complaint.recorded_by_id == person.pk and complaint.state in WAITING


def reads_account(complaint: Complaint | None, person: Any, now: datetime) -> bool:
    return complaint is not None and _among(complaint, "in_line_of", person, now)


def _handling(subject_id: uuid.UUID) -> ComplaintHandling | None:
    return ComplaintHandling.objects.select_related("complaint__team__service").filter(pk=subject_id).first()


def _page_of_handling(subject_id: uuid.UUID) -> str:
    return page(ComplaintHandling.objects.values_list("complaint_id", flat=True).get(pk=subject_id))


def _may_write_answer(handling: ComplaintHandling | None, person: Any, _now: datetime) -> bool:
    """Whoever handles it, until it is answered."""
    if handling is None or not person.is_active or handling.ended_at is not None:
        return False
    return handling.handler_id == person.pk and handling.complaint.state in WAITING


def reads_answer(handling: ComplaintHandling | None, person: Any, now: datetime) -> bool:
    return handling is not None and _among(handling.complaint, "overseen_by", person, now)


def _among(complaint: Complaint, which: str, person: Any, now: datetime) -> bool:
    rows = getattr(Complaint.objects, which)(person, on=local_day(now, people.zone()))
    return bool(rows.filter(pk=complaint.pk).exists())


def register() -> None:
    register_purpose(
        Purpose(
            key=ACCOUNT_PURPOSE,
            label="What is said in a complaint",
            page=page,
            subject=_complaint,
            title=lambda complaint, _viewer: f"What is said in complaint {complaint.reference}",
            may_write=_may_write_account,
            is_signed=False,
            is_group=True,
            page_name="the complaint",
            reads=reads_account,
            readers=ACCOUNT_READERS,
        )
    )
    register_purpose(
        Purpose(
            key=ANSWER_PURPOSE,
            label="Answer to a complaint",
            page=_page_of_handling,
            subject=_handling,
            title=lambda handling, _viewer: f"Answer to complaint {handling.complaint.reference}",
            may_write=_may_write_answer,
            is_signed=False,
            is_group=True,
            page_name="the complaint",
            reads=reads_answer,
            readers=ANSWER_READERS,
        )
    )
