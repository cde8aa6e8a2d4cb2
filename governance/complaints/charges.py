"""Complaints that somebody handles, and how they pass on when they move or leave."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people
from workforce_assurance.people.charges import Charge, Held, register_charge

from ..models import ComplaintHandling
from .commands import pass_complaint
from .handlers import complained_about, possible_handlers


def _handlings(person: Any) -> Any:
    rows = ComplaintHandling.objects.undone().of(person).select_related("complaint__team__service__lead")
    return rows.order_by("complaint__answer_due_on", "pk")


def handled(person: Any, *, now: datetime) -> list[Held]:
    found = [row.complaint for row in _handlings(person)]
    return [Held(f"Complaint {one.reference}", f"answer by {long_day(one.answer_due_on)}") for one in found]


def why_not(person: Any, successor: Any, *, now: datetime) -> str:
    on = people.today(now=now)
    for complaint in (row.complaint for row in _handlings(person)):
        but = complained_about(complaint)
        if not possible_handlers(complaint.team, but=but, on=on).filter(pk=successor.pk).exists():
            return "They answer for none of these services, or one of these is about them. Choose somebody else."
    return ""


def pass_on(*, person: Any, successor: Any, leaves: bool, by: Any, now: datetime) -> int:
    rows = list(_handlings(person))
    for row in rows:
        pass_complaint(complaint=row.complaint, to=successor, by=by, now=now)
    return len(rows)


def register() -> None:
    register_charge(
        Charge(
            "governance.complaints", "Complaints to answer", 67, handled, pass_on,
            "The successor answers them by the same days, with what is written so far to read.", why_not,
        )
    )  # fmt: skip
