"""The signatures that a record waits for: asked for when it is finished, and ended by signing it or writing on."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.dates import day_ending
from workforce_assurance.escalations import commands as escalations
from workforce_assurance.escalations.queries import reminder_working_days
from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates import queries as records

from ..enums import SIGNATURE_KIND, SignatureState
from ..models import Session, SignatureDue, SigningTime
from ..signing import signing_time
from ..timing import clock_to_sign

PURPOSE = "supervision"
# So many signatures are followed up by one set of statements.
BATCH = 500


@dataclass(frozen=True)
class _Missing:
    """A signature that a finished record lacks and that nothing waits for yet."""

    session: Session
    signer: uuid.UUID
    finished_at: datetime


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
        session = Session.objects.select_related("supervisor").get(pk=subject_id)
        _ask([_Missing(session, signer, now) for signer in sorted(new)], now)


@transaction.atomic
def follow_up_signatures(*, now: datetime) -> int:
    """Let finished records that nothing follows up wait for their signatures, with the whole time to sign from now on.

    Such records were finished before there was a time to sign. Nobody is late by this at once; again changes nothing.
    """
    followed = SignatureDue.objects.waiting().filter(
        session=OuterRef("response__subject_id"), signer=OuterRef("person")
    )
    known = Session.objects.filter(pk=OuterRef("response__subject_id"))
    missing = records.signatures_missing(PURPOSE).filter(~Exists(followed), Exists(known))
    # A record that somebody is signing at this moment is left to them.
    missing = missing.select_for_update(of=("response",), skip_locked=True)
    number = 0
    while batch := list(missing[:BATCH]):
        sessions = Session.objects.select_related("supervisor").in_bulk({row.response.subject_id for row in batch})
        found = [
            _Missing(sessions[row.response.subject_id], row.person_id, row.response.finished_at or now) for row in batch
        ]
        _ask(found, now)
        number += len(batch)
    if number:
        audit.record(
            action="signatures followed up", subject_type="supervision.signing_time", subject_id=1, by=None, now=now,
            facts={"signatures": number},
        )  # fmt: skip
    return number


def _end(due: SignatureDue, signed: bool, now: datetime) -> None:
    state = SignatureState.SIGNED if signed else SignatureState.WITHDRAWN
    # The row first: a sweep that holds it has then opened its episode, which is closed below.
    SignatureDue.objects.filter(pk=due.pk).update(state=state, ended_at=now, next_check=None)
    because = "done" if signed else "not_needed"
    escalations.close_episodes(kind=SIGNATURE_KIND, subject_id=due.pk, because=because, by=None, now=now)


def _ask(missing: Collection[_Missing], now: datetime) -> None:
    zone = people.zone()
    clock = clock_to_sign(
        now, working_days=signing_time().working_days, reminder_working_days=reminder_working_days(SIGNATURE_KIND),
        calendar=people.calendar(), zone=zone,
    )  # fmt: skip
    above = _supervisors_of({one.session.supervisor_id for one in missing}, now)
    SignatureDue.objects.bulk_create(
        SignatureDue(
            session=one.session, signer_id=one.signer, responsible_id=_responsible(one, above), finished_at=one.finished_at,
            due_on=day_ending(clock.due_at, zone), due_at=clock.due_at, reminder_at=clock.reminder_at, next_check=clock.first_check,
        )
        for one in missing
    )  # fmt: skip


def _supervisors_of(supervisors: Collection[uuid.UUID], now: datetime) -> dict[uuid.UUID, uuid.UUID]:
    lines = people.supervision_lines(on=people.today(now=now)).filter(worker__in=supervisors)
    return dict(lines.values_list("worker_id", "supervisor_id"))


def _responsible(missing: _Missing, above: dict[uuid.UUID, uuid.UUID]) -> uuid.UUID:
    supervisor = missing.session.supervisor
    if missing.signer != supervisor.pk:
        return supervisor.pk
    return above.get(supervisor.pk) or supervisor.manager_id or supervisor.pk


@transaction.atomic
def set_signing_time(*, working_days: int, by: Any, now: datetime) -> SigningTime:
    """Within how many working days a record is signed; for records that are finished from now on."""
    said = {"working_days": working_days}
    time, _ = SigningTime.objects.update_or_create(id=1, defaults=said)
    audit.record(
        action="time to sign set", subject_type="supervision.signing_time", subject_id=1, by=by, now=now, facts=said
    )
    return time
