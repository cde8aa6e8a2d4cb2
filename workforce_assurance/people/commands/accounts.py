"""Accounts: invited, told how to choose a password, opened, closed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from workforce_assurance.audit.commands import Written, record, record_many
from workforce_assurance.common.refusals import Refusal

from ..charges import Holds, held_by
from ..letters import ACCOUNT_CHANGED, INVITATION, PASSWORD_RESET
from ..models import Person
from ..post import post


class NoAddress(Refusal):
    words = "There is no e-mail address to write to. Add one first."


class MayNotSignIn(Refusal):
    words = "The account is closed. Reopen it first."


class CannotCloseOwnAccount(Refusal):
    words = "You cannot close your own account. Ask another administrator."


class StillHolds(Exception):
    """Somebody has to take over what they hold first."""

    def __init__(self, held: Iterable[Holds]) -> None:
        counted = ", ".join(f"{holds.charge.title.lower()}: {len(holds.things)}" for holds in held)
        super().__init__(
            f"They still hold something ({counted}). Say who takes over, and their account closes with it."
        )


@transaction.atomic
def invite(*, person: Person, by: Person, now: datetime) -> None:
    """Send the person a link with which to choose a password.

    :raises NoAddress: when they have no e-mail address
    :raises MayNotSignIn: when the account is closed
    """
    if not person.email:
        raise NoAddress
    if not person.is_active:
        raise MayNotSignIn
    post.send(kind=INVITATION, dedupe_key=_key(INVITATION, person.pk, now), recipient=person, payload={}, now=now)
    record(action="person.invited", subject_type="person", subject_id=person.pk, by=by, now=now, about=person.pk)


@transaction.atomic
def invite_all(*, people: Iterable[Person], by: Person, now: datetime) -> int:
    """Invite everybody of these who has an address and may sign in; give how many."""
    invited = [person for person in people if person.email and person.is_active]
    for person in invited:
        post.send(kind=INVITATION, dedupe_key=_key(INVITATION, person.pk, now), recipient=person, payload={}, now=now)
    changes = [Written("person.invited", "person", person.pk, person.pk) for person in invited]
    record_many(changes=changes, by=by, now=now)
    return len(invited)


@transaction.atomic
def send_reset_link(*, person: Person, now: datetime) -> None:
    """Send the link with which to choose a new password; asked twice within a minute, once."""
    post.send(
        kind=PASSWORD_RESET, dedupe_key=_key(PASSWORD_RESET, person.pk, now), recipient=person, payload={}, now=now
    )
    record(action="person.reset_asked", subject_type="person", subject_id=person.pk, by=None, now=now, about=person.pk)


@transaction.atomic
def tell_of_change(*, person: Person, what: str, now: datetime) -> None:
    """Tell somebody that how they sign in was changed; `what` is a code, such as "totp_activated"."""
    record(
        action="person.sign_in_changed",
        subject_type="person",
        subject_id=person.pk,
        by=person,
        now=now,
        about=person.pk,
        facts={"what": what},
    )
    if person.email:
        key = f"{ACCOUNT_CHANGED}:{what}:{person.pk}:{now:%Y%m%d%H%M%S%f}"
        post.send(kind=ACCOUNT_CHANGED, dedupe_key=key, recipient=person, payload={"what": what}, now=now)


@transaction.atomic
def close_account(*, person: Person, by: Person, now: datetime) -> None:
    """End the person's sign-in at their next request; everything about them stays.

    :raises CannotCloseOwnAccount: when somebody would lock themselves out
    :raises StillHolds: when somebody has to take over something first
    """
    if person == by:
        raise CannotCloseOwnAccount
    if held := [holds for holds in held_by(person, now=now) if holds.charge.asks_for_a_successor]:
        raise StillHolds(held)
    if Person.objects.filter(pk=person.pk, is_active=True).update(is_active=False):
        record(action="person.closed", subject_type="person", subject_id=person.pk, by=by, now=now, about=person.pk)


@transaction.atomic
def reopen_account(*, person: Person, by: Person, now: datetime) -> None:
    if Person.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
        record(action="person.reopened", subject_type="person", subject_id=person.pk, by=by, now=now, about=person.pk)


def forget_addresses(people: Iterable[uuid.UUID]) -> None:
    """Free addresses that are about to change, so that two people can exchange theirs; the old ones open nothing."""
    Person.objects.filter(pk__in=people).update(email=None)
    EmailAddress.objects.filter(user__in=people).delete()


def _key(kind: str, person_id: uuid.UUID, now: datetime) -> str:
    """One mail of a kind to a person in a minute."""
    return f"{kind}:{person_id}:{now:%Y%m%d%H%M}"
