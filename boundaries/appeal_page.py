"""What the page of one appeal shows, to whom."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from workforce_assurance.common.words import long_day, long_instant
from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates.queries import progress, response_for

from .enums import APPEAL_PURPOSE, AppealedBy, AppealOutcome
from .models import Appeal
from .words import Status, until


def status_of(appeal: Appeal, now: datetime) -> Status:
    if appeal.outcome:
        in_time = appeal.decided_at is not None and appeal.decided_at <= appeal.due_at
        return Status(f"{AppealOutcome(appeal.outcome).label}{'' if in_time else ', after its time'}", "done")
    return Status("Past its time", "past_date") if appeal.due_at <= now else Status("Waits for its answer", "info")


def page(appeal: Appeal, viewer: Any, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """Everything that the page of one appeal shows to this viewer; what is written leaves a row in the trail."""
    response = response_for(APPEAL_PURPOSE, appeal.pk)
    writes = appeal.reviewer_id == viewer.pk and not appeal.outcome
    return {
        "appeal": appeal,
        "decision": appeal.decision,
        "status": status_of(appeal, now),
        "facts": _facts(appeal, zone),
        "writes": writes,
        "key": str(appeal.pk) if appeal.outcome not in ("", AppealOutcome.PASSED_ON) else "",
        "tasks": _tasks(response, viewer) if writes else [],
        "sections": records.read_by_rule(response=response, by=viewer, now=now) if appeal.outcome and response else (),
    }


def _tasks(response: Any, viewer: Any) -> list[dict[str, str]]:
    return [
        {
            "label": task.title,
            "url": reverse("record_section", args=[response.pk, task.key]),
            "status": task.status,
            "tone": task.tone,
        }
        for task in progress(response, viewer)
    ]


def _facts(appeal: Appeal, zone: ZoneInfo) -> list[dict[str, str]]:
    rows = [
        ("Made by", AppealedBy(appeal.made_by).label),
        ("Came on", long_day(appeal.received_on)),
        ("Put on record by", appeal.recorded_by.full_name),
        ("Reviewer, who had no part in it", appeal.reviewer.full_name),
        ("Answer until", until(appeal.due_at, zone)),
        ("Answered", long_instant(appeal.decided_at, zone) if appeal.decided_at else ""),
        ("Outcome", AppealOutcome(appeal.outcome).label if appeal.outcome else ""),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]
