"""What escalation asks of signatures: which need a look, which are still missing, where to go, who may know."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from workforce_assurance.escalations.registry import Obligation, claimed_from, register_obligation

from .commands import move_signature_reminders
from .enums import SIGNATURE_KIND
from .models import GroupSession, Session, SignatureDue
from .obligations import may_know

# One statement: claim what is due for a look, and say when to look again (never, once it ran out).
CLAIM = """
UPDATE supervision_signaturedue AS due
SET next_check = CASE WHEN due.due_at <= %s THEN NULL ELSE due.due_at END
FROM claimed
WHERE due.id = claimed.id
RETURNING due.id, coalesce(
    (SELECT reference FROM supervision_session WHERE id = due.session_id),
    (SELECT reference FROM supervision_groupsession WHERE id = due.group_id)
), due.signer_id, due.responsible_id, due.due_at, due.due_at
"""


def claim(now: datetime, limit: int) -> tuple[str, list[Any]]:
    """The statement that claims up to `limit` signatures; one that another sweep holds is left to it."""
    return claimed_from("supervision_signaturedue") + CLAIM, [now, limit, now]


def due(now: datetime) -> QuerySet[SignatureDue, Any]:
    """What a sweep would claim at this moment; nothing is locked and nothing changes."""
    waiting = SignatureDue.objects.filter(next_check__lte=now)
    reference = Coalesce("session__reference", "group__reference")
    return waiting.values_list("pk", reference, "signer_id", "responsible_id", "due_at", "due_at")


def unmet(_now: datetime) -> QuerySet[SignatureDue, dict[str, uuid.UUID]]:
    """The keys of all signatures that somebody has not given yet."""
    return SignatureDue.objects.waiting().values("pk")


def page(subject_id: uuid.UUID) -> str:
    """The page of the session or group, which leads its people to the record; nobody else reads that."""
    due = SignatureDue.objects.only("session_id", "group_id").get(pk=subject_id)
    return reverse("supervision:session" if due.session_id else "supervision:group", args=[due.subject_id])


def open_to(person: Any, due_ids: Collection[uuid.UUID], *, on: date) -> set[uuid.UUID]:
    """Of these, the signatures of sessions and groups whose page this person may open; who supervises a supervisor may not."""
    sessions = Session.objects.visible_to(person, on=on).values("pk")
    groups = GroupSession.objects.visible_to(person, on=on).values("pk")
    seen = SignatureDue.objects.filter(Q(session__in=sessions) | Q(group__in=groups), pk__in=due_ids)
    return set(seen.values_list("pk", flat=True))


def register() -> None:
    register_obligation(
        Obligation(
            kind=SIGNATURE_KIND,
            singular="record to sign",
            plural="records to sign",
            claim=claim,
            due=due,
            remind=move_signature_reminders,
            unmet=unmet,
            page=page,
            may_know=may_know,
            activity="signature",
            act="Open its page",
            open_to=open_to,
        )
    )
