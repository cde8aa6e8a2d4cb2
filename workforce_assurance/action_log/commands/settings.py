"""The organisation's setting of the action log."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit

from ..models import LogSetting


@transaction.atomic
def set_times(
    *, look_after_days: int, look_within_working_days: int, check_within_working_days: int, by: Any, now: datetime
) -> LogSetting:
    """After how many days it is looked at whether an action worked, and within which times; for what is closed or
    handed in from now on."""
    said = {
        "look_after_days": look_after_days,
        "look_within_working_days": look_within_working_days,
        "check_within_working_days": check_within_working_days,
    }
    setting, _ = LogSetting.objects.update_or_create(id=1, defaults=said)
    audit.record(
        action="times of the action log set",
        subject_type="action_log.setting",
        subject_id=1,
        by=by,
        now=now,
        facts=said,
    )
    return setting
