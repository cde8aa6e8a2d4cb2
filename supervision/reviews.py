"""What escalation asks of agreements: whose yearly review needs a look, which are past, where to go, who may know."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from workforce_assurance.escalations.registry import Obligation, claimed_from, register_obligation
from workforce_assurance.people import queries as people

from .commands import move_agreement_reminders
from .enums import AGREEMENT_KIND
from .models import Agreement
from .obligations import may_know

# One statement: claim what is due for a look, and say when to look again (never, once it ran out).
CLAIM = """
UPDATE supervision_agreement AS agreement
SET next_check = CASE WHEN agreement.due_at <= %s THEN NULL ELSE agreement.due_at END
FROM claimed
WHERE agreement.id = claimed.id
RETURNING agreement.id, agreement.reference, agreement.worker_id, agreement.supervisor_id, agreement.due_at, agreement.due_at
"""


def claim(now: datetime, limit: int) -> tuple[str, list[Any]]:
    """The statement that claims up to `limit` reviews; one that another sweep holds is left to it."""
    return claimed_from("supervision_agreement") + CLAIM, [now, limit, now]


def due(now: datetime) -> QuerySet[Agreement, Any]:
    """What a sweep would claim at this moment; nothing is locked and nothing changes."""
    waiting = Agreement.objects.filter(next_check__lte=now)
    return waiting.values_list("pk", "reference", "worker_id", "supervisor_id", "due_at", "due_at")


def unmet(now: datetime) -> QuerySet[Agreement, dict[str, uuid.UUID]]:
    """The keys of all agreements in force: a review is done by signing the next one."""
    return Agreement.objects.in_force(on=people.today(now=now)).values("pk")


def page(subject_id: uuid.UUID) -> str:
    return reverse("supervision:agreement", args=[subject_id])


def open_to(person: Any, agreement_ids: Collection[uuid.UUID], *, on: date) -> set[uuid.UUID]:
    """Of these, the agreements whose page this person may open."""
    seen = Agreement.objects.filter(pk__in=agreement_ids).visible_to(person, on=on)
    return set(seen.values_list("pk", flat=True))


def register() -> None:
    register_obligation(
        Obligation(
            kind=AGREEMENT_KIND,
            singular="supervision agreement to review",
            plural="supervision agreements to review",
            claim=claim,
            due=due,
            remind=move_agreement_reminders,
            unmet=unmet,
            page=page,
            may_know=may_know,
            activity="review of the supervision agreement",
            act="Review it",
            open_to=open_to,
        )
    )
