"""The signatures that a record waits for: asked for when it is finished, and ended by signing it or writing on."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.dates import local_day
from workforce_assurance.escalations import commands as escalations
from workforce_assurance.escalations.queries import reminder_working_days
from workforce_assurance.people import queries as people

from ..enums import SIGNATURE_KIND, SignatureState
from ..models import Session, SignatureDue, SigningTime
from ..signing import signing_time, time_to_sign
from ..timing import reminder_for

# What nobody was reminded of yet, and nothing else: a reminder that went out stays where it was.
FOLLOW = """
UPDATE supervision_signaturedue AS due
SET reminder_at = new.reminder_at, next_check = coalesce(new.reminder_at, due.due_at)
FROM unnest(%s::timestamptz[], %s::timestamptz[]) AS new (due_at, reminder_at)
WHERE due.due_at = new.due_at AND due.state = 'waits'
    AND due.next_check = coalesce(due.reminder_at, due.due_at)
    AND due.reminder_at IS DISTINCT FROM new.reminder_at
"""
RESOLUTION = timedelta(microseconds=1)


@transaction.atomic
def wait_for_signatures(*, subject_id: uuid.UUID, of: Collection[uuid.UUID], signed: bool, now: datetime) -> None:
    """Make the signatures that a session's record waits for these people's, in the transaction that changed the record.

    `signed` says whether whoever is not among them any more has signed; else the record is being written again.
    """
    waiting = {due.signer_id: due for due in SignatureDue.objects.waiting().filter(session=subject_id)}
    for signer_id, due in waiting.items():
        if signer_id not in of:
            _end(due, signed, now)
    if new := set(of) - waiting.keys():
        _ask(subject_id, new, now)


def _end(due: SignatureDue, signed: bool, now: datetime) -> None:
    state = SignatureState.SIGNED if signed else SignatureState.WITHDRAWN
    # The row first: a sweep that holds it has then opened its episode, which is closed below.
    SignatureDue.objects.filter(pk=due.pk).update(state=state, ended_at=now, next_check=None)
    because = "done" if signed else "not_needed"
    escalations.close_episodes(kind=SIGNATURE_KIND, subject_id=due.pk, because=because, by=None, now=now)


def _ask(session_id: uuid.UUID, signers: Collection[uuid.UUID], now: datetime) -> None:
    session = Session.objects.select_related("supervisor").get(pk=session_id)
    due = time_to_sign(
        now, working_days=signing_time().working_days, reminder_working_days=reminder_working_days(SIGNATURE_KIND),
        calendar=people.calendar(), zone=people.zone(),
    )  # fmt: skip
    SignatureDue.objects.bulk_create(
        SignatureDue(
            session=session, signer_id=signer, responsible_id=_responsible(session, signer, now), finished_at=now,
            due_on=due.due_on, due_at=due.due_at, reminder_at=due.reminder_at, next_check=due.first_check,
        )
        for signer in sorted(signers)
    )  # fmt: skip


def _responsible(session: Session, signer: uuid.UUID, now: datetime) -> uuid.UUID:
    if signer != session.supervisor_id:
        return session.supervisor_id
    theirs = people.supervisor_of(session.supervisor, on=people.today(now=now))
    return theirs.pk if theirs else session.supervisor.manager_id or signer


@transaction.atomic
def move_signature_reminders(*, working_days: int | None, now: datetime) -> int:
    """Remind of waiting signatures so many working days before they are due, or of none; how many reminders moved."""
    zone, calendar = people.zone(), people.calendar()
    waiting = SignatureDue.objects.waiting().filter(next_check__isnull=False)
    ends = sorted(waiting.values_list("due_at", flat=True).distinct())
    days = [local_day(end - RESOLUTION, zone) for end in ends]
    reminders = [None if working_days is None else reminder_for(day, working_days, calendar, zone) for day in days]
    with connection.cursor() as cursor:
        cursor.execute(FOLLOW, [ends, reminders])
        moved = cursor.rowcount
    if moved:
        facts = {"kind": SIGNATURE_KIND, "working_days": working_days, "signatures": moved}
        audit.record(
            action="reminders moved", subject_type="supervision.signatures", subject_id=people.today(now=now),
            by=None, now=now, facts=facts,
        )  # fmt: skip
    return moved


@transaction.atomic
def set_signing_time(*, working_days: int, by: Any, now: datetime) -> SigningTime:
    """Within how many working days a record is signed; for records that are finished from now on."""
    said = {"working_days": working_days}
    time, _ = SigningTime.objects.update_or_create(id=1, defaults=said)
    audit.record(
        action="time to sign set", subject_type="supervision.signing_time", subject_id=1, by=by, now=now, facts=said
    )
    return time
