"""The course of a decision that is through the gate: it begins, it lapses by itself, it is lifted."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit.commands import Written, record_many

from ..clocks import Clocks
from ..enums import DeadlineKind, DecisionState, LiftReason
from ..models import Decision
from .deadlines import Asked, ask, clocks, meet
from .decisions import lock, move, note
from .packs import let_steps_follow

BATCH = 1000
# An emergency is reviewed also when it is over, and an appeal is answered.
ASKED_WHILE_IN_EFFECT = (DeadlineKind.REVIEW, DeadlineKind.SAME_TODAY)


def keep_time(*, now: datetime) -> None:
    """Let begin what is approved and whose time has come, and lapse what is over and was not renewed.

    In bounded batches, each committed; may run twice, late, or beside itself.
    """
    while _begin_some(now) == BATCH:
        pass
    while _lapse_some(now) == BATCH:
        pass


@transaction.atomic
def _begin_some(now: datetime) -> int:
    rows = Decision.objects.to_begin(now=now).select_for_update(of=("self",), skip_locked=True, no_key=True)
    found = list(rows.select_related("kind", "team").order_by("pk")[:BATCH])
    begin(found, by=None, now=now)
    return len(found)


def begin(decisions: Sequence[Decision], *, by: Any, now: datetime) -> None:
    """Let these take effect, in a constant number of statements; what they renew is renewed by that. Their rows are locked."""
    new = [decision for decision in decisions if decision.effective_at is None]
    _renewed([decision.renews_id for decision in new if decision.renews_id], by, now)
    for decision in new:
        decision.state, decision.effective_at = DecisionState.IN_EFFECT, now
    Decision.objects.bulk_update(new, ["state", "effective_at"])
    let_steps_follow(new)
    at = clocks()
    ask((row for decision in decisions for row in to_come(decision, at)), clocks=at, now=now)
    _note_many("decision in effect", new, by, now)


def _renewed(before: Sequence[uuid.UUID], by: Any, now: datetime) -> None:
    rows = Decision.objects.filter(pk__in=before, state=DecisionState.IN_EFFECT).select_for_update(no_key=True)
    found = list(rows)
    Decision.objects.filter(pk__in=[one.pk for one in found]).update(
        state=DecisionState.RENEWED, ended_at=now, ended_by=by
    )
    meet([one.pk for one in found], because="done", by=by, now=now)
    _note_many("decision renewed", found, by, now)


def to_come(decision: Decision, at: Clocks) -> Iterator[Asked]:
    """The look after a fortnight, and the review before the end, each where it lies before the end."""
    began, ends_at, kind = decision.effective_at, decision.ends_at, decision.kind
    assert began is not None  # noqa: S101 - a constraint
    who = (decision.requester_id, decision.approver_id or decision.requester_id)
    again = at.same_today(began, kind.same_today_after_days)
    if ends_at is None or at.due_at(again) < ends_at:
        yield (decision, DeadlineKind.SAME_TODAY, *who, again)
    if ends_at is not None:
        yield (decision, DeadlineKind.REVIEW, *who, at.review(began, ends_at, kind.review_before_days))


@transaction.atomic
def _lapse_some(now: datetime) -> int:
    rows = Decision.objects.to_lapse(now=now).select_for_update(of=("self",), skip_locked=True, no_key=True)
    found = list(rows.order_by("pk")[:BATCH])
    keys = [decision.pk for decision in found]
    if keys:
        Decision.objects.filter(pk__in=keys).update(state=DecisionState.LAPSED, ended_at=now)
        meet(keys, kinds=ASKED_WHILE_IN_EFFECT, because="not_needed", by=None, now=now)
        _note_many("decision lapsed", found, None, now)
    return len(found)


@transaction.atomic
def lift_decision(*, decision: Decision, reason: LiftReason, by: Any, now: datetime) -> Decision:
    """End it before its time. That needs no gate.

    :raises NotInThisState: when it is neither approved nor in effect
    """
    locked = lock(decision)
    move(locked, "lifted")
    locked.lifted_because, locked.ended_at, locked.ended_by = reason, now, by
    locked.save()
    meet([locked.pk], kinds=ASKED_WHILE_IN_EFFECT, because="done", by=by, now=now)
    note("decision lifted", locked, by, now, reason=reason)
    return locked


def _note_many(action: str, decisions: Sequence[Decision], by: Any, now: datetime) -> None:
    changes = [Written(action, "boundaries.decision", one.pk, facts={"reference": one.reference}) for one in decisions]
    record_many(changes=changes, by=by, now=now)
