"""An action in other hands: one, or all that somebody leaves behind."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from ..enums import HandedPart, HandOverReason, SetBecause
from ..exceptions import AlreadyTheirs, NothingChosen, OwnersCheckNothingOfTheirs, Refused, SeveralRefused
from ..models import Action, HandOver
from .changing import check_here, lock_not_closed, note
from .waiting import above, pass_on, set_deadline

CHECKS_IT = "{} checks this action. Choose somebody else to check it first, or somebody else to do it."


@transaction.atomic
def hand_over_action(*, action: Action, to: Any, reason: HandOverReason, by: Any, now: datetime) -> Action:
    """Give the action another owner, with the date that it has.

    :raises ActionClosed: when it is done or cancelled
    :raises AlreadyTheirs: when they own it already
    :raises OwnersCheckNothingOfTheirs: when they are the one who checks it
    :raises OwnerNotHere: when they do not work here
    """
    locked = lock_not_closed(action)
    if to.pk == locked.owner_id:
        raise AlreadyTheirs(f"{to.full_name} has this action already.")
    if to.pk == locked.checker_id:
        raise OwnersCheckNothingOfTheirs(CHECKS_IT.format(to.full_name))
    check_here(to, now)
    _keep(locked, HandedPart.OWNER, locked.owner_id, to, reason, by, now)
    locked.owner = to
    locked.save(update_fields=["owner"])
    if locked.deadlines.waiting().exists():
        set_deadline(locked, SetBecause.HANDED_OVER, by, now)
    return locked


@transaction.atomic
def hand_over_check(*, action: Action, to: Any, reason: HandOverReason, by: Any, now: datetime) -> Action:
    """Let somebody else check the action, and what is handed in already.

    :raises ActionClosed: when it is done or cancelled
    :raises AlreadyTheirs: when they check it already
    :raises OwnersCheckNothingOfTheirs: when they do it, or handed it in
    :raises OwnerNotHere: when they do not work here
    """
    locked = lock_not_closed(action)
    evidence = locked.evidence.waiting().first()
    if to.pk == locked.checker_id:
        raise AlreadyTheirs(f"{to.full_name} checks this action already.")
    if to.pk == locked.owner_id or (evidence and to.pk in (evidence.owner_id, evidence.submitted_by_id)):
        raise OwnersCheckNothingOfTheirs("Choose somebody else to check it: nobody checks what they did themselves.")
    check_here(to, now)
    _keep(locked, HandedPart.CHECKER, locked.checker_id, to, reason, by, now)
    locked.checker = to
    locked.save(update_fields=["checker"])
    if evidence:
        pass_on(evidence, about=to.pk, responsible=above(to, now), by=by, now=now)
    else:
        locked.deadlines.waiting().update(responsible=to)
    return locked


@transaction.atomic
def hand_over_actions(*, actions: Iterable[Action], to: Any, reason: HandOverReason, by: Any, now: datetime) -> int:
    """Give all of these actions to one person, or none of them; how many.

    :raises NothingChosen: when there are none
    :raises SeveralRefused: when one or more cannot be handed over to them, with a sentence for each
    """
    chosen = sorted(actions, key=lambda action: action.pk)
    if not chosen:
        raise NothingChosen("Choose at least one action.")
    why: dict[uuid.UUID, str] = {}
    for action in chosen:
        try:
            hand_over_action(action=action, to=to, reason=reason, by=by, now=now)
        except Refused as refusal:
            why[action.pk] = str(refusal)
    if why:
        raise SeveralRefused(why)
    return len(chosen)


def _keep(
    action: Action, part: HandedPart, before: uuid.UUID, to: Any, reason: HandOverReason, by: Any, now: datetime
) -> None:
    HandOver.objects.create(action=action, part=part, from_person_id=before, to_person=to, reason=reason, by=by, at=now)
    note("action handed over", action, by, now, part=part, handed_from=str(before), handed_to=str(to.pk), reason=reason)
