"""How agreements end: by the next one, with the line between the two people, or before both had signed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from workforce_assurance.audit import commands as audit
from workforce_assurance.escalations import commands as escalations

from ..enums import AGREEMENT_KIND, AgreementEnd, AgreementState
from ..models import Agreement


def end_without_their_line(*, worker_ids: Iterable[uuid.UUID], today: date, now: datetime) -> int:
    """End the agreements of these workers whose two people are not worker and supervisor any more; gives how many.

    Called under the lock on the workers. What was written stays with the two who wrote it.
    """
    ended = Agreement.objects.without_their_line(on=today).filter(worker__in=list(worker_ids))
    rows = list(ended.select_for_update(of=("self",), no_key=True))
    for agreement in rows:
        end(agreement, AgreementEnd.SUPERVISOR, by=None, now=now)
    return len(rows)


def end(agreement: Agreement, because: AgreementEnd, *, by: Any, now: datetime) -> None:
    """End one that is locked; a review that it waited for is done by the next one, and not needed otherwise."""
    was_signed = agreement.state == AgreementState.SIGNED
    agreement.state, agreement.ended_at, agreement.ended_because = AgreementState.ENDED, now, because
    agreement.next_check = None
    agreement.save(update_fields=["state", "ended_at", "ended_because", "next_check"])
    audit.record(
        action="agreement ended", subject_type="supervision.agreement", subject_id=agreement.pk, by=by, now=now,
        about=agreement.worker_id, facts={"because": because},
    )  # fmt: skip
    if was_signed:
        closed = "done" if because == AgreementEnd.REPLACED else "not_needed"
        escalations.close_episodes(kind=AGREEMENT_KIND, subject_id=agreement.pk, because=closed, by=by, now=now)
