"""What somebody holds of incidents and debriefs, and how it passes on when they move or leave."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people
from workforce_assurance.people.charges import Charge, Held, register_charge

from .commands import change_policy, hand_over_incident, pass_debrief
from .commands.debriefs import OPEN
from .models import Debrief, GuidancePolicy, Incident


def _to_finish(person: Any) -> Any:
    rows = Incident.objects.to_describe().finished_by(person).select_related("team__manager")
    return rows.order_by("happened_at", "pk")


def _to_see_to(person: Any) -> Any:
    mine = Q(facilitator=person) | Q(asked=person) | Q(responsible=person)
    return Debrief.objects.filter(mine, state__in=OPEN).order_by("due_at", "pk")


def incidents_held(person: Any, *, now: datetime) -> list[Held]:
    zone = people.zone()
    return [Held(f"Incident {row.reference}", long_day(local_day(row.logged_at, zone))) for row in _to_finish(person)]


def debriefs_held(person: Any, *, now: datetime) -> list[Held]:
    zone = people.zone()
    rows = _to_see_to(person)
    return [Held(f"Debrief {row.reference}", f"until {long_day(local_day(row.due_at, zone))}") for row in rows]


def pass_incidents(*, person: Any, successor: Any, leaves: bool, by: Any, now: datetime) -> int:
    rows = list(_to_finish(person))
    for row in rows:
        hand_over_incident(incident=row, to=successor, by=by, now=now)
    return len(rows)


def pass_debriefs(*, person: Any, successor: Any, leaves: bool, by: Any, now: datetime) -> int:
    rows = list(_to_see_to(person))
    for row in rows:
        pass_debrief(debrief=row, person=person, to=successor, by=by, now=now)
    return len(rows)


def policies_held(person: Any, *, now: datetime) -> list[Held]:
    return [Held(policy.name) for policy in GuidancePolicy.objects.in_use().owned_by(person)]


def pass_policies(*, person: Any, successor: Any, leaves: bool, by: Any, now: datetime) -> int:
    rows = list(GuidancePolicy.objects.in_use().owned_by(person))
    for row in rows:
        change_policy(policy=row, name=row.name, owner=successor, in_use=True, by=by, now=now)
    return len(rows)


def register() -> None:
    register_charge(
        Charge(
            "debriefs.incidents", "Incidents that wait for the rest", 60, incidents_held, pass_incidents,
            "The successor adds the rest, with what is known.",
        )
    )  # fmt: skip
    register_charge(
        Charge(
            "debriefs.debriefs", "Debriefs to see to", 61, debriefs_held, pass_debriefs,
            "The successor leads them, or is asked to see to them; their times stay.",
        )
    )  # fmt: skip
    register_charge(
        Charge(
            "debriefs.policies", "Policies that they own", 62, policies_held, pass_policies,
            "The successor sees to what debriefs find in the way or missing.",
        )
    )  # fmt: skip
