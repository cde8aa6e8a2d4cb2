"""Adjustments that a session agreed: kept beside the record as dates and codes, checked later."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.structured_templates.purposes import AdjustmentRow

from ..enums import AdjustmentKind, AdjustmentOutcome
from ..exceptions import AdjustmentAlreadyChecked
from ..models import Adjustment, Session


@transaction.atomic
def agree_adjustments(session_id: uuid.UUID, rows: Iterable[AdjustmentRow], by: Any, now: datetime) -> None:
    """Make the session's adjustments what the record's section says; saving it twice makes each once.

    One that was checked already stays as it was checked.
    """
    session = Session.objects.select_for_update(of=("self",), no_key=True).get(pk=session_id)
    rows = list(rows)
    gone = session.adjustments.open().exclude(row__in=[row.row for row in rows])
    withdrawn, _ = gone.delete()
    checked = set(session.adjustments.exclude(outcome="").values_list("row", flat=True))
    Adjustment.objects.bulk_create(
        [_adjustment(session, row) for row in rows if row.row not in checked],
        update_conflicts=True,
        unique_fields=["session", "row"],
        update_fields=["kind", "owner", "starts_on", "ends_on", "check_on"],
    )
    if rows or withdrawn:
        facts = {"agreed": sorted(row.kind for row in rows), "withdrawn": withdrawn}
        _record("adjustments agreed", session.pk, session.worker_id, by, now, facts)


@transaction.atomic
def check_adjustment(*, adjustment: Adjustment, outcome: AdjustmentOutcome, by: Any, now: datetime) -> Adjustment:
    """Record what became of an adjustment.

    :raises AdjustmentAlreadyChecked: when somebody has
    """
    adjustment = Adjustment.objects.select_for_update(of=("self",)).get(pk=adjustment.pk)
    if adjustment.outcome:
        raise AdjustmentAlreadyChecked("This adjustment was checked already. Nothing was changed.")
    adjustment.outcome, adjustment.checked_at, adjustment.checked_by = outcome, now, by
    adjustment.save(update_fields=["outcome", "checked_at", "checked_by"])
    _record("adjustment checked", adjustment.pk, adjustment.worker_id, by, now, {"outcome": outcome})
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
