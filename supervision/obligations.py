"""What escalation asks of supervision: which sessions need a look, which are unmet, where to go, who may know."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from workforce_assurance.escalations.registry import Obligation, claimed_from, register_obligation

from .commands import move_reminders
from .enums import KIND
from .models import Session

# One statement: claim what is due for a look, flag what ran out, and say when to look again (never, once it ran out).
CLAIM = """
UPDATE supervision_session AS session
SET missed_flagged_at = CASE WHEN session.missed_after <= %s THEN %s ELSE session.missed_flagged_at END,
    next_check = CASE WHEN session.missed_after <= %s THEN NULL ELSE session.missed_after END
FROM claimed
WHERE session.id = claimed.id
RETURNING session.id, session.reference, session.worker_id, session.supervisor_id, session.due_at, session.missed_after
"""


def claim(now: datetime, limit: int) -> tuple[str, list[Any]]:
    """The statement that claims up to `limit` sessions; a session that another sweep holds is left to it."""
    return claimed_from("supervision_session") + CLAIM, [now, limit, now, now, now]


def due(now: datetime) -> QuerySet[Session, Any]:
    """What a sweep would claim at this moment; nothing is locked and nothing changes."""
    waiting = Session.objects.filter(next_check__lte=now)
    return waiting.values_list("pk", "reference", "worker_id", "supervisor_id", "due_at", "missed_after")


def unmet(_now: datetime) -> QuerySet[Session, dict[str, uuid.UUID]]:
    """The keys of all sessions without an outcome."""
    return Session.objects.open().values("pk")


def page(subject_id: uuid.UUID) -> str:
    return reverse("supervision:session", args=[subject_id])


def open_to(person: Any, session_ids: Collection[uuid.UUID], *, on: date) -> set[uuid.UUID]:
    """Of these, the sessions whose page this person may open."""
    seen = Session.objects.filter(pk__in=session_ids).visible_to(person, on=on)
    return set(seen.values_list("pk", flat=True))


def may_know(person: Any, worker_id: uuid.UUID) -> bool:
    """It concerns whoever stands above it; the worker hears of their own as a party to it."""
    return bool(person.is_active and person.pk != worker_id)


def register() -> None:
    register_obligation(
        Obligation(
            kind=KIND,
            singular="supervision session",
            plural="supervision sessions",
            claim=claim,
            due=due,
            remind=move_reminders,
            unmet=unmet,
            page=page,
            may_know=may_know,
            activity="supervision",
            open_to=open_to,
        )
    )
