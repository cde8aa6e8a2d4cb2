"""What somebody holds of support for others, and how it passes on when they move or leave. No page names who asked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people
from workforce_assurance.people.charges import Charge, Held, register_charge

from ..models import SupportKind, SupportRequest
from .commands import pass_kind, pass_request


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


def register() -> None:
    register_charge(
        Charge(
            "debriefs.support", "Support that they answer for", 62, support_held, pass_support,
            "The successor answers those who ask, and sees who waits. Nobody else does.",
        )
    )  # fmt: skip
