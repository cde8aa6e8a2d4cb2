"""Letting somebody in from outside: an account that reaches nothing by itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit.commands import record
from workforce_assurance.common.refusals import Refusal

from ..letters import INVITATION
from ..models import Person
from ..post import post


class AddressOfStaff(Refusal):
    words = (
        "This address belongs to somebody who works here. Somebody from outside signs in with an address of their own."
    )


class GuestIsClosed(Refusal):
    words = "The account of this address was closed. Ask an administrator to reopen it first."


@transaction.atomic
def admit_guest(*, full_name: str, email: str, body: str, by: Any, now: datetime) -> Person:
    """The account of this address, made now or there already; whoever has chosen no password yet is invited to.

    :raises AddressOfStaff: when the address is somebody's who works here
    :raises GuestIsClosed: when an administrator closed the account
    """
    address = email.strip().lower()
    person = Person.objects.select_for_update(of=("self",)).filter(email=address).first()
    if person is None:
        person = Person(full_name=full_name, email=address, job_title=body, is_guest=True, receives_supervision=False)
        person.set_unusable_password()
        person.save(force_insert=True)
        record(action="guest.admitted", subject_type="person", subject_id=person.pk, by=by, now=now, about=person.pk)
    if not person.is_guest:
        raise AddressOfStaff
    if not person.is_active:
        raise GuestIsClosed
    if not person.has_usable_password():
        key = f"{INVITATION}:{person.pk}:{now:%Y%m%d%H%M}"
        post.send(kind=INVITATION, dedupe_key=key, recipient=person, payload={}, now=now)
        record(action="person.invited", subject_type="person", subject_id=person.pk, by=by, now=now, about=person.pk)
    return person
