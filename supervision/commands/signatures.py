"""The signatures that a record waits for: asked for when it is finished, and ended by signing it or writing on."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.dates import day_ending
from workforce_assurance.escalations import commands as escalations
from workforce_assurance.escalations.queries import reminder_working_days
from workforce_assurance.people import queries as people

from ..enums import SIGNATURE_KIND, SignatureState
from ..models import Session, SignatureDue, SigningTime
from ..signing import signing_time
from ..timing import clock_to_sign


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
    zone = people.zone()
    clock = clock_to_sign(
        now, working_days=signing_time().working_days, reminder_working_days=reminder_working_days(SIGNATURE_KIND),
        calendar=people.calendar(), zone=zone,
    )  # fmt: skip
    SignatureDue.objects.bulk_create(
        SignatureDue(
            session=session, signer_id=signer, responsible_id=_responsible(session, signer, now), finished_at=now,
            due_on=day_ending(clock.due_at, zone), due_at=clock.due_at, reminder_at=clock.reminder_at, next_check=clock.first_check,
        )
        for signer in sorted(signers)
    )  # fmt: skip


def _responsible(session: Session, signer: uuid.UUID, now: datetime) -> uuid.UUID:
    if signer != session.supervisor_id:
        return session.supervisor_id
    theirs = people.supervisor_of(session.supervisor, on=people.today(now=now))
    return theirs.pk if theirs else session.supervisor.manager_id or signer


@transaction.atomic
def set_signing_time(*, working_days: int, by: Any, now: datetime) -> SigningTime:
    """Within how many working days a record is signed; for records that are finished from now on."""
    said = {"working_days": working_days}
    time, _ = SigningTime.objects.update_or_create(id=1, defaults=said)
    audit.record(
        action="time to sign set", subject_type="supervision.signing_time", subject_id=1, by=by, now=now, facts=said
    )
    return time
