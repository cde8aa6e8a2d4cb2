"""What escalation asks of standards: an attestation that is due, and who is told."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Left
from django.urls import reverse

from workforce_assurance.audit import commands as audit
from workforce_assurance.escalations.registry import Obligation, Statement, claimed_from, register_obligation
from workforce_assurance.escalations.reminders import follow_ladder
from workforce_assurance.people import queries as people

from ..models import Attestation
from .enums import ATTESTATION_KIND, AttestationState

# One statement: claim what is due for a look, flag what ran out, and say when to look again (never, once it ran out).
CLAIM = """
UPDATE boundaries_attestation AS waiting
SET ran_out_at = CASE WHEN waiting.due_at <= %s THEN %s ELSE waiting.ran_out_at END,
    next_check = CASE WHEN waiting.due_at <= %s THEN NULL ELSE waiting.due_at END
FROM claimed, boundaries_standard AS standard
WHERE waiting.id = claimed.id AND standard.id = waiting.standard_id
RETURNING waiting.id, left(standard.code, 20), waiting.person_id, waiting.responsible_id, waiting.due_at, waiting.due_at
"""


def claim(now: datetime, limit: int) -> Statement:
    """The statement that claims up to `limit` rows; one that another sweep holds is left to it."""
    return claimed_from("boundaries_attestation") + CLAIM, [now, limit, now, now, now]


def due(now: datetime) -> QuerySet[Attestation, Any]:
    """What a sweep would claim at this moment; nothing is locked and nothing changes."""
    rows = Attestation.objects.filter(next_check__lte=now).annotate(reference=Left(F("standard__code"), 20))
    return rows.values_list("pk", "reference", "person_id", "responsible_id", "due_at", "due_at")


def unmet(_now: datetime) -> QuerySet[Attestation, Any]:
    return Attestation.objects.waiting().values("pk")


def open_to(person: Any, subject_ids: Collection[uuid.UUID], *, on: date) -> set[uuid.UUID]:
    """Only whoever is asked opens it; those who are told after them see that it waits."""
    return set(Attestation.objects.of(person).filter(pk__in=subject_ids).values_list("pk", flat=True))


def may_know(person: Any, asked_id: uuid.UUID) -> bool:
    """A mail names a standard and a time, and nobody."""
    return bool(person.is_active and person.pk != asked_id)


@transaction.atomic
def move_reminders(*, working_days: int | None, now: datetime) -> int:
    """What a new ladder calls when it reminds on another day."""
    moved = follow_ladder(
        rows=Attestation.objects.waiting(), end="due_at", state=AttestationState.WAITS, working_days=working_days,
        calendar=people.calendar(), zone=people.zone(),
    )  # fmt: skip
    if moved:
        audit.record(
            action="reminders moved", subject_type="boundaries.attestations", subject_id=people.today(now=now), by=None,
            now=now, facts={"working_days": working_days, "attestations": moved},
        )  # fmt: skip
    return moved


def register() -> None:
    register_obligation(
        Obligation(
            kind=ATTESTATION_KIND, singular="standard to read", plural="standards to read", claim=claim, due=due,
            unmet=unmet, page=lambda key: reverse("standards:attest", args=[key]), may_know=may_know,
            remind=move_reminders, act="Read it", open_to=open_to,
        )
    )  # fmt: skip
