"""What escalation asks of competency: a skill that is to be renewed, and who is told."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from workforce_assurance.audit import commands as audit
from workforce_assurance.escalations.registry import Obligation, Statement, claimed_from, register_obligation
from workforce_assurance.escalations.reminders import follow_ladder
from workforce_assurance.people import queries as people

from ..models import CompetencyDeadline
from .enums import RENEWAL_KIND, DeadlineState

# One statement: claim what is due for a look, flag what ran out, and say when to look again (never, once it ran out).
CLAIM = """
UPDATE boundaries_competencydeadline AS waiting
SET ran_out_at = CASE WHEN waiting.due_at <= %s THEN %s ELSE waiting.ran_out_at END,
    next_check = CASE WHEN waiting.due_at <= %s THEN NULL ELSE waiting.due_at END
FROM claimed
WHERE waiting.id = claimed.id
RETURNING waiting.id, waiting.reference, waiting.person_id, waiting.responsible_id, waiting.due_at, waiting.due_at
"""


def claim(now: datetime, limit: int) -> Statement:
    """The statement that claims up to `limit` rows; one that another sweep holds is left to it."""
    return claimed_from("boundaries_competencydeadline") + CLAIM, [now, limit, now, now, now]


def due(now: datetime) -> QuerySet[CompetencyDeadline, Any]:
    """What a sweep would claim at this moment; nothing is locked and nothing changes."""
    rows = CompetencyDeadline.objects.filter(next_check__lte=now)
    return rows.values_list("pk", "reference", "person_id", "responsible_id", "due_at", "due_at")


def unmet(_now: datetime) -> QuerySet[CompetencyDeadline, Any]:
    return CompetencyDeadline.objects.waiting().values("pk")


def page(subject_id: uuid.UUID) -> str:
    person_id = CompetencyDeadline.objects.values_list("person_id", flat=True).get(pk=subject_id)
    return reverse("competency:person", args=[person_id])


def open_to(person: Any, subject_ids: Collection[uuid.UUID], *, on: date) -> set[uuid.UUID]:
    """Their own, and of whom they supervise or manage; whoever else is told sees that it waits."""
    seen = CompetencyDeadline.objects.filter(pk__in=subject_ids).visible_to(person, on=on)
    return set(seen.values_list("pk", flat=True))


def may_know(person: Any, worker_id: uuid.UUID) -> bool:
    """A mail names a reference and a time, and neither the person nor the skill."""
    return bool(person.is_active and person.pk != worker_id)


@transaction.atomic
def move_reminders(*, working_days: int | None, now: datetime) -> int:
    """What a new ladder calls when it reminds on another day."""
    moved = follow_ladder(
        rows=CompetencyDeadline.objects.waiting(), end="due_at", state=DeadlineState.WAITS, working_days=working_days,
        calendar=people.calendar(), zone=people.zone(),
    )  # fmt: skip
    if moved:
        audit.record(
            action="reminders moved", subject_type="boundaries.competencydeadlines", subject_id=people.today(now=now),
            by=None, now=now, facts={"working_days": working_days, "skills": moved},
        )  # fmt: skip
    return moved


def register() -> None:
    register_obligation(
        Obligation(
            kind=RENEWAL_KIND, singular="skill to renew", plural="skills to renew", claim=claim, due=due, unmet=unmet,
            page=page, may_know=may_know, remind=move_reminders, act="See what is needed", open_to=open_to,
            responsible="whoever supervises them", why_responsible="you supervise or manage them",
        )
    )  # fmt: skip
