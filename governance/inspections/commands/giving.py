"""Giving somebody from outside access, and ending it at once."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from workforce_assurance.common.references import new_reference
from workforce_assurance.people import queries as people
from workforce_assurance.people.commands.guests import admit_guest

from ...models import Inspection
from ...models.inspections import LONGEST
from ...packs.enums import PackState
from ..exceptions import HasEnded, PackNotReady, TooLong
from ..mail import OPENED, send
from .trail import note


@dataclass(frozen=True)
class Wanted:
    """Who from outside, for whom they inspect, what they read, and until when."""

    full_name: str
    email: str
    body: str
    pack: Any
    audit: Any
    closes_at: datetime


@transaction.atomic
def give_access(*, wanted: Wanted, once: uuid.UUID, by: Any, now: datetime) -> Inspection:
    """Open it now; whoever has no account yet is invited. Sent twice, the form gives one.

    :raises PackNotReady: when the pack is not made
    :raises TooLong: when it would last longer than a month, or not at all
    :raises AddressOfStaff, GuestIsClosed: when the address cannot be a guest's
    """
    people.lock_person(by.pk)
    if same := Inspection.objects.filter(once=once).first():
        return same
    if wanted.pack.state != PackState.READY:
        raise PackNotReady
    if not timedelta(0) < wanted.closes_at - now <= LONGEST:
        raise TooLong
    inspector = admit_guest(full_name=wanted.full_name, email=wanted.email, body=wanted.body, by=by, now=now)
    inspection = Inspection.objects.create(
        once=once, reference=new_reference(), inspector=inspector, body=wanted.body, pack=wanted.pack, audit=wanted.audit,
        opens_at=now, closes_at=wanted.closes_at, granted_by=by,
    )  # fmt: skip
    closes = wanted.closes_at.astimezone(people.zone_for(by)).isoformat(timespec="minutes")
    facts = {"pack": wanted.pack.reference, "closes_at": closes}
    if wanted.audit:
        facts["audit"] = wanted.audit.reference
    note("inspector access given", inspection, by, now, **facts)
    send(OPENED, inspection, inspector, now)
    return inspection


@transaction.atomic
def end_access(*, inspection: Inspection, by: Any, now: datetime) -> None:
    """From the inspector's next request on.

    :raises HasEnded: when it is over
    """
    if not Inspection.objects.open_at(now).filter(pk=inspection.pk).update(ended_at=now, ended_by=by):
        raise HasEnded
    note("inspector access ended", inspection, by, now)
