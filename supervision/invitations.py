"""Whom somebody may invite to a group: pick-lists hold these people, and nobody else is accepted."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from .enums import GroupKind

LEAST, MOST = 2, 20


def invitable(person: Any, kind: str, *, on: date) -> QuerySet[Any]:
    """Peers of one's own for a peer group; for every other those whom one supervises or manages. Never oneself."""
    found = people.workers_in_post(on=on).exclude(pk=person.pk)
    if kind == GroupKind.PEER:
        return found.filter(pk__in=_peers(person, on).values("pk")).order_by("full_name", "pk")
    circle = reach.workers_supervised_by(person, on=on) | reach.people_managed_by(person, on=on)
    return found.filter(pk__in=circle.values("pk")).order_by("full_name", "pk")


def _peers(person: Any, on: date) -> QuerySet[Any]:
    """Those of one's team, and those who have the same supervisor."""
    teams = people.memberships(on=on).filter(person=person).values("team")
    team = people.memberships(on=on).filter(team__in=teams).values("person")
    supervisors = people.supervision_lines(on=on).filter(worker=person).values("supervisor")
    line = people.supervision_lines(on=on).filter(supervisor__in=supervisors).values("worker")
    above = people.supervision_lines(on=on).filter(worker=person).values("supervisor")
    return people.people_in_post(on=on).filter(Q(pk__in=team) | Q(pk__in=line)).exclude(pk__in=above)
