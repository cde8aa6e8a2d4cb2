"""Asking people to read by the end of a day, and ending what was told of it; in the transaction of what changes it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.dates import end_of_day
from workforce_assurance.escalations import commands as escalations
from workforce_assurance.escalations.queries import reminder_working_days
from workforce_assurance.escalations.reminders import follow_ladder, reminder_for
from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates import commands as records

from ...models import AuditReading, AuditUnit
from ..enums import PURPOSES, READING_KIND, AuditOf, ReadingPart, ReadingState
from ..readers import above

# How long there is to read where a plan names no day, in working days.
WITHIN = 20


def ask(
    rows: Iterable[tuple[AuditUnit, ReadingPart, Any]], *, of: AuditOf, day: date, now: datetime
) -> list[AuditReading]:
    """Let each of these readings be due by the end of that local day, and open what their readers answer."""
    found, clock = list(rows), clock_of(day, now)
    over = {reader.pk: above(reader, now=now) for reader in {one.pk: one for _u, _p, one in found}.values()}
    made = AuditReading.objects.bulk_create(
        AuditReading(unit=unit, part=part, reader=reader, responsible=over[reader.pk], **clock)
        for unit, part, reader in found
    )
    for one in made:
        records.open_response(purpose=PURPOSES[of], subject_id=one.pk, author=one.reader, by=one.reader, now=now)
    return made


def clock_of(day: date, now: datetime) -> dict[str, datetime | None]:
    """When it runs out, when its reader is reminded, and when the sweep looks."""
    working_days, zone = reminder_working_days(READING_KIND), people.zone()
    due_at, reminder = end_of_day(day, zone), None
    if working_days is not None:
        reminder = max(reminder_for(day, working_days, people.calendar(), zone), now)
    return {"due_at": due_at, "reminder_at": reminder, "next_check": min(reminder or due_at, due_at)}


def end_reminders(reading: AuditReading, because: str, by: Any, now: datetime) -> None:
    escalations.close_all_episodes(kind=READING_KIND, subject_ids=[reading.pk], because=because, by=by, now=now)


@transaction.atomic
def give_days(*, now: datetime) -> int:
    """Let readings that were asked for before they had days be due as well; again changes nothing."""
    waiting = AuditReading.objects.waiting().filter(due_at__isnull=True).select_related("reader")
    rows = list(waiting.select_for_update(of=("self",)))
    clock = clock_of(people.calendar().add(people.today(now=now), WITHIN), now) if rows else {}
    for row in rows:
        AuditReading.objects.filter(pk=row.pk).update(responsible=above(row.reader, now=now), **clock)
    return len(rows)


@transaction.atomic
def move_reminders(*, working_days: int | None, now: datetime) -> int:
    """What a new ladder calls when it reminds on another day."""
    moved = follow_ladder(
        rows=AuditReading.objects.waiting(), end="due_at", state=ReadingState.WAITS, working_days=working_days,
        calendar=people.calendar(), zone=people.zone(),
    )  # fmt: skip
    if moved:
        audit.record(
            action="reminders moved", subject_type="governance.auditreadings", subject_id=people.today(now=now),
            by=None, now=now, facts={"working_days": working_days, "readings": moved},
        )  # fmt: skip
    return moved
