"""Reminding people to prepare: queued once for each session, time and person; the setting, and one's own wish."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.outbox import commands as outbox
from workforce_assurance.people import queries as people

from .. import preparation
from ..models import NoPreparationReminder, PreparationReminder, PreparationTimes

BATCH = 1000
# Two runs at once take turns; the unique constraint is the guarantee.
TURN = 2_110_003
Due = tuple[uuid.UUID, datetime, uuid.UUID]


def remind_to_prepare(*, now: datetime) -> int:
    """Queue the reminders that have come and that nobody queued yet, batch by batch; gives how many.

    One mail for each person and run. Outside working hours it waits: what is due then is due in the morning, too.
    """
    if not people.is_working_time(now=now):
        return 0
    total = 0
    while number := _remind_some(now):
        total += number
    return total


@transaction.atomic
def _remind_some(now: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [TURN])
    found = _due(now)
    if not found:
        return 0
    mails = outbox.mail_for_each(
        kind=preparation.KIND,
        recipients={person for _, _, person in found},
        key=str(uuid.uuid4()),
        not_before={},
        now=now,
    )
    PreparationReminder.objects.bulk_create(
        PreparationReminder(session_id=session, planned_at=at, person_id=person, mail_id=mails[person], noted_at=now)
        for session, at, person in found
    )
    return len(found)


def _due(now: datetime) -> list[Due]:
    times = preparation.times()
    found: list[Due] = []
    for part, days in (("worker", times.worker_working_days), ("supervisor", times.supervisor_working_days)):
        if days:
            rows = preparation.due(part, days, now=now).values_list("pk", "planned_at", f"{part}_id")
            found += rows[: BATCH - len(found)]
    if times.supervisor_working_days:
        # A supervisor's leave pauses nothing: the deputy prepares.
        found += preparation.due_for_deputies(times.supervisor_working_days, now=now)[:BATCH]
    return found


@transaction.atomic
def set_preparation_times(*, worker: int | None, supervisor: int | None, by: Any, now: datetime) -> PreparationTimes:
    """How many working days before a session each part is reminded; None for not at all."""
    said = {"worker_working_days": worker, "supervisor_working_days": supervisor}
    times, _ = PreparationTimes.objects.update_or_create(id=1, defaults=said)
    audit.record(
        action="preparation times set", subject_type="supervision.preparation_times", subject_id=1, by=by, now=now,
        facts=said,
    )  # fmt: skip
    return times


@transaction.atomic
def prefer_reminders(*, person: Any, wants: bool, now: datetime) -> None:
    """Be reminded to prepare, or not."""
    if wants:
        changed = NoPreparationReminder.objects.filter(person=person).delete()[0] > 0
    else:
        _, changed = NoPreparationReminder.objects.get_or_create(person=person, defaults={"since": now})
    if changed:
        audit.record(
            action="reminders to prepare switched on" if wants else "reminders to prepare switched off",
            subject_type="supervision.preparation", subject_id=person.pk, by=person, now=now, about=person.pk,
        )  # fmt: skip
