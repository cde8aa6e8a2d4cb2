"""Writing the trail."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .models import TrailEntry


def record(
    *,
    action: str,
    subject_type: str,
    subject_id: Any,
    by: Any,
    now: datetime,
    about: uuid.UUID | None = None,
    facts: dict[str, Any] | None = None,
) -> None:
    """Write that somebody (or the system, when `by` is None) changed a record.

    `facts` holds codes, keys, counts and dates; never a word that a person wrote about practice.
    """
    _write(TrailEntry.Kind.WRITE, action, subject_type, subject_id, by, now, about, facts)


def record_read(
    *,
    action: str,
    subject_type: str,
    subject_id: Any,
    by: Any,
    now: datetime,
    about: uuid.UUID | None = None,
    facts: dict[str, Any] | None = None,
) -> None:
    """Write that somebody is about to be shown a confidential record. Called before the content leaves."""
    _write(TrailEntry.Kind.READ, action, subject_type, subject_id, by, now, about, facts)


@dataclass(frozen=True)
class Written:
    """One of many changes that are recorded at once."""

    action: str
    subject_type: str
    subject_id: Any
    about: uuid.UUID | None = None
    facts: dict[str, Any] = field(default_factory=dict)


def record_many(*, changes: Iterable[Written], by: Any, now: datetime) -> None:
    """Write that somebody (or the system) changed several records, with one statement."""
    entries = [
        TrailEntry(
            at=now,
            actor=by,
            kind=TrailEntry.Kind.WRITE,
            action=change.action,
            subject_type=change.subject_type,
            subject_id=str(change.subject_id),
            about_id=change.about,
            facts=change.facts,
        )
        for change in changes
    ]
    TrailEntry.objects.bulk_create(entries, batch_size=1000)


def _write(
    kind: str,
    action: str,
    subject_type: str,
    subject_id: Any,
    by: Any,
    now: datetime,
    about: uuid.UUID | None,
    facts: dict[str, Any] | None,
) -> None:
    TrailEntry.objects.create(
        at=now,
        actor=by,
        kind=kind,
        action=action,
        subject_type=subject_type,
        subject_id=str(subject_id),
        about_id=about,
        facts=facts or {},
    )
