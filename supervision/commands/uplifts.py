"""One session more, soon: added for a reason, taken back when it was a slip."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.people import queries as people

from ..enums import UpliftReason
from ..exceptions import UpliftAlreadyAsked, UpliftAlreadyOver, UpliftOutOfRange, WorkerReceivesNoSupervision
from ..models import Uplift
from .planning import lock_workers, plan_for

LONGEST_DAYS = 60


@transaction.atomic
def add_uplift(
    *, worker: Any, reason: UpliftReason, within_days: int, by: Any, now: datetime, cause_id: uuid.UUID | None = None
) -> Uplift:
    """Ask for one session of this worker within so many days from today, and plan it.

    With a `cause_id` (the incident, the flag) it may be asked again and again; it counts once.

    :raises UpliftOutOfRange: when the days are fewer than 1 or more than 60
    :raises WorkerReceivesNoSupervision: when they are not in post, or receive no supervision
    :raises UpliftAlreadyAsked: when one that is at least as soon has been asked for and not been held yet
    """
    if not 1 <= within_days <= LONGEST_DAYS:
        raise UpliftOutOfRange(f"Give the days as a number from 1 to {LONGEST_DAYS}.")
    lock_workers([worker.pk])
    today = people.today(now=now)
    if cause_id is not None:
        known = Uplift.objects.filter(worker=worker, cause_id=cause_id).first()
        if known is not None:
            return known
    if not people.workers_in_post(on=today).filter(pk=worker.pk).exists():
        raise WorkerReceivesNoSupervision("They are not in post, or receive no supervision, so nothing can be planned.")
    if Uplift.objects.asked_for(on=today).at_least_as_soon(worker, within_days, on=today).exists():
        raise UpliftAlreadyAsked("A session at least that soon has been asked for already. It stands in their plan.")
    uplift = Uplift.objects.create(
        worker=worker, reason=reason, asked_on=today, within_days=within_days, cause_id=cause_id, added_at=now,
        added_by=by,
    )  # fmt: skip
    _record("uplift added", uplift, by, now)
    plan_for(worker_ids=[worker.pk], now=now)
    return uplift


@transaction.atomic
def withdraw_uplift(*, uplift: Uplift, by: Any, now: datetime) -> Uplift:
    """Take it back; what was planned for it and touched by nobody goes with it.

    :raises UpliftAlreadyOver: when it was taken back before
    """
    lock_workers([uplift.worker_id])
    uplift = Uplift.objects.select_for_update().get(pk=uplift.pk)
    if uplift.withdrawn_at is not None:
        raise UpliftAlreadyOver("It was taken back before. Nothing was changed.")
    uplift.withdrawn_at, uplift.withdrawn_by = now, by
    uplift.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _record("uplift taken back", uplift, by, now)
    plan_for(worker_ids=[uplift.worker_id], now=now)
    return uplift


def _record(action: str, uplift: Uplift, by: Any, now: datetime) -> None:
    audit.record(
        action=action, subject_type="supervision.uplift", subject_id=uplift.pk, by=by, now=now,
        about=uplift.worker_id, facts={"reason": uplift.reason, "within_days": uplift.within_days},
    )  # fmt: skip
