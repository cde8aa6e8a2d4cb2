"""Where lists of records are narrowed to: one team, or every team of a service."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from . import reach

# A service as an address says it; a team is its key alone.
SERVICE = "service:"
# What is asked of a team to offer it.
OFFERED = ("pk", "name", "service_id", "service__name")

Rows = TypeVar("Rows", bound=QuerySet)


def teams_answered_for(viewer: Any, *, on: date) -> QuerySet:
    """The teams that the viewer manages or leads the service of, and those whose governance they lead."""
    managed = reach.teams_managed_by(viewer, on=on)
    services = reach.services_governed_by(viewer)
    every = managed.model.objects.all()
    if services is not None:
        every = every.filter(Q(pk__in=managed.values("pk")) | Q(service__in=services))
    return every.select_related("service").order_by("service__name", "name")


def places_offered(teams: Iterable[tuple[uuid.UUID, str, uuid.UUID, str]]) -> list[tuple[str, str]]:
    """Each service followed by its teams, as a filter offers them.

    :param teams: the values `OFFERED`, those of a service together
    """
    found: dict[str, str] = {}
    for team, name, service, of in teams:
        found.setdefault(f"{SERVICE}{service}", f"All of {of}")
        found[str(team)] = name
    return list(found.items())


def at_place(rows: Rows, where: str) -> Rows:
    """The rows, which belong to a team, of a place that was offered."""
    key = where.removeprefix(SERVICE)
    return rows.filter(**{"team" if key == where else "team__service": key})
