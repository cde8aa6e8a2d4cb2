"""Persons and their roles, one at a time; files of them are imported."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from workforce_assurance.audit.commands import record
from workforce_assurance.common.refusals import Refusal

from ..enums import Role
from ..models import Person, RoleGrant, Service
from ..reach import is_below
from .accounts import forget_addresses


class AlreadySomebodyElses(Refusal):
    words = "This staff number or this address belongs to somebody else."


class ManagersInACircle(Refusal):
    words = "This manager stands below the person. Choose somebody above them."


class LastAdministrator(Refusal):
    words = "This is the last administrator. Give the role to somebody else first."


class GuestsHoldNoRole(Refusal):
    words = "This account is that of a guest from outside, who holds no role here."


class RoleIsForTheWholeOrganisation(Refusal):
    words = "Choose the whole organisation: this role is not limited to a service."


@transaction.atomic
def add_person(*, by: Person, now: datetime, **said: Any) -> Person:
    """:raises AlreadySomebodyElses: when number or address are taken"""
    person = Person(**_clean(said))
    person.set_unusable_password()
    _save(person)
    record(action="person.joined", subject_type="person", subject_id=person.pk, by=by, now=now, about=person.pk)
    return person


@transaction.atomic
def change_person(*, person: Person, changes: dict[str, Any], by: Person, now: datetime) -> Person:
    """Change what is on record; the trail keeps which columns, not what stood there.

    :raises AlreadySomebodyElses: when number or address are taken
    :raises ManagersInACircle: when the chain of managers would lead back to the person
    """
    changes = _clean(changes)
    person = Person.objects.select_for_update().get(pk=person.pk)
    changed = sorted(name for name, value in changes.items() if getattr(person, name) != value)
    manager = changes.get("manager")
    if "manager" in changed and manager and (manager == person or is_below(manager, person)):
        raise ManagersInACircle
    for name in changed:
        setattr(person, name, changes[name])
    if "email" in changed:
        person.email_bounced_at = None
    if changed:
        _save(person, new_address="email" in changed)
        facts = {"changed": changed}
        record(
            action="person.changed",
            subject_type="person",
            subject_id=person.pk,
            by=by,
            now=now,
            about=person.pk,
            facts=facts,
        )
    return person


@transaction.atomic
def grant_role(*, person: Person, role: Role, service: Service | None, by: Person, now: datetime) -> None:
    """Give the role from the person's next request on; given twice, it is held once.

    :raises GuestsHoldNoRole: when the account is that of somebody from outside
    :raises RoleIsForTheWholeOrganisation: when another role than governance is to be limited to a service
    """
    if person.is_guest:
        raise GuestsHoldNoRole
    if service and role != Role.GOVERNANCE_LEAD:
        raise RoleIsForTheWholeOrganisation
    _, is_new = RoleGrant.objects.get_or_create(person=person, role=role, service=service)
    if is_new:
        _record_role("role.granted", person, role, service, by, now)


@transaction.atomic
def take_role(*, grant: RoleGrant, by: Person, now: datetime) -> None:
    """Take the role away from the person's next request on.

    :raises LastAdministrator: when nobody who may sign in would be left to set things up
    """
    if grant.role == Role.ADMINISTRATOR:
        administrators = RoleGrant.objects.select_for_update().filter(role=Role.ADMINISTRATOR, service=None)
        if not any(other.person.is_active for other in administrators.exclude(pk=grant.pk)):
            raise LastAdministrator
    grant.delete()
    _record_role("role.taken", grant.person, grant.role, grant.service, by, now)


def _clean(said: dict[str, Any]) -> dict[str, Any]:
    """Empty numbers and addresses are none: many people may have none."""
    said = dict(said)
    for name in {"email", "reference"} & said.keys():
        said[name] = said[name] or None
    if said.get("email"):
        said["email"] = said["email"].lower()
    return said


def _save(person: Person, *, new_address: bool = False) -> None:
    try:
        with transaction.atomic():
            if new_address:
                forget_addresses([person.pk])
            person.save()
    except IntegrityError as error:
        raise AlreadySomebodyElses from error


def _record_role(action: str, person: Person, role: str, service: Service | None, by: Person, now: datetime) -> None:
    facts = {"role": str(role), "service": str(service.pk) if service else ""}
    record(action=action, subject_type="person", subject_id=person.pk, by=by, now=now, about=person.pk, facts=facts)
