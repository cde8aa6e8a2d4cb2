"""Adjustments that a session agreed: kept beside the record as dates and codes, checked later."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates.purposes import AdjustmentRow

from ..enums import NOT_HELD, AdjustmentEffect, AdjustmentKind, AdjustmentOutcome, NewDateReason
from ..exceptions import AdjustmentAlreadyChecked, AdjustmentOfSomebodyElse, CheckOutOfReach, SessionAlreadyClosed
from ..models import Adjustment, AdjustmentCarry, AdjustmentDate, Session
from ..words import long_day

FARTHEST_CHECK = timedelta(days=366)


@transaction.atomic
def agree_adjustments(session_id: uuid.UUID, rows: Iterable[AdjustmentRow], by: Any, now: datetime) -> None:
    """Make the session's adjustments what the record's section says; saving it twice makes each once.

    One that was checked, carried or given a new day since stays as it is.
    """
    session = Session.objects.select_for_update(of=("self",), no_key=True).get(pk=session_id)
    rows = list(rows)
    followed = set(session.adjustments.followed().values_list("row", flat=True))
    withdrawn, _ = session.adjustments.exclude(row__in=followed.union(row.row for row in rows)).delete()
    Adjustment.objects.bulk_create(
        [_adjustment(session, row) for row in rows if row.row not in followed],
        update_conflicts=True,
        unique_fields=["session", "row"],
        update_fields=["kind", "owner", "starts_on", "ends_on", "check_on"],
    )
    if rows or withdrawn:
        facts = {"agreed": sorted(row.kind for row in rows), "withdrawn": withdrawn}
        _record("adjustments agreed", session.pk, session.worker_id, by, now, facts)


@transaction.atomic
def check_adjustment(
    *, adjustment: Adjustment, outcome: AdjustmentOutcome, helped: AdjustmentEffect, by: Any, now: datetime
) -> Adjustment:
    """Record whether an adjustment helped and what becomes of it.

    :raises AdjustmentAlreadyChecked: when somebody has
    """
    adjustment = _claim(adjustment)
    adjustment.outcome, adjustment.helped = outcome, helped
    adjustment.checked_at, adjustment.checked_by = now, by
    adjustment.save(update_fields=["outcome", "helped", "checked_at", "checked_by"])
    facts = {"outcome": outcome, "helped": helped}
    _record("adjustment checked", adjustment.pk, adjustment.worker_id, by, now, facts)
    return adjustment


@transaction.atomic
def set_check_date(
    *, adjustment: Adjustment, check_on: date, reason: NewDateReason, by: Any, now: datetime
) -> Adjustment:
    """Look at an open adjustment on another day; the days before stay readable.

    :raises AdjustmentAlreadyChecked: when somebody has
    :raises CheckOutOfReach: when the day has passed, is the one it has, lies before it starts or more than a year ahead
    """
    adjustment = _claim(adjustment)
    today = people.today(now=now)
    if check_on == adjustment.check_on:
        raise CheckOutOfReach(f"It is to be looked at on {long_day(check_on)} already. Choose another day.")
    if not max(today, adjustment.starts_on) <= check_on <= today + FARTHEST_CHECK:
        raise CheckOutOfReach("Choose a day from today on, after it starts, and within the next 12 months.")
    before = adjustment.check_on
    AdjustmentDate.objects.create(
        adjustment=adjustment, moved_from=before, moved_to=check_on, reason=reason, by=by, at=now
    )
    adjustment.check_on = check_on
    adjustment.save(update_fields=["check_on"])
    facts = {"from": before.isoformat(), "to": check_on.isoformat(), "reason": reason}
    _record("adjustment given a new day", adjustment.pk, adjustment.worker_id, by, now, facts)
    return adjustment


@transaction.atomic
def carry_adjustment(*, adjustment: Adjustment, session: Session, by: Any, now: datetime) -> Adjustment:
    """Carry an open adjustment from that session to the next as it is; carrying it twice is carrying it once.

    :raises AdjustmentAlreadyChecked: when somebody has
    :raises AdjustmentOfSomebodyElse: when the session is another worker's or agreed it itself
    :raises SessionAlreadyClosed: when the session ended without taking place
    """
    adjustment = _claim(adjustment)
    if adjustment.worker_id != session.worker_id or adjustment.session_id == session.pk:
        raise AdjustmentOfSomebodyElse("This adjustment does not open that session. Nothing was changed.")
    if session.state in NOT_HELD:
        raise SessionAlreadyClosed("That session did not take place, so it carries nothing on.")
    _, is_new = AdjustmentCarry.objects.get_or_create(
        adjustment=adjustment, session=session, defaults={"by": by, "at": now}
    )
    if is_new:
        facts = {"session": session.reference}
        _record("adjustment carried", adjustment.pk, adjustment.worker_id, by, now, facts)
    return adjustment


def _claim(adjustment: Adjustment) -> Adjustment:
    adjustment = Adjustment.objects.select_for_update(of=("self",)).get(pk=adjustment.pk)
    if adjustment.outcome:
        raise AdjustmentAlreadyChecked("This adjustment was checked already. Nothing was changed.")
    return adjustment


def _adjustment(session: Session, row: AdjustmentRow) -> Adjustment:
    # A template that was edited here may offer kinds of its own; they stay in the record.
    kind = row.kind if row.kind in AdjustmentKind.values else AdjustmentKind.OTHER
    return Adjustment(
        session=session, row=row.row, kind=kind, worker_id=session.worker_id, owner_id=row.owner_id,
        starts_on=row.starts_on, ends_on=row.ends_on, check_on=row.check_on,
    )  # fmt: skip


def _record(
    action: str, subject_id: uuid.UUID, about: uuid.UUID, by: Any, now: datetime, facts: dict[str, Any]
) -> None:
    audit.record(
        action=action,
        subject_type="supervision.adjustment",
        subject_id=subject_id,
        by=by,
        now=now,
        about=about,
        facts=facts,
    )
