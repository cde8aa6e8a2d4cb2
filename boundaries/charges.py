"""What somebody holds of decisions, and how it passes on when they move or leave; what they drafted ends with them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people
from workforce_assurance.people.charges import Charge, Held, register_charge

from .commands import pass_appeal, pass_deadline, pass_visit
from .enums import DeadlineKind
from .gate import asked_for_it, independent_reviewers, never_asked, stands_below
from .models import Appeal, Deadline, GateVisit


def _visits(person: Any) -> Any:
    rows = GateVisit.objects.waiting().filter(asked=person).select_related("decision__kind", "decision__team__service")
    return rows.order_by("sent_at", "pk")


def _appeals(person: Any) -> Any:
    rows = Appeal.objects.waiting().filter(reviewer=person).select_related("decision__team__service")
    return rows.order_by("due_at", "pk")


def _follow_ups(person: Any) -> Any:
    kinds = [DeadlineKind.REVIEW, DeadlineKind.SAME_TODAY]
    rows = Deadline.objects.waiting().filter(asked=person, kind__in=kinds).select_related("decision")
    return rows.order_by("due_at", "pk")


def visits_held(person: Any, *, now: datetime) -> list[Held]:
    zone = people.zone()
    found = _visits(person)
    return [
        Held(f"Decision {one.decision.reference}", f"since {long_day(local_day(one.sent_at, zone))}") for one in found
    ]


def appeals_held(person: Any, *, now: datetime) -> list[Held]:
    zone = people.zone()
    return [
        Held(f"Decision {one.decision.reference}", f"until {long_day(local_day(one.due_at, zone))}")
        for one in _appeals(person)
    ]


def follow_ups_held(person: Any, *, now: datetime) -> list[Held]:
    return [Held(f"Decision {one.decision.reference}", one.get_kind_display()) for one in _follow_ups(person)]


def why_not_at_the_gate(person: Any, successor: Any, *, now: datetime) -> str:
    decisions = [one.decision for one in _visits(person)]
    if any(asked_for_it(one, successor) for one in decisions):
        return "They asked for one of these decisions themselves, or for what it renews. Choose somebody else."
    if any(successor.pk in never_asked(one) for one in decisions):
        return "They review an appeal against one of these decisions. Choose somebody else."
    below = any(stands_below(successor, one, on=people.today(now=now)) for one in decisions)
    return "Whoever asked for one of these decisions stands above them. Choose somebody else." if below else ""


def why_not_of_appeals(person: Any, successor: Any, *, now: datetime) -> str:
    on = people.today(now=now)
    apart = all(independent_reviewers(one.decision, on=on).filter(pk=successor.pk).exists() for one in _appeals(person))
    return "" if apart else "They had a part in one of these decisions, or stand at no gate. Choose somebody else."


def pass_visits(*, person: Any, successor: Any, leaves: bool, by: Any, now: datetime) -> int:
    rows = list(_visits(person))
    for row in rows:
        pass_visit(visit=row, to=successor, by=by, now=now)
    return len(rows)


def pass_appeals(*, person: Any, successor: Any, leaves: bool, by: Any, now: datetime) -> int:
    rows = list(_appeals(person))
    for row in rows:
        pass_appeal(appeal=row, to=successor, by=by, now=now)
    return len(rows)


def pass_follow_ups(*, person: Any, successor: Any, leaves: bool, by: Any, now: datetime) -> int:
    rows = list(_follow_ups(person))
    for row in rows:
        pass_deadline(deadline=row, to=successor, by=by, now=now)
    return len(rows)


def register() -> None:
    register_charge(
        Charge(
            "boundaries.gate", "Decisions at the gate", 64, visits_held, pass_visits,
            "The successor is asked at the gate; nobody is asked about their own.", why_not_at_the_gate,
        )
    )  # fmt: skip
    register_charge(
        Charge(
            "boundaries.appeals", "Appeals to answer", 65, appeals_held, pass_appeals,
            "The successor reviews them, with what is written so far to read; their time stays.", why_not_of_appeals,
        )
    )  # fmt: skip
    register_charge(
        Charge(
            "boundaries.follow_ups", "Decisions to review or look at again", 66, follow_ups_held, pass_follow_ups,
            "The successor is asked instead, by the same day.",
        )
    )  # fmt: skip
