"""Lightening somebody's caseload for a while: proposed, answered by the worker, looked at, prolonged, ended, over by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.audit.commands import Written
from workforce_assurance.people import queries as people
from workforce_assurance.people.extra_sessions import ask_for_session, take_session_back

from ...models import CaseloadAdjustment, CaseloadProlonging, Incident
from ..caseload_querysets import STANDING
from ..enums import CaseloadKind, CaseloadState, ProlongedBecause
from ..exceptions import AdjustmentNotThatFar, CannotBeLightened, DaysDoNotFit

LONGEST = timedelta(days=183)
BATCH = 1000


@dataclass(frozen=True)
class Lightened:
    """What is lighter, from when to when (both days included), when it is looked at, and within how many days to meet."""

    kind: CaseloadKind
    starts_on: date
    ends_on: date
    review_on: date
    session_within_days: int | None = None


@transaction.atomic
def propose_adjustment(
    *, worker: Any, lightened: Lightened, by: Any, now: datetime, incident: Incident | None = None
) -> CaseloadAdjustment:
    """Propose it to the worker, in whose hands it then is.

    :raises CannotBeLightened: when they do not work here, are oneself, or have the same already
    :raises DaysDoNotFit: when it does not begin before its review, end after it, and end within half a year from today
    """
    today = people.today(now=now)
    if worker.pk == by.pk or not people.people_in_post(on=today).filter(pk=worker.pk).exists():
        raise CannotBeLightened("Choose a colleague who works here.")
    _check_days(lightened.starts_on, lightened.review_on, lightened.ends_on, today)
    try:
        with transaction.atomic():
            adjustment = CaseloadAdjustment.objects.create(
                worker=worker, incident=incident, agreed_by=by, proposed_at=now, **vars(lightened)
            )
    except IntegrityError as error:
        raise CannotBeLightened(
            "They have the same already, or it waits for their answer. Prolong that one."
        ) from error
    _record("caseload adjustment proposed", adjustment, by, now)
    return adjustment


@transaction.atomic
def answer_adjustment(*, adjustment: CaseloadAdjustment, agrees: bool, by: Any, now: datetime) -> bool:
    """Say yes or no, as the worker; with a yes the session is asked for, and whether one is planned is given.

    :raises AdjustmentNotThatFar: when it waits for no answer
    """
    locked = _lock(adjustment, CaseloadState.PROPOSED)
    locked.state = CaseloadState.AGREED if agrees else CaseloadState.DECLINED
    locked.answered_at = now
    locked.save()
    _record("caseload adjustment answered", locked, by, now)
    within = locked.session_within_days if agrees else None
    return bool(within) and ask_for_session(
        worker=locked.worker, within_days=within or 0, cause_id=locked.pk, by=locked.agreed_by, now=now
    )


@transaction.atomic
def prolong_adjustment(
    *, adjustment: CaseloadAdjustment, ends_on: date, review_on: date, because: ProlongedBecause, by: Any, now: datetime
) -> CaseloadAdjustment:
    """Let it go on until another day, with another review, for a reason that is a code.

    :raises AdjustmentNotThatFar: when it is not agreed, or over
    :raises DaysDoNotFit: when the day is no later than the end was, or the review does not lie before it
    """
    locked = _lock(adjustment, CaseloadState.AGREED)
    today = people.today(now=now)
    if ends_on <= locked.ends_on:
        raise DaysDoNotFit("Choose a last day after the one that was agreed.")
    _check_days(max(locked.starts_on, today), review_on, ends_on, today)
    CaseloadProlonging.objects.create(
        adjustment=locked, ended_on=locked.ends_on, ends_on=ends_on, because=because, by=by, at=now
    )
    locked.ends_on, locked.review_on, locked.reviewed_at = ends_on, review_on, None
    locked.save()
    _record("caseload adjustment prolonged", locked, by, now, because=because)
    return locked


@transaction.atomic
def end_adjustment(*, adjustment: CaseloadAdjustment, by: Any, now: datetime) -> CaseloadAdjustment:
    """End it today, or take a proposal back; the session that it asked for is taken back where nothing came of it.

    :raises AdjustmentNotThatFar: when it is over, or was not wanted
    """
    locked = _lock(adjustment, *STANDING)
    locked.state, locked.ended_at = CaseloadState.ENDED, now
    locked.save()
    take_session_back(worker=locked.worker, cause_id=locked.pk, by=by, now=now)
    _record("caseload adjustment ended", locked, by, now)
    return locked


@transaction.atomic
def review_adjustment(*, adjustment: CaseloadAdjustment, by: Any, now: datetime) -> CaseloadAdjustment:
    """Say that the two looked at it, and that it goes on as agreed, or was enough.

    :raises AdjustmentNotThatFar: when it was looked at before, or was never agreed
    """
    locked = _lock(adjustment, CaseloadState.AGREED, CaseloadState.LAPSED)
    if locked.reviewed_at is not None:
        raise AdjustmentNotThatFar("Somebody looked at this already. Nothing was changed.")
    locked.reviewed_at = now
    locked.save(update_fields=["reviewed_at"])
    _record("caseload adjustment reviewed", locked, by, now)
    return locked


@transaction.atomic
def pass_adjustment(*, adjustment: CaseloadAdjustment, to: Any, by: Any, now: datetime) -> None:
    """Let somebody else be asked to look at it."""
    CaseloadAdjustment.objects.filter(pk=adjustment.pk).update(agreed_by=to)
    _record("caseload adjustment passed on", adjustment, by, now, to=str(to.pk))


def lapse_adjustments(*, now: datetime) -> int:
    """End what is past its last day, batch by batch; gives how many. Whoever agreed one is asked to look at it."""
    total = 0
    while number := _lapse_some(now):
        total += number
    return total


@transaction.atomic
def _lapse_some(now: datetime) -> int:
    past = CaseloadAdjustment.objects.past_their_end(on=people.today(now=now))
    rows = list(past.select_for_update(of=("self",), skip_locked=True).order_by("ends_on", "pk")[:BATCH])
    if not rows:
        return 0
    for state, found in ((CaseloadState.AGREED, CaseloadState.LAPSED), (CaseloadState.PROPOSED, CaseloadState.ENDED)):
        keys = [row.pk for row in rows if row.state == state]
        CaseloadAdjustment.objects.filter(pk__in=keys).update(state=found, ended_at=now)
    subject = "debriefs.caseload_adjustment"
    changes = [Written("caseload adjustment over", subject, row.pk, row.worker_id, _facts(row)) for row in rows]
    audit.record_many(changes=changes, by=None, now=now)
    return len(rows)


def _check_days(starts_on: date, review_on: date, ends_on: date, today: date) -> None:
    if not starts_on <= review_on <= ends_on:
        raise DaysDoNotFit("Choose a review between the first day and the last.")
    if not today <= ends_on <= today + LONGEST:
        raise DaysDoNotFit("Choose a last day from today on, within half a year. It can be prolonged.")


def _lock(adjustment: CaseloadAdjustment, *states: CaseloadState) -> CaseloadAdjustment:
    rows = CaseloadAdjustment.objects.select_for_update(of=("self",)).select_related("worker", "agreed_by")
    locked = rows.get(pk=adjustment.pk)
    if locked.state not in states:
        raise AdjustmentNotThatFar(f"This stands as “{locked.get_state_display().lower()}”. Nothing was changed.")
    return locked


def _record(action: str, adjustment: CaseloadAdjustment, by: Any, now: datetime, **facts: Any) -> None:
    audit.record(
        action=action, subject_type="debriefs.caseload_adjustment", subject_id=adjustment.pk, by=by, now=now,
        about=adjustment.worker_id, facts=_facts(adjustment) | facts,
    )  # fmt: skip


def _facts(adjustment: CaseloadAdjustment) -> dict[str, Any]:
    """Its days, and neither what is lighter nor after what."""
    return {"from": adjustment.starts_on.isoformat(), "until": adjustment.ends_on.isoformat()}
