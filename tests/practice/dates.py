"""What the tests' practice offers to the sweep."""

import uuid
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from workforce_assurance.escalations.registry import claimed_from

from .models import PromisedDate

KIND = "practice.date"
# Whoever has this job title may not know of any date.
STRANGER = "Stranger"

CLAIM = """
UPDATE practice_promiseddate AS promised SET next_check = CASE WHEN runs_out_at <= %s THEN NULL ELSE runs_out_at END
FROM claimed WHERE promised.id = claimed.id
RETURNING promised.id, reference, about_id, responsible_id, due_at, runs_out_at
"""


def claim(now: datetime, limit: int) -> tuple[str, list[Any]]:
    return claimed_from("practice_promiseddate") + CLAIM, [now, limit, now]


def due(now: datetime) -> QuerySet:
    waiting = PromisedDate.objects.filter(next_check__lte=now)
    return waiting.values_list("pk", "reference", "about_id", "responsible_id", "due_at", "runs_out_at")


def unmet(now: datetime) -> QuerySet:
    return PromisedDate.objects.filter(done=False)


def may_know(person: Any, worker_id: uuid.UUID) -> bool:
    return person.job_title != STRANGER
