"""What escalation asks of audits: a reading that is due, and who is told."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from workforce_assurance.escalations.registry import Obligation, Statement, claimed_from, register_obligation

from ..models import AuditReading
from .commands import move_reminders
from .enums import READING_KIND

# One statement: claim what is due for a look, flag what ran out, and say when to look again (never, once it ran out).
CLAIM = """
UPDATE governance_auditreading AS waiting
SET ran_out_at = CASE WHEN waiting.due_at <= %s THEN %s ELSE waiting.ran_out_at END,
    next_check = CASE WHEN waiting.due_at <= %s THEN NULL ELSE waiting.due_at END
FROM claimed, governance_auditunit AS unit, governance_audit AS audit
WHERE waiting.id = claimed.id AND unit.id = waiting.unit_id AND audit.id = unit.audit_id
RETURNING waiting.id, audit.reference, waiting.reader_id, waiting.responsible_id, waiting.due_at, waiting.due_at
"""


def claim(now: datetime, limit: int) -> Statement:
    """The statement that claims up to `limit` rows; one that another sweep holds is left to it."""
    return claimed_from("governance_auditreading") + CLAIM, [now, limit, now, now, now]


def due(now: datetime) -> QuerySet[AuditReading, Any]:
    """What a sweep would claim at this moment; nothing is locked and nothing changes."""
    rows = AuditReading.objects.filter(next_check__lte=now)
    return rows.values_list("pk", "unit__audit__reference", "reader_id", "responsible_id", "due_at", "due_at")


def unmet(_now: datetime) -> QuerySet[AuditReading, Any]:
    return AuditReading.objects.waiting().values("pk")


def open_to(person: Any, subject_ids: Collection[uuid.UUID], *, on: date) -> set[uuid.UUID]:
    """Only whoever reads opens it; those who are told after them see that it waits."""
    return set(AuditReading.objects.waiting().of(person).filter(pk__in=subject_ids).values_list("pk", flat=True))


def may_know(person: Any, reader_id: uuid.UUID) -> bool:
    """A mail names an audit and a time, and neither a record nor its people."""
    return bool(person.is_active and person.pk != reader_id)


def register() -> None:
    register_obligation(
        Obligation(
            kind=READING_KIND, singular="reading for an audit", plural="readings for an audit", claim=claim, due=due,
            unmet=unmet, page=lambda key: reverse("governance:audit_reading", args=[key]), may_know=may_know,
            remind=move_reminders, act="Read it", open_to=open_to, responsible="whoever stands above them",
            why_responsible="you stand above whoever reads",
        )
    )  # fmt: skip
