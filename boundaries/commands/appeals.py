"""Appeals: put on record with a reviewer who had no part in the decision, and answered with an outcome that is kept."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.db import transaction

from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates import commands as records

from ..enums import APPEAL_PURPOSE, AppealedBy, AppealOutcome, DeadlineKind, DecisionState, GateOutcome
from ..exceptions import (
    AppealAlreadyAnswered,
    AppealIncomplete,
    AppealWaitsAlready,
    HadAPartInIt,
    NotInThisState,
    ReceivedAtAnotherTime,
)
from ..gate import above, had_a_part, independent_reviewers
from ..models import Appeal, Decision, GateVisit
from ..rationale import sections_missing
from ..states import can
from .deadlines import ask, clocks, meet
from .decisions import lock, move, note


@transaction.atomic
def record_appeal(
    *,
    decision: Decision,
    made_by: AppealedBy,
    received_on: date,
    reviewer: Any,
    once: uuid.UUID,
    by: Any,
    now: datetime,
) -> Appeal:
    """Put an appeal on record; the reviewer has so many working days from the day on which it came.

    :raises HadAPartInIt: when the reviewer asked for it, for one that it renews, or was asked at its gate; or is gone
    :raises AppealWaitsAlready: when another one is not answered
    :raises ReceivedAtAnotherTime: when that day lies before the decision took effect, or after today
    :raises NotInThisState: when it never took effect
    :raises NoPublishedTemplate: when no template for the answer is published
    """
    if known := Appeal.objects.filter(once=once).first():
        return known
    locked = lock(decision)
    _check_it_can_be_appealed(locked, received_on, reviewer, today=people.today(now=now))
    at = clocks()
    due_on = at.calendar.add(received_on, locked.kind.appeal_working_days)
    appeal = Appeal.objects.create(
        once=once, decision=locked, made_by=made_by, received_on=received_on, recorded_at=now, recorded_by=by,
        reviewer=reviewer, due_at=at.due_at(due_on),
    )  # fmt: skip
    ask(
        [(locked, DeadlineKind.APPEAL, reviewer.pk, above(reviewer, locked.team, now=now).pk, due_on)],
        clocks=at,
        now=now,
    )
    records.open_response(purpose=APPEAL_PURPOSE, subject_id=appeal.pk, author=reviewer, by=by, now=now)
    note("appeal recorded", locked, by, now, made_by=made_by, reviewer=str(reviewer.pk))
    return appeal


def _check_it_can_be_appealed(decision: Decision, received_on: date, reviewer: Any, *, today: date) -> None:
    if decision.effective_at is None:
        raise NotInThisState("Only what took effect can be appealed. Nothing was changed.")
    if decision.appeals.waiting().exists():
        raise AppealWaitsAlready("An appeal waits for its answer already. Nothing was changed.")
    if not people.today(now=decision.effective_at) <= received_on <= today:
        raise ReceivedAtAnotherTime("Give a day between the one on which it took effect and today.")
    if not independent_reviewers(decision, on=today).filter(pk=reviewer.pk).exists():
        raise HadAPartInIt("Name a reviewer who had no part in this decision.")


@transaction.atomic
def answer_appeal(*, appeal: Appeal, outcome: AppealOutcome, by: Any, now: datetime) -> Appeal:
    """Keep the outcome; what is overturned ends now. What was said and why stands in the sealed answer.

    :raises HadAPartInIt: when they are not its reviewer, or had a part in the decision since
    :raises AppealAlreadyAnswered: when there is an outcome
    :raises AppealIncomplete: when something that is needed is not written, or not saved
    """
    locked = lock(appeal.decision)
    waiting = Appeal.objects.select_for_update(of=("self",)).select_related("reviewer").get(pk=appeal.pk)
    if waiting.outcome:
        raise AppealAlreadyAnswered("This appeal has an outcome. Nothing was changed.")
    if waiting.reviewer_id != by.pk:
        raise HadAPartInIt("Its reviewer answers it. Nothing was changed.")
    if by.pk in had_a_part(locked):
        raise HadAPartInIt(
            "You had a part in this decision since you were named. An administrator hands the appeal over to somebody else."
        )
    if missing := sections_missing(APPEAL_PURPOSE, waiting.pk, waiting.reviewer):
        raise AppealIncomplete(f"Something is missing before it can be answered: {', '.join(missing)}.")
    waiting.outcome, waiting.decided_at, waiting.decided_by = outcome, now, by
    waiting.save()
    meet([locked.pk], kinds=[DeadlineKind.APPEAL], because="done", by=by, now=now)
    note("appeal answered", locked, by, now, outcome=outcome, in_time=now <= waiting.due_at)
    if outcome == AppealOutcome.OVERTURNED and can(locked.state, OVERTURN):
        _overturn(locked, by, now)
    return waiting


OVERTURN = "overturned on appeal"
ON_THEIR_WAY = (DecisionState.DRAFTED, DecisionState.AT_GATE, DecisionState.RETURNED, DecisionState.APPROVED)


def _overturn(decision: Decision, by: Any, now: datetime) -> None:
    """What renews it and is on its way is overturned with it."""
    move(decision, OVERTURN)
    decision.ended_at, decision.ended_by = now, by
    decision.save()
    meet([decision.pk], because="not_needed", by=by, now=now)
    note("decision overturned", decision, by, now)
    for renewal in decision.renewals.filter(state__in=ON_THEIR_WAY):
        _stop(lock(renewal), by, now)


def _stop(renewal: Decision, by: Any, now: datetime) -> None:
    move(renewal, OVERTURN if can(renewal.state, OVERTURN) else "withdrawn")
    renewal.ended_at, renewal.ended_by = now, by
    renewal.save()
    GateVisit.objects.waiting().filter(decision=renewal).update(
        outcome=GateOutcome.WITHDRAWN, answered_at=now, answered_by=by
    )
    meet([renewal.pk], because="not_needed", by=by, now=now)
    note("renewal ended by an appeal", renewal, by, now)
