"""People as the tables have them on a day, loaded at once, to be compared with a file."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from .enums import Role
from .models import Person, RoleGrant, Service, SupervisionLine, Team, TeamMembership


@dataclass(frozen=True)
class Known:
    """One person with their place on the day."""

    id: uuid.UUID
    staff_number: str
    name: str
    email: str
    job_title: str = ""
    manager: uuid.UUID | None = None
    started_on: date | None = None
    left_on: date | None = None
    receives_supervision: bool = True
    team: uuid.UUID | None = None
    supervisor: uuid.UUID | None = None
    roles: frozenset[Role] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Snapshot:
    """Everybody who works here or did, and every service and team by its name."""

    day: date
    people: dict[uuid.UUID, Known]
    services: dict[uuid.UUID, str]
    # Team: the key of its service, and its name.
    teams: dict[uuid.UUID, tuple[uuid.UUID, str]]
    # Addresses of people from outside: no file of staff is about them.
    guests: frozenset[str] = frozenset()


def take_snapshot(*, on: date) -> Snapshot:
    """Load it, with as many queries for one person as for thousands."""
    # Who has no place yet gets the first one to come: of rows in this order, the last stays in the dictionary.
    memberships = TeamMembership.objects.exclude(ends_on__lt=on).order_by("-starts_on")
    teams = dict(memberships.values_list("person_id", "team_id"))
    lines = SupervisionLine.objects.exclude(ends_on__lt=on).order_by("-starts_on")
    supervisors = dict(lines.values_list("worker_id", "supervisor_id"))
    roles: dict[uuid.UUID, set[Role]] = defaultdict(set)
    for person, role in RoleGrant.objects.filter(service=None).values_list("person_id", "role"):
        roles[person].add(Role(role))
    return Snapshot(
        day=on,
        people={
            person.pk: Known(
                id=person.pk,
                staff_number=person.reference or "",
                name=person.full_name,
                email=person.email or "",
                job_title=person.job_title,
                manager=person.manager_id,
                started_on=person.started_on,
                left_on=person.left_on,
                receives_supervision=person.receives_supervision,
                team=teams.get(person.pk),
                supervisor=supervisors.get(person.pk),
                roles=frozenset(roles[person.pk]),
            )
            for person in Person.objects.filter(is_guest=False).order_by("full_name", "id")
        },
        services=dict(Service.objects.values_list("pk", "name")),
        teams={team: (service, name) for team, service, name in Team.objects.values_list("pk", "service_id", "name")},
        guests=frozenset(Person.objects.filter(is_guest=True, email__isnull=False).values_list("email", flat=True)),
    )
