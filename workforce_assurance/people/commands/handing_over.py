"""Leavers and movers: what somebody holds passes to successors in one step, and only then an account closes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from workforce_assurance.audit.commands import record
from workforce_assurance.common.refusals import Refusal

from ..charges import Holds, held_by, in_order
from ..models import Person, SupervisionLine, TeamMembership
from ..queries import people_in_post, today
from ..reach import is_administrator
from . import accounts

Successors = Mapping[str, Person]
LONGEST_BACK = timedelta(days=366)


class CannotTakeOver(Refusal):
    """Somebody cannot take over something; `why` has a sentence for each kind."""

    def __init__(self, why: Mapping[str, str]) -> None:
        super().__init__(" ".join(why.values()))
        self.why = dict(why)


class LastDayTooFarBack(Refusal):
    words = "Give a day on or after their first one, within the last 12 months or ahead."


class NothingToHandOver(Refusal):
    words = "Name a successor for what is to pass on."


@transaction.atomic
def hand_over(*, person: Person, successors: Successors, by: Person, now: datetime) -> dict[str, int]:
    """Pass on what the person holds, kind by kind, to the successors named by the key of the kind; the rest stays.

    How many things passed, by kind. What was written stays with the people who wrote it.

    :raises NothingToHandOver: when no successor is named for anything that they hold
    :raises CannotTakeOver: when somebody cannot take over what is meant for them
    """
    person = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    held = held_by(person, now=now)
    wanted = {holds.charge.key for holds in held if holds.charge.key in successors}
    if not wanted:
        raise NothingToHandOver
    _check(person, held, successors, needed=wanted, by=by, now=now)
    return _pass_on(person, held, successors, wanted, leaves=False, by=by, now=now)


@transaction.atomic
def leave(*, person: Person, successors: Successors, last_day: date, by: Person, now: datetime) -> dict[str, int]:
    """Pass on everything that the person holds and note their last day; the account closes when that day has come.

    :raises CannotTakeOver: when a kind has no successor, or one who cannot take it
    :raises CannotCloseOwnAccount: when somebody would lock themselves out
    :raises LastDayTooFarBack: when the last day lies before the first, or more than a year back
    """
    if person == by:
        raise accounts.CannotCloseOwnAccount
    day = today(now=now)
    if last_day < day - LONGEST_BACK or (person.started_on and last_day < person.started_on):
        raise LastDayTooFarBack
    person = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    held = held_by(person, now=now)
    needed = {holds.charge.key for holds in held if holds.charge.asks_for_a_successor}
    _check(person, held, successors, needed=needed, by=by, now=now)
    done = _pass_on(person, held, successors, needed, leaves=True, by=by, now=now)
    _end_their_places(person, last_day, day)
    person.left_on = last_day
    person.save(update_fields=["left_on"])
    facts = {"left_on": last_day.isoformat()}
    record(
        action="person.left", subject_type="person", subject_id=person.pk, by=by, now=now, about=person.pk, facts=facts
    )
    if last_day <= day:
        accounts.close_account(person=person, by=by, now=now)
    return done


def _check(
    person: Person, held: list[Holds], successors: Successors, *, needed: set[str], by: Person, now: datetime
) -> None:
    here = set(people_in_post(on=today(now=now)).filter(pk__in={one.pk for one in successors.values()}))
    why: dict[str, str] = {}
    for holds in held:
        key = holds.charge.key
        if key not in needed:
            continue
        sentence = _why_not(person, holds, successors.get(key), here, by, now)
        if sentence:
            why[key] = sentence
    if why:
        raise CannotTakeOver(why)


def _why_not(
    person: Person, holds: Holds, successor: Person | None, here: set[Person], by: Person, now: datetime
) -> str:
    if holds.charge.administrators_only and not is_administrator(by):
        return f"{holds.charge.title}: only an administrator gives these to somebody else. Ask one."
    if successor is None:
        return f"{holds.charge.title}: name a successor."
    if successor == person:
        return f"{person.full_name} cannot be their own successor. Choose somebody else."
    if successor not in here:
        return f"{successor.full_name} does not work here now. Choose somebody who is in post."
    return holds.charge.why_not(person, successor, now=now)


def _pass_on(
    person: Person,
    held: list[Holds],
    successors: Successors,
    wanted: set[str],
    *,
    leaves: bool,
    by: Person,
    now: datetime,
) -> dict[str, int]:
    done: dict[str, int] = {}
    known = {holds.charge.key for holds in held}
    for charge in in_order():
        if charge.key not in known:
            continue
        leader = charge.follows or charge.key
        if leader not in wanted and not leaves:
            continue
        successor = successors.get(leader) if leader in wanted else None
        number = charge.hand_over(person=person, successor=successor, leaves=leaves, by=by, now=now)
        if number:
            done[charge.key] = number
            _record(person, charge.key, number, successor, by, now)
    return done


def _record(person: Person, key: str, number: int, successor: Person | None, by: Person, now: datetime) -> None:
    facts: dict[str, Any] = {"what": key, "number": number, "to": str(successor.pk) if successor else ""}
    record(
        action="person.handed_over", subject_type="person", subject_id=person.pk, by=by, now=now, about=person.pk,
        facts=facts,
    )  # fmt: skip


def _end_their_places(person: Person, last_day: date, day: date) -> None:
    """Their team and their own supervision end with the last day; what was to begin does not, what has begun stays known."""
    for rows in (
        TeamMembership.objects.filter(person=person),
        SupervisionLine.objects.filter(worker=person),
    ):
        rows.filter(starts_on__gt=max(last_day, day)).delete()
        rows.filter(starts_on__gt=last_day).exclude(ends_on=F("starts_on")).update(ends_on=F("starts_on"))
        rows.filter(starts_on__lte=last_day).exclude(ends_on__lte=last_day).update(ends_on=last_day)
