"""Readings that somebody is asked for, and how they pass on when they move or leave."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workforce_assurance.common.dates import day_ending
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people
from workforce_assurance.people.charges import Charge, Held, register_charge

from ..models import AuditReading
from .commands import pass_reading
from .enums import PassedBecause
from .readers import who_may_read


def _readings(person: Any) -> Any:
    rows = AuditReading.objects.waiting().of(person).select_related("unit__audit", "unit__team")
    return rows.order_by("due_at", "unit__number", "pk")


def held(person: Any, *, now: datetime) -> list[Held]:
    zone = people.zone()
    return [
        Held(
            f"Audit {one.unit.audit.reference}, number {one.unit.number}",
            f"By {long_day(day_ending(one.due_at, zone))}" if one.due_at else "",
        )
        for one in _readings(person)
    ]


def why_not(person: Any, successor: Any, *, now: datetime) -> str:
    on = people.today(now=now)
    if all(successor.pk in {one.pk for one in who_may_read(row.unit, on=on)} for row in _readings(person)):
        return ""
    return "They have a part in one of these, read it already, or do not govern its teams. Choose somebody else."


def hand_over(*, person: Any, successor: Any, leaves: bool, by: Any, now: datetime) -> int:
    rows = list(_readings(person))
    for one in rows:
        pass_reading(reading=one, to=successor, because=PassedBecause.MOVES, by=by, now=now)
    return len(rows)


def register() -> None:
    register_charge(
        Charge(
            key="governance.audit_readings", title="Readings for audits", order=68, held=held, hand_over=hand_over,
            what_happens="Somebody else reads from the beginning.", why_not=why_not,
        )
    )  # fmt: skip
