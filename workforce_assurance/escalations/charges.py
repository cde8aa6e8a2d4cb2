"""Alerts that name somebody as responsible: the next rungs ask their successor."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workforce_assurance.audit.commands import Written, record_many
from workforce_assurance.people.charges import Charge, Held, register_charge
from workforce_assurance.people.queries import zone

from . import words
from .models import Episode


def _named(person: Any) -> Any:
    return Episode.objects.not_closed().filter(responsible=person).order_by("due_at", "pk")


def episodes_held(person: Any, *, now: datetime) -> list[Held]:
    where = zone()
    return [
        Held(f"{words.kind_of(row)}, {row.reference}", words.status(row, now=now, zone=where)) for row in _named(person)
    ]


def pass_episodes(*, person: Any, successor: Any, leaves: bool, by: Any, now: datetime) -> int:
    """From the next rung on the successor is the one responsible; never for what is about themselves."""
    if successor is None:
        return 0
    rows = list(_named(person).exclude(about=successor).select_for_update(of=("self",)))
    Episode.objects.filter(pk__in=[row.pk for row in rows]).update(responsible=successor)
    facts = {"to": str(successor.pk)}
    changes = [Written("episode_passed_on", "episode", row.pk, row.about_id, facts) for row in rows]
    record_many(changes=changes, by=by, now=now)
    return len(rows)


def register() -> None:
    register_charge(
        Charge(
            "escalations.alerts", "Alerts that name them", 60, episodes_held, pass_episodes,
            "The next rungs ask the successor of the workers.", follows="people.lines",
        )
    )  # fmt: skip
