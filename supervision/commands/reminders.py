"""When a new ladder reminds earlier, later or not at all: what has its reminder before it follows, set by set."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from workforce_assurance.audit import commands as audit
from workforce_assurance.escalations.reminders import follow_ladder
from workforce_assurance.people import queries as people

from ..enums import AGREEMENT_KIND, COVERAGE_KIND, KIND, SIGNATURE_KIND, AgreementState
from ..models import Agreement, CoverageGap, Session, SignatureDue
from ..workers import setting
from .planning import lock_workers


@transaction.atomic
def move_reminders(*, working_days: int | None, now: datetime) -> int:
    """Remind of open sessions so many working days before they are due, or of none; how many reminders moved."""
    lock_workers(Session.objects.open().values_list("worker_id", flat=True).distinct())
    moved = _follow(Session.objects.open(), end="missed_after", state="planned", working_days=working_days, now=now)
    return _recorded(moved, "supervision.plan", {"kind": KIND, "working_days": working_days, "sessions": moved}, now)


@transaction.atomic
def move_signature_reminders(*, working_days: int | None, now: datetime) -> int:
    """Remind of waiting signatures so many working days before they are due, or of none; how many reminders moved."""
    moved = _follow(SignatureDue.objects.waiting(), end="due_at", state="waits", working_days=working_days, now=now)
    facts = {"kind": SIGNATURE_KIND, "working_days": working_days, "signatures": moved}
    return _recorded(moved, "supervision.signatures", facts, now)


@transaction.atomic
def move_gap_reminders(*, working_days: int | None, now: datetime) -> int:
    """Remind of open gaps in coverage so many working days before they are due, or of none; how many reminders moved."""
    moved = _follow(CoverageGap.objects.open(), end="due_at", state="open", working_days=working_days, now=now)
    facts = {"kind": COVERAGE_KIND, "working_days": working_days, "gaps": moved}
    return _recorded(moved, "supervision.coverage", facts, now)


@transaction.atomic
def move_agreement_reminders(*, working_days: int | None, now: datetime) -> int:
    """Remind of reviews so many working days before they are due, or of none; how many reminders moved."""
    rows = Agreement.objects.filter(state=AgreementState.SIGNED)
    moved = _follow(rows, end="due_at", state="signed", working_days=working_days, now=now)
    facts = {"kind": AGREEMENT_KIND, "working_days": working_days, "agreements": moved}
    return _recorded(moved, "supervision.agreements", facts, now)


def _follow(rows: QuerySet, *, end: str, state: str, working_days: int | None, now: datetime) -> int:
    where = setting(now=now)
    return follow_ladder(
        rows=rows, end=end, state=state, working_days=working_days, calendar=where.calendar, zone=where.zone
    )


def _recorded(moved: int, subject_type: str, facts: dict[str, Any], now: datetime) -> int:
    if moved:
        audit.record(
            action="reminders moved", subject_type=subject_type, subject_id=people.today(now=now), by=None, now=now,
            facts=facts,
        )  # fmt: skip
    return moved
