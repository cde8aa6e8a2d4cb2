"""What somebody answers for, and how it passes on when they move or leave: standards, routes, and safe contact to look at."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workforce_assurance.common.dates import day_ending
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach
from workforce_assurance.people.charges import Charge, Held, register_charge

from ..models import Standard, ThreatRoute, Upkeep
from ..reviews.commands.trail import note
from .commands import ask_instead, pass_owned
from .enums import UpkeepKind


def _looks(person: Any) -> Any:
    rows = Upkeep.objects.waiting().of(UpkeepKind.LOOK).asked_of(person)
    return rows.select_related("protocol__team__service__lead", "protocol__team__manager").order_by("due_at", "pk")


def _routes(person: Any) -> Any:
    return ThreatRoute.objects.in_use().filter(owner=person).select_related("service").order_by("place", "pk")


def _standards(person: Any) -> Any:
    return Standard.objects.filter(owner=person).order_by("position", "code")


def looks_held(person: Any, *, now: datetime) -> list[Held]:
    zone = people.zone()
    return [
        Held(f"Safe contact, {one.protocol.team.name}", f"By {long_day(day_ending(one.due_at, zone))}")
        for one in _looks(person)
    ]


def routes_held(person: Any, *, now: datetime) -> list[Held]:
    return [Held(one.who, f"To be rung by {long_day(one.test_due_on)}") for one in _routes(person)]


def standards_held(person: Any, *, now: datetime) -> list[Held]:
    return [
        Held(
            one.code.replace("-", " ").capitalize(), f"Read again by {long_day(one.review_on)}" if one.review_on else ""
        )
        for one in _standards(person)
    ]


def why_not_routes(person: Any, successor: Any, *, now: datetime) -> str:
    rung = ThreatRoute.objects.rung_by(successor, on=people.today(now=now))
    if _routes(person).exclude(pk__in=rung.values("pk")).exists():
        return "They ring none of some of these: choose somebody who leads the service, or governance."
    return ""


def why_not_standards(person: Any, successor: Any, *, now: datetime) -> str:
    if reach.is_governance_lead(successor) or reach.is_administrator(successor):
        return ""
    return "Standards are kept by governance and administrators. Choose one of them."


def pass_looks(*, person: Any, successor: Any, leaves: bool, by: Any, now: datetime) -> int:
    """Whoever leads the team from now on is asked; their team passes on before."""
    return sum([ask_instead(row=row, but=person if leaves else None, by=by, now=now) for row in _looks(person)])


def pass_routes(*, person: Any, successor: Any, leaves: bool, by: Any, now: datetime) -> int:
    rows = list(_routes(person))
    for row in rows:
        pass_owned(kind=UpkeepKind.RING, thing=row, to=successor, by=by, now=now)
        note("threat route passed on", row, by, now, to=str(successor.pk))
    return len(rows)


def pass_standards(*, person: Any, successor: Any, leaves: bool, by: Any, now: datetime) -> int:
    rows = list(_standards(person))
    for row in rows:
        pass_owned(kind=UpkeepKind.READ, thing=row, to=successor, by=by, now=now)
        note("standard passed on", row, by, now, to=str(successor.pk))
    return len(rows)


CHARGES = (
    Charge(
        "boundaries.safe_contact", "Safe contact to look at", 68, looks_held, pass_looks,
        "Whoever leads the team then looks at it.", follows="people.teams",
    ),
    Charge(
        "boundaries.routes", "Numbers to call that they answer for", 69, routes_held, pass_routes,
        "The successor rings them every four weeks.", why_not=why_not_routes,
    ),
    Charge(
        "boundaries.standards", "Standards that they keep", 70, standards_held, pass_standards,
        "The successor reads them again by the same day.", why_not=why_not_standards,
    ),
)  # fmt: skip


def register() -> None:
    for charge in CHARGES:
        register_charge(charge)
