"""What the tests' practice offers to the sweep."""

import uuid
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from .models import PromisedDate

KIND = "practice.date"
# Whoever has this job title may not know of any date.
STRANGER = "Stranger"

CLAIM = """
UPDATE practice_promiseddate SET next_check = CASE WHEN runs_out_at <= %s THEN NULL ELSE runs_out_at END
WHERE id IN (
    SELECT id FROM practice_promiseddate WHERE next_check <= %s ORDER BY next_check LIMIT %s FOR UPDATE SKIP LOCKED
)
RETURNING id, reference, about_id, responsible_id, due_at, runs_out_at
"""


def claim(now: datetime, limit: int) -> tuple[str, list[Any]]:
    return CLAIM, [now, now, limit]


def due(now: datetime) -> QuerySet:
    waiting = PromisedDate.objects.filter(next_check__lte=now)
    return waiting.values_list("pk", "reference", "about_id", "responsible_id", "due_at", "runs_out_at")


def unmet(now: datetime) -> QuerySet:
    return PromisedDate.objects.filter(done=False)


def may_know(person: Any, worker_id: uuid.UUID) -> bool:
    return person.job_title != STRANGER
