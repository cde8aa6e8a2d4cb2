"""One session more, asked for by another practice: an uplift whose reason is a change in the caseload."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from workforce_assurance.people import queries as people
from workforce_assurance.people.extra_sessions import ExtraSessions, register_extra_sessions

from .commands import add_uplift, withdraw_uplift
from .enums import UpliftReason
from .exceptions import UpliftAlreadyAsked, WorkerReceivesNoSupervision
from .models import Uplift


def ask(*, worker: Any, within_days: int, cause_id: uuid.UUID, by: Any, now: datetime) -> bool:
    """Whether one is planned for it: a session asked for already that comes at least as soon serves."""
    try:
        add_uplift(
            worker=worker, reason=UpliftReason.CASELOAD, within_days=within_days, cause_id=cause_id, by=by, now=now
        )
    except (UpliftAlreadyAsked, WorkerReceivesNoSupervision):
        return False
    return True


def take_back(*, worker: Any, cause_id: uuid.UUID, by: Any, now: datetime) -> None:
    asked = Uplift.objects.asked_for(on=people.today(now=now)).filter(worker=worker, cause_id=cause_id)
    for uplift in asked:
        withdraw_uplift(uplift=uplift, by=by, now=now)


def register() -> None:
    register_extra_sessions(ExtraSessions(ask, take_back))
