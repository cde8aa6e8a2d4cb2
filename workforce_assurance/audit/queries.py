"""What may be asked of the trail."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import OuterRef, QuerySet, Subquery

from .models import TrailEntry
from .querysets import TrailEntryQuerySet


def reads_about(person_id: uuid.UUID) -> TrailEntryQuerySet:
    """Who was shown a confidential record of that person, the latest first."""
    return TrailEntry.objects.reads_about(person_id).select_related("actor")


def changes_about(person_id: uuid.UUID) -> TrailEntryQuerySet:
    """What was changed about that person, by whom, the latest first."""
    return TrailEntry.objects.changes_about(person_id).select_related("actor")


def history_of(subject_type: str, subject_id: object) -> TrailEntryQuerySet:
    """What was done to one record and who was shown it, the oldest first."""
    return TrailEntry.objects.of(subject_type, subject_id).select_related("actor")


def reads_of(subject_type: str, subject_id: object) -> TrailEntryQuerySet:
    """Who was shown one record, the latest first."""
    return history_of(subject_type, subject_id).filter(kind="read").order_by("-at", "-id")


def reads_of_any(subject_type: str, subject_ids: Iterable[str] | QuerySet) -> TrailEntryQuerySet:
    """Who was shown any of these records, the latest first; the keys as text."""
    found = TrailEntry.objects.filter(subject_type=subject_type, subject_id__in=subject_ids, kind="read")
    return found.select_related("actor").order_by("-at", "-id")


def shown_to(person_id: uuid.UUID, subject_type: str, *, subject: Any) -> TrailEntryQuerySet:
    """For a query of records: what this person was shown of each; `subject` gives its key as text."""
    return TrailEntry.objects.filter(actor=person_id, kind="read", subject_type=subject_type, subject_id=subject)


def trail(
    *,
    kind: str = "",
    action: str = "",
    who: str = "",
    first: datetime | None = None,
    until: datetime | None = None,
) -> TrailEntryQuerySet:
    """The trail, the latest first, narrowed by kind, code, name of who did it or whom it is about, and time."""
    person = get_user_model().objects.filter(pk=OuterRef("about_id"))
    rows = TrailEntry.objects.select_related("actor").annotate(about_name=Subquery(person.values("full_name")[:1]))
    if kind:
        rows = rows.filter(kind=kind)
    if action:
        rows = rows.filter(action__icontains=action)
    if who:
        named = get_user_model().objects.filter(full_name__icontains=who)
        rows = rows.filter(actor__in=named) | rows.filter(about_id__in=named.values("pk"))
    if first:
        rows = rows.filter(at__gte=first)
    if until:
        rows = rows.filter(at__lt=until)
    return rows.order_by("-id")
