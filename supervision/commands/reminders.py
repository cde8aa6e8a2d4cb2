"""When a new ladder reminds earlier, later or not at all: the reminders of open sessions follow it, set by set."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.dates import local_day

from ..enums import KIND
from ..models import Session
from ..timing import reminder_for
from ..workers import setting
from .planning import lock_workers

# "By the end of that day" is the first instant of the next: a moment before, it is that day still.
RESOLUTION = timedelta(microseconds=1)

# What nobody was reminded of yet, and nothing else: a reminder that went out stays where it was.
FOLLOW = """
UPDATE supervision_session AS session
SET reminder_at = new.reminder_at, next_check = coalesce(new.reminder_at, session.missed_after)
FROM unnest(%s::timestamptz[], %s::timestamptz[]) AS new (due_at, reminder_at)
WHERE session.due_at = new.due_at AND session.state = 'planned'
    AND session.next_check = coalesce(session.reminder_at, session.missed_after)
    AND session.reminder_at IS DISTINCT FROM new.reminder_at
"""


@transaction.atomic
def move_reminders(*, working_days: int | None, now: datetime) -> int:
    """Remind of open sessions so many working days before they are due, or of none; how many reminders moved."""
    lock_workers(Session.objects.open().values_list("worker_id", flat=True).distinct())
    where = setting(now=now)
    ends = sorted(Session.objects.open().filter(next_check__isnull=False).values_list("due_at", flat=True).distinct())
    days = [local_day(end - RESOLUTION, where.zone) for end in ends]
    reminders = [
        None if working_days is None else reminder_for(day, working_days, where.calendar, where.zone) for day in days
    ]
    with connection.cursor() as cursor:
        cursor.execute(FOLLOW, [ends, reminders])
        moved = cursor.rowcount
    if moved:
        audit.record(
            action="reminders moved", subject_type="supervision.plan", subject_id=where.today, by=None, now=now,
            facts={"kind": KIND, "working_days": working_days, "sessions": moved},
        )  # fmt: skip
    return moved
