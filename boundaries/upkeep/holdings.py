"""What is held of somebody about safe contact, routes and standards that are seen to, for their own "My data": no case in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workforce_assurance.common.dates import day_ending
from workforce_assurance.common.holdings import Holding, HoldingSource, Rows, register_holding
from workforce_assurance.common.words import long_day, long_instant
from workforce_assurance.people import queries as people

from ..models import SafeContactProtocol, TestCall, Upkeep


def asked_to_see_to(person: Any, _now: datetime) -> Holding:
    """What they are asked, or were."""
    zone = people.zone_for(person)
    rows = Rows(
        Upkeep.objects.asked_of(person).order_by("-due_at", "pk"),
        lambda row: (
            row.reference,
            row.get_kind_display(),
            long_day(day_ending(row.due_at, zone)),
            row.get_state_display(),
        ),
    )
    columns = ("Reference", "What", "By", "Status")
    return Holding("boundaries.asked_to_see_to", "What you are asked to see to again", columns, rows, "Nothing.")


def protocols(person: Any, _now: datetime) -> Holding:
    """What they set, or looked at."""
    zone = people.zone_for(person)
    found = SafeContactProtocol.objects.set_or_looked_at_by(person).select_related("team").order_by("-set_at", "pk")
    rows = Rows(
        found,
        lambda row: (
            row.team.name,
            "Set" if row.set_by_id == person.pk else "Looked at",
            long_instant(row.set_at if row.set_by_id == person.pk else row.reviewed_at, zone),
            long_day(row.ends_on),
        ),
    )
    columns = ("Team", "What you did", "When", "Over after")
    return Holding("boundaries.safe_contact", "Safe contact that you set or looked at", columns, rows, "None.")


def rung(person: Any, _now: datetime) -> Holding:
    """Routes that they rang."""
    zone = people.zone_for(person)
    rows = Rows(
        TestCall.objects.filter(rang_by=person).select_related("route").order_by("-rang_at", "pk"),
        lambda row: (row.route.who, long_instant(row.rang_at, zone), "Answered" if row.answered else "Nobody answered"),
    )
    return Holding("boundaries.rung", "Numbers that you rang", ("Who", "When", "Answer"), rows, "None.")


def register() -> None:
    for build in (asked_to_see_to, protocols, rung):
        register_holding(HoldingSource(f"boundaries.{build.__name__}", 58, build))
