"""What passes to a successor when somebody moves or leaves: what they were asked at the gate, to review, or to answer."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.common.dates import day_ending
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach
from workforce_assurance.structured_templates import commands as records

from ..enums import APPEAL_PURPOSE, AppealOutcome, DeadlineKind
from ..exceptions import BelowWhoeverAsked, HadAPartInIt, OwnDecision
from ..gate import BELOW, OWN, REVIEWS, above, asked_for_it, independent_reviewers, never_asked, stands_below
from ..models import Appeal, Deadline, GateVisit
from .deadlines import ask, clocks, meet
from .decisions import lock, note


@transaction.atomic
def pass_visit(*, visit: GateVisit, to: Any, by: Any, now: datetime) -> GateVisit:
    """Let a successor be asked at the gate, by the same day; who is not above the requester counts as from outside.

    :raises OwnDecision: when the successor asked for it, or for one that it renews; or whoever chooses them did
    :raises HadAPartInIt: when the successor reviews an appeal against it
    :raises BelowWhoeverAsked: when whoever asked for it stands above the successor
    """
    decision = lock(visit.decision)
    if asked_for_it(decision, to) or asked_for_it(decision, by):
        raise OwnDecision(OWN)
    if to.pk in never_asked(decision):
        raise HadAPartInIt(REVIEWS)
    on = people.today(now=now)
    if stands_below(to, decision, on=on):
        raise BelowWhoeverAsked(BELOW)
    is_above = reach.manages(to, decision.requester, on=on) or reach.supervises(to, decision.requester, on=on)
    visit.asked, visit.is_outside = to, not is_above
    visit.save(update_fields=["asked", "is_outside"])
    waiting = decision.deadlines.waiting().filter(kind__in=[DeadlineKind.GATE, DeadlineKind.EMERGENCY]).first()
    if waiting is not None:
        _ask_instead(waiting, to, above(to, decision.team, now=now).pk, by, now)
    note("gate passed on", decision, by, now, to=str(to.pk), outside=not is_above)
    return visit


@transaction.atomic
def pass_deadline(*, deadline: Deadline, to: Any, by: Any, now: datetime) -> None:
    """Let a successor review or look again, by the same day."""
    decision = lock(deadline.decision)
    _ask_instead(deadline, to, deadline.responsible_id, by, now)
    note("decision follow-up passed on", decision, by, now, kind=deadline.kind, to=str(to.pk))


@transaction.atomic
def pass_appeal(*, appeal: Appeal, to: Any, by: Any, now: datetime) -> Appeal:
    """Let a successor answer it, by the same day, in a record of their own; what was written so far stays to be read.

    :raises HadAPartInIt: when the successor had a part in the decision
    """
    decision = lock(appeal.decision)
    if not independent_reviewers(decision, on=people.today(now=now)).filter(pk=to.pk).exists():
        raise HadAPartInIt("Name a reviewer who had no part in this decision.")
    appeal.outcome, appeal.decided_at, appeal.decided_by = AppealOutcome.PASSED_ON, now, appeal.reviewer
    appeal.save()
    goes_on = Appeal.objects.create(
        once=uuid.uuid5(appeal.pk, str(to.pk)), decision=decision, made_by=appeal.made_by,
        received_on=appeal.received_on, recorded_at=now, recorded_by=by, reviewer=to, due_at=appeal.due_at,
    )  # fmt: skip
    waiting = decision.deadlines.waiting().filter(kind=DeadlineKind.APPEAL).first()
    if waiting is not None:
        _ask_instead(waiting, to, above(to, decision.team, now=now).pk, by, now)
    records.open_response(purpose=APPEAL_PURPOSE, subject_id=goes_on.pk, author=to, by=by, now=now)
    note("appeal passed on", decision, by, now, to=str(to.pk))
    return goes_on


def _ask_instead(deadline: Deadline, to: Any, responsible: uuid.UUID, by: Any, now: datetime) -> None:
    """The same of somebody else: another row, so that they are told from the beginning."""
    kind, at = DeadlineKind(deadline.kind), clocks()
    meet([deadline.decision_id], kinds=[kind], because="moved", by=by, now=now)
    ask([(deadline.decision, kind, to.pk, responsible, day_ending(deadline.due_at, at.zone))], clocks=at, now=now)
