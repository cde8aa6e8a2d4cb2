"""What the pages show of caseload adjustments; an incident by its reference alone, to those who may see it."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.words import counted, long_day

from ..models import CaseloadAdjustment
from .caseload_querysets import STANDING
from .caseload_words import ABOUT, span_words, status_of
from .enums import CaseloadState, ProlongedBecause

MAY = ("see_to_adjustment", "end_adjustment", "answer_adjustment")


def row(adjustment: CaseloadAdjustment, today: date) -> dict[str, Any]:
    return {
        "adjustment": adjustment,
        "span": span_words(adjustment),
        "review": long_day(adjustment.review_on),
        "status": status_of(adjustment, today),
    }


def page(adjustment: CaseloadAdjustment, viewer: Any, today: date, zone: ZoneInfo) -> dict[str, Any]:
    may = {what: viewer.has_perm(f"debriefs.{what}", adjustment) for what in MAY}
    waits_for_me = may["answer_adjustment"] and adjustment.state == CaseloadState.PROPOSED
    reviewable = adjustment.state in (CaseloadState.AGREED, CaseloadState.LAPSED) and adjustment.reviewed_at is None
    return {
        "adjustment": adjustment,
        "status": status_of(adjustment, today),
        "about": ABOUT[adjustment.kind],
        "facts": _facts(adjustment, viewer, zone),
        "waits_for_me": waits_for_me,
        "may_prolong": may["see_to_adjustment"] and adjustment.state == CaseloadState.AGREED,
        "may_say_looked_at": may["see_to_adjustment"] and reviewable and adjustment.review_on <= today,
        # The worker takes no proposal back: they say no to it.
        "may_end": adjustment.state in STANDING and may["end_adjustment"] and not waits_for_me,
    }


def _facts(adjustment: CaseloadAdjustment, viewer: Any, zone: ZoneInfo) -> list[dict[str, str]]:
    incident = adjustment.incident
    shown = incident is not None and viewer.has_perm("debriefs.see_incident", incident)
    looked = adjustment.reviewed_at
    rows = [
        ("For", adjustment.worker.full_name),
        ("Proposed by", adjustment.agreed_by.full_name),
        ("From and until", span_words(adjustment)),
        ("To be looked at", long_day(adjustment.review_on)),
        ("Looked at on", long_day(local_day(looked, zone)) if looked else ""),
        ("One session more", _session(adjustment)),
        ("After incident", incident.reference if incident is not None and shown else ""),
        *(("Prolonged", _prolonged(one, zone)) for one in adjustment.prolongings.all()),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _session(adjustment: CaseloadAdjustment) -> str:
    days = adjustment.session_within_days
    return f"Within {counted(days, 'day')} of their yes" if days else ""


def _prolonged(one: Any, zone: ZoneInfo) -> str:
    why = ProlongedBecause(one.because).label
    return f"{long_day(local_day(one.at, zone))}: until {long_day(one.ends_on)}. {why}."
