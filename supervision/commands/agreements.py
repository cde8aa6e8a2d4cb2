"""The agreement of a worker and their supervisor: drafted, put forward, signed by both, and from then on part of the cadence."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.escalations.queries import reminder_working_days
from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates.queries import response_for
from workforce_assurance.structured_templates.refusals import MayNotWrite

from ..cadence import add_months, loosens
from ..enums import AGREEMENT_KIND, AgreementEnd, AgreementState
from ..exceptions import (
    AgreementInTheMaking,
    AgreementIsLooser,
    AgreementNotDrafted,
    NotTheirSupervisor,
    WorkerReceivesNoSupervision,
)
from ..models import Agreement
from ..references import new_reference
from ..timing import clock_for
from ..workers import facts_of, published_policies, setting
from .agreement_ends import end
from .planning import lock_workers, plan_for

PURPOSE = "agreement"
HAS_ENDED = "This agreement has ended, so nothing more is signed in it. Begin another one with the supervisor of today."
FIGURES = ("longest_gap_days", "least_minutes", "place", "review_months")


@dataclass(frozen=True)
class Figures:
    """What the program computes with, as it was typed; the words are in the record."""

    longest_gap_days: int
    least_minutes: int
    place: str
    review_months: int = 12


@transaction.atomic
def draft_agreement(*, worker: Any, figures: Figures, by: Any, now: datetime) -> Agreement:
    """Begin an agreement of this worker with their supervisor, and its record, which opens with the words of the last one.

    :raises NotTheirSupervisor: when somebody else is
    :raises AgreementInTheMaking: when there is one that both have not signed yet
    :raises AgreementIsLooser: when the policy asks for more
    :raises WorkerReceivesNoSupervision: when nothing is planned for them
    :raises NoPublishedTemplate: when there is none to write it with
    """
    lock_workers([worker.pk])
    if people.supervisor_of(worker, on=people.today(now=now)) != by:
        raise NotTheirSupervisor("Only the supervisor whom the worker's line names begins an agreement.")
    if Agreement.objects.in_the_making().filter(worker=worker).exists():
        raise AgreementInTheMaking(
            "There is one already that you have not both signed. Go on with it, or take it back."
        )
    check_figures(worker=worker, figures=figures, now=now)
    before = Agreement.objects.filter(worker=worker, supervisor=by, state=AgreementState.SIGNED).first()
    agreement = Agreement.objects.create(
        reference=new_reference(), worker=worker, supervisor=by, drafted_at=now, **asdict(figures)
    )
    response = records.open_response(
        purpose=PURPOSE, subject_id=agreement.pk, author=by, subject=worker, by=by, now=now
    )
    if before and (written := response_for(PURPOSE, before.pk)):
        records.begin_with_answers_of(response=response, before=written, by=by, now=now)
    _record("agreement drafted", agreement, by, now)
    return agreement


@transaction.atomic
def change_figures(*, agreement: Agreement, figures: Figures, by: Any, now: datetime) -> Agreement:
    """Change what was drafted.

    :raises AgreementNotDrafted: when it was put forward to sign, or has ended
    :raises AgreementIsLooser: when the policy asks for more
    """
    agreement = _lock(agreement)
    if agreement.state != AgreementState.DRAFTED:
        raise AgreementNotDrafted("It was put forward to sign, so its figures stay. Go back to writing first.")
    check_figures(worker=agreement.worker, figures=figures, now=now)
    for name, value in asdict(figures).items():
        setattr(agreement, name, value)
    agreement.save(update_fields=FIGURES)
    _record("agreement changed", agreement, by, now)
    return agreement


@transaction.atomic
def withdraw_agreement(*, agreement: Agreement, by: Any, now: datetime) -> Agreement:
    """Take back what both have not signed; what was written stays with the two.

    :raises AgreementNotDrafted: when it is in force, or has ended
    """
    agreement = _lock(agreement)
    if agreement.state not in (AgreementState.DRAFTED, AgreementState.PROPOSED):
        raise AgreementNotDrafted("Both have signed it, or it has ended. Nothing was changed.")
    end(agreement, AgreementEnd.WITHDRAWN, by=by, now=now)
    return agreement


@transaction.atomic
def follow_the_signatures(*, subject_id: uuid.UUID, of: Collection[uuid.UUID], signed: bool, now: datetime) -> None:
    """Let the agreement stand as its record does, in the transaction that changed the record: `of` have still to sign.

    :raises MayNotWrite: when it has ended, or its two people are not worker and supervisor any more
    """
    agreement = _lock(Agreement(pk=subject_id))
    if agreement.state == AgreementState.SIGNED:
        return
    if Agreement.objects.without_their_line(on=people.today(now=now)).filter(pk=agreement.pk).exists():
        raise MayNotWrite(HAS_ENDED)
    if agreement.state == AgreementState.ENDED:
        raise MayNotWrite(HAS_ENDED)
    if signed and not of:
        _come_into_force(agreement, now)
        return
    agreement.state = AgreementState.PROPOSED if signed else AgreementState.DRAFTED
    agreement.save(update_fields=["state"])


def check_figures(*, worker: Any, figures: Figures, now: datetime) -> None:
    """See that they hold against the policy as it is today; one that grows tighter later wins by itself.

    :raises AgreementIsLooser: when they do not
    :raises WorkerReceivesNoSupervision: when no policy reaches the worker
    """
    where = setting(now=now)
    in_post = people.workers_in_post(on=where.today).filter(pk=worker.pk)
    found = facts_of(in_post, where=where, policies=published_policies(zone=where.zone))
    if not found or found[0].cadence is None:
        raise WorkerReceivesNoSupervision(
            "They are not in post, or no cadence policy reaches them, so nothing is planned."
        )
    sentences = loosens(
        found[0].cadence, longest_gap_days=figures.longest_gap_days, least_minutes=figures.least_minutes
    )
    if sentences:
        raise AgreementIsLooser(" ".join(sentences))


def _come_into_force(agreement: Agreement, now: datetime) -> None:
    """Take the place of the one before; from now on the cadence counts with it."""
    for before in Agreement.objects.filter(worker=agreement.worker_id, state=AgreementState.SIGNED).select_for_update(
        of=("self",)
    ):
        end(before, AgreementEnd.REPLACED, by=None, now=now)
    zone = people.zone()
    agreement.agreed_on = people.today(now=now)
    agreement.review_on = add_months(agreement.agreed_on, agreement.review_months)
    clock = clock_for(
        agreement.review_on, grace_working_days=0, reminder_working_days=reminder_working_days(AGREEMENT_KIND),
        calendar=people.calendar(), zone=zone,
    )  # fmt: skip
    agreement.due_at, agreement.reminder_at, agreement.next_check = clock.due_at, clock.reminder_at, clock.first_check
    agreement.state = AgreementState.SIGNED
    agreement.save(update_fields=["agreed_on", "review_on", "due_at", "reminder_at", "next_check", "state"])
    _record("agreement signed", agreement, None, now)
    plan_for(worker_ids=[agreement.worker_id], now=now)


def _lock(agreement: Agreement) -> Agreement:
    worker_id = Agreement.objects.values_list("worker_id", flat=True).get(pk=agreement.pk)
    lock_workers([worker_id])
    return Agreement.objects.select_for_update(of=("self",)).select_related("worker").get(pk=agreement.pk)


def _record(action: str, agreement: Agreement, by: Any, now: datetime) -> None:
    facts = {name: getattr(agreement, name) for name in FIGURES}
    if agreement.review_on:
        facts["review_on"] = agreement.review_on.isoformat()
    audit.record(
        action=action, subject_type="supervision.agreement", subject_id=agreement.pk, by=by, now=now,
        about=agreement.worker_id, facts=facts,
    )  # fmt: skip
