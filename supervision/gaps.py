"""What escalation asks of coverage: which gaps need a look, which are still there, where to go, who may know."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from workforce_assurance.escalations.registry import Obligation, claimed_from, register_obligation
from workforce_assurance.people import queries as people

from .commands import move_gap_reminders
from .coverage import workers_lacking
from .enums import COVERAGE_KIND, Lacking
from .models import CoverageGap
from .obligations import may_know
from .queries import people_overseen

# One statement, as for a session. Nobody is responsible yet, which is what is missing: the worker stands there twice.
CLAIM = """
UPDATE supervision_coveragegap AS gap
SET next_check = CASE WHEN gap.due_at <= %s THEN NULL ELSE gap.due_at END
FROM claimed
WHERE gap.id = claimed.id
RETURNING gap.id, gap.reference, gap.worker_id, gap.worker_id, gap.due_at, gap.due_at
"""


def claim(now: datetime, limit: int) -> tuple[str, list[Any]]:
    """The statement that claims up to `limit` gaps; one that another sweep holds is left to it."""
    return claimed_from("supervision_coveragegap") + CLAIM, [now, limit, now]


def due(now: datetime) -> QuerySet[CoverageGap, Any]:
    """What a sweep would claim at this moment; nothing is locked and nothing changes."""
    waiting = CoverageGap.objects.filter(next_check__lte=now)
    return waiting.values_list("pk", "reference", "worker_id", "worker_id", "due_at", "due_at")


def unmet(now: datetime) -> QuerySet[CoverageGap, dict[str, uuid.UUID]]:
    """The keys of the gaps that are there at this moment, whether or not anybody has looked again since they opened."""
    today = people.today(now=now)
    there = Q()
    for what in Lacking:
        there |= Q(lacks=what, worker__in=workers_lacking(what, on=today).values("pk"))
    return CoverageGap.objects.open().filter(there).values("pk")


def page(subject_id: uuid.UUID) -> str:
    """The list of those who lack the same; no name stands in an address."""
    lacks = CoverageGap.objects.values_list("lacks", flat=True).get(pk=subject_id)
    return f"{reverse('supervision:coverage')}?missing={lacks}"


def open_to(person: Any, gap_ids: Collection[uuid.UUID], *, on: date) -> set[uuid.UUID]:
    """Of these, the gaps of workers whom this person sees in the list of coverage."""
    if not person.has_perm("supervision.see_coverage"):
        return set()
    seen = people_overseen(person, on=on).values("pk")
    return set(CoverageGap.objects.filter(pk__in=gap_ids, worker__in=seen).values_list("pk", flat=True))


def register() -> None:
    register_obligation(
        Obligation(
            kind=COVERAGE_KIND,
            singular="arrangement for supervision",
            plural="arrangements for supervision",
            claim=claim,
            due=due,
            remind=move_gap_reminders,
            unmet=unmet,
            page=page,
            may_know=may_know,
            activity="arrangement for supervision",
            act="See what is missing",
            open_to=open_to,
        )
    )
