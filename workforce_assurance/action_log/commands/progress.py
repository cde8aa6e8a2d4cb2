"""Doing an action: started, handed in with evidence, checked by another person or given back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from ..enums import ActionState, EvidenceKind, RefusedBecause, SetBecause, WaitState
from ..exceptions import ActionAlreadyStarted, NothingToCheck, OwnersCheckNothingOfTheirs
from ..models import Action, Evidence
from ..models.clocks import EVIDENCE_LENGTH
from .changing import check_due, check_words, lock, lock_to_do, note, tell_source
from .waiting import ask_for_check, ask_for_look, clock_of, end, set_deadline


@transaction.atomic
def start_action(*, action: Action, by: Any, now: datetime) -> Action:
    """Say that it is under way.

    :raises ActionClosed: when it is done or cancelled
    :raises ActionWaitsForItsCheck: when its evidence was handed in
    :raises ActionAlreadyStarted: when it is under way already
    """
    locked = lock_to_do(action)
    if locked.state == ActionState.STARTED:
        raise ActionAlreadyStarted("This action is under way already.")
    locked.state, locked.started_at = ActionState.STARTED, now
    locked.save(update_fields=["state", "started_at"])
    note("action started", locked, by, now)
    return locked


@transaction.atomic
def submit_evidence(*, action: Action, kind: EvidenceKind, words: str, by: Any, now: datetime) -> Evidence:
    """Say that it is done and where that can be seen; from now on it waits for its check.

    :raises ActionClosed: when it is done or cancelled
    :raises ActionWaitsForItsCheck: when evidence was handed in already
    :raises WordsMissing: when nothing says where it can be seen
    :raises WordsNameAPerson: when the words look as if they named somebody served
    """
    locked = lock_to_do(action)
    line = check_words(words, most=EVIDENCE_LENGTH)
    locked.state, locked.done_at = ActionState.TO_CHECK, now
    locked.started_at = locked.started_at or now
    locked.save(update_fields=["state", "done_at", "started_at"])
    for deadline in locked.deadlines.waiting():
        end(deadline, WaitState.MET, by, now)
    evidence = ask_for_check(locked, by, now, kind=kind, words=line)
    note("action handed in", locked, by, now, evidence=kind)
    return evidence


@transaction.atomic
def check_evidence(*, action: Action, by: Any, now: datetime) -> Action:
    """Say that it is done as agreed: the action is closed, and later looked at whether it worked.

    :raises NothingToCheck: when no evidence waits
    :raises OwnersCheckNothingOfTheirs: when it is their own action, or they handed the evidence in
    """
    locked, evidence = _to_check(action, by)
    end(evidence, WaitState.MET, by, now)
    locked.state, locked.closed_at, locked.closed_by = ActionState.DONE, now, by
    locked.save(update_fields=["state", "closed_at", "closed_by"])
    look = ask_for_look(locked, now)
    note("action checked", locked, by, now, look_opens_on=look.opens_on.isoformat())
    tell_source(locked, now)
    return locked


@transaction.atomic
def refuse_evidence(*, action: Action, because: RefusedBecause, due_on: date, by: Any, now: datetime) -> Action:
    """Give the action back to its owner, with the reason and a day until which it is to be done.

    :raises NothingToCheck: when no evidence waits
    :raises OwnersCheckNothingOfTheirs: when it is their own action, or they handed the evidence in
    :raises DueOutOfReach: when the day lies before the present date, or too far ahead
    """
    locked, evidence = _to_check(action, by)
    check_due(due_on, earliest=locked.due_on, now=now)
    end(evidence, WaitState.REFUSED, by, now, refused_because=because)
    locked.state, locked.done_at = ActionState.STARTED, None
    locked.due_on, locked.due_at = due_on, clock_of("", due_on, now).due_at
    locked.save(update_fields=["state", "done_at", "due_on", "due_at"])
    set_deadline(locked, SetBecause.GIVEN_BACK, by, now)
    note("action given back", locked, by, now, because=because, due_on=due_on.isoformat())
    return locked


def _to_check(action: Action, by: Any) -> tuple[Action, Evidence]:
    locked = lock(action)
    evidence = locked.evidence.waiting().first()
    if evidence is None:
        raise NothingToCheck("Nothing waits for a check here. It may have been checked just now.")
    if by.pk in (locked.owner_id, evidence.owner_id, evidence.submitted_by_id):
        raise OwnersCheckNothingOfTheirs("Somebody else checks this: you do it, or handed it in.")
    return locked, evidence
