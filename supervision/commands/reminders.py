"""When a new ladder reminds earlier, later or not at all: what has its reminder before it follows, set by set."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.dates import day_ending
from workforce_assurance.people import queries as people

from ..enums import COVERAGE_KIND, KIND, SIGNATURE_KIND
from ..models import CoverageGap, Session, SignatureDue
from ..timing import reminder_for
from ..workers import setting
from .planning import lock_workers

# What nobody was reminded of yet, and nothing else: a reminder that went out stays where it was.
FOLLOW = """
UPDATE {table} AS waiting
SET reminder_at = new.reminder_at, next_check = coalesce(new.reminder_at, waiting.{end})
FROM unnest(%s::timestamptz[], %s::timestamptz[]) AS new (due_at, reminder_at)
WHERE waiting.due_at = new.due_at AND waiting.state = %s
    AND waiting.next_check = coalesce(waiting.reminder_at, waiting.{end})
    AND waiting.reminder_at IS DISTINCT FROM new.reminder_at
"""


@transaction.atomic
def move_reminders(*, working_days: int | None, now: datetime) -> int:
    """Remind of open sessions so many working days before they are due, or of none; how many reminders moved."""
    lock_workers(Session.objects.open().values_list("worker_id", flat=True).distinct())
    moved = _follow(Session.objects.open(), end="missed_after", state="planned", working_days=working_days, now=now)
    return _recorded(moved, "supervision.plan", {"kind": KIND, "working_days": working_days, "sessions": moved}, now)


@transaction.atomic
def move_signature_reminders(*, working_days: int | None, now: datetime) -> int:
    """Remind of waiting signatures so many working days before they are due, or of none; how many reminders moved."""
    moved = _follow(SignatureDue.objects.waiting(), end="due_at", state="waits", working_days=working_days, now=now)
    facts = {"kind": SIGNATURE_KIND, "working_days": working_days, "signatures": moved}
    return _recorded(moved, "supervision.signatures", facts, now)


@transaction.atomic
def move_gap_reminders(*, working_days: int | None, now: datetime) -> int:
    """Remind of open gaps in coverage so many working days before they are due, or of none; how many reminders moved."""
    moved = _follow(CoverageGap.objects.open(), end="due_at", state="open", working_days=working_days, now=now)
    facts = {"kind": COVERAGE_KIND, "working_days": working_days, "gaps": moved}
    return _recorded(moved, "supervision.coverage", facts, now)


def _follow(rows: QuerySet, *, end: str, state: str, working_days: int | None, now: datetime) -> int:
    """One statement for all of these rows; `end` is the column of the instant at which they run out."""
    where = setting(now=now)
    ends = sorted(rows.filter(next_check__isnull=False).values_list("due_at", flat=True).distinct())
    days = [day_ending(due_at, where.zone) for due_at in ends]
    reminders = [
        None if working_days is None else reminder_for(day, working_days, where.calendar, where.zone) for day in days
    ]
    with connection.cursor() as cursor:
        cursor.execute(FOLLOW.format(table=rows.model._meta.db_table, end=end), [ends, reminders, state])
        return int(cursor.rowcount)


def _recorded(moved: int, subject_type: str, facts: dict[str, Any], now: datetime) -> int:
    if moved:
        audit.record(
            action="reminders moved", subject_type=subject_type, subject_id=people.today(now=now), by=None, now=now,
            facts=facts,
        )  # fmt: skip
    return moved
