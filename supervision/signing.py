"""The time to sign a finished record: the organisation's setting, what waits for somebody, and how that is said."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.panels import Row
from workforce_assurance.structured_templates import queries as records

from .models import Session, SignatureDue, SigningTime
from .words import counted, long_day, long_instant


def signing_time() -> SigningTime:
    """The organisation's setting, or what is shipped."""
    return SigningTime.objects.first() or SigningTime()


def to_be_signed(subjects: QuerySet, person: Any, *, purposes: Collection[str]) -> QuerySet:
    """Of these sessions or groups, those whose record waits for this person; with `record_id`, its key."""
    waiting = subjects.filter(pk__in=records.subjects_to_sign(person, purposes=purposes))
    return waiting.annotate(record_id=records.record_of_each(purposes))


def with_its_day(subjects: QuerySet, person: Any, *, subject: str) -> QuerySet:
    """The same sessions or groups with `sign_by`, the day until which this person is to sign; None when none is set."""
    due = SignatureDue.objects.waiting().filter(signer=person, **{subject: OuterRef("pk")})
    return subjects.annotate(sign_by=Subquery(due.values("due_on")[:1]))


def waiting_at(session: Session) -> dict[uuid.UUID, SignatureDue]:
    """What the record of that session waits for, by who is to sign."""
    waiting = SignatureDue.objects.waiting().filter(session=session).select_related("signer")
    return {due.signer_id: due for due in waiting}


def status_words(sign_by: date | None, today: date) -> tuple[str, str]:
    """ "Sign by Mon 8 Mar 2027", or how many days it is past its date; and the tone."""
    if sign_by is None:
        return "Waiting for you", "due_soon"
    days = (today - sign_by).days
    if days > 0:
        return f"{counted(days, 'day')} past its date", "past_date"
    return f"Sign by {long_day(sign_by)}", "due_soon"


def to_sign_row(text: str, subject: Any, now: datetime, zone: ZoneInfo) -> Row:
    """A session or group to be signed, with its record and its day, as a line of a panel."""
    words, tone = status_words(subject.sign_by, local_day(now, zone))
    return Row(
        text=text,
        url=reverse("record_read", args=[subject.record_id]),
        status=words,
        tone=tone,
        detail=long_instant(subject.held_at or subject.planned_at, zone),
        action="Read and sign",
    )
