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
from ..models import GroupSession, Session, SignatureDue, SigningTime
from ..signing import signing_time
from ..timing import clock_to_sign

PURPOSE = "supervision"
# So many signatures are followed up by one set of statements.
BATCH = 500


@dataclass(frozen=True)
class _Missing:
    """A signature that a finished record lacks and that nothing waits for yet."""

    signer: uuid.UUID
    finished_at: datetime
    session: Session | None = None
    group: GroupSession | None = None

    @property
    def led_by(self) -> Any:
        """The session's supervisor; of a group whoever writes its record."""
        return self.session.supervisor if self.session else self.group and self.group.writer


@transaction.atomic
def wait_for_signatures(*, subject_id: uuid.UUID, of: Collection[uuid.UUID], signed: bool, now: datetime) -> None:
    """Make the signatures that a session's record waits for these people's, in the transaction that changed the record.

    `signed` says whether whoever is not among them any more has signed; else the record is being written again.
    """
    _wait(of, signed, now, session=Session.objects.select_related("supervisor").get(pk=subject_id))


@transaction.atomic
def wait_for_group_signatures(*, subject_id: uuid.UUID, of: Collection[uuid.UUID], signed: bool, now: datetime) -> None:
    """The same for a group's record, which waits for whoever writes it: those who were there read it and are asked for nothing."""
    _wait(of, signed, now, group=GroupSession.objects.get(pk=subject_id))


def _wait(of: Collection[uuid.UUID], signed: bool, now: datetime, **about: Any) -> None:
    waiting = {due.signer_id: due for due in SignatureDue.objects.waiting().filter(**about)}
    for signer_id, due in waiting.items():
        if signer_id not in of:
            _end(due, signed, now)
    if new := set(of) - waiting.keys():
        _ask([_Missing(signer, now, **about) for signer in sorted(new)], now)


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
            _Missing(row.person_id, row.response.finished_at or now, session=sessions[row.response.subject_id])
            for row in batch
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
    above = _supervisors_of({one.led_by.pk for one in missing}, now)
    SignatureDue.objects.bulk_create(
        SignatureDue(
            session=one.session, group=one.group, signer_id=one.signer, responsible_id=_responsible(one, above),
            finished_at=one.finished_at, due_on=day_ending(clock.due_at, zone), due_at=clock.due_at,
            reminder_at=clock.reminder_at, next_check=clock.first_check,
        )
        for one in missing
    )  # fmt: skip


def _supervisors_of(supervisors: Collection[uuid.UUID], now: datetime) -> dict[uuid.UUID, uuid.UUID]:
    lines = people.supervision_lines(on=people.today(now=now)).filter(worker__in=supervisors)
    return dict(lines.values_list("worker_id", "supervisor_id"))


def _responsible(missing: _Missing, above: dict[uuid.UUID, uuid.UUID]) -> uuid.UUID:
    """Whoever led it, for what is not theirs to sign; else whoever supervises or manages them."""
    leader = missing.led_by
    if missing.signer != leader.pk:
        return leader.pk
    return above.get(leader.pk) or leader.manager_id or leader.pk


@transaction.atomic
def set_signing_time(*, working_days: int, by: Any, now: datetime) -> SigningTime:
    """Within how many working days a record is signed; for records that are finished from now on."""
    said = {"working_days": working_days}
    time, _ = SigningTime.objects.update_or_create(id=1, defaults=said)
    audit.record(
        action="time to sign set", subject_type="supervision.signing_time", subject_id=1, by=by, now=now, facts=said
    )
    return time
