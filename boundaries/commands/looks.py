"""Would we decide the same today? Asked a fortnight after a decision took effect, and what follows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from ..enums import DeadlineKind, DecisionState, LiftReason, SameToday
from ..exceptions import NotInThisState
from ..models import Decision, SecondLook
from .course import lift_decision
from .deadlines import ask, clocks, meet
from .decisions import lock, note


@transaction.atomic
def look_again(*, decision: Decision, answer: SameToday, by: Any, now: datetime) -> SecondLook:
    """Say whether it would be decided the same today. "No" lifts it at once; "partly" is asked again a fortnight later.

    :raises NotInThisState: when it is not in effect
    """
    locked = lock(decision)
    if locked.state != DecisionState.IN_EFFECT:
        raise NotInThisState("It is not in effect, so there is nothing to look at again. Nothing was changed.")
    look = SecondLook.objects.create(decision=locked, answer=answer, at=now, by=by)
    meet([locked.pk], kinds=[DeadlineKind.SAME_TODAY], because="done", by=by, now=now)
    note("decision looked at again", locked, by, now, answer=answer)
    if answer == SameToday.NO:
        lift_decision(decision=locked, reason=LiftReason.NOT_TODAY, by=by, now=now)
    elif answer == SameToday.PARTLY:
        _ask_again(locked, now)
    return look


def _ask_again(decision: Decision, now: datetime) -> None:
    at = clocks()
    day = at.same_today(now, decision.kind.same_today_after_days)
    if decision.ends_at is None or at.due_at(day) < decision.ends_at:
        who = (decision.requester_id, decision.approver_id or decision.requester_id)
        ask([(decision, DeadlineKind.SAME_TODAY, *who, day)], clocks=at, now=now)
