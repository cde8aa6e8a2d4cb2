"""What somebody holds of support for others, and how it passes on when they move or leave. No page names who asked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people
from workforce_assurance.people.charges import Charge, Held, register_charge

from ..models import CaseloadAdjustment, SupportKind, SupportRequest
from .caseload_words import span_words
from .commands import pass_adjustment, pass_kind, pass_request


def _kinds(person: Any) -> list[SupportKind]:
    return list(SupportKind.objects.filter(answered_by=person).order_by("code"))


def _requests(person: Any) -> list[SupportRequest]:
    return list(SupportRequest.objects.waiting().asked_of(person).order_by("asked_at", "pk"))


def support_held(person: Any, *, now: datetime) -> list[Held]:
    zone = people.zone()
    waiting = [Held("A request for support", long_day(local_day(row.asked_at, zone))) for row in _requests(person)]
    return [*(Held(f"Answers: {kind}") for kind in _kinds(person)), *waiting]


def pass_support(*, person: Any, successor: Any, leaves: bool, by: Any, now: datetime) -> int:
    """Kinds and what waits. One who asked is told by nobody: their own page shows who answers now."""
    kinds, requests = _kinds(person), _requests(person)
    for kind in kinds:
        pass_kind(kind=kind, to=successor, by=by, now=now)
    for request in requests:
        pass_request(request=request, to=successor, by=by, now=now)
    return len(kinds) + len(requests)


def _to_look_at(person: Any) -> list[CaseloadAdjustment]:
    """Those they agreed that stand, or that are over and that nobody looked at."""
    rows = CaseloadAdjustment.objects.filter(agreed_by=person, state__in=("proposed", "agreed", "lapsed"))
    rows = rows.exclude(state="lapsed", reviewed_at__isnull=False)
    return list(rows.select_related("worker").order_by("ends_on", "pk"))


def caseload_held(person: Any, *, now: datetime) -> list[Held]:
    return [Held(f"Caseload of {row.worker.full_name}", span_words(row)) for row in _to_look_at(person)]


def pass_caseload(*, person: Any, successor: Any, leaves: bool, by: Any, now: datetime) -> int:
    rows = _to_look_at(person)
    for row in rows:
        pass_adjustment(adjustment=row, to=successor, by=by, now=now)
    return len(rows)


def why_not_caseload(person: Any, successor: Any, *, now: datetime) -> str:
    own = any(row.worker_id == successor.pk for row in _to_look_at(person))
    return "One of them is about the successor's own caseload. Choose somebody else." if own else ""


def register() -> None:
    register_charge(
        Charge(
            "debriefs.caseload", "Caseload adjustments they agreed", 63, caseload_held, pass_caseload,
            "The successor is asked to look at them; their days stay.", why_not=why_not_caseload,
        )
    )  # fmt: skip
    register_charge(
        Charge(
            "debriefs.support", "Support that they answer for", 62, support_held, pass_support,
            "The successor answers those who ask, and sees who waits. Nobody else does.",
        )
    )  # fmt: skip
